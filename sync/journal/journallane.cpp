#include "sync/journal/journallane.h"

#include "sync/db/pgsession.h"
#include "sync/journal/pgjournalstore.h"

#include <algorithm>

namespace Sync {

namespace {
/// Shares of a transaction; more would keep the first of them waiting for the last.
constexpr size_t mostTogether = 32;
} // namespace

JournalLane::JournalLane(const ConnectionSettings &settings)
    : m_settings(settings)
    , m_thread(QThread::create([this] { work(); }))
{
    m_thread->setObjectName(QStringLiteral("journal"));
    m_thread->start();
}

JournalLane::~JournalLane()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_one();
    m_thread->wait();
}

void JournalLane::enqueue(std::shared_ptr<JournalCall> call)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_waiting.push_back(std::move(call));
    }
    m_changed.notify_one();
}

void JournalLane::work()
{
    for (Calls group = nextGroup(); !group.empty(); group = nextGroup()) {
        perform(group);
        // The waiters go on one after the other; what they ask next gathers meanwhile.
        QMetaObject::invokeMethod(
            &m_home,
            [group = std::move(group)] {
                for (const std::shared_ptr<JournalCall> &call : group)
                    call->comeBack();
            },
            Qt::QueuedConnection);
    }
    m_session.reset();
}

JournalLane::Calls JournalLane::nextGroup()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_isEnding || !m_waiting.empty(); });
    Calls group;
    const auto mayJoin = [&group](const std::shared_ptr<JournalCall> &next) {
        return group.empty()
            || (next->transition() && std::all_of(group.cbegin(), group.cend(), [&next](const auto &member) {
                   return member->transition() && mayShareTransaction(*member->transition(), *next->transition());
               }));
    };
    while (!m_waiting.empty() && group.size() < mostTogether && mayJoin(m_waiting.front())) {
        group.push_back(std::move(m_waiting.front()));
        m_waiting.pop_front();
    }
    return group;
}

void JournalLane::perform(const Calls &group)
{
    if (!m_session) {
        auto opened = PgSession::open(m_settings);
        if (!opened) {
            for (const std::shared_ptr<JournalCall> &call : group)
                call->fail(opened.failure());
            return;
        }
        m_session = std::move(*opened);
    }
    if (group.front()->transition())
        return performTogether(*m_session, group);
    PgJournalStore store(*m_session);
    group.front()->perform(store);
}

void JournalLane::performTogether(PgSession &session, const Calls &group)
{
    if (group.size() > 1) {
        QList<Transition> transitions;
        for (const std::shared_ptr<JournalCall> &call : group)
            transitions += *call->transition();
        Result<QList<TransitionAnswer>> answers = writeTransitions(session, transitions);
        if (answers) {
            for (const std::shared_ptr<JournalCall> &call : group)
                call->takeAnswer(answers->takeFirst());
            return;
        }
        if (!session.isOpen()) {
            // Whether it committed nobody knows.
            for (const std::shared_ptr<JournalCall> &call : group)
                call->fail(answers.failure());
            return;
        }
    }
    for (const std::shared_ptr<JournalCall> &call : group)
        call->takeAnswer(writeTransition(session, *call->transition()));
}

} // namespace Sync
