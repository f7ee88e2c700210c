#pragma once

#include "sync/api/ids.h"

#include <QDateTime>

#include <optional>

namespace Sync {

/// A pull that was interrupted and can be taken up.
struct UnfinishedPull
{
    BatchId batch;
    QDateTime startedAt; ///< UTC
    qint64 bytes = 0; ///< Of Shopify's file that need not be downloaded again.

    bool operator==(const UnfinishedPull &) const = default;
};

/// How far the shop has been read.
struct PullState
{
    bool isComplete = false; ///< The whole shop was read once, so that what changed can be pulled alone.
    QDateTime pulledAt; ///< When the last pull ended, UTC; invalid when none has.
    std::optional<UnfinishedPull> unfinished = {};

    bool operator==(const PullState &) const = default;
};

} // namespace Sync
