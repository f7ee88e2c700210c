#include "models/review/fieldchangesmodel.h"

#include "models/format/badge.h"
#include "models/format/fields.h"
#include "models/format/text.h"
#include "models/paging/pagedmodel.h"
#include "models/review/fielddiff.h"

#include <algorithm>

namespace Models {
namespace {

Badge decisionBadge(const Sync::FieldChange &change)
{
    if (change.isConflict && change.decision == Sync::FieldDecision::Undecided)
        return {Shape::Triangle, Tone::Attention, FieldChangesModel::tr("Conflict")};
    return badgeFor(change.decision);
}

bool isNumber(QStringView field)
{
    return fieldKind(field) == FieldKind::Money || fieldKind(field) == FieldKind::Number;
}

} // namespace

FieldChangesModel::FieldChangesModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

void FieldChangesModel::setDetail(const std::optional<Sync::StagedDetail> &detail)
{
    const auto sameFields = [](const Sync::StagedDetail &a, const Sync::StagedDetail &b) {
        return a.row.id == b.row.id
            && std::equal(a.fields.cbegin(), a.fields.cend(), b.fields.cbegin(), b.fields.cend(),
                [](const auto &x, const auto &y) { return x.id == y.id; });
    };
    if (detail && m_detail && sameFields(*detail, *m_detail)) {
        m_detail = detail;
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_detail = detail;
    endResetModel();
}

const Sync::FieldChange *FieldChangesModel::fieldAt(int row) const
{
    return m_detail && row >= 0 && row < m_detail->fields.size() ? &m_detail->fields.at(row) : nullptr;
}

int FieldChangesModel::nextUndecided(int row) const
{
    const int rows = rowCount();
    for (int step = 1; step <= rows; ++step) {
        const int candidate = (std::max(row, -1) + step) % rows;
        if (fieldAt(candidate)->decision == Sync::FieldDecision::Undecided && candidate != row)
            return candidate;
    }
    return -1;
}

int FieldChangesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_detail ? 0 : int(m_detail->fields.size());
}

int FieldChangesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString FieldChangesModel::text(const Sync::FieldChange &change, int column) const
{
    switch (column) {
    case FieldColumn:
        return fieldName(change);
    case BaseColumn:
        return oneLine(fieldText(change.field, change.base));
    case HereColumn:
        return oneLine(fieldText(change.field, change.local));
    case ShopifyColumn:
        return oneLine(fieldText(change.field, change.remote));
    case DecisionColumn:
        return decisionBadge(change).word;
    default:
        return {};
    }
}

QVariant FieldChangesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Sync::FieldChange &change = m_detail->fields.at(index.row());
    const bool isValue = index.column() >= BaseColumn && index.column() <= ShopifyColumn;
    switch (role) {
    case Qt::DisplayRole:
        return text(change, index.column());
    case Qt::ToolTipRole:
        return text(change, index.column());
    case Qt::TextAlignmentRole:
        return int((isValue && isNumber(change.field) ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
    case BadgeRole:
        return index.column() == DecisionColumn ? QVariant::fromValue(decisionBadge(change)) : QVariant();
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u", "
            % text(change, index.column()));
    default:
        return {};
    }
}

QVariant FieldChangesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeading | Qt::AlignVCenter);
    constexpr int widths[ColumnCount] = {19, 12, 12, 12, 15};
    if (role == WidthRole && section >= 0 && section < ColumnCount)
        return widths[section];
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case FieldColumn:
        return tr("Field");
    case BaseColumn:
        return tr("Base");
    case HereColumn:
        return tr("Here");
    case ShopifyColumn:
        return tr("Shopify");
    case DecisionColumn:
        return tr("Decision");
    default:
        return {};
    }
}

} // namespace Models

#include "moc_fieldchangesmodel.cpp"
