#include "tests/support/fakeanswers.h"

using namespace std::chrono_literals;

namespace Fakes {

FakeAnswers::FakeAnswers(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(1ms);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FakeAnswers::answerOne);
}

void FakeAnswers::fail(int question, Sync::Failure failure)
{
    m_failures.insert(question, std::move(failure));
}

void FakeAnswers::failAll(Sync::Failure failure)
{
    m_failure = std::move(failure);
}

void FakeAnswers::mute(int question)
{
    m_muted.insert(question);
}

void FakeAnswers::recover()
{
    m_failures.clear();
    m_failure.reset();
    m_muted.clear();
}

void FakeAnswers::hold()
{
    m_held = true;
    m_timer.stop();
}

void FakeAnswers::release()
{
    m_held = false;
    if (!m_waiting.empty())
        m_timer.start();
}

std::optional<Sync::Failure> FakeAnswers::failureFor(int question) const
{
    if (const auto found = m_failures.constFind(question); found != m_failures.cend())
        return *found;
    return m_failure;
}

void FakeAnswers::enqueue(std::function<void()> answer)
{
    m_waiting.push_back(std::move(answer));
    if (!m_held && !m_timer.isActive())
        m_timer.start();
}

// Newest and oldest by turns, so that neither order can be relied on and nothing starves.
void FakeAnswers::answerOne()
{
    if (!m_waiting.empty()) {
        const auto chosen = m_turn++ % 2 == 0 ? m_waiting.end() - 1 : m_waiting.begin();
        const std::function<void()> answer = std::move(*chosen);
        m_waiting.erase(chosen);
        answer();
    }
    if (m_waiting.empty())
        m_timer.stop();
}

} // namespace Fakes

#include "moc_fakeanswers.cpp"
