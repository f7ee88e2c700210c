#include "app/demoshop/api/itemlists.h"
#include "app/demoshop/api/resolvers.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace DemoShop::Resolvers {

using namespace Qt::StringLiterals;

namespace {

const DemoShop::Metafield &metafieldOf(const Entity &e)
{
    const auto &metafields
        = e.variant < 0 ? e.product->metafields : e.product->variants[static_cast<size_t>(e.variant)].metafields;
    return metafields[static_cast<size_t>(e.part)];
}

void addMetafield(ResolverTable *table)
{
    auto &fields = table->fields;
    fields[u"Metafield.id"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        x.out().gid("Metafield", metafieldOf(e).id);
        return Outcome::Written;
    };
    fields[u"Metafield.legacyResourceId"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(std::to_string(metafieldOf(e).id)));
    };
    fields[u"Metafield.namespace"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(metafieldOf(e).nameSpace));
    };
    fields[u"Metafield.key"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(metafieldOf(e).key));
    };
    fields[u"Metafield.value"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(metafieldOf(e).value));
    };
    fields[u"Metafield.jsonValue"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        const DemoShop::Metafield &metafield = metafieldOf(e);
        const bool isJson = metafield.type == "json" || metafield.type == "boolean"
            || metafield.type.starts_with("number_integer") || metafield.type.starts_with("list.");
        const QByteArray wrapped = '[' + QByteArray::fromStdString(metafield.value) + ']';
        if (isJson && !QJsonDocument::fromJson(wrapped).isNull()) {
            x.out().raw(metafield.value);
            return Outcome::Written;
        }
        return x.text(std::string_view(metafield.value));
    };
    fields[u"Metafield.type"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(metafieldOf(e).type));
    };
    fields[u"Metafield.owner"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        const auto *type = e.variant < 0 ? x.shop().types().product : x.shop().types().variant;
        return x.object({.type = type, .product = e.product, .variant = e.variant}, field);
    };
    fields[u"Metafield.ownerType"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.text(std::string_view(e.variant < 0 ? "PRODUCT" : "PRODUCTVARIANT"));
    };
    fields[u"Metafield.sizeInBytes"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return x.number(static_cast<qint64>(metafieldOf(e).value.size()));
    };
    fields[u"Metafield.compareDigest"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        const QByteArray value = QByteArray::fromStdString(metafieldOf(e).value);
        return x.text(
            std::string_view(QCryptographicHash::hash(value, QCryptographicHash::Sha256).toHex().toStdString()));
    };
    fields[u"Metafield.createdAt"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.time(metafieldOf(e).createdAt); };
    fields[u"Metafield.updatedAt"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.time(metafieldOf(e).updatedAt); };
}

void addCollection(ResolverTable *table)
{
    static constexpr auto collectionOf = [](Execution &x, const Entity &e) -> const Collection & {
        return x.shop().store().collections()[static_cast<size_t>(e.part)];
    };
    table->fields[u"Collection.productsCount"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        const QString query = u"collection_id:%1"_s.arg(collectionOf(x, e).id);
        const auto ids = x.shop().index().products(query, u"ID"_s, false);
        return x.object(ShopContext::count(x, static_cast<qint64>(ids->ids.size()), 0), field);
    };
    table->fields[u"Collection.hasProduct"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        const qint64 id = idOf(field.arguments[u"id"].toString(), "Product"_L1);
        const auto product = x.shop().store().catalogue().product(id);
        return x.boolean(product && collectionOf(x, e).has(*product));
    };
    table->lists[u"Collection.products"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        const QString query = u"collection_id:%1"_s.arg(collectionOf(x, e).id);
        const auto ids = x.shop().index().products(query, u"ID"_s, field.arguments[u"reverse"].toBool());
        return std::unique_ptr<ItemList>(std::make_unique<CatalogueList>(x, ids, CatalogueList::Item::Product));
    };
}

void addPublication(ResolverTable *table)
{
    for (const QString &type : {u"ResourcePublication"_s, u"ResourcePublicationV2"_s}) {
        table->fields[type + u".isPublished"_s]
            = [](Execution &x, const Entity &, const PlannedField &) { return x.boolean(true); };
        table->fields[type + u".publishDate"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
            return x.time(e.product->publishedAt ? e.product->publishedAt : e.product->updatedAt);
        };
        table->fields[type + u".publication"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
            return x.object(x.shop().publication(e.part), field);
        };
    }
}

} // namespace

void addParts(ResolverTable *table)
{
    addMetafield(table);
    addCollection(table);
    addPublication(table);
}

} // namespace DemoShop::Resolvers
