#pragma once

#include "sync/jobs/pull/pulledfiles.h"
#include "sync/jobs/pull/unfinishedpull.h"

namespace Sync {

struct JobContext;

/// What became of the bulk operations that an earlier run had started.
struct Leftover
{
    PulledFiles files = {}; ///< They go on, or their results are there.
    QString askAnew = {}; ///< Why it is of no use and Shopify is asked anew, one sentence; else empty.
};

/// Looks whether what an interrupted pull asked for can still be used: Shopify has it, it is not too old, it is of the
/// fields read now, and nothing was sent to Shopify since. A failure when that cannot be told.
QCoro::Task<Result<Leftover>> findLeftover(
    const JobContext &context, PullRecord record, QString fingerprint, std::stop_token stop);

/// Whether the pull that failed like this can be taken up later. `isPrepared`: Shopify has written down what was asked.
bool canBeTakenUp(const Failure &failure, bool isPrepared);

} // namespace Sync
