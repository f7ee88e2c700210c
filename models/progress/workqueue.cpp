#include "models/progress/workqueue.h"

#include "models/paging/answer.h"

using namespace std::chrono_literals;

namespace Models {

WorkQueue::WorkQueue(Sync::Reader &reader, QObject *parent)
    : QObject(parent)
    , m_reader(reader)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(300ms);
    connect(&m_timer, &QTimer::timeout, this, &WorkQueue::read);
    connect(&m_reader, &Sync::Reader::stagedChanged, this, &WorkQueue::refresh);
    QMetaObject::invokeMethod(this, &WorkQueue::read, Qt::QueuedConnection);
}

void WorkQueue::refresh()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void WorkQueue::read()
{
    using Sync::Direction;
    using Sync::StagedStatus;
    ++m_generation;
    count({.status = StagedStatus::Pending}, &WorkCounts::toReview);
    count({.status = StagedStatus::Pending, .conflictsOnly = true}, &WorkCounts::conflicts);
    count({.status = StagedStatus::Approved, .direction = Direction::Pull}, &WorkCounts::approvedPull);
    count({.status = StagedStatus::Approved, .direction = Direction::Push}, &WorkCounts::approvedPush);
}

void WorkQueue::count(const Sync::StagedQuery &query, std::optional<qint64> WorkCounts::*member)
{
    whenAnswered(m_reader.stagedOrder(query), this,
        [this, member, generation = m_generation](const Sync::Result<QList<qint64>> &ids) {
            if (generation != m_generation)
                return;
            const std::optional<qint64> counted = ids ? std::optional<qint64>(ids->size()) : std::nullopt;
            if (m_counts.*member == counted)
                return;
            m_counts.*member = counted;
            Q_EMIT changed();
        });
}

} // namespace Models
