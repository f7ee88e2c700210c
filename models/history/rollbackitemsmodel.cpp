#include "models/history/rollbackitemsmodel.h"

#include "models/format/fields.h"
#include "models/format/text.h"
#include "models/history/rollbacktext.h"
#include "models/paging/pagedmodel.h"

using namespace Qt::StringLiterals;

namespace Models {

RollbackItemsModel::RollbackItemsModel(PlanKind kind, QObject *parent)
    : QAbstractTableModel(parent)
    , m_kind(kind)
{ }

int RollbackItemsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int RollbackItemsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Column::Reason) + 1;
}

QVariant RollbackItemsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Sync::RollbackItem &item = m_shown.at(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(item, column);
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal).toString() % u", " % text(item, column));
    case BadgeRole:
        return column == Column::Fate ? QVariant::fromValue(badgeFor(item.fate, m_kind)) : QVariant();
    default:
        return {};
    }
}

QString RollbackItemsModel::text(const Sync::RollbackItem &item, Column column) const
{
    const bool whole = item.field.isEmpty();
    switch (column) {
    case Column::Fate:
        return badgeFor(item.fate, m_kind).word;
    case Column::Product:
        return item.variantTitle.isEmpty() ? oneLine(item.title) : oneLine(item.title % u" / " % item.variantTitle);
    case Column::Field:
        return whole ? tr("Whole product")
                     : fieldLabel(item.field, !item.variantTitle.isEmpty(), item.place, item.media);
    case Column::Before:
        return whole ? QString() : oneLine(fieldText(item.field, item.before, item.media));
    case Column::Written:
        return whole ? QString() : oneLine(fieldText(item.field, item.written, item.media));
    case Column::Now:
        return whole ? QString() : oneLine(fieldText(item.field, item.now, item.media));
    case Column::Where:
        return item.remote ? tr("Shopify") : tr("Catalogue");
    case Column::Reason:
        return item.reason;
    }
    return {};
}

QVariant RollbackItemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Fate:
        return tr("What Happens");
    case Column::Product:
        return tr("Product");
    case Column::Field:
        return tr("Field");
    case Column::Before:
        return tr("Before");
    case Column::Written:
        return tr("Written");
    case Column::Now:
        return tr("Now");
    case Column::Where:
        return tr("Where");
    case Column::Reason:
        return tr("Reason");
    }
    return {};
}

void RollbackItemsModel::setItems(const QList<Sync::RollbackItem> &items)
{
    m_all = items;
    filter();
}

void RollbackItemsModel::showOnly(std::optional<Sync::RollbackFate> fate)
{
    m_fate = fate;
    filter();
}

const Sync::RollbackItem *RollbackItemsModel::itemAt(int row) const
{
    return row >= 0 && row < m_shown.size() ? &m_shown.at(row) : nullptr;
}

void RollbackItemsModel::filter()
{
    beginResetModel();
    m_shown.clear();
    for (const Sync::RollbackItem &item : std::as_const(m_all))
        if (!m_fate || item.fate == *m_fate)
            m_shown += item;
    endResetModel();
}

} // namespace Models
