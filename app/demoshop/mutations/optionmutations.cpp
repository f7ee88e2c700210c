#include "app/demoshop/catalogue/ids.h"
#include "app/demoshop/mutations/mutations.h"
#include "app/demoshop/mutations/normalise.h"
#include "app/demoshop/mutations/productinput.h"

#include <QJsonArray>

#include <algorithm>

namespace DemoShop::Mutations {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t mostOptions = 3;

bool isDefaultOnly(const Product &product)
{
    return product.variants.size() == 1
        && product.variants.front().optionValues == std::vector<std::string>{"Default Title"};
}

Outcome create(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const auto product = ProductInput::editable(x.shop(), field.arguments[u"productId"].toString());
    if (!product) {
        payload.addError({{u"productId"_s}, u"Product does not exist"_s, u"PRODUCT_DOES_NOT_EXIST"_s});
        return payload.write();
    }
    if (isDefaultOnly(*product)) { // the first real option takes the place of "Title"
        product->options.clear();
        product->variants.front().optionValues.clear();
    }
    const QJsonArray inputs = field.arguments[u"options"].toArray();
    for (qsizetype i = 0; i < inputs.size(); ++i) {
        const QStringList path{u"options"_s, QString::number(i)};
        const QJsonArray values = inputs[i][u"values"].toArray();
        const auto name = Normalise::text(inputs[i][u"name"].toString());
        const bool isKnown = name
            && std::any_of(product->options.cbegin(), product->options.cend(),
                [&name](const Option &option) { return option.name == *name; });
        if (!name || isKnown || values.isEmpty()) {
            payload.addError({path,
                !name         ? u"Option name can't be blank"_s
                    : isKnown ? u"Option already exists"_s
                              : u"Option values are missing"_s,
                !name         ? u"OPTION_NAME_MISSING"_s
                    : isKnown ? u"OPTION_ALREADY_EXISTS"_s
                              : u"OPTION_VALUES_MISSING"_s});
            continue;
        }
        Option option{x.shop().store().newId(Ids::createdOption), *name, {}};
        for (const QJsonValue &value : values) {
            option.values.push_back(
                {x.shop().store().newId(Ids::createdOption), value[u"name"].toString().trimmed().toStdString()});
        }
        for (Variant &variant : product->variants) { // existing variants take the first value
            variant.optionValues.push_back(option.values.front().name);
        }
        product->options.push_back(std::move(option));
    }
    if (product->options.size() > mostOptions) {
        payload.addError({{u"options"_s}, u"Can only specify a maximum of 3 options"_s, u"OPTIONS_OVER_LIMIT"_s});
    }
    if (!payload.hasErrors()) {
        ProductInput::commit(x.shop(), product);
    }
    payload.set("product", x.shop().product(x, product->id));
    return payload.write();
}

/// Renames, adds and removes values of one option.
void changeValues(Execution &x, const PlannedField &field, size_t index, Product *product, Payload *payload)
{
    Option &option = product->options[index];
    for (const QJsonValue &change : field.arguments[u"optionValuesToUpdate"].toArray()) {
        const qint64 id = idOf(change[u"id"].toString(), "ProductOptionValue"_L1);
        for (OptionValue &value : option.values) {
            if (value.id == id) {
                const std::string name = change[u"name"].toString().trimmed().toStdString();
                for (Variant &variant : product->variants) {
                    if (variant.optionValues[index] == value.name) {
                        variant.optionValues[index] = name;
                    }
                }
                value.name = name;
            }
        }
    }
    for (const QJsonValue &added : field.arguments[u"optionValuesToAdd"].toArray()) {
        option.values.push_back(
            {x.shop().store().newId(Ids::createdOption), added[u"name"].toString().trimmed().toStdString()});
    }
    for (const QJsonValue &gid : field.arguments[u"optionValuesToDelete"].toArray()) {
        const qint64 id = idOf(gid.toString(), "ProductOptionValue"_L1);
        std::erase_if(option.values, [&](const OptionValue &value) {
            const bool isUsed = std::any_of(product->variants.cbegin(), product->variants.cend(),
                [&](const Variant &variant) { return variant.optionValues[index] == value.name; });
            if (value.id == id && isUsed) {
                payload->addError({{u"optionValuesToDelete"_s}, u"Cannot delete an option value that has variants"_s,
                    u"CANNOT_DELETE_OPTION_VALUES_IN_USE"_s});
            }
            return value.id == id && !isUsed;
        });
    }
}

Outcome update(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const auto product = ProductInput::editable(x.shop(), field.arguments[u"productId"].toString());
    if (!product) {
        payload.addError({{u"productId"_s}, u"Product does not exist"_s, u"PRODUCT_DOES_NOT_EXIST"_s});
        return payload.write();
    }
    const qint64 id = idOf(field.arguments[u"option"][u"id"].toString(), "ProductOption"_L1);
    const auto option = std::find_if(
        product->options.begin(), product->options.end(), [id](const Option &candidate) { return candidate.id == id; });
    if (option == product->options.end()) {
        payload.addError({{u"option"_s}, u"Option does not exist"_s, u"OPTION_DOES_NOT_EXIST"_s});
        return payload.write();
    }
    if (const auto name = Normalise::text(field.arguments[u"option"][u"name"].toString())) {
        option->name = *name;
    }
    changeValues(x, field, static_cast<size_t>(option - product->options.begin()), product.get(), &payload);
    if (!payload.hasErrors()) {
        ProductInput::commit(x.shop(), product);
    }
    payload.set("product", x.shop().product(x, product->id));
    return payload.write();
}

Outcome remove(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const auto product = ProductInput::editable(x.shop(), field.arguments[u"productId"].toString());
    if (!product) {
        payload.addError({{u"productId"_s}, u"Product does not exist"_s, u"PRODUCT_DOES_NOT_EXIST"_s});
        return payload.write();
    }
    std::vector<std::string> deleted;
    for (const QJsonValue &gid : field.arguments[u"options"].toArray()) {
        const qint64 id = idOf(gid.toString(), "ProductOption"_L1);
        const auto option = std::find_if(product->options.begin(), product->options.end(),
            [id](const Option &candidate) { return candidate.id == id; });
        if (option == product->options.end()) {
            payload.addError({{u"options"_s}, u"Option does not exist"_s, u"OPTION_DOES_NOT_EXIST"_s});
            continue;
        }
        const auto index = option - product->options.begin();
        if (option->values.size() > 1) {
            payload.addError({{u"options"_s}, u"Cannot delete an option with more than one value"_s,
                u"CANNOT_DELETE_OPTION_WITH_MULTIPLE_VALUES"_s});
            continue;
        }
        for (Variant &variant : product->variants) {
            variant.optionValues.erase(variant.optionValues.begin() + index);
        }
        product->options.erase(option);
        deleted.push_back(gid.toString().toStdString());
    }
    if (product->options.empty()) { // back to a product without options
        product->options = {{x.shop().store().newId(Ids::createdOption), "Title",
            {{x.shop().store().newId(Ids::createdOption), "Default Title"}}}};
        product->variants.front().optionValues = {"Default Title"};
    }
    if (!payload.hasErrors()) {
        ProductInput::commit(x.shop(), product);
        payload.set("deletedOptionsIds", std::move(deleted));
    }
    payload.set("product", x.shop().product(x, product->id));
    return payload.write();
}

} // namespace

void addOptions(ResolverTable *table)
{
    table->fields[u"Mutation.productOptionsCreate"_s] = create;
    table->fields[u"Mutation.productOptionUpdate"_s] = update;
    table->fields[u"Mutation.productOptionsDelete"_s] = remove;
}

} // namespace DemoShop::Mutations
