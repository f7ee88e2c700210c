#include "app/demoshop/api/itemlists.h"
#include "app/demoshop/api/resolvers.h"

#include <algorithm>

namespace DemoShop::Resolvers {

using namespace Qt::StringLiterals;

namespace {

/// Fields every connection, edge and page information has.
void addPages(ResolverTable *table)
{
    auto &fields = table->fields;
    for (const QString &name : {u"Product"_s, u"ProductVariant"_s, u"InventoryItem"_s, u"InventoryLevel"_s,
             u"Location"_s, u"Media"_s, u"Metafield"_s, u"Collection"_s, u"Publication"_s, u"ResourcePublication"_s,
             u"ResourcePublicationV2"_s, u"BulkOperation"_s}) {
        fields[name + u"Connection.nodes"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
            x.out().raw('[');
            for (size_t i = 0; i < e.page->nodes.size(); ++i) {
                x.out().raw(i > 0 ? std::string_view(",") : std::string_view());
                if (x.object(e.page->nodes[i], field) == Outcome::Null) {
                    return Outcome::Null;
                }
            }
            x.out().raw(']');
            return Outcome::Written;
        };
        fields[name + u"Connection.edges"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
            const Plan &plan = x.planner().planFor(field, e.page->edgeType);
            x.out().raw('[');
            for (size_t i = 0; i < e.page->nodes.size(); ++i) {
                x.out().raw(i > 0 ? std::string_view(",") : std::string_view());
                if (!x.writeObject(plan, {.type = e.page->edgeType, .part = static_cast<int>(i), .page = e.page})) {
                    return Outcome::Null;
                }
            }
            x.out().raw(']');
            return Outcome::Written;
        };
        fields[name + u"Connection.pageInfo"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
            return x.object({.type = e.page->pageInfoType, .page = e.page}, field);
        };
        fields[name + u"Edge.node"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
            return x.object(e.page->nodes[static_cast<size_t>(e.part)], field);
        };
        fields[name + u"Edge.cursor"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
            return x.text(std::string_view(e.page->cursors[static_cast<size_t>(e.part)].toStdString()));
        };
    }
    fields[u"PageInfo.hasNextPage"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.boolean(e.page->hasNext); };
    fields[u"PageInfo.hasPreviousPage"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.boolean(e.page->hasPrevious); };
    fields[u"PageInfo.startCursor"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return e.page->cursors.empty() ? Outcome::Null
                                       : x.text(std::string_view(e.page->cursors.front().toStdString()));
    };
    fields[u"PageInfo.endCursor"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        return e.page->cursors.empty() ? Outcome::Null : x.text(std::string_view(e.page->cursors.back().toStdString()));
    };
}

/// The first `count` parts of something as a list, backwards when the field asks so.
template <typename Make>
std::unique_ptr<ItemList> partList(int count, const PlannedField &field, const Make &make)
{
    auto list = std::make_unique<EntityList>();
    const bool isReversed = field.arguments[u"reverse"].toBool();
    for (int i = 0; i < count; ++i) {
        make(list.get(), isReversed ? count - 1 - i : i);
    }
    return list;
}

std::unique_ptr<ItemList> metafieldList(
    Execution &x, const Entity &e, const std::vector<Metafield> &metafields, const PlannedField &field)
{
    const std::string nameSpace = field.arguments[u"namespace"].toString().toStdString();
    return partList(static_cast<int>(metafields.size()), field, [&](EntityList *list, int i) {
        const Metafield &metafield = metafields[static_cast<size_t>(i)];
        const std::string path = metafield.nameSpace + "." + metafield.key;
        const bool isWanted = field.names.empty()
            || std::any_of(field.names.cbegin(), field.names.cend(),
                [&](const std::string &key) { return key == path || key == metafield.key; });
        if (isWanted && (nameSpace.empty() || nameSpace == metafield.nameSpace)) {
            list->add({.type = x.shop().types().metafield, .product = e.product, .variant = e.variant, .part = i},
                metafield.id);
        }
    });
}

std::unique_ptr<ItemList> publicationList(Execution &x, const Entity &e, const PlannedField &field)
{
    const auto &publications = x.shop().store().publications();
    const Graphql::TypeDefinition *type = x.type(QString(field.type->name).remove(u"Connection"_s));
    return partList(static_cast<int>(publications.size()), field, [&](EntityList *list, int i) {
        if (e.product->publications >> i & 1U) {
            list->add({.type = type, .product = e.product, .part = i}, publications[static_cast<size_t>(i)].id);
        }
    });
}

} // namespace

void addConnections(ResolverTable *table)
{
    addPages(table);
    auto &lists = table->lists;
    lists[u"Product.variants"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return partList(static_cast<int>(e.product->variants.size()), field, [&](EntityList *list, int i) {
            list->add({.type = x.shop().types().variant, .product = e.product, .variant = i},
                e.product->variants[static_cast<size_t>(i)].id);
        });
    };
    lists[u"Product.media"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return partList(static_cast<int>(e.product->media.size()), field, [&](EntityList *list, int i) {
            const Medium &medium = e.product->media[static_cast<size_t>(i)];
            list->add({.type = x.shop().typeOf(medium), .product = e.product, .part = i}, medium.id);
        });
    };
    lists[u"Product.metafields"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return metafieldList(x, e, e.product->metafields, field);
    };
    lists[u"ProductVariant.metafields"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return metafieldList(x, e, e.product->variants[static_cast<size_t>(e.variant)].metafields, field);
    };
    lists[u"Product.collections"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        const std::vector<Collection> &collections = x.shop().store().collections();
        return partList(static_cast<int>(collections.size()), field, [&](EntityList *list, int i) {
            if (collections[static_cast<size_t>(i)].has(*e.product)) {
                list->add(x.shop().collection(x, i), collections[static_cast<size_t>(i)].id);
            }
        });
    };
    lists[u"Product.resourcePublications"_s] = publicationList;
    lists[u"Product.resourcePublicationsV2"_s] = publicationList;
    lists[u"InventoryItem.inventoryLevels"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        const std::vector<Level> &levels = e.product->variants[static_cast<size_t>(e.variant)].levels;
        return partList(static_cast<int>(levels.size()), field, [&](EntityList *list, int i) {
            const auto place = static_cast<size_t>(levels[static_cast<size_t>(i)].location);
            if (!levels[static_cast<size_t>(i)].isStocked || !x.shop().store().locations()[place].isActive) {
                return;
            }
            list->add({.type = x.shop().types().level, .product = e.product, .variant = e.variant, .part = i},
                x.shop().store().locations()[place].id);
        });
    };
}

} // namespace DemoShop::Resolvers
