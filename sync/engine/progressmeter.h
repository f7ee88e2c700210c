#pragma once

#include "sync/jobs/common/jobobserver.h"

#include <QDateTime>

#include <chrono>
#include <deque>
#include <functional>

namespace Sync {

class Clock;

/// Turns what a running job tells into snapshots for the screen: at most 30 a second, with the rate over the last
/// 30 s and a time remaining only after 20 s and 3 % of the phase, so that it is never a guess.
///
/// Driven by the clock handed in and by tick(); has no timer of its own. Belongs to the job's thread.
class ProgressMeter final : public JobObserver
{
    Q_DISABLE_COPY_MOVE(ProgressMeter)

public:
    /// Where the snapshots go, and where the cost bucket is looked up for each.
    struct Outlet
    {
        std::function<void(const ProgressSnapshot &)> progressed;
        std::function<void(const ItemOutcome &)> itemFinished;
        std::function<ThrottleState()> throttle;
    };

    ProgressMeter(Clock &clock, Outlet outlet);

    /// Starts anew for a batch whose row does not exist yet.
    void begin(BatchKind kind);
    /// To be called every tenth of a second or so while a batch runs: sends what was held back, and keeps rate and
    /// throttle current when nothing else happens.
    void tick();
    /// A pause was asked for; isPaused() once nothing is in flight any more.
    void pauseRequested();
    void paused();
    void resumed();
    /// Sends the last snapshot of the batch, phase Finished, at once.
    void finish(BatchStatus status);

    /// The batch as last told; none before its row exists.
    BatchId batch() const { return m_snapshot.batch; }

    void batchStarted(BatchId batch, BatchKind kind) override;
    void phaseStarted(Phase phase, qint64 total) override;
    void advanced(qint64 done, qint64 bytes = 0) override;
    void itemFinished(const ItemOutcome &outcome) override;
    void itemsFinished(qint64 succeeded, qint64 failed, qint64 skipped) override;
    void noted(const QString &note) override;

private:
    struct Sample
    {
        std::chrono::milliseconds at;
        qint64 done;
    };

    void changed();
    void send();
    void restartRate();
    void sample();
    double ratePerSecond() const;
    std::optional<std::chrono::seconds> remaining(double rate) const;

    Clock &m_clock;
    const Outlet m_outlet;
    ProgressSnapshot m_snapshot;
    std::deque<Sample> m_samples;
    std::chrono::milliseconds m_phaseStart{0};
    std::chrono::milliseconds m_lastSent{0};
    bool m_isRunning = false;
};

} // namespace Sync
