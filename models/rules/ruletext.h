#pragma once

#include "sync/api/rulechange.h"

#include <QString>

namespace Models {

/// The name of a rule's field on screen; patterns stay as they are written.
QString ruleFieldLabel(const QString &pattern);
/// A rule as a sentence.
QString ruleSentence(const Sync::ApprovalRule &rule);

/// What a rule would do to what waits, as a headline.
QString simulationHeadline(const Sync::RuleSimulation &simulation, const Sync::ApprovalRule &draft);
/// What some of the waiting changes would come to, and why.
QString outcomeText(const Sync::RuleOutcome &outcome);

} // namespace Models
