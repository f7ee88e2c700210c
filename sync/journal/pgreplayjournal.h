#pragma once

#include "sync/ports/replayjournal.h"

namespace Sync {

class PgSession;

/// The journal in PostgreSQL as a replay reads it. Belongs to its session's thread.
class PgReplayJournal final : public ReplayJournal
{
    Q_DISABLE_COPY_MOVE(PgReplayJournal)

public:
    explicit PgReplayJournal(PgSession &session);

    QCoro::Task<Result<JournalWindow>> window(QDateTime from, QDateTime to) override;

private:
    PgSession &m_session;
};

} // namespace Sync
