#pragma once

#include "sync/jobs/push/bulkruns.h"
#include "sync/jobs/push/operationlookup.h"
#include "sync/ports/shop.h"

#include <QCoroTask>

#include <QHash>
#include <QList>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace Sync {

class WriteGuard;
struct BulkMutationLine;

/// One line of a bulk run: an operation and the call that would carry it out.
struct BulkLine
{
    Operation operation;
    ShopRequest request;
};

/// What became of a bulk run.
struct BulkOutcome
{
    /// One each, in order. TooLate is what had no effect and may go out anew; NotSent does not come.
    QList<SendOutcome> outcomes = {};
    bool ran = false; ///< Otherwise no run could be started, and calls of their own are the way.
    bool wasTooOld = false; ///< What was read was, or would have been, once a run could have been started.
    qint64 executed = 0;
    std::chrono::milliseconds running{0};
    std::optional<Failure> failure = {}; ///< Nothing may go on; there are no outcomes then.
};

/// Sends operations of one kind in one bulk run under the journal's protocol: all are durably `sent` before it is
/// started, and between the two everything that allows it is looked at once more. While it runs a pause, a stop,
/// maintenance mode or the loss of the lease cancels it. What its result does not tell is read back once it has ended.
/// Belongs to one thread; one run at a time.
class BulkSender final
{
    Q_DISABLE_COPY_MOVE(BulkSender)

public:
    BulkSender(const ProtocolContext &context, ShopReads &reads, const WriterLease &lease, WriteGuard &guard);

    /// The lines are of one document and on different products. `readAt` is when what they replace was read, on the
    /// steady clock. After `longest` the run is cancelled. `progress` is told how many lines are done.
    QCoro::Task<BulkOutcome> send(QList<BulkLine> lines, std::chrono::milliseconds readAt,
        std::chrono::milliseconds longest, std::function<void(qint64)> progress, std::stop_token stop);

private:
    QCoro::Task<BulkOutcome> started(QList<BulkLine> lines, QString id, std::chrono::milliseconds longest,
        std::function<void(qint64)> progress, std::stop_token stop);
    QCoro::Task<Result<BulkOperation>> watch(
        QString id, std::chrono::milliseconds longest, std::function<void(qint64)> progress, std::stop_token stop);
    QCoro::Task<bool> mayGoOn(std::stop_token stop);
    QCoro::Task<QHash<qint64, BulkMutationLine>> result(BulkOperation operation);
    QCoro::Task<BulkOutcome> settled(QList<BulkLine> lines, BulkOperation operation);
    QCoro::Task<BulkOutcome> all(QList<BulkLine> lines, OperationState state, SendOutcome outcome);

    const ProtocolContext &m_context;
    const WriterLease &m_lease;
    WriteGuard &m_guard;
    OperationLookup m_lookup;
    BulkRuns m_runs;
};

/// Whether operations of this kind may go out in a bulk run: those that set a product's or a variant's fields, so that
/// sending one again is harmless.
bool goesInBulk(OperationKind kind);

} // namespace Sync
