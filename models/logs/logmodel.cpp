#include "models/logs/logmodel.h"

#include "models/format/text.h"
#include "models/logs/logtext.h"
#include "models/paging/pagedmodel.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Models {
namespace {

QString keyOf(const Sync::LogEntry &entry)
{
    return QString::number(entry.level) % u'\n' % entry.area % u'\n' % entry.message;
}

QString localTime(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds).toString(u"HH:mm:ss.zzz"_s);
}

QString timeToolTip(const LogModel::Row &row)
{
    const QString last = QDateTime::fromMSecsSinceEpoch(row.last.time, Qt::UTC).toString(Qt::ISODateWithMs);
    if (row.count == 1)
        return last;
    const QString first = QDateTime::fromMSecsSinceEpoch(row.firstTime, Qt::UTC).toString(Qt::ISODateWithMs);
    return LogModel::tr("%1 times, first %2, last %3").arg(row.count).arg(first, last);
}

} // namespace

LogModel::LogModel(LogFeed &feed, qsizetype capacity, QObject *parent)
    : QAbstractTableModel(parent)
    , m_capacity(capacity)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(100ms);
    connect(&m_timer, &QTimer::timeout, this, &LogModel::flush);
    connect(&feed, &LogFeed::entriesArrived, this, &LogModel::take);
    m_arrived = feed.recent();
    flush();
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 5;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    const auto column = Column(index.column());
    if (role == BadgeRole && column == Column::Level)
        return QVariant::fromValue(logBadge(row.last.level));
    if (role == Qt::ToolTipRole)
        return column == Column::Time ? timeToolTip(row) : column == Column::Message ? row.last.message : QVariant();
    if (role == Qt::TextAlignmentRole)
        return column == Column::Count ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::Time:
        return localTime(row.last.time);
    case Column::Level:
        return logLevelName(row.last.level);
    case Column::Area:
        return row.last.area;
    case Column::Message:
        return oneLine(row.last.message);
    case Column::Count:
        return row.count > 1 ? u"×%1"_s.arg(row.count) : QString();
    }
    return {};
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Time:
        return tr("Time");
    case Column::Level:
        return tr("Level");
    case Column::Area:
        return tr("Area");
    case Column::Message:
        return tr("Message");
    case Column::Count:
        return tr("Count");
    }
    return {};
}

void LogModel::setFilter(const LogFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    rebuild();
}

void LogModel::setGrouping(bool grouping)
{
    if (grouping == m_grouping)
        return;
    m_grouping = grouping;
    rebuild();
}

QStringList LogModel::areas() const
{
    QStringList areas(m_areas.cbegin(), m_areas.cend());
    areas.sort();
    return areas;
}

void LogModel::take(const QList<Sync::LogEntry> &entries)
{
    m_arrived += entries;
    // A storm within one interval would be dropped by the next flush anyway.
    if (m_arrived.size() > m_capacity)
        m_arrived.remove(0, m_arrived.size() - m_capacity);
    if (!m_timer.isActive())
        m_timer.start();
}

void LogModel::flush()
{
    const QList<Sync::LogEntry> fresh = std::exchange(m_arrived, {});
    const qsizetype areasBefore = m_areas.size();
    for (const Sync::LogEntry &entry : fresh) {
        m_entries.push_back(entry);
        m_areas.insert(entry.area);
    }
    if (qsizetype(m_entries.size()) > m_capacity) {
        const auto keep = m_capacity - m_capacity / 10;
        m_entries.erase(m_entries.begin(), m_entries.end() - keep);
        rebuild();
    } else {
        append(fresh);
    }
    if (m_areas.size() != areasBefore)
        Q_EMIT areasChanged();
}

void LogModel::append(const QList<Sync::LogEntry> &fresh)
{
    const int rowsBefore = int(m_rows.size());
    QList<Row> added;
    int firstChanged = rowsBefore;
    int lastChanged = -1;
    for (const Sync::LogEntry &entry : fresh) {
        if (!matches(entry))
            continue;
        if (m_grouping) {
            const QString key = keyOf(entry);
            if (const auto known = m_rowOfKey.constFind(key); known != m_rowOfKey.cend()) {
                Row &row = *known < rowsBefore ? m_rows[*known] : added[*known - rowsBefore];
                ++row.count;
                row.last = entry;
                if (*known < rowsBefore) {
                    firstChanged = std::min(firstChanged, *known);
                    lastChanged = std::max(lastChanged, *known);
                }
                continue;
            }
            m_rowOfKey.insert(key, rowsBefore + int(added.size()));
        }
        added += Row{entry, entry.time, 1};
    }
    if (lastChanged >= 0)
        Q_EMIT dataChanged(index(firstChanged, 0), index(lastChanged, columnCount() - 1));
    if (added.isEmpty())
        return;
    beginInsertRows({}, rowsBefore, rowsBefore + int(added.size()) - 1);
    m_rows += added;
    endInsertRows();
}

void LogModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    m_rowOfKey.clear();
    for (const Sync::LogEntry &entry : m_entries) {
        if (!matches(entry))
            continue;
        if (m_grouping) {
            const auto known = m_rowOfKey.constFind(keyOf(entry));
            if (known != m_rowOfKey.cend()) {
                Row &row = m_rows[*known];
                ++row.count;
                row.last = entry;
                continue;
            }
            m_rowOfKey.insert(keyOf(entry), int(m_rows.size()));
        }
        m_rows += Row{entry, entry.time, 1};
    }
    endResetModel();
}

bool LogModel::matches(const Sync::LogEntry &entry) const
{
    return entry.level >= m_filter.minimumLevel && (m_filter.areas.isEmpty() || m_filter.areas.contains(entry.area))
        && (m_filter.text.isEmpty() || entry.message.contains(m_filter.text, Qt::CaseInsensitive));
}

} // namespace Models
