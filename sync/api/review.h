#pragma once

#include "sync/api/ids.h"
#include "sync/api/media.h"
#include "sync/api/vocabulary.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace Sync {

/// What a list of staged changes is ordered by.
enum class StagedSort { Id, Title, Sku, FieldCount, Conflicts, Severity };

/// Which staged changes, in which order. Empty members do not filter.
struct StagedQuery
{
    std::optional<StagedStatus> status = {};
    std::optional<Direction> direction = {};
    std::optional<ChangeType> changeType = {};
    bool conflictsOnly = false;
    std::optional<ConflictSeverity> severity = {}; ///< Only changes whose worst open conflict has it.
    QString text = {}; ///< Part of title or SKU, case-insensitive.
    QString field = {}; ///< Only changes that touch this field.
    BatchId batch = {};
    StagedSort sort = StagedSort::Id;
    Qt::SortOrder order = Qt::AscendingOrder;

    bool operator==(const StagedQuery &) const = default;
};

/// A row of the review list.
struct StagedRow
{
    ChangeId id;
    Direction direction = Direction::Pull;
    ChangeType changeType = ChangeType::Update;
    StagedStatus status = StagedStatus::Pending;
    ProductId product;
    ShopifyId shopifyProduct;
    QString title;
    QString sku;
    int fieldCount = 0;
    int conflictCount = 0;
    std::optional<ConflictSeverity> severity; ///< Of its worst open conflict.
    QString ruleName; ///< The rule that approved it, if one did.
    QString decidedBy;
    QDateTime decidedAt; ///< UTC
    QString decisionReason;
    QString failure; ///< Why it could not be applied or sent, in words.
    QString requestId;
    QDateTime createdAt; ///< UTC
    bool stale = false; ///< The catalogue has moved since staging; it is compared anew before it is applied.

    bool operator==(const StagedRow &) const = default;
};

/// One field of a staged change. A missing value is "no value", which differs from empty text.
struct FieldChange
{
    FieldChangeId id; ///< None for the fields of a create or delete, which are decided as a whole.
    ShopifyId variant; ///< None for a field of the product itself.
    QString variantTitle;
    QString field; ///< A name of Sync::Field; empty for a whole variant added or removed.
    std::optional<QString> base;
    std::optional<QString> local;
    std::optional<QString> remote;
    std::optional<QString> edited;
    std::optional<QString> merged; ///< What a list that both sides changed is to become on both.
    bool isConflict = false;
    std::optional<ConflictSeverity> severity; ///< Of a conflict.
    FieldDecision decision = FieldDecision::Undecided;
    QString decidedBy = {}; ///< Who decided on this field by itself; empty where nobody did.
    QDateTime decidedAt = {}; ///< UTC
    QString place = {}; ///< What the location of stock is called.
    MediaNames media = {}; ///< Of a field that tells of media: what the product's media are called.
    QString unwritable = {}; ///< Why it cannot be sent to Shopify, a sentence; empty where it can.
    QString leavesOut = {}; ///< Of a variant that is added: why some of it is not sent with it, sentences.
    QString hint = {}; ///< What Shopify makes of it when it is sent, sentences; empty where it stays as it is.

    bool operator==(const FieldChange &) const = default;
};

/// A staged change with its fields, for the review pane.
struct StagedDetail
{
    StagedRow row;
    QList<FieldChange> fields;

    bool operator==(const StagedDetail &) const = default;
};

/// What a person decides on. Exactly one of the three names the changes.
struct DecisionTarget
{
    QList<ChangeId> changes = {};
    std::optional<StagedQuery> matching = {}; ///< All that match, at the time of the decision.
    QList<FieldChangeId> fields = {};
};

/// What can be decided about a change or a field.
enum class DecisionKind {
    Approve, ///< Whole changes, or accept single fields. Conflicts must be resolved field by field first.
    Reject,
    Reopen, ///< Back to pending; undoes an approval or rejection.
    KeepOurs, ///< Conflicting fields: what stands here.
    TakeTheirs, ///< Conflicting fields: what stands in Shopify.
    Edit, ///< Single fields: the value given.
};

/// A decision as a person makes it: what about, which way, and why.
struct DecisionRequest
{
    DecisionTarget target;
    DecisionKind kind = DecisionKind::Approve;
    QString value = {}; ///< For Edit; canonical text.
    QString reason = {};
    /// Reopen only what this person decided: an undo does not take back what another one has decided meanwhile.
    bool onlyOwn = false;
};

/// What a decision has come to.
struct DecisionReport
{
    qint64 changed = 0;
    /// Not touched because somebody else decided first, they have an open conflict, or are being applied; sentences.
    QStringList left = {};

    bool operator==(const DecisionReport &) const = default;
};

} // namespace Sync
