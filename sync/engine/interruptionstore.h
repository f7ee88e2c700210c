#pragma once

#include "sync/api/engine.h"
#include "sync/api/interruptions.h"
#include "sync/api/settings.h"

namespace Sync {

class PgSession;

/// Runs that were cut short, in the database. All of these block and run on the session's thread.

/// Those that wait for a decision, and those of programs on this computer that are no more and were not marked yet.
Result<QList<Interruption>> listInterruptions(PgSession &session, const Operator &who);

/// How a run that was cut short goes on.
struct Resumption
{
    RunRequest request;
    QString desk; ///< Whose it was; its turn to write has to run out first.
};
/// NotFound when it was no interruption or somebody has decided about it; Refused when it cannot be gone on with.
Result<Resumption> resumptionOf(PgSession &session, BatchId batch, const Operator &who);

/// What a person chose.
enum class InterruptionChoice { Resumed, Left };
Result<Done> decideInterruption(PgSession &session, BatchId batch, InterruptionChoice choice, const Operator &who);

} // namespace Sync
