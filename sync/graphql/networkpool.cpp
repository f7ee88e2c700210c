#include "sync/graphql/networkpool.h"

#include <algorithm>

namespace Sync {

namespace {
constexpr int Http1Connections = 6;
constexpr size_t MostManagers = 16;
} // namespace

NetworkPool::Slot::Slot(NetworkPool &pool, size_t index)
    : m_pool(&pool)
    , m_index(index)
{
    ++m_pool->m_members[m_index].inFlight;
}

NetworkPool::Slot::Slot(Slot &&other) noexcept
    : m_pool(std::exchange(other.m_pool, nullptr))
    , m_index(other.m_index)
{ }

NetworkPool::Slot::~Slot()
{
    if (m_pool)
        --m_pool->m_members[m_index].inFlight;
}

QNetworkAccessManager *NetworkPool::Slot::manager() const
{
    return m_pool->m_members[m_index].manager.get();
}

NetworkPool::Slot NetworkPool::acquire()
{
    const auto least = std::min_element(
        m_members.begin(), m_members.end(), [](const Member &a, const Member &b) { return a.inFlight < b.inFlight; });
    const bool needsMore
        = m_members.empty() || (!m_isHttp2 && least->inFlight >= Http1Connections && m_members.size() < MostManagers);
    if (needsMore) {
        auto manager = std::make_unique<QNetworkAccessManager>();
        manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        manager->setAutoDeleteReplies(false);
        m_members.push_back({std::move(manager)});
        return Slot(*this, m_members.size() - 1);
    }
    // With HTTP/2 the first manager's connection is the warm one.
    return Slot(*this, m_isHttp2 ? 0 : size_t(least - m_members.begin()));
}

} // namespace Sync
