#pragma once

#include "models/progress/outcomesmodel.h"
#include "sync/api/engine.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace Models {

/// Where the run is that this desk shows. Header, Sync page and closing the window all read it from RunMonitor, so
/// that no two places ever disagree.
enum class RunState { Idle, Starting, Running, Pausing, Paused, Stopping, Done, DoneWithFailures, Stopped, Failed };

/// The one view of the running batch: starts runs, follows them, remembers how the last one ended. Lives in the GUI
/// thread; changed() comes at once when the state changes and otherwise at most ten times a second.
class RunMonitor final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunMonitor)

public:
    explicit RunMonitor(Sync::Engine &engine, QObject *parent = nullptr);

    RunState state() const { return m_state; }
    bool isActive() const;
    Sync::BatchKind kind() const { return m_snapshot.kind; }
    const Sync::ProgressSnapshot &snapshot() const { return m_snapshot; }
    /// How the last run ended; nothing while one runs.
    const std::optional<Sync::BatchReport> &report() const { return m_report; }
    const std::optional<Sync::Failure> &failure() const { return m_failure; }
    /// The desk as last told; nothing until the engine has.
    const std::optional<Sync::DeskState> &desk() const { return m_desk; }
    OutcomesModel *outcomes() { return &m_outcomes; }

    /// Starts a run; does nothing while one is active.
    void start(const Sync::RunRequest &request);
    void pause();
    void resume();
    void stop();

Q_SIGNALS:
    void changed();
    /// A run ended; report() or failure() says how.
    void finished();

private:
    void takeProgress(const Sync::ProgressSnapshot &progress);
    void takeReport(const Sync::BatchReport &report);
    void takeFailure(const Sync::Failure &failure);
    void enter(RunState state);
    void flush();

    Sync::Engine &m_engine;
    OutcomesModel m_outcomes;
    QList<Sync::ItemOutcome> m_arrived;
    Sync::ProgressSnapshot m_snapshot;
    std::optional<Sync::BatchReport> m_report;
    std::optional<Sync::Failure> m_failure;
    std::optional<Sync::DeskState> m_desk;
    Sync::BatchId m_ended; ///< Late progress of this batch is not news.
    QTimer m_flushTimer;
    RunState m_state = RunState::Idle;
    bool m_pauseAsked = false;
};

} // namespace Models
