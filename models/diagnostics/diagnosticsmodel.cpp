#include "models/diagnostics/diagnosticsmodel.h"

#include "models/diagnostics/diagnosticsreport.h"
#include "models/paging/answer.h"
#include "models/paging/pagedmodel.h"

#include <QLocale>

#include <algorithm>

namespace Models {
namespace {

/// Internal id of group rows; a check's is the number of its group, plus one.
constexpr quintptr groupLevel = 0;

QString durationText(std::chrono::milliseconds duration)
{
    if (duration.count() <= 0)
        return {};
    if (duration.count() < 1000)
        return DiagnosticsModel::tr("%1 ms").arg(duration.count());
    return DiagnosticsModel::tr("%1 s").arg(QLocale().toString(double(duration.count()) / 1000, 'f', 1));
}

} // namespace

DiagnosticsModel::DiagnosticsModel(Sync::Engine &engine, QObject *parent)
    : QAbstractItemModel(parent)
    , m_engine(engine)
{
    connect(&m_engine, &Sync::Engine::checkFinished, this, &DiagnosticsModel::take);
}

QModelIndex DiagnosticsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : groupLevel);
}

QModelIndex DiagnosticsModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == groupLevel)
        return {};
    return createIndex(int(index.internalId()) - 1, 0, groupLevel);
}

int DiagnosticsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_groups.size());
    if (parent.internalId() != groupLevel || parent.column() != 0)
        return 0;
    return int(m_groups.at(size_t(parent.row())).results.size());
}

int DiagnosticsModel::columnCount(const QModelIndex &) const
{
    return 3;
}

QVariant DiagnosticsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (const Sync::CheckResult *check = result(index))
        return checkData(*check, Column(index.column()), role);
    return groupData(m_groups.at(size_t(index.row())), Column(index.column()), role);
}

QVariant DiagnosticsModel::groupData(const Group &group, Column column, int role) const
{
    if (role == BadgeRole)
        return column == Column::Name ? QVariant::fromValue(badgeFor(overallStatus(group.results))) : QVariant();
    if (role == CheckingRole)
        return m_running;
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (column) {
    case Column::Name:
        return checkGroupName(group.group);
    case Column::Summary:
        return overallSentence(group.results);
    case Column::Duration:
        break;
    }
    return {};
}

QVariant DiagnosticsModel::checkData(const Sync::CheckResult &result, Column column, int role) const
{
    if (role == BadgeRole)
        return column == Column::Name ? QVariant::fromValue(badgeFor(result.status)) : QVariant();
    if (role == CheckingRole)
        return m_awaited.contains(result.id);
    if (role == Qt::TextAlignmentRole && column == Column::Duration)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::AccessibleTextRole && column == Column::Name)
        return QString(result.name % u", " % checkStatusName(result.status));
    if (role == Qt::ToolTipRole && column == Column::Summary)
        return result.summary;
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (column) {
    case Column::Name:
        return result.name;
    case Column::Summary:
        return result.summary;
    case Column::Duration:
        return durationText(result.duration);
    }
    return {};
}

QVariant DiagnosticsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Name:
        return tr("Check");
    case Column::Summary:
        return tr("Finding");
    case Column::Duration:
        return tr("Took");
    }
    return {};
}

void DiagnosticsModel::runAll()
{
    if (m_running)
        return;
    m_running = true;
    m_failure.reset();
    for (const Sync::CheckResult &result : results())
        m_awaited.insert(result.id);
    Q_EMIT stateChanged();
    whenAnswered(
        m_engine.runChecks({}), this, [this](const Sync::Result<QList<Sync::CheckResult>> &answer) { finish(answer); });
}

QList<Sync::CheckResult> DiagnosticsModel::results() const
{
    QList<Sync::CheckResult> all;
    for (const Group &group : m_groups)
        all += group.results;
    return all;
}

const Sync::CheckResult *DiagnosticsModel::result(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == groupLevel)
        return nullptr;
    return &m_groups.at(size_t(index.internalId() - 1)).results.at(index.row());
}

QModelIndex DiagnosticsModel::indexOf(Sync::CheckGroup group) const
{
    const int row = groupRow(group);
    return row < 0 ? QModelIndex() : index(row, 0);
}

QModelIndex DiagnosticsModel::indexOf(const QString &checkId) const
{
    for (size_t group = 0; group < m_groups.size(); ++group)
        for (int row = 0; row < m_groups[group].results.size(); ++row)
            if (m_groups[group].results[row].id == checkId)
                return index(row, 0, index(int(group), 0));
    return {};
}

int DiagnosticsModel::groupRow(Sync::CheckGroup group) const
{
    for (size_t row = 0; row < m_groups.size(); ++row)
        if (m_groups[row].group == group)
            return int(row);
    return -1;
}

void DiagnosticsModel::take(const Sync::CheckResult &result)
{
    m_awaited.remove(result.id);
    if (groupRow(result.group) < 0) {
        const auto place = std::find_if(
            m_groups.begin(), m_groups.end(), [&result](const Group &group) { return group.group > result.group; });
        const int row = int(place - m_groups.begin());
        beginInsertRows({}, row, row);
        m_groups.insert(place, Group{result.group, {}});
        endInsertRows();
    }
    const QModelIndex parent = indexOf(result.group);
    QList<Sync::CheckResult> &list = m_groups[size_t(parent.row())].results;
    const auto place = std::lower_bound(list.begin(), list.end(), result.id,
        [](const Sync::CheckResult &known, const QString &id) { return known.id < id; });
    const int row = int(place - list.begin());
    if (place != list.end() && place->id == result.id) {
        *place = result;
        Q_EMIT dataChanged(index(row, 0, parent), index(row, columnCount() - 1, parent));
    } else {
        beginInsertRows(parent, row, row);
        list.insert(row, result);
        endInsertRows();
    }
    Q_EMIT dataChanged(parent, parent.siblingAtColumn(columnCount() - 1));
    Q_EMIT stateChanged();
}

void DiagnosticsModel::finish(const Sync::Result<QList<Sync::CheckResult>> &answer)
{
    m_running = false;
    if (answer) {
        m_lastRun = QDateTime::currentDateTimeUtc();
        QSet<QString> ids;
        for (const Sync::CheckResult &result : *answer) {
            take(result);
            ids.insert(result.id);
        }
        removeMissing(ids);
    } else {
        m_failure = answer.failure();
    }
    m_awaited.clear();
    if (!m_groups.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT stateChanged();
}

void DiagnosticsModel::removeMissing(const QSet<QString> &ids)
{
    for (int group = rowCount() - 1; group >= 0; --group) {
        QList<Sync::CheckResult> &list = m_groups[size_t(group)].results;
        for (int row = int(list.size()) - 1; row >= 0; --row) {
            if (ids.contains(list[row].id))
                continue;
            beginRemoveRows(index(group, 0), row, row);
            list.removeAt(row);
            endRemoveRows();
        }
        if (!list.isEmpty())
            continue;
        beginRemoveRows({}, group, group);
        m_groups.erase(m_groups.begin() + group);
        endRemoveRows();
    }
}

} // namespace Models
