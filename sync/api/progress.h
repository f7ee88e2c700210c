#pragma once

#include "sync/api/ids.h"
#include "sync/api/vocabulary.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>

namespace Sync {

/// The step a batch is in, in the order they are run; a batch skips those it has no use for.
enum class Phase { Preparing, Reading, Loading, Comparing, Staging, Checking, Writing, Verifying, Recording, Finished };

/// The GraphQL cost bucket as Shopify last described it, carried forward by the clock. Points.
struct ThrottleState
{
    double available = 0;
    double maximum = 0; ///< 0 until Shopify has told.
    double restorePerSecond = 0;
    std::chrono::milliseconds waiting{0}; ///< How long the next request still waits for points.
    double keptBack = 0; ///< Points that are left to others on the same bucket.

    bool operator==(const ThrottleState &) const = default;
};

/// Where a running batch stands. Sent at most 30 times a second; the last one of a batch has phase Finished.
struct ProgressSnapshot
{
    BatchId batch;
    BatchKind kind = BatchKind::Pull;
    BatchStatus status = BatchStatus::Queued;
    Phase phase = Phase::Preparing;
    /// A pause was asked for and requests in flight are being awaited.
    bool pausing = false;
    qint64 done = 0; ///< Items done in this phase: products, or lines while reading.
    qint64 total = 0; ///< 0 while unknown. Fixed at plan time for writes.
    qint64 succeeded = 0;
    qint64 failed = 0;
    qint64 skipped = 0;
    qint64 bytes = 0; ///< Downloaded so far.
    double perSecond = 0; ///< Items a second over the last 30 s; 0 while unknown.
    /// Only after 20 s and 3 % of the work, so that it is never a guess.
    std::optional<std::chrono::seconds> remaining = {};
    ThrottleState throttle = {};
    QString note = {}; ///< One sentence on what is being waited for, empty when nothing is.
    QDateTime startedAt = {}; ///< UTC.

    bool operator==(const ProgressSnapshot &) const = default;
};

/// One product's outcome inside a running batch, for the live list.
struct ItemOutcome
{
    BatchId batch;
    ProductId product;
    QString title;
    Outcome outcome = Outcome::Success;
    QString message; ///< Empty on plain success.

    bool operator==(const ItemOutcome &) const = default;
};

} // namespace Sync

Q_DECLARE_METATYPE(Sync::ProgressSnapshot)
Q_DECLARE_METATYPE(Sync::ItemOutcome)
