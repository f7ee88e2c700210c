#pragma once

#include "sync/api/approvalrule.h"

#include <variant>

namespace Sync {

/// Saves a rule, a new one at the end of the list.
struct SaveRule
{
    ApprovalRule rule;
};

/// Deletes a rule as somebody has seen it.
struct RemoveRule
{
    RuleId id;
    qint64 revision = 0;
};

/// Puts rules in this order; those not named come after.
struct OrderRules
{
    QList<RuleId> order;
};

/// Puts the default rules back as a new database has them; rules of one's own stay.
struct RestoreDefaultRules
{ };

/// What can be done to the rules of a shop.
using RuleChange = std::variant<SaveRule, RemoveRule, OrderRules, RestoreDefaultRules>;

/// Why a change stays with a person whatever the rules say.
enum class RuleGuard {
    None,
    Conflict, ///< Both sides changed a field, or one deleted what the other changed.
    Deletion, ///< A product or a variant would go.
    Emptied, ///< A value would go.
    Begun, ///< A person has decided on some of its fields already.
};

/// A staged change as an example of what a rule does.
struct RuleExample
{
    ChangeId id;
    QString title;
    QString sku;

    bool operator==(const RuleExample &) const = default;
};

/// Waiting changes that come to the same for the same reason.
struct RuleOutcome
{
    bool isApproved = false;
    RuleGuard guard = RuleGuard::None; ///< Why not, if a guard holds them.
    QString ruleName; ///< The rule that approves them or asks for a person; empty when no rule caught them.
    bool isDraft = false; ///< It is the rule that is being tried.
    qint64 count = 0;
    QList<RuleExample> examples = {}; ///< The first few.

    bool operator==(const RuleOutcome &) const = default;
};

/// What the rules of the shop would make of the changes waiting now, with one rule as it is being edited among them.
struct RuleSimulation
{
    qint64 waiting = 0;
    qint64 approved = 0; ///< By any rule.
    qint64 caught = 0; ///< By the rule being tried, whatever others say.
    qint64 approvedByDraft = 0;
    qint64 keptByDraft = 0; ///< Which another rule would have approved.
    QList<RuleOutcome> outcomes = {}; ///< The draft's first, then by count.

    bool operator==(const RuleSimulation &) const = default;
};

} // namespace Sync
