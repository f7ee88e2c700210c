#include "models/progress/outcomesmodel.h"

#include "models/format/badge.h"
#include "models/format/text.h"
#include "models/paging/pagedmodel.h"

#include <algorithm>

namespace Models {

OutcomesModel::OutcomesModel(int capacity, QObject *parent)
    : QAbstractTableModel(parent)
    , m_capacity(capacity)
{ }

int OutcomesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int OutcomesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 3;
}

QVariant OutcomesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Sync::ItemOutcome &row = m_rows.at(index.row());
    if (role == BadgeRole)
        return index.column() == int(Column::Result) ? QVariant::fromValue(badgeFor(row.outcome)) : QVariant();
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    switch (Column(index.column())) {
    case Column::Result:
        return badgeFor(row.outcome).word;
    case Column::Product:
        return oneLine(row.title);
    case Column::Message:
        return oneLine(row.message);
    }
    return {};
}

QVariant OutcomesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Result:
        return tr("Result");
    case Column::Product:
        return tr("Product");
    case Column::Message:
        return tr("What Happened");
    }
    return {};
}

void OutcomesModel::add(const QList<Sync::ItemOutcome> &arrived)
{
    QList<Sync::ItemOutcome> failures;
    QList<Sync::ItemOutcome> others;
    for (auto item = arrived.crbegin(); item != arrived.crend(); ++item) {
        const bool plain = item->outcome == Sync::Outcome::Success || item->outcome == Sync::Outcome::Skipped;
        QList<Sync::ItemOutcome> &list = plain ? others : failures;
        if (list.size() < m_capacity)
            list += *item;
    }
    prepend(int(m_failures), others);
    m_failures += failures.size();
    prepend(0, failures);
    trim();
}

void OutcomesModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_failures = 0;
    endResetModel();
}

void OutcomesModel::prepend(int row, QList<Sync::ItemOutcome> newestFirst)
{
    if (newestFirst.isEmpty())
        return;
    beginInsertRows({}, row, row + int(newestFirst.size()) - 1);
    newestFirst += m_rows.mid(row);
    m_rows = m_rows.mid(0, row) + newestFirst;
    endInsertRows();
}

void OutcomesModel::trim()
{
    if (m_rows.size() <= m_capacity)
        return;
    beginRemoveRows({}, m_capacity, int(m_rows.size()) - 1);
    m_rows.resize(m_capacity);
    m_failures = std::min<qsizetype>(m_failures, m_capacity);
    endRemoveRows();
}

} // namespace Models
