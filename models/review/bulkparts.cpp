#include "models/review/bulkparts.h"

#include "models/paging/answer.h"

using namespace std::chrono_literals;

namespace Models {

BulkParts::BulkParts(Sync::Reader &reader, QObject *parent)
    : QObject(parent)
    , m_reader(reader)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(300ms);
    connect(&m_soon, &QTimer::timeout, this, &BulkParts::read);
    connect(&reader, &Sync::Reader::stagedChanged, this, [this] {
        if (m_query && !m_soon.isActive())
            m_soon.start();
    });
}

void BulkParts::setQuery(const Sync::StagedQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    refresh();
}

void BulkParts::refresh()
{
    m_conflicts.reset();
    m_deletions.reset();
    if (m_query)
        read();
}

void BulkParts::read()
{
    ++m_generation;
    Sync::StagedQuery conflicts = *m_query;
    conflicts.conflictsOnly = true;
    ask(conflicts, &BulkParts::m_conflicts);
    Sync::StagedQuery deletions = *m_query;
    // A list of another kind holds no deletion.
    if (m_query->changeType.value_or(Sync::ChangeType::Delete) != Sync::ChangeType::Delete) {
        m_deletions = QSet<qint64>();
        return;
    }
    deletions.changeType = Sync::ChangeType::Delete;
    ask(deletions, &BulkParts::m_deletions);
}

void BulkParts::ask(const Sync::StagedQuery &query, Ids BulkParts::*into)
{
    whenAnswered(
        m_reader.stagedOrder(query), this, [this, into, asked = m_generation](const Sync::Result<QList<qint64>> &ids) {
            if (asked != m_generation)
                return;
            this->*into = ids ? Ids(QSet<qint64>(ids->cbegin(), ids->cend())) : std::nullopt;
            Q_EMIT changed();
        });
}

std::optional<BulkApproval> BulkParts::approvalOf(const QList<qint64> &list) const
{
    if (!m_conflicts || !m_deletions)
        return std::nullopt;
    if (m_conflicts->isEmpty() && m_deletions->isEmpty())
        return BulkApproval{list};
    BulkApproval approval;
    approval.changes.reserve(list.size());
    for (const qint64 id : list) {
        if (m_conflicts->contains(id)) {
            ++approval.conflicts;
            continue;
        }
        approval.changes += id;
        approval.deletions += m_deletions->contains(id) ? 1 : 0;
    }
    return approval;
}

} // namespace Models

#include "moc_bulkparts.cpp"
