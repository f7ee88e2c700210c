#pragma once

#include "sync/api/ids.h"
#include "sync/api/vocabulary.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Sync {

/// Whose fields a rule looks at.
enum class RuleEntity { Any, Product, Variant };
/// How far a number may move: in percent of what it was, or by so much.
enum class RuleMeasure { Percent, Amount };
/// Which movement of a number counts.
enum class RuleMovement { Either, Up, Down };

/// How much a number may change. What it was is what stands where the change would be written; a number that was 0, or
/// is missing on one side, has changed by more than any percentage.
struct RuleLimit
{
    QString field; ///< One of limitedFields().
    RuleMovement movement = RuleMovement::Either;
    RuleMeasure measure = RuleMeasure::Percent;
    QString limit; ///< Plain decimal text, exact. Just as much is not more.

    bool operator==(const RuleLimit &) const = default;
};

/// A rule of the shop on which staged changes need a person and which do not.
///
/// A rule that asks for a person catches a change when any of its fields is one the rule is about and, where there are
/// limits, moves by more than one. A rule that approves catches it only when all of its fields are ones the rule is
/// about and none moves by more than a limit. Products that come or go as a whole have no fields, so a rule with a
/// condition on fields leaves them to others. A rule that asks for a person beats every rule that approves, and what
/// no rule catches waits for a person. See RuleGuard for what no rule ever approves.
struct ApprovalRule
{
    RuleId id = {}; ///< None for one that is not saved yet.
    QString name = {};
    bool isActive = true;
    bool approves = false; ///< Else it asks for a person.
    std::optional<Direction> direction = {};
    RuleEntity entity = RuleEntity::Any;
    QList<ChangeType> changeTypes = {}; ///< None: all.
    QStringList fields = {}; ///< Of ruleFields() or metafield:…, * for any text; none: all.
    QStringList exceptFields = {}; ///< Written alike; these are never what the rule is about.
    QList<RuleLimit> limits = {};
    /// A rule that approves takes so many fields at most; one that asks for a person wants more than that.
    std::optional<int> maxFields = {};
    bool noConflict = true; ///< Only changes without an open conflict. A rule that approves knows no other.
    bool isDefault = false; ///< One of those that a new database comes with, changed or not.
    qint64 revision = 0; ///< Grows with each change; hand back, so that two people do not overwrite each other.
    QDateTime changedAt = {}; ///< UTC
    QString changedBy = {};

    bool operator==(const ApprovalRule &) const = default;
};

/// The highest number of fields that a rule can name.
inline constexpr int mostRuleFields = 100'000;

/// Part of a rule, to show a problem beside it.
enum class RulePart { Name, ChangeTypes, Fields, ExceptFields, Limits, MaxFields, Conflict };

/// What is wrong with a rule, in a sentence that says what to do.
struct RuleProblem
{
    RulePart part = RulePart::Name;
    QString sentence;

    bool operator==(const RuleProblem &) const = default;
};

/// What keeps a rule from being saved; nothing when it can be. Whether its name is taken only the database knows.
QList<RuleProblem> problemsOf(const ApprovalRule &rule);

/// True when the rule looks at single fields, which products that come or go as a whole do not have.
bool isAboutFields(const ApprovalRule &rule);

/// What a pattern for fields calls a variant that is added or removed as a whole.
inline constexpr QStringView wholeVariantWord = u"variant";
/// What it calls a product's category, and whichever of its collections, sales channels and media, as rule_field() of
/// the database does.
inline constexpr QStringView categoryWord = u"category", collectionsWord = u"collections", channelsWord = u"channels",
                             mediaWord = u"media";
/// All names a pattern can mean, product fields first.
QStringList ruleFields();
/// The fields that are numbers, for limits.
QStringList limitedFields();
/// Whether a pattern, in which * stands for any text, means a field.
bool matchesField(const QString &pattern, const QString &field);

QString toWord(RuleEntity value);
QString toWord(RuleMeasure value);
QString toWord(RuleMovement value);
template <>
std::optional<RuleEntity> fromWord(QStringView);
template <>
std::optional<RuleMeasure> fromWord(QStringView);
template <>
std::optional<RuleMovement> fromWord(QStringView);

} // namespace Sync
