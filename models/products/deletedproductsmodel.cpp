#include "models/products/deletedproductsmodel.h"

#include "models/format/text.h"

namespace Models {

DeletedProductsModel::DeletedProductsModel(Sync::Reader &reader, QObject *parent)
    : QAbstractTableModel(parent)
    , m_reader(reader)
{
    connect(&reader, &Sync::Reader::catalogueChanged, this, &DeletedProductsModel::refresh);
    refresh();
}

int DeletedProductsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_products.size());
}

int DeletedProductsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Column::Shopify) + 1;
}

QString DeletedProductsModel::text(const Sync::DeletedProduct &product, Column column) const
{
    switch (column) {
    case Column::Title:
        return product.title.isEmpty() ? tr("(no title)") : oneLine(product.title);
    case Column::Sku:
        return oneLine(product.sku);
    case Column::Deleted:
        return relativeTime(product.deletedAt);
    case Column::By:
        return oneLine(product.deletedBy);
    case Column::Shopify:
        return product.shopifyId.isValid() ? tr("Was linked") : tr("Never there");
    }
    return {};
}

QVariant DeletedProductsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Sync::DeletedProduct &product = m_products.at(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(product, column);
    case Qt::ToolTipRole:
        return column == Column::Deleted ? fullTime(product.deletedAt) : text(product, column);
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal).toString() % u", " % text(product, column));
    default:
        return {};
    }
}

QVariant DeletedProductsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Title:
        return tr("Title");
    case Column::Sku:
        return tr("SKU");
    case Column::Deleted:
        return tr("Deleted");
    case Column::By:
        return tr("By");
    case Column::Shopify:
        return tr("In Shopify");
    }
    return {};
}

void DeletedProductsModel::refresh()
{
    m_loadState = LoadState::Loading;
    whenAnswered(m_reader.deletedProducts(mostShown), this,
        [this, ticket = ++m_ticket](const Sync::Result<QList<Sync::DeletedProduct>> &answer) {
            if (ticket != m_ticket)
                return;
            m_loadState = answer ? LoadState::Ready : LoadState::Failed;
            if (answer)
                take(*answer);
            else
                m_failure = answer.failure();
            Q_EMIT loadStateChanged();
        });
}

void DeletedProductsModel::take(const QList<Sync::DeletedProduct> &products)
{
    if (products == m_products)
        return;
    beginResetModel();
    m_products = products;
    endResetModel();
}

} // namespace Models

#include "moc_deletedproductsmodel.cpp"
