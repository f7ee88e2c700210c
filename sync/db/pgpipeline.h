#pragma once

#include "sync/db/pgsession.h"

#include <vector>

namespace Sync {

/// Statements gathered to be sent together: one way to the server and back for all that hang on no answer of each
/// other. Used within one transaction; must not outlive its session.
class PgPipeline final
{
    Q_DISABLE_COPY_MOVE(PgPipeline)

public:
    explicit PgPipeline(PgSession &session)
        : m_session(session)
    { }

    PgSession &session() const { return m_session; }
    /// Gathers a statement of the catalogue; yields the place of its answer.
    size_t add(const SqlStatement &statement, PgParameters parameters = {});
    /// Sends what was gathered since the last time. The first failure is the failure of all.
    Result<Done> send();
    /// Of a statement that was sent.
    const PgRows &answer(size_t place) const { return m_answers.at(place); }

private:
    PgSession &m_session;
    std::vector<PgCall> m_waiting;
    std::vector<PgRows> m_answers;
};

} // namespace Sync
