#pragma once

#include "sync/api/batch.h"
#include "sync/api/result.h"
#include "sync/graphql/graphqldocument.h"
#include "sync/jobs/common/batchledger.h"
#include "sync/jobs/common/jobcontext.h"
#include "sync/jobs/common/writerturn.h"
#include "sync/jobs/pull/mirrorpull.h"
#include "sync/jobs/pull/pulledfiles.h"
#include "sync/jobs/pull/pullscope.h"
#include "sync/jobs/pull/unfinishedpull.h"
#include "sync/ports/timer.h"

#include <QCoroTask>
#include <QObject>

#include <memory>
#include <stop_token>

namespace Sync {

class DatabaseWorker;

/// Reads products and what they are in from Shopify by two bulk operations, takes the files into the mirror as they
/// download, and stages what has changed. Nothing of the catalogue changes but the status of products that have
/// something to decide.
///
/// A full pull reads everything. An incremental one asks for what was updated since the last pull, with an overlap, and
/// then for a list of all products, which tells exactly which are gone and which the search has missed; those the next
/// one asks for by their ids. A selective one asks for what was named and deletes no product. Both become full ones,
/// and say why, when the mirror does not allow for less (planPull()). Pausing holds the download; stopping is possible
/// at any moment and leaves the mirror as it was, or, in a first pull, marked incomplete. So do maintenance mode and
/// the loss of the writer's turn, which a pull has from its start to its end.
class PullJob final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PullJob)

public:
    PullJob(JobContext context, PullRequest request);
    ~PullJob() override;

    /// How often it is made durable how far the pull is; 15 s unless set, before run().
    void setCheckpointInterval(std::chrono::milliseconds interval) { m_checkpointInterval = interval; }

    /// Runs the batch to its end; once.
    QCoro::Task<Result<BatchReport>> run(std::stop_token stop);

private:
    QCoro::Task<Result<BatchReport>> runInTurn(std::stop_token stop);
    QCoro::Task<Result<MirrorPullOutcome>> pull(std::stop_token stop);
    Result<Done> takeUp();
    QCoro::Task<Result<Done>> readSurroundings(std::stop_token stop);
    StockRead stockRead() const;
    QCoro::Task<Result<Done>> makePlan(std::stop_token stop);
    QCoro::Task<Result<Done>> readProducts(std::stop_token stop);
    QCoro::Task<Result<PullRecord>> startReading(std::stop_token stop);
    QCoro::Task<Result<Done>> finishReading(QString products, QString memberships, std::stop_token stop);
    QCoro::Task<void> readNames(std::stop_token stop);
    QCoro::Task<Result<Done>> goOnReading(std::stop_token stop);
    QCoro::Task<Result<Done>> readList(std::stop_token stop);
    QCoro::Task<Result<QString>> startQuery(QString query, std::stop_token stop);
    QCoro::Task<Result<BulkOperation>> waitFor(QString operation, std::stop_token stop);
    QCoro::Task<Result<Done>> passGate(std::stop_token stop);
    MirrorPull mirrorPull(std::stop_token stop) const;
    std::function<bool()> checkpointTimer() const;
    void followProgress();
    Result<BatchReport> close(const Result<MirrorPullOutcome> &outcome);

    JobContext m_context;
    PullRequest m_request;
    WriterTurn m_turn{m_context};
    QList<StockLocation> m_locations; ///< The shop's active ones.
    ChannelRead m_channels = ChannelRead::Included;
    bool m_changesChannels = true; ///< As far as its rights go.
    QString m_fingerprint;
    PullPlan m_plan;
    PulledFiles m_files; ///< What was asked for.
    std::optional<BulkOperation> m_list; ///< All products there are.
    std::optional<PullRecord> m_record; ///< The pull this one takes up.
    std::optional<LoadCheckpoint> m_from; ///< Where it got to.
    std::chrono::milliseconds m_checkpointInterval{15'000};
    std::unique_ptr<DatabaseWorker> m_worker;
    std::optional<BatchLedger> m_ledger;
    LoadProgress m_progress;
    LoadGate m_loadGate;
    bool m_isHeld = false;
    std::atomic<Phase> m_phase = Phase::Preparing; ///< Written by the worker while it loads.
    Phase m_shownPhase = Phase::Preparing;
    std::unique_ptr<Timer> m_ticks;
};

} // namespace Sync
