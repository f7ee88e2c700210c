#include "models/review/reviewcounts.h"

#include "models/paging/answer.h"

using namespace std::chrono_literals;

namespace Models {
namespace {

std::optional<QList<qint64>> known(const Sync::Result<QList<qint64>> &ids)
{
    return ids ? std::optional(*ids) : std::nullopt;
}

} // namespace

ReviewCounts::ReviewCounts(Sync::Reader &reader, QObject *parent)
    : QObject(parent)
    , m_reader(reader)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(300ms);
    connect(&m_soon, &QTimer::timeout, this, &ReviewCounts::refresh);
    connect(&reader, &Sync::Reader::stagedChanged, this, [this] {
        if (m_generation > 0 && !m_soon.isActive())
            m_soon.start();
    });
}

std::optional<qint64> ReviewCounts::approved() const
{
    if (!m_toWrite || !m_toSend)
        return std::nullopt;
    return m_toWrite->size() + m_toSend->size();
}

void ReviewCounts::refresh()
{
    ++m_generation;
    whenAnswered(
        m_reader.overview(), this, [this, asked = m_generation](const Sync::Result<Sync::OverviewCounts> &counts) {
            if (asked != m_generation)
                return;
            m_pending = counts ? std::optional(counts->stagedPending) : std::nullopt;
            m_products = counts ? std::optional(counts->products) : std::nullopt;
            m_lastPull = counts ? counts->lastPull : QDateTime();
            Q_EMIT changed();
        });
    using Sync::Direction;
    using Sync::StagedStatus;
    askIds({.status = StagedStatus::Pending, .conflictsOnly = true}, &ReviewCounts::takeConflicts);
    askIds({.status = StagedStatus::Approved, .direction = Direction::Pull}, &ReviewCounts::takeToWrite);
    askIds({.status = StagedStatus::Approved, .direction = Direction::Push}, &ReviewCounts::takeToSend);
}

void ReviewCounts::askIds(const Sync::StagedQuery &query, void (ReviewCounts::*take)(const Ids &))
{
    whenAnswered(m_reader.stagedOrder(query), this, [this, take, asked = m_generation](const Ids &ids) {
        if (asked != m_generation)
            return;
        (this->*take)(ids);
        Q_EMIT changed();
    });
}

void ReviewCounts::takeConflicts(const Ids &ids)
{
    m_conflicts = ids ? std::optional<qint64>(ids->size()) : std::nullopt;
}

void ReviewCounts::takeToWrite(const Ids &ids)
{
    m_toWrite = known(ids);
}

void ReviewCounts::takeToSend(const Ids &ids)
{
    m_toSend = known(ids);
}

} // namespace Models

#include "moc_reviewcounts.cpp"
