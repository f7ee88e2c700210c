#include "models/products/placementmodel.h"

#include "models/format/fields.h"
#include "models/format/shopwords.h"
#include "models/format/text.h"
#include "sync/api/facets.h"

#include <QSet>

#include <algorithm>

namespace Models {

using namespace Qt::StringLiterals;

namespace {

using Kind = Sync::Membership::Kind;

Sync::Membership of(const QString &field)
{
    return Sync::membership(field).value_or(Sync::Membership{});
}

QString nameOf(const QString &field)
{
    return oneLine(shopWords().facets.value(field, QString::number(of(field).id.value)));
}

/// Collections first, then sales channels, each by name.
bool comesBefore(const QString &left, const QString &right)
{
    const bool leftIsChannel = of(left).kind == Kind::Publication;
    const bool rightIsChannel = of(right).kind == Kind::Publication;
    if (leftIsChannel != rightIsChannel)
        return rightIsChannel;
    const int order = nameOf(left).localeAwareCompare(nameOf(right));
    return order != 0 ? order < 0 : left < right;
}

} // namespace

PlacementModel::PlacementModel(EditSession &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{
    connect(&session, &EditSession::detailChanged, this, &PlacementModel::takeDetail);
    connect(&session, &EditSession::draftsChanged, this, &PlacementModel::takeDetail);
    takeDetail();
}

void PlacementModel::takeDetail()
{
    QStringList fields;
    if (const auto &detail = m_session.detail()) {
        fields = detail->facets.keys() + m_session.draftFields();
        fields.removeIf([](const QString &field) { return !Sync::membership(field); });
        fields.removeDuplicates();
        std::sort(fields.begin(), fields.end(), comesBefore);
    }
    if (fields != m_fields) {
        beginResetModel();
        m_fields = fields;
        endResetModel();
    } else if (!m_fields.isEmpty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

void PlacementModel::showNames()
{
    takeDetail();
}

bool PlacementModel::isIn(const QString &field) const
{
    return m_session.value(field) == "true"_L1;
}

QList<PlacementModel::Choice> PlacementModel::choices() const
{
    QStringList fields = shopWords().facets.keys();
    fields.removeIf([this](const QString &field) {
        return !Sync::membership(field) || Sync::whyNotWritable(field) || isIn(field);
    });
    std::sort(fields.begin(), fields.end(), comesBefore);
    QList<Choice> choices;
    for (const QString &field : std::as_const(fields))
        choices += Choice{field, fieldLabel(field, false)};
    return choices;
}

void PlacementModel::putIn(const QString &field)
{
    m_session.setValue(field, u"true"_s);
}

bool PlacementModel::canTakeOut(const QModelIndexList &indexes) const
{
    return !indexes.isEmpty() && std::all_of(indexes.cbegin(), indexes.cend(), [this](const QModelIndex &index) {
        const QString &field = m_fields.at(index.row());
        return !Sync::whyNotWritable(field) && isIn(field);
    });
}

void PlacementModel::takeOut(const QModelIndexList &indexes)
{
    QSet<QString> fields;
    for (const QModelIndex &index : indexes)
        fields += m_fields.at(index.row());
    for (const QString &field : std::as_const(fields))
        m_session.setValue(field, QString());
}

int PlacementModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_fields.size());
}

int PlacementModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString PlacementModel::text(const QString &field, int column)
{
    if (column == NameColumn)
        return nameOf(field);
    switch (of(field).kind) {
    case Kind::Collection:
        return tr("Collection");
    case Kind::SmartCollection:
        return tr("Collection by rules");
    case Kind::Publication:
        return tr("Sales channel");
    }
    return {};
}

QVariant PlacementModel::remark(const QString &field) const
{
    if (const auto why = Sync::whyNotWritable(field))
        return *why;
    if (!m_session.isDraft(field))
        return {};
    return isIn(field) ? tr("Not saved yet.") : tr("Taken out, not saved yet.");
}

QVariant PlacementModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const QString &field = m_fields.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(field, index.column());
    case DraftRole:
        return index.column() == NameColumn && m_session.isDraft(field);
    case Qt::ToolTipRole:
        return remark(field);
    case Qt::AccessibleTextRole: {
        const QString cell = headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() + u", "_s
            + text(field, index.column());
        const QString said = remark(field).toString();
        return said.isEmpty() ? cell : QString(cell + u", "_s + said);
    }
    default:
        return {};
    }
}

QVariant PlacementModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return section == NameColumn ? tr("Is In") : tr("Sort");
    return role == WidthRole ? QVariant(section == NameColumn ? 30 : 19) : QVariant();
}

} // namespace Models

#include "moc_placementmodel.cpp"
