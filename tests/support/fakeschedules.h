#pragma once

#include "sync/api/schedules.h"
#include "tests/support/fakeanswers.h"

namespace Fakes {

/// Schedules over a list in memory, for tests of models and pages. Nothing runs by itself; answers are late and out of
/// order (see FakeAnswers).
class FakeSchedules final : public Sync::Schedules
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FakeSchedules)

public:
    enum Question { List, Save, Remove, SetEnabled, RunNow, RunDue };

    explicit FakeSchedules(QObject *parent = nullptr);

    /// Late, failing, silent: see FakeAnswers.
    FakeAnswers &answers() { return m_answers; }
    /// One of each kind, with each outcome; one is off, one is running.
    static QList<Sync::ScheduleRow> samples();
    /// Tells the listeners that a run ended.
    void tell(const Sync::ScheduleRun &ended) { Q_EMIT runEnded(ended); }

    QFuture<Sync::Result<QList<Sync::ScheduleRow>>> list() override;
    QFuture<Sync::Result<Sync::ScheduleId>> save(Sync::Schedule schedule) override;
    QFuture<Sync::Result<Sync::Done>> remove(Sync::ScheduleId id) override;
    QFuture<Sync::Result<Sync::Done>> setEnabled(Sync::ScheduleId id, bool enabled) override;
    QFuture<Sync::Result<Sync::ScheduleRun>> runNow(Sync::ScheduleId id) override;
    QFuture<Sync::Result<QList<Sync::ScheduleRun>>> runDue() override;
    void keepRunning() override { ++kept; }

    QList<Sync::ScheduleRow> rows;
    Sync::ScheduleRun run; ///< What runNow() comes to.
    QList<Sync::ScheduleId> ran;
    int kept = 0;

private:
    QList<Sync::ScheduleRow>::iterator find(Sync::ScheduleId id);

    FakeAnswers m_answers;
};

} // namespace Fakes
