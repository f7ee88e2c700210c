#pragma once

#include "sync/jobs/push/operationlookup.h"
#include "sync/ports/shop.h"

#include <QCoroTask>

#include <chrono>
#include <stop_token>

namespace Sync {

class WriteGuard;

/// Sends one operation under the journal's protocol: `sent` is durable before the first byte leaves, and between the
/// two everything that allows it is looked at once more; a lost answer is settled by reading back, and the request goes
/// out again only when reading shows, after any delayed request must have arrived, that it had no effect. Belongs to
/// one thread; several sends may be under way.
class OperationSender final
{
    Q_DISABLE_COPY_MOVE(OperationSender)

public:
    OperationSender(const ProtocolContext &context, ShopReads &reads, const WriterLease &lease, WriteGuard &guard);

    /// `readAt` is when what it replaces was read, on the steady clock: the request leaves while that is fresh, or not
    /// at all (TooLate). The same when Shopify asks to wait: that is waited out here, or until a stop, maintenance mode
    /// or another desk forbids to go on; `misses` are those of this operation so far. A request under way is never cut
    /// off; `stop` only shortens the waits.
    QCoro::Task<SendOutcome> send(Operation operation, ShopRequest request, std::chrono::milliseconds readAt,
        ShopMisses misses, std::stop_token stop);

private:
    QCoro::Task<void> waitToSendAgain(std::chrono::milliseconds duration, std::stop_token stop);
    QCoro::Task<SendOutcome> attempt(Operation operation, ShopRequest request);
    QCoro::Task<SendOutcome> readBackMedia(Operation operation, SendOutcome outcome);
    /// With the facets of what was created, of which the answer tells nothing.
    QCoro::Task<SendOutcome> withFacets(Operation operation, SendOutcome outcome);

    const ProtocolContext &m_context;
    ShopReads &m_reads;
    const WriterLease &m_lease;
    WriteGuard &m_guard;
    OperationLookup m_lookup;
};

} // namespace Sync
