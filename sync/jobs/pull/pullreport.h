#pragma once

#include "sync/api/batch.h"
#include "sync/jobs/pull/mirrorpull.h"
#include "sync/jobs/pull/pullscope.h"

namespace Sync {

/// Puts counts and remarks of a pull that has ended into its report, in sentences for staff.
void describePull(
    const PullRequest &request, const PullPlan &plan, const MirrorPullOutcome &outcome, BatchReport &report);

/// The failure of a selection that Shopify has nothing of.
Failure nothingFound(const PullRequest &request);

} // namespace Sync
