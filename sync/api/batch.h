#pragma once

#include "sync/api/ids.h"
#include "sync/api/vocabulary.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace Sync {

/// What to pull: everything, what changed since the last pull, or a selection. The members below select, and what they
/// do must hold all at once; they matter to a selection only.
struct PullRequest
{
    PullScope scope = PullScope::Full;
    QList<ShopifyId> products = {};
    QString vendor = {};
    QString productType = {};
    QDateTime modifiedSince = {}; ///< UTC
    QString collection = {}; ///< Its title or its handle.
    /// Takes up the pull that was interrupted, where there is one; then everything above is that one's own.
    bool resume = false;

    bool operator==(const PullRequest &) const = default;
};

/// Writes approved pull-direction changes to the catalogue. An empty list means all approved ones.
struct ApplyRequest
{
    QList<ChangeId> changes = {};

    bool operator==(const ApplyRequest &) const = default;
};

/// Sends approved push-direction changes to Shopify. An empty list means all approved ones.
struct PushRequest
{
    QList<ChangeId> changes = {};
    /// Send this many, read back, compare, then stop; 0 sends all.
    int sendFirst = 0;
    /// The circuit breaker was shown and a person chose to go on.
    bool overrideBreaker = false;
    QString shopNameTyped = {}; ///< By a person, to confirm; a locked shop takes nothing without it.

    bool operator==(const PushRequest &) const = default;
};

/// What one batch has come to.
struct BatchReport
{
    BatchId batch;
    BatchKind kind = BatchKind::Pull;
    BatchStatus status = BatchStatus::Completed;
    qint64 total = 0;
    qint64 succeeded = 0;
    qint64 failed = 0;
    qint64 skipped = 0;
    qint64 staged = 0; ///< Changes newly staged (pull, and edits compared before a push).
    qint64 conflicts = 0;
    qint64 approvedByRules = 0; ///< Pull only: changes staged besides, which a rule approved.
    qint64 mirrorRowsWritten = 0; ///< Pull only: rows inserted, updated or deleted in the mirror.
    QStringList warnings = {}; ///< Sentences for staff: orphans, awkward data, what was left alone.

    bool operator==(const BatchReport &) const = default;
};

/// What a list of batches is ordered by.
enum class BatchSort { StartedAt, Kind, Status, Total, Succeeded, Failed, Duration, StartedBy };

/// Which batches, and in which order; the newest first by default.
struct BatchQuery
{
    std::optional<BatchKind> kind = {};
    std::optional<BatchStatus> status = {};
    bool troubledOnly = false; ///< Only those in which something failed, or which did not come to their end.
    QString text = {}; ///< Part of message, person or desk, case-insensitive; or the batch's number.
    BatchSort sort = BatchSort::StartedAt;
    Qt::SortOrder order = Qt::DescendingOrder;

    bool operator==(const BatchQuery &) const = default;
};

/// A row of the history table.
struct BatchRow
{
    BatchId id;
    BatchKind kind = BatchKind::Pull;
    BatchStatus status = BatchStatus::Queued;
    QString startedBy;
    QString desk;
    QDateTime createdAt; ///< UTC
    QDateTime finishedAt; ///< UTC, invalid while running.
    qint64 total = 0;
    qint64 succeeded = 0;
    qint64 failed = 0;
    qint64 skipped = 0;
    QString message;
    BatchId rollsBack;
    BatchId rolledBackBy;
    bool canRollBack = false;

    bool operator==(const BatchRow &) const = default;
};

/// What the lines of a history are ordered by.
enum class HistorySort { Outcome, Title, Action, CreatedAt };

/// Which history lines, and in which order; by default those of a batch, failures first.
struct HistoryQuery
{
    BatchId batch = {}; ///< Of this batch, unless invalid.
    ProductId product = {}; ///< Of this product, unless invalid.
    std::optional<Outcome> outcome = {};
    QString text = {}; ///< Part of title or message, case-insensitive.
    HistorySort sort = HistorySort::Outcome;
    Qt::SortOrder order = Qt::AscendingOrder;

    bool operator==(const HistoryQuery &) const = default;
};

/// One product's line inside a batch.
struct HistoryRow
{
    qint64 id = 0;
    BatchId batch;
    ProductId product;
    ShopifyId shopifyProduct;
    QString title;
    QString action;
    Outcome outcome = Outcome::Success;
    QString message;
    QString requestId;
    QDateTime createdAt; ///< UTC
    QString ruleName = {}; ///< The rule that approved the change, if one did.

    bool operator==(const HistoryRow &) const = default;
};

} // namespace Sync
