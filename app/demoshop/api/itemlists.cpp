#include "app/demoshop/api/itemlists.h"

#include <QJsonDocument>

#include <algorithm>

namespace DemoShop {

using namespace Qt::StringLiterals;

namespace {

/// Shopify's cursors are base64 of a little JSON; clients must not look inside.
QByteArray makeCursor(qint64 id, const QString &value)
{
    const QJsonObject json{{u"last_id"_s, id}, {u"last_value"_s, value}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact).toBase64();
}

std::optional<QJsonObject> readCursor(const QByteArray &cursor)
{
    const auto decoded = QByteArray::fromBase64Encoding(cursor, QByteArray::AbortOnBase64DecodingErrors);
    const QJsonObject json = decoded ? QJsonDocument::fromJson(*decoded).object() : QJsonObject();
    return json.contains(u"last_id"_s) ? std::optional(json) : std::nullopt;
}

} // namespace

void EntityList::add(const Entity &entity, qint64 id)
{
    m_items.push_back(entity);
    m_ids.push_back(id);
}

QByteArray EntityList::cursor(qint64 index) const
{
    const qint64 id = m_ids[static_cast<size_t>(index)];
    return makeCursor(id, QString::number(id));
}

std::optional<qint64> EntityList::indexOf(const QByteArray &cursor) const
{
    const std::optional<QJsonObject> json = readCursor(cursor);
    if (!json) {
        return {};
    }
    const qint64 id = json->value(u"last_id"_s).toInteger();
    return std::find(m_ids.cbegin(), m_ids.cend(), id) - m_ids.cbegin();
}

std::optional<qint64> EntityList::indexAfter(const QByteArray &cursor) const
{
    const std::optional<qint64> index = indexOf(cursor);
    return index ? std::optional(std::min(*index + 1, size())) : std::nullopt;
}

CatalogueList::CatalogueList(Execution &execution, std::shared_ptr<const SortedIds> ids, Item item)
    : m_execution(execution)
    , m_catalogue(execution.shop().store().catalogue())
    , m_ids(std::move(ids))
    , m_item(item)
{ }

CatalogueList::CatalogueList(Execution &execution, const CatalogueList &other)
    : m_execution(execution)
    , m_catalogue(other.m_catalogue)
    , m_ids(other.m_ids)
    , m_item(other.m_item)
{ }

std::unique_ptr<ItemList> CatalogueList::clone(Execution &execution) const
{
    return std::unique_ptr<ItemList>(new CatalogueList(execution, *this));
}

Entity CatalogueList::entityOf(const Product *product, qint64 id) const
{
    const ShopContext::Types &types = m_execution.shop().types();
    if (m_item == Item::Product) {
        return {.type = types.product, .product = product};
    }
    return {.type = m_item == Item::Variant ? types.variant : types.item,
        .product = product,
        .variant = product->variantIndex(id)};
}

Entity CatalogueList::at(qint64 index) const
{
    const qint64 id = m_ids->ids[static_cast<size_t>(index)];
    const qint64 productId = m_item == Item::Product ? id : m_catalogue.productOfVariant(id);
    return entityOf(m_execution.keep(m_catalogue.product(productId)), id);
}

Entity CatalogueList::read(qint64 index, Product *scratch) const
{
    const qint64 id = m_ids->ids[static_cast<size_t>(index)];
    const qint64 productId = m_item == Item::Product ? id : m_catalogue.productOfVariant(id);
    return entityOf(m_catalogue.read(productId, scratch), id);
}

QByteArray CatalogueList::cursor(qint64 index) const
{
    const auto at = static_cast<size_t>(index);
    const QString value = !m_ids->texts.empty() ? QString::fromStdString(m_ids->texts[at])
        : !m_ids->numbers.empty()               ? QString::number(m_ids->numbers[at])
                                                : QString::number(m_ids->ids[at]);
    return makeCursor(m_ids->ids[at], value);
}

std::optional<qint64> CatalogueList::position(const QByteArray &cursor, bool after) const
{
    const std::optional<QJsonObject> json = readCursor(cursor);
    if (!json) {
        return {};
    }
    const qint64 id = json->value(u"last_id"_s).toInteger();
    const QString value = json->value(u"last_value"_s).toString();
    const qint64 number = value.toLongLong();
    const std::string text = value.toStdString();
    // The item may have moved or gone meanwhile: its place is where its key and id would be.
    const auto order = [&](size_t index) { // < 0: the item at index comes before the cursor
        if (!m_ids->numbers.empty() && m_ids->numbers[index] != number) {
            return m_ids->numbers[index] < number ? -1 : 1;
        }
        if (!m_ids->texts.empty() && m_ids->texts[index] != text) {
            return m_ids->texts[index] < text ? -1 : 1;
        }
        return m_ids->ids[index] == id ? 0 : m_ids->ids[index] < id ? -1 : 1;
    };
    size_t low = 0;
    size_t high = m_ids->ids.size();
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int comparison = m_ids->isReversed ? -order(middle) : order(middle);
        if (comparison < 0 || (after && comparison == 0)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return static_cast<qint64>(low);
}

std::optional<qint64> CatalogueList::indexAfter(const QByteArray &cursor) const
{
    return position(cursor, true);
}

std::optional<qint64> CatalogueList::indexOf(const QByteArray &cursor) const
{
    return position(cursor, false);
}

} // namespace DemoShop
