#pragma once

#include "sync/api/ids.h"
#include "sync/api/vocabulary.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace Sync {

/// What to pull. The lists and times apply to their scope only.
struct PullRequest
{
    PullScope scope = PullScope::Full;
    QList<ShopifyId> products = {};
    QString vendor = {};
    QString productType = {};
    QDateTime modifiedSince = {}; ///< UTC; invalid means the stored watermark.

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
    qint64 mirrorRowsWritten = 0; ///< Pull only: rows inserted, updated or deleted in the mirror.
    QStringList warnings = {}; ///< Sentences for staff: orphans, awkward data, what was left alone.

    bool operator==(const BatchReport &) const = default;
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

    bool operator==(const HistoryRow &) const = default;
};

} // namespace Sync
