#include "tests/simulation/simreplayjournal.h"

#include "tests/simulation/databasecall.h"

using namespace Sync;

namespace Simulation {

QCoro::Task<Result<JournalWindow>> SimReplayJournal::window(QDateTime from, QDateTime to)
{
    return databaseCall<JournalWindow>(m_process, Site::JournalRead, "reading what was recorded",
        [from, to](StoreCalls &s) { return s.window(from, to); });
}

} // namespace Simulation
