#include "models/products/deletedproductsmodel.h"

#include "models/format/text.h"

namespace Models {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::DeletedProductsModel", text);
}

QList<DeletedProductsModel::ColumnType> deletedColumns()
{
    using Row = Sync::DeletedProduct;
    return {
        {.title = QT_TRANSLATE_NOOP("Models::Column", "Title"),
            .text
            = [](const Row &product) { return product.title.isEmpty() ? tr("(no title)") : oneLine(product.title); }},
        {.title = QT_TRANSLATE_NOOP("Models::Column", "SKU"),
            .text = [](const Row &product) { return oneLine(product.sku); }},
        {.title = QT_TRANSLATE_NOOP("Models::Column", "Deleted"),
            .text = [](const Row &product) { return relativeTime(product.deletedAt); },
            .toolTip = [](const Row &product) { return fullTime(product.deletedAt); }},
        {.title = QT_TRANSLATE_NOOP("Models::Column", "By"),
            .text = [](const Row &product) { return oneLine(product.deletedBy); }},
        {.title = QT_TRANSLATE_NOOP("Models::Column", "In Shopify"),
            .text
            = [](const Row &product) { return product.shopifyId.isValid() ? tr("Was linked") : tr("Never there"); }},
    };
}

} // namespace

DeletedProductsModel::DeletedProductsModel(Sync::Reader &reader, QObject *parent)
    : WholeTable(deletedColumns(), parent)
    , m_reader(reader)
{
    connect(&reader, &Sync::Reader::catalogueChanged, this, &DeletedProductsModel::refresh);
    refresh();
}

QFuture<Sync::Result<QList<Sync::DeletedProduct>>> DeletedProductsModel::ask()
{
    return m_reader.deletedProducts(mostShown);
}

} // namespace Models
