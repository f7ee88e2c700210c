#pragma once

#include "sync/ports/replayjournal.h"

namespace Simulation {

class Process;

/// What the journal recorded, as a replay of one process reads it.
class SimReplayJournal final : public Sync::ReplayJournal
{
public:
    explicit SimReplayJournal(Process &process)
        : m_process(process)
    { }

    QCoro::Task<Sync::Result<Sync::JournalWindow>> window(QDateTime from, QDateTime to) override;

private:
    Process &m_process;
};

} // namespace Simulation
