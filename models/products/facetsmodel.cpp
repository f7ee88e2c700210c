#include "models/products/facetsmodel.h"

#include "models/format/fields.h"
#include "models/format/text.h"
#include "models/paging/pagedmodel.h"
#include "sync/api/facets.h"
#include "sync/api/media.h"

namespace Models {

FacetsModel::FacetsModel(EditSession &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{
    connect(&session, &EditSession::detailChanged, this, &FacetsModel::takeDetail);
    connect(&session, &EditSession::draftsChanged, this, &FacetsModel::takeDetail);
    takeDetail();
}

// The same metafields with other values are no reset: an open editor and the selection live through it.
void FacetsModel::takeDetail()
{
    QList<Row> rows;
    if (const auto &detail = m_session.detail()) {
        // One that was added and is not saved, because it was refused, has to be seen to be mended.
        const auto add = [&rows](Sync::VariantId variant, const QString &owner, const QMap<QString, QString> &facets,
                             const QStringList &drafts) {
            QStringList fields;
            for (auto facet = facets.cbegin(); facet != facets.cend(); ++facet)
                if (!Sync::isMembershipField(facet.key()) && !Sync::isMediaField(facet.key()))
                    fields += facet.key();
            for (const QString &draft : drafts)
                if (Sync::metafieldName(draft) && !fields.contains(draft))
                    fields += draft;
            for (const QString &field : std::as_const(fields))
                if (!Sync::stockLocation(field))
                    rows += Row{variant, owner, field, {}, Sync::whyNotWritable(field).value_or(QString())};
        };
        add({}, tr("Product"), detail->facets, m_session.draftFields());
        for (const Sync::VariantDetail &variant : detail->variants) {
            add(variant.id, variant.title, variant.facets, m_session.draftFields(variant.id));
            addStock(rows, variant, detail->locations);
        }
    }
    if (rows == m_rows) {
        touchAll();
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

/// Also where the variant is not stocked yet and may come to be.
void FacetsModel::addStock(
    QList<Row> &rows, const Sync::VariantDetail &variant, const QList<Sync::StockLocation> &locations)
{
    for (const Sync::StockLocation &location : locations) {
        const QString field = Sync::stockPath(location.id);
        const QString why = Sync::whyNotWritable(location, variant.isTracked).value_or(QString());
        if (why.isEmpty() || variant.facets.contains(field))
            rows += Row{variant.id, variant.title, field, location.name, why};
    }
}

void FacetsModel::touchAll()
{
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int FacetsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int FacetsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FacetsModel::value(const Row &row) const
{
    return row.variant.isValid() ? m_session.value(row.variant, row.field) : m_session.value(row.field);
}

bool FacetsModel::isDraft(const Row &row) const
{
    return row.variant.isValid() ? m_session.isDraft(row.variant, row.field) : m_session.isDraft(row.field);
}

QString FacetsModel::text(const Row &row, int column) const
{
    const auto name = Sync::metafieldName(row.field);
    switch (column) {
    case OwnerColumn:
        return oneLine(row.owner);
    case NameColumn:
        return name ? QString(name->nameSpace + QLatin1Char('.') + name->key) : fieldLabel(row.field, true, row.place);
    case TypeColumn:
        return name ? metafieldTypeText(name->type) : tr("Stock");
    default:
        if (!name && value(row).isEmpty())
            return tr("not stocked here");
        return oneLine(fieldText(row.field, value(row)));
    }
}

QVariant FacetsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    const bool isValue = index.column() == ValueColumn;
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::EditRole:
        return isValue ? QVariant(value(row)) : QVariant();
    case DraftRole:
        return isValue && isDraft(row);
    case MultiLineRole:
        return isValue && isMultiLine(row.field);
    case Qt::ToolTipRole:
        if (!row.unwritable.isEmpty())
            return row.unwritable;
        return isValue && isDraft(row) ? QVariant(tr("Not saved yet.")) : QVariant();
    case Qt::AccessibleTextRole: {
        const QString cell = headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString()
            + QStringLiteral(", ") + text(row, index.column());
        return isValue && isDraft(row) ? tr("%1, not saved yet").arg(cell) : cell;
    }
    default:
        return {};
    }
}

QVariant FacetsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const struct
    {
        QString title;
        int width; ///< In characters.
    } columns[] = {{tr("Of"), 7}, {tr("Name"), 16}, {tr("Value"), 20}, {tr("Type"), 12}};
    if (role == Qt::DisplayRole)
        return columns[section].title;
    return role == WidthRole ? QVariant(columns[section].width) : QVariant();
}

Qt::ItemFlags FacetsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    const bool isEditable = index.column() == ValueColumn && m_rows.at(index.row()).unwritable.isEmpty();
    return isEditable ? flags | Qt::ItemIsEditable : flags;
}

bool FacetsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const Row row = m_rows.at(index.row());
    if (row.variant.isValid())
        m_session.setValue(row.variant, row.field, value.toString());
    else
        m_session.setValue(row.field, value.toString());
    return true;
}

} // namespace Models

#include "moc_facetsmodel.cpp"
