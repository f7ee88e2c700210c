#include "app/demoshop/mutations/productinput.h"

#include "app/demoshop/catalogue/handles.h"
#include "app/demoshop/catalogue/ids.h"
#include "app/demoshop/catalogue/taxonomy.h"
#include "app/demoshop/catalogue/words.h"
#include "app/demoshop/mutations/metafieldvalue.h"
#include "app/demoshop/mutations/normalise.h"

#include <QJsonArray>

#include <algorithm>

namespace DemoShop::ProductInput {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestTitle = 255;
constexpr size_t mostTags = 250;

/// A handle nobody else has: `name`, `name-1`, `name-2` …
std::string freeHandle(ShopContext &shop, const std::string &wanted, qint64 id)
{
    const std::string base = wanted.empty() ? "product" : wanted;
    std::string handle = base;
    for (int i = 1;; ++i) {
        const qint64 owner = shop.store().catalogue().productOfHandle(handle);
        if (owner == 0 || owner == id) {
            return handle;
        }
        handle = base + '-' + std::to_string(i);
    }
}

void applyTitle(const QString &given, Product *product, const QStringList &path, Errors *errors)
{
    const QString title = given.trimmed();
    if (title.isEmpty()) {
        errors->append({path + QStringList{u"title"_s}, u"Title can't be blank"_s, u"INVALID_INPUT"_s});
    } else if (title.size() > longestTitle) {
        errors->append({path + QStringList{u"title"_s},
            u"Title is too long (maximum is %1 characters)"_s.arg(longestTitle), u"INVALID_INPUT"_s});
    } else {
        product->title = title.toStdString();
    }
}

void applyHandle(const QJsonObject &input, ShopContext &shop, Product *product, const QStringList &path, Errors *errors)
{
    const std::string given = handleOf(input[u"handle"].toString().toStdString());
    if (given.empty()) {
        if (product->handle.empty()) { // a new product is named after its title
            product->handle = freeHandle(shop, handleOf(product->title), product->id);
        }
        return;
    }
    const qint64 owner = shop.store().catalogue().productOfHandle(given);
    if (owner != 0 && owner != product->id) {
        errors->append({path + QStringList{u"handle"_s},
            u"Handle '%1' already in use. Please provide a new handle."_s.arg(QString::fromStdString(given)),
            u"HANDLE_NOT_UNIQUE"_s});
        return;
    }
    product->handle = given;
}

void applyTags(const QJsonArray &given, Product *product, const QStringList &path, Errors *errors)
{
    std::vector<std::string> tags;
    for (const QJsonValue &tag : given) {
        tags.push_back(tag.toString().toStdString());
        if (tag.toString().size() > longestTitle) {
            errors->append(
                {path + QStringList{u"tags"_s}, u"Tag is too long (maximum is 255 characters)"_s, u"INVALID_INPUT"_s});
        }
    }
    product->tags = Normalise::tags(tags);
    if (product->tags.size() > mostTags) {
        errors->append({path + QStringList{u"tags"_s}, u"A product cannot have more than %1 tags"_s.arg(mostTags),
            u"INVALID_INPUT"_s});
    }
}

void applyCategory(const QString &gid, Product *product, const QStringList &path, Errors *errors)
{
    const QString prefix = u"gid://shopify/TaxonomyCategory/"_s;
    const std::string id = gid.startsWith(prefix) ? gid.sliced(prefix.size()).toStdString() : std::string();
    if (!gid.isEmpty() && !findCategory(id)) {
        errors->append({path + QStringList{u"category"_s}, u"Category is not a valid category"_s, u"INVALID_INPUT"_s});
    } else {
        product->category = id;
    }
}

/// The shop does not pretend to have kept what it has no place for.
void refuseUnknown(const QJsonObject &input, const QStringList &unknown, const QStringList &path, Errors *errors)
{
    for (const QString &name : unknown) {
        const QJsonValue value = input[name];
        const bool isDefault = !input.contains(name) || value.isNull() || (value.isBool() && !value.toBool());
        if (!isDefault) {
            errors->append(
                {path + QStringList{name}, u"The demo shop does not keep %1."_s.arg(name), u"INVALID_INPUT"_s});
        }
    }
}

} // namespace

std::shared_ptr<Product> editable(ShopContext &shop, const QString &gid)
{
    const auto product = shop.store().catalogue().product(idOf(gid, "Product"_L1));
    return product ? std::make_shared<Product>(*product) : nullptr;
}

void applyProduct(
    const QJsonObject &input, ShopContext &shop, Product *product, const QStringList &path, Errors *errors)
{
    if (input.contains(u"title"_s)) {
        applyTitle(input[u"title"].toString(), product, path, errors);
    }
    if (input[u"descriptionHtml"].isString()) {
        product->descriptionHtml = Normalise::html(input[u"descriptionHtml"].toString());
    }
    if (input[u"vendor"].isString()) {
        product->vendor = Normalise::text(input[u"vendor"].toString()).value_or(std::string(Words::shopName));
    }
    if (input.contains(u"productType"_s)) {
        product->productType = input[u"productType"].toString().trimmed().toStdString();
    }
    if (input.contains(u"category"_s)) {
        applyCategory(input[u"category"].toString(), product, path, errors);
    }
    if (input[u"tags"].isArray()) {
        applyTags(input[u"tags"].toArray(), product, path, errors);
    }
    if (input[u"status"].isString()) {
        product->status = input[u"status"].toString().toStdString();
    }
    if (input.contains(u"templateSuffix"_s)) {
        product->templateSuffix = Normalise::text(input[u"templateSuffix"].toString());
    }
    if (const QJsonObject seo = input[u"seo"].toObject(); !seo.isEmpty()) {
        if (seo.contains(u"title"_s)) {
            product->seoTitle = Normalise::text(seo[u"title"].toString());
        }
        if (seo.contains(u"description"_s)) {
            product->seoDescription = Normalise::text(seo[u"description"].toString());
        }
    }
    applyHandle(input, shop, product, path, errors);
    applyMetafields(
        input[u"metafields"].toArray(), shop, &product->metafields, path + QStringList{u"metafields"_s}, errors);
    refuseUnknown(input,
        {u"giftCard"_s, u"giftCardTemplateSuffix"_s, u"requiresSellingPlan"_s, u"combinedListingRole"_s,
            u"claimOwnership"_s, u"deleteConflictingConstrainedMetafields"_s},
        path, errors);
}

void applyMetafields(const QJsonArray &input, ShopContext &shop, std::vector<Metafield> *metafields,
    const QStringList &path, Errors *errors)
{
    for (qsizetype i = 0; i < input.size(); ++i) {
        const QJsonObject given = input[i].toObject();
        const std::string nameSpace = given[u"namespace"].toString(u"custom"_s).toStdString();
        const std::string key = given[u"key"].toString().toStdString();
        const qint64 id = idOf(given[u"id"].toString(), "Metafield"_L1);
        const auto known = std::find_if(metafields->begin(), metafields->end(), [&](const Metafield &metafield) {
            return id ? metafield.id == id : metafield.nameSpace == nameSpace && metafield.key == key;
        });
        const QString type = given[u"type"].toString();
        if (known == metafields->end() && (key.empty() || type.isEmpty())) {
            errors->append({path + QStringList{QString::number(i), key.empty() ? u"key"_s : u"type"_s},
                key.empty() ? u"Key can't be blank"_s : u"Type can't be blank"_s, u"BLANK"_s});
            continue;
        }
        if (given[u"value"].toString().isEmpty()) {
            errors->append(
                {path + QStringList{QString::number(i), u"value"_s}, u"Value can't be blank."_s, u"BLANK"_s});
            continue;
        }
        bool isNumber = true;
        const QString keptType = known == metafields->end() ? type : QString::fromStdString(known->type);
        const QString value = storedMetafieldValue(keptType, given[u"value"].toString());
        if (keptType == "number_integer"_L1) {
            value.toLongLong(&isNumber);
        }
        if (!isNumber) {
            errors->append({path + QStringList{QString::number(i), u"value"_s}, u"Value must be an integer."_s,
                u"INVALID_VALUE"_s});
            continue;
        }
        const qint64 now = shop.store().now();
        if (known == metafields->end()) {
            metafields->push_back({shop.store().newId(Ids::createdMetafield), nameSpace, key, type.toStdString(),
                value.toStdString(), now, now});
        } else if (known->value != value.toStdString()) {
            known->value = value.toStdString();
            known->updatedAt = now;
        }
    }
}

std::shared_ptr<Product> newProduct(ShopContext &shop)
{
    auto product = std::make_shared<Product>();
    product->id = Ids::of(Ids::createdProduct, shop.store().newId(0));
    product->status = "ACTIVE";
    product->vendor = Words::shopName;
    product->createdAt = shop.store().now();
    product->updatedAt = product->createdAt;
    const qint64 optionId = shop.store().newId(Ids::createdOption);
    product->options = {{optionId, "Title", {{shop.store().newId(Ids::createdOption), "Default Title"}}}};
    product->variants = {newVariant(shop)};
    product->variants.front().optionValues = {"Default Title"};
    return product;
}

void commit(ShopContext &shop, const std::shared_ptr<Product> &product)
{
    const auto before = shop.store().catalogue().product(product->id);
    if (before && *before == *product) {
        return;
    }
    const qint64 now = shop.store().now();
    for (Variant &variant : product->variants) {
        const int index = before ? before->variantIndex(variant.id) : -1;
        if (index >= 0 && before->variants[static_cast<size_t>(index)] != variant) {
            variant.updatedAt = now;
        }
    }
    product->updatedAt = now;
    shop.store().commit(product);
}

void applyCollections(const QJsonObject &input, ShopContext &shop, const Product &product)
{
    const QJsonArray join = input[u"collectionsToJoin"].toArray();
    const QJsonArray leave = input[u"collectionsToLeave"].toArray();
    if (join.isEmpty() && leave.isEmpty()) {
        return;
    }
    for (Collection &collection : shop.store().editCollections()) {
        const QJsonValue gid = QString::fromStdString(gidText("Collection", collection.id));
        if (collection.rule != Collection::Rule::Manual) {
            continue;
        }
        if (join.contains(gid)) {
            collection.added.insert(product.id);
            collection.removed.remove(product.id);
        } else if (leave.contains(gid)) {
            collection.added.remove(product.id);
            collection.removed.insert(product.id);
        }
    }
}

} // namespace DemoShop::ProductInput
