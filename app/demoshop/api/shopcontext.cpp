#include "app/demoshop/api/shopcontext.h"

#include "app/demoshop/bulk/bulkoperations.h"
#include "app/demoshop/catalogue/taxonomy.h"
#include "app/demoshop/catalogue/words.h"

namespace DemoShop {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 firstShopId = 60'000'000'000;
constexpr std::string_view openedAt = "2022-01-01T00:00:00Z";

} // namespace

qint64 idOf(const QString &gid, QLatin1StringView type)
{
    bool isNumber = false;
    qint64 id = gid.toLongLong(&isNumber);
    if (isNumber) {
        return id;
    }
    const QString prefix = u"gid://shopify/"_s + type + u'/';
    if (!gid.startsWith(prefix)) {
        return 0;
    }
    id = QStringView(gid).sliced(prefix.size()).toLongLong(&isNumber);
    return isNumber ? id : 0;
}

qint64 fileId(const QString &gid)
{
    for (const QLatin1StringView type : {"MediaImage"_L1, "Video"_L1, "ExternalVideo"_L1, "Model3d"_L1}) {
        if (const qint64 id = idOf(gid, type); id && gid.startsWith("gid:"_L1)) {
            return id;
        }
    }
    return 0;
}

std::string gidText(std::string_view type, qint64 id)
{
    return std::string("gid://shopify/").append(type).append("/").append(std::to_string(id));
}

ShopContext::ShopContext(const Graphql::Schema &schema, Store &store)
    : m_schema(schema)
    , m_store(store)
    , m_index(store)
{
    const auto type = [&schema](const QString &name) { return schema.type(name); };
    m_types = {type(u"Product"_s), type(u"ProductVariant"_s), type(u"InventoryItem"_s), type(u"InventoryLevel"_s),
        type(u"InventoryQuantity"_s), type(u"Location"_s), type(u"ProductOption"_s), type(u"ProductOptionValue"_s),
        type(u"SelectedOption"_s), type(u"SEO"_s), type(u"MoneyV2"_s), type(u"InventoryItemMeasurement"_s),
        type(u"Weight"_s), type(u"Metafield"_s), type(u"MediaImage"_s), type(u"Image"_s), type(u"MediaPreviewImage"_s),
        type(u"Collection"_s), type(u"Count"_s), type(u"Publication"_s), type(u"TaxonomyCategory"_s), type(u"Video"_s),
        type(u"ExternalVideo"_s), type(u"Model3d"_s), type(u"LinkedMetafield"_s)};
    describeLocations();
    for (const Place &place : store.publications()) {
        Record &record = m_places.emplace_back();
        record.set("id", gidText("Publication", place.id)).set("name", place.name).set("autoPublish", false);
        record.set("supportsFuturePublishing", false);
        Record &catalog = m_places.emplace_back();
        catalog.set("id", gidText("AppCatalog", place.id)).set("title", place.name);
        record.set("catalog", Entity{.type = type(u"AppCatalog"_s), .record = &catalog});
        m_publications.push_back(&record);
    }
}

void ShopContext::describeLocations()
{
    m_locations.clear();
    m_services.clear();
    for (const Place &place : m_store.locations()) {
        Record &record = m_locations.emplace_back();
        record.set("id", gidText("Location", place.id)).set("legacyResourceId", std::to_string(place.id));
        record.set("name", place.name).set("isActive", place.isActive).set("fulfillsOnlineOrders", true);
        record.set("isFulfillmentService", !place.managedBy.empty());
        record.set("shipsInventory", true).set("createdAt", std::string(openedAt));
        record.set("updatedAt", std::string(openedAt));
        if (!place.managedBy.empty()) {
            Record &service = m_services.emplace_back();
            service.set("id", gidText("FulfillmentService", place.id)).set("handle", std::to_string(place.id));
            service.set("serviceName", place.managedBy).set("inventoryManagement", true);
            service.set("type", std::string("THIRD_PARTY"));
            record.set(
                "fulfillmentService", Entity{.type = m_schema.type(u"FulfillmentService"_s), .record = &service});
        }
    }
}

Entity ShopContext::location(int index) const
{
    return {.type = m_types.location, .part = index, .record = &m_locations[static_cast<size_t>(index)]};
}

Entity ShopContext::publication(int index) const
{
    return {.type = m_types.publication, .part = index, .record = m_publications[static_cast<size_t>(index)]};
}

Entity ShopContext::collection(Execution &execution, int index) const
{
    const Collection &collection = m_store.collections()[static_cast<size_t>(index)];
    Record record;
    record.set("id", gidText("Collection", collection.id)).set("legacyResourceId", std::to_string(collection.id));
    record.set("title", collection.title).set("handle", collection.handle);
    record.set("descriptionHtml", std::string()).set("description", std::string());
    record.set("sortOrder", std::string("BEST_SELLING"));
    record.set("seo", Entity{.type = m_types.seo, .record = execution.keep(Record())});
    record.set("sources", std::vector<Entity>{source(execution, collection)});
    if (collection.rule != Collection::Rule::Manual) {
        Record rule;
        rule.set("column",
            std::string(collection.rule == Collection::Rule::Type ? "TYPE"
                    : collection.rule == Collection::Rule::Vendor ? "VENDOR"
                                                                  : "TAG"));
        rule.set("relation", std::string("EQUALS")).set("condition", collection.condition);
        Record rules;
        rules.set("appliedDisjunctively", false);
        rules.set("rules",
            std::vector<Entity>{
                Entity{.type = execution.type(u"CollectionRule"_s), .record = execution.keep(std::move(rule))}});
        record.set("ruleSet",
            Entity{.type = execution.type(u"CollectionRuleSet"_s), .record = execution.keep(std::move(rules))});
    }
    JsonWriter time;
    time.time(collection.updatedAt);
    record.set("updatedAt", time.buffer().substr(1, time.size() - 2));
    return {.type = m_types.collection, .part = index, .record = execution.keep(std::move(record))};
}

Entity ShopContext::source(Execution &execution, const Collection &collection)
{
    std::vector<Entity> conditions;
    if (collection.rule != Collection::Rule::Manual) {
        const QString what = collection.rule == Collection::Rule::Type ? u"ProductType"_s
            : collection.rule == Collection::Rule::Vendor              ? u"ProductVendor"_s
                                                                       : u"ProductTag"_s;
        conditions.push_back({.type = execution.type(u"CollectionSourceInclusionCondition"_s + what),
            .record = execution.keep(Record())});
    }
    Record inclusion;
    inclusion.set("conditions", conditions);
    Record source;
    source.set("title", collection.title);
    source.set("inclusion",
        Entity{.type = execution.type(u"CollectionSourceInclusion"_s), .record = execution.keep(std::move(inclusion))});
    return {.type = execution.type(u"CollectionConditionsSource"_s), .record = execution.keep(std::move(source))};
}

Entity ShopContext::category(Execution &execution, std::string_view id) const
{
    const Category *category = findCategory(id);
    if (!category) {
        return {};
    }
    Record record;
    record.set("id", std::string("gid://shopify/TaxonomyCategory/").append(id));
    record.set("name", std::string(category->name())).set("fullName", std::string(category->fullName));
    record.set("isArchived", false);
    return {.type = m_types.category, .record = execution.keep(std::move(record))};
}

qint64 ShopContext::shopId() const
{
    return firstShopId + static_cast<qint64>(m_store.setup().seed);
}

std::string ShopContext::domain() const
{
    const quint64 seed = m_store.setup().seed;
    return seed == Store::Setup().seed ? "syncdesk-demo.myshopify.com"
                                       : "syncdesk-demo-" + std::to_string(seed) + ".myshopify.com";
}

Entity ShopContext::shop(Execution &execution) const
{
    Record plan;
    plan.set("displayName", std::string("Demo")).set("publicDisplayName", std::string("Demo"));
    plan.set("partnerDevelopment", true).set("shopifyPlus", false);
    Record record;
    record.set("id", gidText("Shop", shopId())).set("name", std::string(Words::shopName));
    record.set("email", std::string("shop@example.com"));
    record.set("myshopifyDomain", domain());
    record.set("currencyCode", std::string("EUR")).set("ianaTimezone", std::string("Europe/Berlin"));
    record.set("timezoneAbbreviation", std::string("CET")).set("timezoneOffset", std::string("+0100"));
    record.set("url", caller.baseUrl.toStdString()).set("weightUnit", std::string("KILOGRAMS"));
    record.set("createdAt", std::string(openedAt)).set("updatedAt", std::string(openedAt));
    record.set("plan", Entity{.type = execution.type(u"ShopPlan"_s), .record = execution.keep(std::move(plan))});
    return {.type = execution.type(u"Shop"_s), .record = execution.keep(std::move(record))};
}

Entity ShopContext::product(Execution &execution, qint64 id) const
{
    std::shared_ptr<const Product> product = m_store.catalogue().product(id);
    return product ? Entity{.type = m_types.product, .product = execution.keep(std::move(product))} : Entity();
}

Entity ShopContext::variant(Execution &execution, qint64 variantId) const
{
    Entity entity = product(execution, m_store.catalogue().productOfVariant(variantId));
    if (entity.type) {
        entity.type = m_types.variant;
        entity.variant = entity.product->variantIndex(variantId);
    }
    return entity;
}

Entity ShopContext::inventoryItem(Execution &execution, qint64 itemId) const
{
    Entity entity = product(execution, m_store.catalogue().productOfItem(itemId));
    for (int i = 0; entity.type && i < static_cast<int>(entity.product->variants.size()); ++i) {
        if (entity.product->variants[static_cast<size_t>(i)].inventoryItemId == itemId) {
            entity.type = m_types.item;
            entity.variant = i;
            break;
        }
    }
    return entity;
}

Entity ShopContext::node(Execution &execution, const QString &gid)
{
    if (const qint64 id = idOf(gid, "Product"_L1); id && gid.startsWith("gid://shopify/Product/"_L1)) {
        return product(execution, id);
    }
    if (!gid.startsWith("gid:"_L1)) {
        return {};
    }
    if (const qint64 id = idOf(gid, "ProductVariant"_L1)) {
        return variant(execution, id);
    }
    if (const qint64 id = idOf(gid, "InventoryItem"_L1)) {
        return inventoryItem(execution, id);
    }
    if (const qint64 id = idOf(gid, "Location"_L1)) {
        for (size_t i = 0; i < m_locations.size(); ++i) {
            if (m_store.locations()[i].id == id) {
                return location(static_cast<int>(i));
            }
        }
    }
    if (const qint64 id = idOf(gid, "Publication"_L1)) {
        for (size_t i = 0; i < m_publications.size(); ++i) {
            if (m_store.publications()[i].id == id) {
                return publication(static_cast<int>(i));
            }
        }
    }
    if (const qint64 id = idOf(gid, "Collection"_L1)) {
        for (size_t i = 0; i < m_store.collections().size(); ++i) {
            if (m_store.collections()[i].id == id) {
                return collection(execution, static_cast<int>(i));
            }
        }
    }
    if (const QString category = u"gid://shopify/TaxonomyCategory/"_s; gid.startsWith(category)) {
        return this->category(execution, gid.sliced(category.size()).toStdString());
    }
    if (const qint64 id = idOf(gid, "ProductSetOperation"_L1)) {
        return m_operations.contains(id) ? operation(execution, id) : Entity();
    }
    if (const Entity found = file(execution, gid); found.type) {
        return found;
    }
    if (idOf(gid, "Shop"_L1) == shopId()) {
        return shop(execution);
    }
    return bulk ? bulk->entity(execution, gid) : Entity();
}

const Graphql::TypeDefinition *ShopContext::typeOf(const Medium &medium) const
{
    if (medium.type == "MediaImage") {
        return m_types.mediaImage;
    }
    if (medium.type == "Video") {
        return m_types.video;
    }
    return medium.type == "Model3d" ? m_types.model : m_types.externalVideo;
}

Entity ShopContext::file(Execution &execution, const QString &gid) const
{
    const std::optional<Medium> found = m_store.file(fileId(gid));
    if (!found || gid != QString::fromStdString(gidText(found->type, found->id))) {
        return {};
    }
    const auto holder = std::make_shared<Product>();
    holder->media = {*found};
    return {.type = typeOf(*found), .product = execution.keep(holder), .part = 0};
}

Entity ShopContext::rememberOperation(Execution &execution, qint64 productId)
{
    const qint64 id = m_store.newId(3);
    m_operations.insert(id, productId);
    return operation(execution, id);
}

Entity ShopContext::operation(Execution &execution, qint64 id)
{
    Record record;
    record.set("id", gidText("ProductSetOperation", id)).set("status", std::string("COMPLETE"));
    record.set("product", product(execution, m_operations.value(id)));
    record.set("userErrors", std::vector<Entity>());
    return {.type = execution.type(u"ProductSetOperation"_s), .record = execution.keep(std::move(record))};
}

Entity ShopContext::count(Execution &execution, qint64 count, qint64 limit)
{
    Record record;
    const bool isExact = limit <= 0 || count <= limit;
    record.set("count", isExact ? count : limit);
    record.set("precision", std::string(isExact ? "EXACT" : "AT_LEAST"));
    return {.type = execution.shop().types().count, .record = execution.keep(std::move(record))};
}

} // namespace DemoShop
