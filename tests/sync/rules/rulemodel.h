#pragma once

#include "sync/api/rulechange.h"

namespace Tests {

/// One field of a change as staged. Numbers are given in hundredths, so that the model counts in whole numbers; text
/// that is no number has none. A value is missing unless it is set.
struct ModelField
{
    bool isVariants = false;
    QString field; ///< Empty for a whole variant.
    std::optional<qint64> oldNumber = {};
    std::optional<qint64> newNumber = {};
    std::optional<QString> oldText = {}; ///< Where there is no number.
    std::optional<QString> newText = {};
    bool isConflict = false;
    bool isDecided = false;
};

/// A change as staged.
struct ModelChange
{
    Sync::Direction direction = Sync::Direction::Pull;
    Sync::ChangeType type = Sync::ChangeType::Update;
    QList<ModelField> fields = {};
};

/// Which of the rules, all active and in their order, approves the change: the slow and simple way, one change and one
/// rule after the other. Limits have two decimals at most.
std::optional<qsizetype> approvingRule(const ModelChange &change, const QList<Sync::ApprovalRule> &rules);

/// The text of so many hundredths, as staged.
QString numberText(qint64 hundredths);

} // namespace Tests
