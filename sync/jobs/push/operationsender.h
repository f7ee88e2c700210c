#pragma once

#include "sync/api/result.h"
#include "sync/jobs/push/protocol.h"
#include "sync/jobs/push/shopanswers.h"
#include "sync/jobs/push/shopreads.h"
#include "sync/ports/operation.h"

#include <QCoroTask>

#include <stop_token>

namespace Sync {

class WriterLease;
struct ShopRequest;

/// What became of one operation.
struct SendOutcome
{
    enum class End {
        Confirmed, ///< `content` is what Shopify returned; the journal still says sent until it is settled.
        Refused, ///< `errors`; nothing was changed and the journal says failed.
        NotSent, ///< `failure`; nothing was changed, the journal says failed, and nothing else will get through.
        SomethingElse, ///< The answer was lost, and Shopify holds neither the old nor the new; the journal says failed.
        Unknown, ///< The answer was lost and reading back did not settle it; the journal says unknown.
        JournalLost, ///< `failure`; the journal cannot be written, so nothing may go on.
    };

    End end = End::Unknown;
    ProductContent content = {};
    QList<ShopUserError> errors = {};
    Failure failure = {};
    QString requestId = {};
};

/// Sends one operation under the journal's protocol: `sent` is durable before the first byte leaves; a lost answer is
/// settled by reading back, and the request goes out again only when reading shows, after any delayed request must have
/// arrived, that it had no effect. Belongs to one thread; several sends may be under way.
class OperationSender final
{
    Q_DISABLE_COPY_MOVE(OperationSender)

public:
    OperationSender(const ProtocolContext &context, ShopReads &reads, const WriterLease &lease);

    /// A request under way is never cut off; `stop` only shortens the waits between looks.
    QCoro::Task<SendOutcome> send(Operation operation, ShopRequest request, std::stop_token stop);
    /// Finds out by reading what became of an operation that is sent or unknown. Never sends. NotSent means that it
    /// had no effect and, by now, cannot have one any more.
    QCoro::Task<SendOutcome> lookUp(Operation operation, std::stop_token stop);

private:
    QCoro::Task<SendOutcome> attempt(Operation operation, ShopRequest request);
    QCoro::Task<Result<RemoteRead>> readBack(Operation operation, std::stop_token stop);
    QCoro::Task<SendOutcome> ended(Operation operation, OperationState state, SendOutcome outcome);
    std::chrono::milliseconds ageOf(const Operation &operation) const;

    const ProtocolContext &m_context;
    ShopReads &m_reads;
    const WriterLease &m_lease;
};

} // namespace Sync
