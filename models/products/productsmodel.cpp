#include "models/products/productsmodel.h"

#include "models/format/text.h"
#include "models/format/words.h"
#include "models/products/why.h"

namespace Models {
namespace {

using namespace Qt::StringLiterals;
using Sync::ProductRow;
using Sync::ProductSort;

// Enough for a dozen screens; 1,000 bytes a row at most.
constexpr int rowsKept = 6'000;

#define COLUMN_TITLE(text) QT_TRANSLATE_NOOP("Models::Column", text)

QString utcText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

ProductColumn stateColumn()
{
    ProductColumn column{.key = u"state"_s,
        .title = COLUMN_TITLE("State"),
        .alignment = Qt::AlignLeading,
        .width = 13,
        .text = [](const ProductRow &row) { return word(row.syncStatus); }};
    column.exact = [](const ProductRow &row) { return toWord(row.syncStatus); };
    column.badge = [](const ProductRow &row) { return badgeFor(row.syncStatus); };
    column.toolTip = [](const ProductRow &row) { return explain(row).cause; };
    return column;
}

ProductColumn priceColumn()
{
    ProductColumn column{.key = u"price"_s,
        .title = COLUMN_TITLE("Price"),
        .alignment = Qt::AlignTrailing,
        .width = 11,
        .sort = ProductSort::Price,
        .text = [](const ProductRow &row) { return money(row.minPrice); }};
    column.exact = [](const ProductRow &row) { return row.minPrice; };
    return column;
}

ProductColumn numberColumn(
    QString key, const char *title, QString (*text)(const ProductRow &), QString (*exact)(const ProductRow &))
{
    ProductColumn column{
        .key = std::move(key), .title = title, .alignment = Qt::AlignTrailing, .width = 9, .text = text};
    column.exact = exact;
    return column;
}

ProductColumn statusColumn()
{
    ProductColumn column{.key = u"status"_s,
        .title = COLUMN_TITLE("Status"),
        .alignment = Qt::AlignLeading,
        .width = 10,
        .sort = ProductSort::Status,
        .text = [](const ProductRow &row) { return word(row.status); }};
    column.exact = [](const ProductRow &row) { return toWord(row.status); };
    return column;
}

ProductColumn updatedColumn()
{
    ProductColumn column{.key = u"updated"_s,
        .title = COLUMN_TITLE("Updated Here"),
        .alignment = Qt::AlignLeading,
        .width = 16,
        .sort = ProductSort::UpdatedAt,
        .text = [](const ProductRow &row) { return relativeTime(row.updatedAt); }};
    column.exact = [](const ProductRow &row) { return utcText(row.updatedAt); };
    column.toolTip = [](const ProductRow &row) { return fullTime(row.updatedAt); };
    return column;
}

ProductColumn syncedColumn()
{
    ProductColumn column{.key = u"synced"_s,
        .title = COLUMN_TITLE("Last in Sync"),
        .alignment = Qt::AlignLeading,
        .width = 16,
        .text = [](const ProductRow &row) { return relativeTime(row.syncedAt); }};
    column.exact = [](const ProductRow &row) { return utcText(row.syncedAt); };
    column.toolTip = [](const ProductRow &row) { return fullTime(row.syncedAt); };
    return column;
}

ProductColumn whyColumn()
{
    ProductColumn column{.key = u"why"_s,
        .title = COLUMN_TITLE("Why"),
        .alignment = Qt::AlignLeading,
        .width = 30,
        .text = [](const ProductRow &row) { return oneLine(explain(row).cause); }};
    column.exact = [](const ProductRow &row) { return row.syncError; };
    column.toolTip = column.text;
    column.use = ColumnUse::Optional;
    return column;
}

ProductColumn shopifyIdColumn()
{
    ProductColumn column{.key = u"shopifyId"_s,
        .title = COLUMN_TITLE("Shopify Id"),
        .alignment = Qt::AlignTrailing,
        .width = 16,
        .text = [](const ProductRow &row) {
            return row.shopifyId.isValid() ? QString::number(row.shopifyId.value) : QString();
        }};
    column.use = ColumnUse::Optional;
    return column;
}

} // namespace

QList<ProductColumn> productColumns()
{
    return {
        stateColumn(),
        {.key = u"sku"_s,
            .title = COLUMN_TITLE("SKU"),
            .alignment = Qt::AlignLeading,
            .width = 15,
            .sort = ProductSort::Sku,
            .text = [](const ProductRow &row) { return oneLine(row.sku); },
            .exact = [](const ProductRow &row) { return row.sku; }},
        {.key = u"title"_s,
            .title = COLUMN_TITLE("Title"),
            .alignment = Qt::AlignLeading,
            .width = 36,
            .sort = ProductSort::Title,
            .text = [](const ProductRow &row) { return oneLine(row.title); },
            .exact = [](const ProductRow &row) { return row.title; }},
        priceColumn(),
        numberColumn(
            u"stock"_s, COLUMN_TITLE("Stock"), [](const ProductRow &row) { return count(row.inventory); },
            [](const ProductRow &row) { return QString::number(row.inventory); }),
        statusColumn(),
        {.key = u"vendor"_s,
            .title = COLUMN_TITLE("Vendor"),
            .alignment = Qt::AlignLeading,
            .width = 20,
            .sort = ProductSort::Vendor,
            .text = [](const ProductRow &row) { return oneLine(row.vendor); },
            .exact = [](const ProductRow &row) { return row.vendor; }},
        {.key = u"type"_s,
            .title = COLUMN_TITLE("Type"),
            .alignment = Qt::AlignLeading,
            .width = 14,
            .text = [](const ProductRow &row) { return oneLine(row.productType); },
            .exact = [](const ProductRow &row) { return row.productType; }},
        numberColumn(
            u"variants"_s, COLUMN_TITLE("Variants"), [](const ProductRow &row) { return count(row.variantCount); },
            [](const ProductRow &row) { return QString::number(row.variantCount); }),
        updatedColumn(),
        syncedColumn(),
        whyColumn(),
        shopifyIdColumn(),
    };
}

ProductsModel::ProductsModel(Sync::Reader &reader, QObject *parent)
    : PagedTable(
        productColumns(), [](const ProductRow &row) { return row.id.value; }, rowsKept, parent)
    , m_reader(reader)
{
    connect(&reader, &Sync::Reader::catalogueChanged, this, &ProductsModel::refreshSoon);
}

void ProductsModel::setQuery(const Sync::ProductQuery &query)
{
    if (query == m_query && loadState() != LoadState::Unknown)
        return;
    m_query = query;
    restart();
}

QFuture<Sync::Result<QList<qint64>>> ProductsModel::askOrder()
{
    return m_reader.productOrder(m_query);
}

void ProductsModel::askFirst(int ticket)
{
    showFirst(m_reader.firstProducts(m_query, blockSize), ticket);
}

QFuture<Sync::Result<QList<ProductRow>>> ProductsModel::askRows(QList<qint64> ids)
{
    return m_reader.productRows(std::move(ids));
}

void ProductsModel::sortBy(ProductSort key, Qt::SortOrder order)
{
    Sync::ProductQuery query = m_query;
    query.sort = key;
    query.order = order;
    setQuery(query);
}

} // namespace Models
