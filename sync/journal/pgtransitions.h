#pragma once

#include "sync/api/result.h"
#include "sync/ports/journalstore.h"

#include <QDateTime>
#include <QList>
#include <QUuid>

#include <variant>

namespace Sync {

class PgSession;

// What happens to operations of the journal one by one, as values, so that several can be one transaction.

/// JournalStore::plan().
struct PlanOperations
{
    QList<Operation> operations;
    qint64 epoch = 0;
};
/// JournalStore::markSent().
struct MarkSent
{
    QUuid operation;
    int attempt = 0;
    qint64 epoch = 0;
};
/// JournalStore::markEnded().
struct MarkEnded
{
    QUuid operation;
    OperationState state = OperationState::Failed;
    Failure failure;
    qint64 epoch = 0;
};
/// One of them, or a settlement.
using Transition = std::variant<PlanOperations, MarkSent, MarkEnded, Settlement>;

/// What a transition came to: Done of what was planned or ended, the time it was marked, what a settlement came to.
using TransitionAnswer = std::variant<Result<Done>, Result<QDateTime>, Result<Settled>>;

/// Whether both may be in one transaction: two settlements of one product have to see each other's writes.
bool mayShareTransaction(const Transition &first, const Transition &second);

/// One transition in a transaction of its own, run again by itself after a deadlock or a lock timeout.
TransitionAnswer writeTransition(PgSession &session, const Transition &transition);

/// Several in one transaction, in their order, that may share it. Each is answered as it would have been alone; when
/// one fails that cannot be left out, nothing is written and the failure is returned: then each has to go alone.
Result<QList<TransitionAnswer>> writeTransitions(PgSession &session, const QList<Transition> &transitions);

} // namespace Sync
