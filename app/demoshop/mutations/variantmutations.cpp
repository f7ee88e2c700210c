#include "app/demoshop/mutations/mutations.h"
#include "app/demoshop/mutations/productinput.h"

#include <QJsonArray>

#include <algorithm>

namespace DemoShop::Mutations {

using namespace Qt::StringLiterals;

namespace {

/// The product a variant mutation works on, or an error in the payload.
std::shared_ptr<Product> productOf(Execution &x, const PlannedField &field, Payload *payload)
{
    std::shared_ptr<Product> product = ProductInput::editable(x.shop(), field.arguments[u"productId"].toString());
    if (!product) {
        payload->addError({{u"productId"_s}, u"Product does not exist"_s, u"PRODUCT_DOES_NOT_EXIST"_s});
    } else if (!field.arguments[u"media"].toArray().isEmpty()) {
        payload->addError({{u"media"_s}, u"The demo shop does not fetch media."_s, u"INVALID_INPUT"_s});
    }
    return payload->hasErrors() ? nullptr : product;
}

std::vector<Entity> variantEntities(Execution &x, qint64 productId, const QList<qint64> &ids)
{
    std::vector<Entity> entities;
    const Entity product = x.shop().product(x, productId);
    for (const qint64 id : ids) {
        entities.push_back({.type = x.shop().types().variant,
            .product = product.product,
            .variant = product.product->variantIndex(id)});
    }
    return entities;
}

Outcome bulkUpdate(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    std::shared_ptr<Product> product = productOf(x, field, &payload);
    if (!product) {
        return payload.write();
    }
    const bool allowsPart = field.arguments[u"allowPartialUpdates"].toBool();
    const QJsonArray inputs = field.arguments[u"variants"].toArray();
    QList<qint64> updated;
    for (qsizetype i = 0; i < inputs.size(); ++i) {
        const QJsonObject input = inputs[i].toObject();
        const QStringList path{u"variants"_s, QString::number(i)};
        const int index = product->variantIndex(idOf(input[u"id"].toString(), "ProductVariant"_L1));
        ProductInput::Errors errors;
        Product attempt = *product;
        if (input[u"id"].toString().isEmpty()) {
            errors.append({path + QStringList{u"id"_s}, u"Product variant is missing ID attribute"_s,
                u"PRODUCT_VARIANT_ID_MISSING"_s});
        } else if (index < 0) {
            errors.append({path + QStringList{u"id"_s}, u"Product variant does not exist"_s,
                u"PRODUCT_VARIANT_DOES_NOT_EXIST"_s});
        } else if (!input[u"inventoryQuantities"].toArray().isEmpty()) {
            errors.append({path + QStringList{u"inventoryQuantities"_s},
                u"Inventory quantities can only be provided during create. To update inventory for existing variants, "
                "use inventoryAdjustQuantities."_s,
                u"NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE"_s});
        } else {
            ProductInput::applyVariant(
                input, x.shop(), &attempt, &attempt.variants[static_cast<size_t>(index)], path, &errors);
            ProductInput::checkDuplicates(attempt, path, &errors);
        }
        if (errors.isEmpty()) {
            *product = std::move(attempt);
            updated.append(product->variants[static_cast<size_t>(index)].id);
        }
        for (const UserError &error : std::as_const(errors)) {
            payload.addError(error);
        }
    }
    if (payload.hasErrors() && !allowsPart) {
        payload.set("product", x.shop().product(x, product->id));
        return payload.write(); // all or nothing
    }
    ProductInput::completeOptions(x.shop(), product.get());
    ProductInput::commit(x.shop(), product);
    payload.set("product", x.shop().product(x, product->id));
    payload.set("productVariants", variantEntities(x, product->id, updated));
    return payload.write();
}

Outcome bulkCreate(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    std::shared_ptr<Product> product = productOf(x, field, &payload);
    if (!product) {
        return payload.write();
    }
    const bool isOnlyDefault = product->variants.size() == 1
        && product->variants.front().optionValues == std::vector<std::string>{"Default Title"};
    const QString strategy = field.arguments[u"strategy"].toString();
    if (strategy == "REMOVE_STANDALONE_VARIANT"_L1 || (strategy == "DEFAULT"_L1 && isOnlyDefault)) {
        product->variants.clear();
    }
    const QJsonArray inputs = field.arguments[u"variants"].toArray();
    QList<qint64> created;
    for (qsizetype i = 0; i < inputs.size(); ++i) {
        const QJsonObject input = inputs[i].toObject();
        const QStringList path{u"variants"_s, QString::number(i)};
        ProductInput::Errors errors;
        Variant variant = ProductInput::newVariant(x.shop());
        if (input.contains(u"id"_s)) {
            errors.append({path + QStringList{u"id"_s}, u"ID must not be given on create"_s, u"NO_KEY_ON_CREATE"_s});
        }
        ProductInput::applyVariant(input, x.shop(), product.get(), &variant, path, &errors);
        ProductInput::applyStock(input[u"inventoryQuantities"].toArray(), x.shop(), &variant,
            path + QStringList{u"inventoryQuantities"_s}, &errors);
        variant.optionValues.resize(product->options.size());
        const bool hasAllValues = std::none_of(variant.optionValues.cbegin(), variant.optionValues.cend(),
            [](const std::string &value) { return value.empty(); });
        if (!hasAllValues && errors.isEmpty()) {
            errors.append({path, u"You need to add option values for all options"_s, u"NEED_TO_ADD_OPTION_VALUES"_s});
        }
        created.append(variant.id);
        product->variants.push_back(std::move(variant));
        if (errors.isEmpty()) {
            ProductInput::checkDuplicates(*product, path, &errors);
        }
        for (const UserError &error : std::as_const(errors)) {
            payload.addError(error);
        }
    }
    if (product->variants.size() > ProductInput::mostVariants) {
        payload.addError({{u"variants"_s},
            u"A product cannot have more than %1 variants"_s.arg(ProductInput::mostVariants), u"INVALID"_s});
    }
    if (!payload.hasErrors()) {
        ProductInput::completeOptions(x.shop(), product.get());
        ProductInput::commit(x.shop(), product);
        payload.set("productVariants", variantEntities(x, product->id, created));
    }
    payload.set("product", x.shop().product(x, product->id));
    return payload.write();
}

Outcome bulkDelete(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const std::shared_ptr<Product> product = productOf(x, field, &payload);
    if (!product) {
        return payload.write();
    }
    const QJsonArray ids = field.arguments[u"variantsIds"].toArray();
    for (qsizetype i = 0; i < ids.size(); ++i) {
        const int index = product->variantIndex(idOf(ids[i].toString(), "ProductVariant"_L1));
        if (index < 0) {
            payload.addError(
                {{u"variantsIds"_s, QString::number(i)}, u"At least one variant does not belong to the product"_s,
                    u"AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT"_s});
        } else {
            product->variants.erase(product->variants.begin() + index);
        }
    }
    if (product->variants.empty()) {
        payload.addError(
            {{u"variantsIds"_s}, u"Cannot delete the last variant of a product"_s, u"CANNOT_DELETE_LAST_VARIANT"_s});
    }
    if (!payload.hasErrors()) {
        // Values no variant has any more go with the variants.
        for (size_t i = 0; i < product->options.size(); ++i) {
            std::erase_if(product->options[i].values, [&](const OptionValue &value) {
                return std::none_of(product->variants.cbegin(), product->variants.cend(),
                    [&](const Variant &variant) { return variant.optionValues[i] == value.name; });
            });
        }
        ProductInput::commit(x.shop(), product);
    }
    payload.set("product", x.shop().product(x, product->id));
    return payload.write();
}

Outcome bulkReorder(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const std::shared_ptr<Product> product = productOf(x, field, &payload);
    if (!product) {
        return payload.write();
    }
    QJsonArray positions = field.arguments[u"positions"].toArray();
    const auto byPosition
        = [](const QJsonValue &a, const QJsonValue &b) { return a[u"position"].toInt() < b[u"position"].toInt(); };
    QList<QJsonValue> sorted(positions.cbegin(), positions.cend());
    std::stable_sort(sorted.begin(), sorted.end(), byPosition);
    for (qsizetype i = 0; i < sorted.size(); ++i) {
        const int from = product->variantIndex(idOf(sorted[i][u"id"].toString(), "ProductVariant"_L1));
        const int to = sorted[i][u"position"].toInt() - 1;
        if (from < 0 || to < 0) {
            payload.addError({{u"positions"_s, QString::number(i), from < 0 ? u"id"_s : u"position"_s},
                from < 0 ? u"Product variant does not exist"_s : u"Position is not valid"_s,
                from < 0 ? u"MISSING_VARIANT"_s : u"INVALID_POSITION"_s});
            continue;
        }
        Variant moved = std::move(product->variants[static_cast<size_t>(from)]);
        product->variants.erase(product->variants.begin() + from);
        const auto place = std::min<std::ptrdiff_t>(to, std::ssize(product->variants));
        product->variants.insert(product->variants.begin() + place, std::move(moved));
    }
    if (!payload.hasErrors()) {
        ProductInput::commit(x.shop(), product);
    }
    payload.set("product", x.shop().product(x, product->id));
    return payload.write();
}

} // namespace

void addVariants(ResolverTable *table)
{
    table->fields[u"Mutation.productVariantsBulkUpdate"_s] = bulkUpdate;
    table->fields[u"Mutation.productVariantsBulkCreate"_s] = bulkCreate;
    table->fields[u"Mutation.productVariantsBulkDelete"_s] = bulkDelete;
    table->fields[u"Mutation.productVariantsBulkReorder"_s] = bulkReorder;
}

} // namespace DemoShop::Mutations
