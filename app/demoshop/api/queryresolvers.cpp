#include "app/demoshop/api/itemlists.h"
#include "app/demoshop/api/resolvers.h"
#include "app/demoshop/bulk/bulkoperations.h"
#include "app/demoshop/catalogue/search.h"

#include <QJsonArray>

#include <algorithm>

namespace DemoShop::Resolvers {

using namespace Qt::StringLiterals;

namespace {

Outcome orNull(Execution &x, const Entity &entity, const PlannedField &field)
{
    return entity.type ? x.object(entity, field) : Outcome::Null;
}

QString queryOf(Execution &x, const PlannedField &field)
{
    const QString query = field.arguments[u"query"].toString();
    if (const QStringList unknown = Search::parse(query).unknownFields(); !unknown.isEmpty()) {
        x.shop().searchWarnings.append({field.responseName, query, unknown});
    }
    return query;
}

std::unique_ptr<ItemList> productList(Execution &x, const Entity &, const PlannedField &field)
{
    const auto ids = x.shop().index().products(
        queryOf(x, field), field.arguments[u"sortKey"].toString(), field.arguments[u"reverse"].toBool());
    return std::make_unique<CatalogueList>(x, ids, CatalogueList::Item::Product);
}

std::unique_ptr<ItemList> variantList(Execution &x, const Entity &, const PlannedField &field)
{
    const auto ids = x.shop().index().variants(queryOf(x, field), field.arguments[u"reverse"].toBool());
    return std::make_unique<CatalogueList>(x, ids, CatalogueList::Item::Variant);
}

/// Inventory items are reached through the variants they belong to.
std::unique_ptr<ItemList> inventoryItemList(Execution &x, const Entity &, const PlannedField &field)
{
    const auto ids = x.shop().index().variants(queryOf(x, field), field.arguments[u"reverse"].toBool());
    return std::make_unique<CatalogueList>(x, ids, CatalogueList::Item::InventoryItem);
}

void addShop(ResolverTable *table)
{
    auto &fields = table->fields;
    fields[u"QueryRoot.shop"_s]
        = [](Execution &x, const Entity &, const PlannedField &field) { return x.object(x.shop().shop(x), field); };
    fields[u"QueryRoot.currentAppInstallation"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        std::vector<Entity> scopes;
        for (const QString &handle : x.shop().caller.scopes) {
            Record scope;
            scope.set("handle", handle.toStdString()).set("description", handle.toStdString());
            scopes.push_back({.type = x.type(u"AccessScope"_s), .record = x.keep(std::move(scope))});
        }
        Record app;
        app.set("id", gidText("App", 1)).set("title", std::string("Syncdesk")).set("handle", std::string("syncdesk"));
        Record installation;
        installation.set("id", gidText("AppInstallation", 1)).set("accessScopes", std::move(scopes));
        installation.set("app", Entity{.type = x.type(u"App"_s), .record = x.keep(std::move(app))});
        return x.object({.type = x.type(u"AppInstallation"_s), .record = x.keep(std::move(installation))}, field);
    };
    fields[u"QueryRoot.location"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        const QString id = field.arguments[u"id"].toString();
        return orNull(x, id.isEmpty() ? x.shop().location(0) : x.shop().node(x, id), field);
    };
    table->lists[u"QueryRoot.locations"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        auto list = std::make_unique<EntityList>();
        const bool isAll = field.arguments[u"includeInactive"].toBool();
        for (size_t i = 0; i < x.shop().store().locations().size(); ++i) {
            if (!isAll && !x.shop().store().locations()[i].isActive) {
                continue;
            }
            list->add(x.shop().location(static_cast<int>(i)), x.shop().store().locations()[i].id);
        }
        return std::unique_ptr<ItemList>(std::move(list));
    };
    table->lists[u"QueryRoot.publications"_s] = [](Execution &x, const Entity &, const PlannedField &) {
        auto list = std::make_unique<EntityList>();
        for (size_t i = 0; i < x.shop().store().publications().size(); ++i) {
            list->add(x.shop().publication(static_cast<int>(i)), x.shop().store().publications()[i].id);
        }
        return std::unique_ptr<ItemList>(std::move(list));
    };
    table->lists[u"QueryRoot.collections"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        auto list = std::make_unique<EntityList>();
        const Search search = Search::parse(field.arguments[u"query"].toString());
        for (size_t i = 0; i < x.shop().store().collections().size(); ++i) {
            const Collection &collection = x.shop().store().collections()[i];
            if (search.matchesCollection(collection)) {
                list->add(x.shop().collection(x, static_cast<int>(i)), collection.id);
            }
        }
        return std::unique_ptr<ItemList>(std::move(list));
    };
    fields[u"QueryRoot.collectionsCount"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        return x.object(ShopContext::count(x, static_cast<qint64>(x.shop().store().collections().size()), 0), field);
    };
}

void addProducts(ResolverTable *table)
{
    auto &fields = table->fields;
    table->lists[u"QueryRoot.products"_s] = productList;
    table->lists[u"QueryRoot.productVariants"_s] = variantList;
    table->lists[u"QueryRoot.inventoryItems"_s] = inventoryItemList;
    fields[u"QueryRoot.product"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        return orNull(x, x.shop().product(x, idOf(field.arguments[u"id"].toString(), "Product"_L1)), field);
    };
    fields[u"QueryRoot.productVariant"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        return orNull(x, x.shop().variant(x, idOf(field.arguments[u"id"].toString(), "ProductVariant"_L1)), field);
    };
    fields[u"QueryRoot.inventoryItem"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        return orNull(x, x.shop().inventoryItem(x, idOf(field.arguments[u"id"].toString(), "InventoryItem"_L1)), field);
    };
    fields[u"QueryRoot.collection"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        return orNull(x, x.shop().node(x, field.arguments[u"id"].toString()), field);
    };
    fields[u"QueryRoot.inventoryLevel"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        const QStringList parts = field.arguments[u"id"].toString().split(u"?inventory_item_id="_s);
        const qint64 place = idOf(parts.first(), "InventoryLevel"_L1);
        Entity entity = x.shop().inventoryItem(x, parts.last().toLongLong());
        for (int i = 0; entity.type && i < static_cast<int>(x.shop().store().locations().size()); ++i) {
            if (x.shop().store().locations()[static_cast<size_t>(i)].id == place) {
                entity.type = x.shop().types().level;
                entity.part = i;
                return x.object(entity, field);
            }
        }
        return Outcome::Null;
    };
    fields[u"QueryRoot.productByHandle"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        const std::string handle = field.arguments[u"handle"].toString().toStdString();
        return orNull(x, x.shop().product(x, x.shop().store().catalogue().productOfHandle(handle)), field);
    };
    fields[u"QueryRoot.productByIdentifier"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        const QJsonObject identifier = field.arguments[u"identifier"].toObject();
        if (identifier.contains(u"customId"_s)) {
            return x.fail(
                field, u"Custom ids need a metafield definition, which this shop does not have."_s, u"NOT_FOUND"_s);
        }
        const qint64 id = identifier.contains(u"id"_s)
            ? idOf(identifier[u"id"].toString(), "Product"_L1)
            : x.shop().store().catalogue().productOfHandle(identifier[u"handle"].toString().toStdString());
        return orNull(x, x.shop().product(x, id), field);
    };
    fields[u"QueryRoot.productsCount"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        const QString query = queryOf(x, field);
        const qint64 count = query.isEmpty()
            ? x.shop().store().catalogue().size()
            : static_cast<qint64>(x.shop().index().products(query, u"ID"_s, false)->ids.size());
        return x.object(ShopContext::count(x, count, field.arguments[u"limit"].toInteger()), field);
    };
    fields[u"QueryRoot.productVariantsCount"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        const QString query = queryOf(x, field);
        const Catalogue &catalogue = x.shop().store().catalogue();
        qint64 count = 0;
        if (query.isEmpty()) {
            for (const qint64 id : *catalogue.ids()) {
                count += catalogue.variantCount(id);
            }
        } else {
            count = static_cast<qint64>(x.shop().index().variants(query, false)->ids.size());
        }
        return x.object(ShopContext::count(x, count, field.arguments[u"limit"].toInteger()), field);
    };
}

void addNodes(ResolverTable *table)
{
    auto &fields = table->fields;
    fields[u"QueryRoot.node"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        return orNull(x, x.shop().node(x, field.arguments[u"id"].toString()), field);
    };
    fields[u"QueryRoot.nodes"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        std::vector<Entity> entities;
        for (const QJsonValue &id : field.arguments[u"ids"].toArray()) {
            entities.push_back(x.shop().node(x, id.toString()));
        }
        return x.objects(entities, field);
    };
    fields[u"QueryRoot.bulkOperation"_s] = fields[u"QueryRoot.node"_s];
    fields[u"QueryRoot.productOperation"_s] = fields[u"QueryRoot.node"_s];
    fields[u"QueryRoot.currentBulkOperation"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        return orNull(x, x.shop().bulk->newest(x, field.arguments[u"type"].toString()), field);
    };
    table->lists[u"QueryRoot.bulkOperations"_s] = [](Execution &x, const Entity &, const PlannedField &field) {
        return x.shop().bulk->list(x, field.arguments[u"reverse"].toBool());
    };
}

} // namespace

void addQueries(ResolverTable *table)
{
    addShop(table);
    addProducts(table);
    addNodes(table);
}

} // namespace DemoShop::Resolvers
