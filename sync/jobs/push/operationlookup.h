#pragma once

#include "sync/jobs/push/protocol.h"
#include "sync/jobs/push/sendoutcome.h"
#include "sync/jobs/push/shopreads.h"
#include "sync/ports/operation.h"

#include <QCoroTask>

#include <chrono>
#include <stop_token>

namespace Sync {

class WriterLease;

/// Finds out by reading what became of an operation whose answer was lost. Never sends. Belongs to one thread; several
/// may be under way.
class OperationLookup final
{
    Q_DISABLE_COPY_MOVE(OperationLookup)

public:
    OperationLookup(const ProtocolContext &context, ShopReads &reads, const WriterLease &lease);

    /// Until `arrivedBy`, on the steady clock, the request may still arrive: before it only an effect is believed, and
    /// what reads as no effect or as somebody else's value is read again then. NotSent means that it had no effect and
    /// cannot have one any more. `stop` only shortens the waits between looks.
    QCoro::Task<SendOutcome> lookUp(Operation operation, std::chrono::milliseconds arrivedBy, std::stop_token stop);
    /// Writes down how an operation ended and hands the outcome on; JournalLost when that fails.
    QCoro::Task<SendOutcome> ended(Operation operation, OperationState state, SendOutcome outcome);

private:
    QCoro::Task<Result<RemoteRead>> readBack(Operation operation);

    const ProtocolContext &m_context;
    ShopReads &m_reads;
    const WriterLease &m_lease;
};

} // namespace Sync
