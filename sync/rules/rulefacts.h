#pragma once

#include "sync/api/approvalrule.h"

#include <QJsonArray>
#include <QJsonObject>

namespace Sync {

/// What a rule looks at in fields, as in sync_approval_rules.conditions.
QJsonObject conditionsOf(const ApprovalRule &rule);
/// Reads the same back into the rule. What is missing or of another kind is as for a rule without it.
void takeConditions(const QJsonObject &conditions, ApprovalRule &rule);

/// A whole rule, for the audit log.
QJsonObject auditText(const ApprovalRule &rule);

/// Rules in the form in which rules/verdicts takes them.
struct RuleFacts
{
    QJsonArray rules; ///< place, approves, direction, change_types, entity, fields and except_fields as for LIKE, …
    QJsonArray limits; ///< place, field, movement, measure, bound.
};

/// The facts of rules; the place of each is its index.
RuleFacts ruleFacts(const QList<ApprovalRule> &rules);

} // namespace Sync
