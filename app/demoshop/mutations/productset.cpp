#include "app/demoshop/catalogue/ids.h"
#include "app/demoshop/mutations/mediainput.h"
#include "app/demoshop/mutations/mutations.h"
#include "app/demoshop/mutations/productinput.h"

#include <QJsonArray>

#include <algorithm>

namespace DemoShop::Mutations {

using namespace Qt::StringLiterals;

namespace {

/// The product to replace; a new one when nothing identifies one; nullptr with an error when it does not exist.
std::shared_ptr<Product> target(Execution &x, const PlannedField &field, Payload *payload)
{
    const QJsonObject input = field.arguments[u"input"].toObject();
    const QJsonObject identifier = field.arguments[u"identifier"].toObject();
    if (identifier.contains(u"customId"_s)) {
        payload->addError(
            {{u"identifier"_s, u"customId"_s}, u"The demo shop has no custom ids."_s, u"INVALID_METAFIELD"_s});
        return nullptr;
    }
    const QString id = identifier[u"id"].toString(input[u"id"].toString());
    if (!id.isEmpty()) {
        std::shared_ptr<Product> product = ProductInput::editable(x.shop(), id);
        if (!product) {
            payload->addError({{u"input"_s}, u"Product does not exist"_s, u"PRODUCT_DOES_NOT_EXIST"_s});
        }
        return product;
    }
    if (const QString handle = identifier[u"handle"].toString(); !handle.isEmpty()) {
        const qint64 owner = x.shop().store().catalogue().productOfHandle(handle.toStdString());
        if (owner != 0) {
            return ProductInput::editable(x.shop(), QString::number(owner));
        }
    }
    return ProductInput::newProduct(x.shop());
}

/// The variant an entry means: by id, or the one with the same option values; or a new one.
Variant variantFor(Execution &x, const QJsonObject &input, const Product &before, const Product &product,
    const QStringList &path, ProductInput::Errors *errors)
{
    const qint64 id = idOf(input[u"id"].toString(), "ProductVariant"_L1);
    if (id != 0) {
        const int index = before.variantIndex(id);
        if (index < 0) {
            errors->append({path + QStringList{u"id"_s}, u"Product variant does not exist"_s,
                u"PRODUCT_VARIANT_DOES_NOT_EXIST"_s});
        }
        return index < 0 ? ProductInput::newVariant(x.shop()) : before.variants[static_cast<size_t>(index)];
    }
    std::vector<std::string> values(product.options.size());
    for (const QJsonValue &value : input[u"optionValues"].toArray()) {
        for (size_t i = 0; i < product.options.size(); ++i) {
            if (product.options[i].name == value[u"optionName"].toString().toStdString()) {
                values[i] = value[u"name"].toString().trimmed().toStdString();
            }
        }
    }
    const auto same = std::find_if(before.variants.cbegin(), before.variants.cend(),
        [&values](const Variant &variant) { return variant.optionValues == values; });
    return same == before.variants.cend() ? ProductInput::newVariant(x.shop()) : *same;
}

/// The list replaces the product's variants: whoever is not in it is gone.
void replaceVariants(Execution &x, const QJsonArray &inputs, Product *product, ProductInput::Errors *errors)
{
    const Product before = *product;
    product->variants.clear();
    for (qsizetype i = 0; i < inputs.size(); ++i) {
        const QJsonObject input = inputs[i].toObject();
        const QStringList path{u"input"_s, u"variants"_s, QString::number(i)};
        Variant variant = variantFor(x, input, before, *product, path, errors);
        variant.optionValues.assign(product->options.size(), {});
        ProductInput::applyVariant(input, x.shop(), product, &variant, path, errors);
        ProductInput::applyStock(input[u"inventoryQuantities"].toArray(), x.shop(), &variant,
            path + QStringList{u"inventoryQuantities"_s}, errors);
        const bool hasAllValues = std::none_of(variant.optionValues.cbegin(), variant.optionValues.cend(),
            [](const std::string &value) { return value.empty(); });
        if (!hasAllValues && errors->isEmpty()) {
            errors->append({path + QStringList{u"optionValues"_s}, u"You need to add option values for all options"_s,
                u"INVALID_VARIANT"_s});
        }
        product->variants.push_back(std::move(variant));
    }
}

void replaceLists(Execution &x, const QJsonObject &input, Product *product, ProductInput::Errors *errors)
{
    if (input[u"productOptions"].isArray() && !input[u"variants"].isArray()) {
        errors->append({{u"input"_s, u"variants"_s}, u"Variants input is required when updating product options"_s,
            u"VARIANTS_INPUT_MISSING"_s});
        return;
    }
    if (input[u"productOptions"].isArray()) {
        ProductInput::applyOptions(
            input[u"productOptions"].toArray(), x.shop(), product, {u"input"_s, u"productOptions"_s}, errors);
    }
    if (input[u"variants"].isArray()) {
        const QJsonArray variants = input[u"variants"].toArray();
        if (variants.isEmpty() || variants.size() > ProductInput::mostVariants) {
            errors->append({{u"input"_s, u"variants"_s},
                variants.isEmpty() ? u"At least one variant is needed"_s
                                   : u"A product cannot have more than %1 variants"_s.arg(ProductInput::mostVariants),
                variants.isEmpty() ? u"VARIANTS_INPUT_MISSING"_s : u"VARIANTS_OVER_LIMIT"_s});
            return;
        }
        replaceVariants(x, variants, product, errors);
        ProductInput::completeOptions(x.shop(), product);
        ProductInput::checkDuplicates(*product, {u"input"_s, u"variants"_s}, errors);
    }
    if (input[u"metafields"].isArray()) {
        std::vector<Metafield> kept;
        for (const Metafield &metafield : product->metafields) {
            for (const QJsonValue &given : input[u"metafields"].toArray()) {
                if (metafield.key == given[u"key"].toString().toStdString()
                    && metafield.nameSpace == given[u"namespace"].toString(u"custom"_s).toStdString()) {
                    kept.push_back(metafield);
                }
            }
        }
        product->metafields = std::move(kept);
    }
    if (input[u"files"].isArray()) {
        MediaInput::replaceFiles(input[u"files"].toArray(), x.shop(), product, {u"input"_s, u"files"_s}, errors);
    }
}

void replaceCollections(Execution &x, const QJsonArray &wanted, const Product &product)
{
    for (Collection &collection : x.shop().store().editCollections()) {
        if (collection.rule != Collection::Rule::Manual) {
            continue;
        }
        const bool isIn = wanted.contains(QString::fromStdString(gidText("Collection", collection.id)));
        collection.added.remove(product.id);
        collection.removed.remove(product.id);
        (isIn ? collection.added : collection.removed).insert(product.id);
    }
}

Outcome productSet(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const std::shared_ptr<Product> product = target(x, field, &payload);
    if (!product) {
        return payload.write();
    }
    const QJsonObject input = field.arguments[u"input"].toObject();
    const bool isNew = !x.shop().store().catalogue().contains(product->id);
    ProductInput::Errors errors;
    if (isNew && !input.contains(u"title"_s)) {
        errors.append({{u"input"_s, u"title"_s}, u"Title can't be blank"_s, u"MISSING_FIELD_REQUIRED"_s});
    }
    replaceLists(x, input, product.get(), &errors);
    ProductInput::applyProduct(input, x.shop(), product.get(), {u"input"_s}, &errors);
    for (const UserError &error : std::as_const(errors)) {
        payload.addError(error);
    }
    if (errors.isEmpty()) {
        ProductInput::commit(x.shop(), product);
        if (input[u"collections"].isArray()) {
            replaceCollections(x, input[u"collections"].toArray(), *product);
        }
    }
    const Entity entity = errors.isEmpty() ? x.shop().product(x, product->id) : Entity();
    if (field.arguments[u"synchronous"].toBool()) {
        payload.set("product", entity);
    } else {
        payload.set("productSetOperation", x.shop().rememberOperation(x, entity.type ? product->id : 0));
    }
    return payload.write();
}

} // namespace

void addProductSet(ResolverTable *table)
{
    table->fields[u"Mutation.productSet"_s] = productSet;
}

} // namespace DemoShop::Mutations
