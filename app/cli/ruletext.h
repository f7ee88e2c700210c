#pragma once

#include "sync/api/result.h"
#include "sync/api/rulechange.h"

#include <QCommandLineParser>
#include <QJsonObject>

namespace App {

/// The options that describe a rule.
QList<QCommandLineOption> ruleOptions();
/// Writes what the options say into a rule; BadInput for what cannot be read.
Sync::Result<Sync::Done> takeRuleOptions(const QCommandLineParser &options, Sync::ApprovalRule &rule);

/// A rule in lines for people, its parts named as the options that set them.
QString ruleText(const Sync::ApprovalRule &rule);
QJsonObject toJson(const Sync::ApprovalRule &rule);

/// What trying a rule came to, in sentences.
QString simulationText(const Sync::RuleSimulation &simulation);
QJsonObject toJson(const Sync::RuleSimulation &simulation);

} // namespace App
