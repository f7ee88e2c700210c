#pragma once

#include "sync/api/batch.h"
#include "sync/api/result.h"
#include "sync/jobs/apply/applychunk.h"
#include "sync/jobs/common/batchledger.h"
#include "sync/jobs/common/jobcontext.h"
#include "sync/jobs/common/writerturn.h"

#include <QCoroTask>

#include <memory>
#include <stop_token>
#include <vector>

namespace Sync {

class DatabaseWorker;

/// Writes approved changes from Shopify to the catalogue in chunks, two at a time. Each chunk is one transaction, so a
/// pause or a stop comes after whole chunks and within about a second; what is written stays written and is in the
/// report. So do maintenance mode and the loss of the writer's turn, which an apply has from its start to its end.
class ApplyJob final
{
    Q_DISABLE_COPY_MOVE(ApplyJob)

public:
    ApplyJob(JobContext context, ApplyRequest request);
    ~ApplyJob();

    /// Runs the batch to its end; once. Fails as Refused when nothing is approved or the mirror is not complete,
    /// without a batch.
    QCoro::Task<Result<BatchReport>> run(std::stop_token stop);

private:
    Result<qint64> countApproved();
    Result<QList<ChangeId>> nextChunk(qint64 size);
    QCoro::Task<Result<BatchReport>> runInTurn(std::stop_token stop);
    QCoro::Task<Result<Done>> passGate(std::stop_token stop);
    QCoro::Task<Result<Done>> applyAll(std::stop_token stop);
    QCoro::Task<Result<bool>> applyChunks();
    Result<Done> note(const ChunkOutcome &outcome);
    void adaptChunk(qint64 milliseconds);
    Result<BatchReport> close(const Result<Done> &ended);

    JobContext m_context;
    ApplyRequest m_request;
    WriterTurn m_turn{m_context};
    std::vector<std::unique_ptr<DatabaseWorker>> m_workers;
    std::optional<BatchLedger> m_ledger;
    BatchCounts m_counts;
    qint64 m_lastChange = 0;
    qint64 m_chunkSize;
    GrowthWatch m_growth;
};

} // namespace Sync
