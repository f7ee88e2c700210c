#pragma once

#include "sync/api/batch.h"
#include "sync/api/result.h"
#include "sync/jobs/common/batchledger.h"
#include "sync/jobs/common/jobcontext.h"
#include "sync/jobs/common/writerturn.h"
#include "sync/jobs/pull/mirrorpull.h"
#include "sync/ports/timer.h"

#include <QCoroTask>
#include <QObject>

#include <memory>
#include <stop_token>

namespace Sync {

class BulkOperations;
class DatabaseWorker;
struct BulkOperation;

/// Reads products from Shopify by a bulk operation, takes the file into the mirror as it downloads, and stages what
/// has changed. Nothing of the catalogue changes but the status of products that have something to decide.
///
/// A full pull notices deletions; an incremental one asks for what was updated since the last pull, with an overlap,
/// a selective one for the products named. Both become full ones while the mirror is not complete. Pausing holds the
/// download; stopping is possible at any moment and leaves the mirror as it was, or, in a first pull, marked
/// incomplete. So do maintenance mode and the loss of the writer's turn, which a pull has from its start to its end.
class PullJob final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PullJob)

public:
    /// Shopify's search index lags behind its writes: what is asked for begins this much earlier.
    static constexpr std::chrono::minutes Overlap{5};

    PullJob(JobContext context, PullRequest request);
    ~PullJob() override;

    /// Runs the batch to its end; once.
    QCoro::Task<Result<BatchReport>> run(std::stop_token stop);

private:
    QCoro::Task<Result<BatchReport>> runInTurn(std::stop_token stop);
    QCoro::Task<Result<MirrorPullOutcome>> pull(std::stop_token stop);
    QCoro::Task<Result<BulkOperation>> readShop(QString query, std::stop_token stop);
    QCoro::Task<Result<Done>> passGate(std::stop_token stop);
    Result<QString> searchFilter(const MirrorState &state) const;
    MirrorPull mirrorPull(const BulkOperation &operation, QDateTime startedAt, std::stop_token stop) const;
    void followProgress();
    Result<BatchReport> close(const Result<MirrorPullOutcome> &outcome);
    void describe(const MirrorPullOutcome &outcome, BatchReport &report) const;

    JobContext m_context;
    PullRequest m_request;
    WriterTurn m_turn{m_context};
    bool m_isWholeShop = false;
    QString m_fingerprint;
    std::unique_ptr<DatabaseWorker> m_worker;
    std::optional<BatchLedger> m_ledger;
    LoadProgress m_progress;
    LoadGate m_loadGate;
    bool m_isHeld = false;
    std::atomic<Phase> m_phase = Phase::Preparing; ///< Written by the worker while it loads.
    Phase m_shownPhase = Phase::Preparing;
    qint64 m_objectCount = 0;
    std::unique_ptr<Timer> m_ticks;
};

} // namespace Sync
