#pragma once

#include "sync/jobs/push/protocol.h"
#include "sync/jobs/push/sendoutcome.h"
#include "sync/jobs/push/shopreads.h"
#include "sync/ports/operation.h"

#include <QCoroTask>

#include <QList>

#include <chrono>
#include <optional>
#include <stop_token>

namespace Sync {

class WriterLease;

/// An operation whose answer was lost. Until `arrivedBy`, on the steady clock, its request may still arrive.
struct Awaited
{
    Operation operation;
    std::chrono::milliseconds arrivedBy{0};
};

/// Finds out by reading what became of operations whose answers were lost. Never sends. Belongs to one thread; several
/// looks may be under way.
class OperationLookup final
{
    Q_DISABLE_COPY_MOVE(OperationLookup)

public:
    OperationLookup(const ProtocolContext &context, ShopReads &reads, const WriterLease &lease);

    /// Looks until it is known what became of an operation. NotSent means that it had no effect and cannot have one any
    /// more. `stop` only shortens the waits between looks.
    QCoro::Task<SendOutcome> lookUp(Operation operation, std::chrono::milliseconds arrivedBy, std::stop_token stop);
    /// Reads operations on different objects back once, all with as few requests as they fit into. One outcome each, in
    /// their order: while a request may still arrive only an effect is believed, and what reads as no effect or as
    /// somebody else's value is told by none.
    QCoro::Task<QList<std::optional<SendOutcome>>> look(QList<Awaited> awaited);
    /// Writes down how an operation ended and hands the outcome on; JournalLost when that fails.
    QCoro::Task<SendOutcome> ended(Operation operation, OperationState state, SendOutcome outcome);

private:
    QCoro::Task<QList<Result<RemoteRead>>> readBack(QList<Awaited> awaited);
    QCoro::Task<Result<RemoteRead>> readCreated(Operation operation);
    /// What the shop calls itself; asked only where the run does not know it and one of them cannot be judged without.
    QCoro::Task<Result<QString>> shopName(QList<Awaited> awaited);

    const ProtocolContext &m_context;
    ShopReads &m_reads;
    const WriterLease &m_lease;
};

} // namespace Sync
