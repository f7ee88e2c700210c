#pragma once

#include "sync/api/progress.h"

#include <QString>

namespace Sync {

/// Whom a running job tells how far it is. Called on the engine's thread as often as the job likes; the listener
/// thins it out for the screen.
class JobObserver
{
public:
    virtual ~JobObserver() = default;

    /// The batch row exists; comes first.
    virtual void batchStarted(BatchId batch, BatchKind kind) = 0;
    /// A new phase; `total` items, 0 while unknown. Resets the count of items done in the phase.
    virtual void phaseStarted(Phase phase, qint64 total) = 0;
    /// Items done in this phase so far, and bytes read so far.
    virtual void advanced(qint64 done, qint64 bytes = 0) = 0;
    /// One product's end; counts it as succeeded, failed or skipped.
    virtual void itemFinished(const ItemOutcome &outcome) = 0;
    /// Many products' ends at once, for set-wise work.
    virtual void itemsFinished(qint64 succeeded, qint64 failed, qint64 skipped) = 0;
    /// What is being waited for, one sentence; empty when nothing is.
    virtual void noted(const QString &note) = 0;
};

} // namespace Sync
