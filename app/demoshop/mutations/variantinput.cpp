#include "app/demoshop/catalogue/ids.h"
#include "app/demoshop/mutations/normalise.h"
#include "app/demoshop/mutations/productinput.h"

#include <QJsonArray>

#include <algorithm>
#include <set>

namespace DemoShop::ProductInput {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostStock = 1'000'000'000;

/// Money of a field; `*target` stays as it was when there is an error.
template <typename Target>
void applyMoney(const QString &name, const QString &label, const QJsonObject &input, Target *target,
    const QStringList &path, Errors *errors)
{
    const QString given = input[name].toString();
    if (Normalise::isNegative(given)) {
        errors->append({path + QStringList{name}, u"%1 must be greater than or equal to 0"_s.arg(label),
            u"GREATER_THAN_OR_EQUAL_TO"_s});
    } else if (const std::optional<std::string> money = Normalise::money(given)) {
        *target = *money;
    } else {
        errors->append(
            {path + QStringList{name}, u"%1 must be less than 10000000000000000"_s.arg(label), u"INVALID_VALUE"_s});
    }
}

int optionIndex(const Product &product, const QJsonObject &given)
{
    const qint64 id = idOf(given[u"optionId"].toString(), "ProductOption"_L1);
    const std::string name = given[u"optionName"].toString().toStdString();
    for (size_t i = 0; i < product.options.size(); ++i) {
        if (id ? product.options[i].id == id : product.options[i].name == name) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

void applyOptionValues(
    const QJsonArray &given, const Product &product, Variant *variant, const QStringList &path, Errors *errors)
{
    variant->optionValues.resize(product.options.size());
    for (qsizetype i = 0; i < given.size(); ++i) {
        const QJsonObject value = given[i].toObject();
        const int option = optionIndex(product, value);
        const QStringList here = path + QStringList{u"optionValues"_s, QString::number(i)};
        if (option < 0) {
            errors->append({here, u"Option does not exist"_s, u"OPTION_DOES_NOT_EXIST"_s});
            continue;
        }
        if (product.options[static_cast<size_t>(option)].isLinked() && value[u"name"].isString()) {
            errors->append(
                {here + QStringList{u"name"_s}, u"Cannot set name for an option value linked to a metafield"_s,
                    u"CANNOT_SET_NAME_FOR_LINKED_OPTION_VALUE"_s});
            continue;
        }
        std::string name = value[u"name"].toString().trimmed().toStdString();
        for (const OptionValue &known : product.options[static_cast<size_t>(option)].values) {
            if (known.id == idOf(value[u"id"].toString(), "ProductOptionValue"_L1)) {
                name = known.name;
            }
        }
        if (name.empty()) {
            errors->append({here, u"Option value does not exist"_s, u"OPTION_VALUE_DOES_NOT_EXIST"_s});
            continue;
        }
        variant->optionValues[static_cast<size_t>(option)] = name;
    }
}

} // namespace

int locationIndex(ShopContext &shop, const QString &gid)
{
    const qint64 id = idOf(gid, "Location"_L1);
    const std::vector<Place> &places = shop.store().locations();
    for (size_t i = 0; i < places.size(); ++i) {
        if (places[i].id == id) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

Variant newVariant(ShopContext &shop)
{
    Variant variant;
    variant.id = shop.store().newId(Ids::createdVariant);
    variant.inventoryItemId = shop.store().newId(Ids::createdItem);
    variant.price = "0.00";
    variant.tracked = false;
    variant.createdAt = shop.store().now();
    variant.updatedAt = variant.createdAt;
    variant.weightUnit = "KILOGRAMS";
    for (size_t i = 0; i < shop.store().locations().size(); ++i) {
        variant.levels.push_back({static_cast<int>(i), 0, 0, variant.createdAt});
    }
    return variant;
}

void applyItem(const QJsonObject &input, Variant *variant, const QStringList &path, Errors *errors)
{
    if (input.contains(u"sku"_s)) {
        variant->sku = Normalise::text(input[u"sku"].toString());
    }
    if (input[u"cost"].isNull() && input.contains(u"cost"_s)) {
        variant->cost.reset();
    } else if (input.contains(u"cost"_s)) {
        applyMoney(u"cost"_s, u"Cost"_s, input, &variant->cost, path, errors);
    }
    if (input[u"tracked"].isBool()) {
        variant->tracked = input[u"tracked"].toBool();
    }
    if (input[u"requiresShipping"].isBool()) {
        variant->requiresShipping = input[u"requiresShipping"].toBool();
    }
    if (const QJsonObject weight = input[u"measurement"][u"weight"].toObject(); !weight.isEmpty()) {
        if (weight[u"value"].toDouble() < 0) {
            errors->append({path + QStringList{u"measurement"_s, u"weight"_s},
                u"Weight must be greater than or equal to 0"_s, u"GREATER_THAN_OR_EQUAL_TO"_s});
        } else {
            variant->weight = weight[u"value"].toDouble();
            variant->weightUnit = weight[u"unit"].toString().toStdString();
        }
    }
    for (const QString &name : {u"countryCodeOfOrigin"_s, u"harmonizedSystemCode"_s, u"provinceCodeOfOrigin"_s,
             u"countryHarmonizedSystemCodes"_s}) {
        if (input.contains(name) && !input[name].isNull()) {
            errors->append(
                {path + QStringList{name}, u"The demo shop does not keep %1."_s.arg(name), u"INVALID_INPUT"_s});
        }
    }
}

void applyVariant(const QJsonObject &input, ShopContext &shop, Product *product, Variant *variant,
    const QStringList &path, Errors *errors)
{
    if (input[u"price"].isString()) {
        applyMoney(u"price"_s, u"Price"_s, input, &variant->price, path, errors);
    }
    if (input.contains(u"compareAtPrice"_s) && input[u"compareAtPrice"].isNull()) {
        variant->compareAtPrice.reset();
    } else if (input.contains(u"compareAtPrice"_s)) {
        applyMoney(u"compareAtPrice"_s, u"Compare at price"_s, input, &variant->compareAtPrice, path, errors);
    }
    if (input.contains(u"barcode"_s)) {
        variant->barcode = Normalise::text(input[u"barcode"].toString());
    }
    if (input.contains(u"sku"_s)) {
        variant->sku = Normalise::text(input[u"sku"].toString());
    }
    if (input[u"inventoryPolicy"].isString()) {
        variant->continuesSelling = input[u"inventoryPolicy"].toString() == "CONTINUE"_L1;
    }
    if (input[u"taxable"].isBool()) {
        variant->taxable = input[u"taxable"].toBool();
    }
    applyItem(input[u"inventoryItem"].toObject(), variant, path + QStringList{u"inventoryItem"_s}, errors);
    if (input[u"optionValues"].isArray()) {
        applyOptionValues(input[u"optionValues"].toArray(), *product, variant, path, errors);
    }
    applyMetafields(
        input[u"metafields"].toArray(), shop, &variant->metafields, path + QStringList{u"metafields"_s}, errors);
    for (const QString &name :
        {u"mediaId"_s, u"mediaSrc"_s, u"file"_s, u"quantityAdjustments"_s, u"taxCode"_s, u"unitPriceMeasurement"_s}) {
        if (input.contains(name) && !input[name].isNull()) {
            errors->append(
                {path + QStringList{name}, u"The demo shop does not keep %1."_s.arg(name), u"INVALID_INPUT"_s});
        }
    }
}

void applyStock(const QJsonArray &input, ShopContext &shop, Variant *variant, const QStringList &path, Errors *errors)
{
    for (qsizetype i = 0; i < input.size(); ++i) {
        const QJsonObject given = input[i].toObject();
        const int place = locationIndex(shop, given[u"locationId"].toString());
        const QStringList here = path + QStringList{QString::number(i)};
        const qint64 quantity
            = given[given.contains(u"quantity"_s) ? u"quantity"_s : u"availableQuantity"_s].toInteger();
        if (place < 0) {
            errors->append({here + QStringList{u"locationId"_s}, u"The location does not exist"_s,
                u"TRACKED_VARIANT_LOCATION_NOT_FOUND"_s});
        } else if (std::abs(quantity) > mostStock) {
            errors->append({here, u"The quantity is too high"_s, u"INVALID"_s});
        } else {
            Level &level = variant->levels[static_cast<size_t>(place)];
            const bool isOnHand = given[u"name"].toString() == "on_hand"_L1;
            level.available = static_cast<int>(quantity) - (isOnHand ? level.committed : 0);
            level.updatedAt = shop.store().now();
            level.isStocked = true;
        }
    }
}

void applyOptions(const QJsonArray &input, ShopContext &shop, Product *product, const QStringList &path, Errors *errors)
{
    if (input.size() > mostOptions) {
        errors->append({path, u"Can only specify a maximum of %1 options"_s.arg(mostOptions), u"OPTIONS_OVER_LIMIT"_s});
        return;
    }
    std::vector<Option> options;
    std::set<std::string> names;
    for (qsizetype i = 0; i < input.size(); ++i) {
        const QJsonObject given = input[i].toObject();
        const qint64 id = idOf(given[u"id"].toString(), "ProductOption"_L1);
        Option option;
        for (const Option &known : product->options) { // an option that stays keeps its ids
            if (id ? known.id == id : known.name == given[u"name"].toString().trimmed().toStdString()) {
                option = known;
            }
        }
        if (const auto name = Normalise::text(given[u"name"].toString())) {
            option.name = *name;
        }
        if (option.name.empty() || !names.insert(option.name).second) {
            errors->append({path + QStringList{QString::number(i), u"name"_s},
                option.name.empty() ? u"Option name can't be blank"_s : u"Option name is used twice"_s,
                option.name.empty() ? u"INVALID_INPUT"_s : u"DUPLICATED_OPTION_NAME"_s});
            continue;
        }
        option.id = option.id ? option.id : shop.store().newId(Ids::createdOption);
        std::vector<OptionValue> values;
        for (const QJsonValue &value : given[u"values"].toArray()) {
            const std::string name = value[u"name"].toString().trimmed().toStdString();
            const auto known = std::find_if(option.values.cbegin(), option.values.cend(),
                [&name](const OptionValue &candidate) { return candidate.name == name; });
            values.push_back(
                known != option.values.cend() ? *known : OptionValue{shop.store().newId(Ids::createdOption), name});
        }
        option.values = std::move(values);
        options.push_back(std::move(option));
    }
    product->options = std::move(options);
}

void completeOptions(ShopContext &shop, Product *product)
{
    for (size_t i = 0; i < product->options.size(); ++i) {
        Option &option = product->options[i];
        for (const Variant &variant : product->variants) {
            const std::string &name = variant.optionValues[i];
            const bool isKnown = std::any_of(option.values.cbegin(), option.values.cend(),
                [&name](const OptionValue &value) { return value.name == name; });
            if (!isKnown) {
                option.values.push_back({shop.store().newId(Ids::createdOption), name});
            }
        }
    }
}

void checkDuplicates(const Product &product, const QStringList &path, Errors *errors)
{
    std::set<std::vector<std::string>> seen;
    for (const Variant &variant : product.variants) {
        if (!seen.insert(variant.optionValues).second) {
            std::string title;
            for (const std::string &value : variant.optionValues) {
                title.append(title.empty() ? "" : " / ").append(value);
            }
            errors->append({path,
                u"The variant '%1' already exists. Please change at least one option value."_s.arg(
                    QString::fromStdString(title)),
                u"VARIANT_ALREADY_EXISTS"_s});
            return;
        }
    }
}

} // namespace DemoShop::ProductInput
