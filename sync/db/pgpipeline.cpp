#include "sync/db/pgpipeline.h"

#include <iterator>

namespace Sync {

size_t PgPipeline::add(const SqlStatement &statement, PgParameters parameters)
{
    m_waiting.push_back({&statement, std::move(parameters)});
    return m_answers.size() + m_waiting.size() - 1;
}

Result<Done> PgPipeline::send()
{
    if (m_waiting.empty())
        return Done{};
    Result<std::vector<PgRows>> answers = m_session.executeAll(m_waiting);
    if (!answers)
        return answers.failure();
    m_waiting.clear();
    m_answers.insert(
        m_answers.end(), std::make_move_iterator(answers->begin()), std::make_move_iterator(answers->end()));
    return Done{};
}

} // namespace Sync
