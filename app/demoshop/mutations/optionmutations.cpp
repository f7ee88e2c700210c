#include "app/demoshop/catalogue/ids.h"
#include "app/demoshop/mutations/normalise.h"
#include "app/demoshop/mutations/optionedits.h"

#include <QJsonArray>

#include <algorithm>
#include <numeric>
#include <set>

namespace DemoShop::Mutations {

using namespace Qt::StringLiterals;
using namespace OptionEdits;

namespace {

/// One option that is being changed, by its index.
struct Edit
{
    Execution &x;
    const PlannedField &field;
    Product *product;
    size_t index;
    Payload *payload;

    Option &option() const { return product->options[index]; }
    /// Whether variants are made and deleted with the values.
    bool managesVariants() const { return field.arguments[u"variantStrategy"].toString() == "MANAGE"_L1; }
};

void rename(const Edit &edit)
{
    const QJsonValue given = edit.field.arguments[u"option"][u"name"];
    if (!given.isString()) {
        return;
    }
    const QStringList path{u"option"_s, u"name"_s};
    const auto name = Normalise::text(given.toString());
    const bool isTaken = name
        && std::any_of(edit.product->options.cbegin(), edit.product->options.cend(),
            [&](const Option &other) { return other.id != edit.option().id && isSameName(other.name, *name); });
    if (!name) {
        edit.payload->addError({path, u"The name provided is not valid"_s, u"INVALID_NAME"_s});
    } else if (given.toString().trimmed().size() > longestName) {
        edit.payload->addError({path, u"Option name is too long"_s, u"OPTION_NAME_TOO_LONG"_s});
    } else if (isTaken) {
        edit.payload->addError({path, u"Option already exists"_s, u"OPTION_ALREADY_EXISTS"_s});
    } else {
        edit.option().name = *name;
    }
}

/// All at once: two values may take each other's name.
void renameValues(const Edit &edit)
{
    const std::vector<OptionValue> before = edit.option().values;
    const QJsonArray changes = edit.field.arguments[u"optionValuesToUpdate"].toArray();
    for (qsizetype i = 0; i < changes.size(); ++i) {
        const QStringList path{u"optionValuesToUpdate"_s, QString::number(i)};
        const int value = indexOfId(before, idOf(changes[i][u"id"].toString(), "ProductOptionValue"_L1));
        if (value < 0) {
            edit.payload->addError(
                {path + QStringList{u"id"_s}, u"Option value does not exist"_s, u"OPTION_VALUE_DOES_NOT_EXIST"_s});
        } else if (changes[i][u"name"].isString()) {
            const QString name = changes[i][u"name"].toString();
            if (const auto objection = objectionToValue(name, path)) {
                edit.payload->addError(*objection);
            }
            edit.option().values[static_cast<size_t>(value)].name = name.trimmed().toStdString();
        }
    }
    if (!changes.isEmpty() && hasDoubles(edit.option().values)) {
        edit.payload->addError(
            {{u"optionValuesToUpdate"_s}, u"Option value already exists"_s, u"OPTION_VALUE_ALREADY_EXISTS"_s});
    }
    for (Variant &variant : edit.product->variants) {
        std::string &name = variant.optionValues[edit.index];
        const auto old = std::find_if(
            before.cbegin(), before.cend(), [&name](const OptionValue &value) { return value.name == name; });
        if (old != before.cend()) {
            name = edit.option().values[static_cast<size_t>(old - before.cbegin())].name;
        }
    }
}

/// A variant with the new value for each combination that the other options have.
void addVariantsWith(const Edit &edit, const std::string &value)
{
    std::set<std::vector<std::string>> made;
    const std::vector<Variant> existing = edit.product->variants;
    for (const Variant &model : existing) {
        std::vector<std::string> values = model.optionValues;
        values[edit.index] = value;
        if (made.insert(values).second) {
            edit.product->variants.push_back(variantLike(edit.x.shop(), model, std::move(values)));
        }
    }
}

void addValues(const Edit &edit)
{
    const QJsonArray added = edit.field.arguments[u"optionValuesToAdd"].toArray();
    for (qsizetype i = 0; i < added.size(); ++i) {
        const QStringList path{u"optionValuesToAdd"_s, QString::number(i)};
        const QString name = added[i][u"name"].toString();
        const std::string text = name.trimmed().toStdString();
        if (const auto objection = objectionToValue(name, path)) {
            edit.payload->addError(*objection);
        } else if (indexOfName(edit.option().values, text) >= 0) {
            edit.payload->addError({path, u"Option value already exists"_s, u"OPTION_VALUE_ALREADY_EXISTS"_s});
        } else {
            edit.option().values.push_back({edit.x.shop().store().newId(Ids::createdOption), text});
            if (edit.managesVariants()) {
                addVariantsWith(edit, text);
            }
        }
    }
    if (edit.product->variants.size() > ProductInput::mostVariants) {
        edit.payload->addError({{u"optionValuesToAdd"_s},
            u"The number of variants would exceed the limit of %1"_s.arg(ProductInput::mostVariants),
            u"TOO_MANY_VARIANTS_CREATED"_s});
    }
}

void deleteValues(const Edit &edit)
{
    const QJsonArray gids = edit.field.arguments[u"optionValuesToDelete"].toArray();
    for (qsizetype i = 0; i < gids.size(); ++i) {
        const QStringList path{u"optionValuesToDelete"_s, QString::number(i)};
        std::vector<OptionValue> &values = edit.option().values;
        const int value = indexOfId(values, idOf(gids[i].toString(), "ProductOptionValue"_L1));
        if (value < 0) {
            edit.payload->addError({path, u"Option value does not exist"_s, u"OPTION_VALUE_DOES_NOT_EXIST"_s});
            continue;
        }
        const std::string name = values[static_cast<size_t>(value)].name;
        const auto has = [&](const Variant &variant) { return variant.optionValues[edit.index] == name; };
        if (edit.managesVariants()) {
            std::erase_if(edit.product->variants, has);
        } else if (std::any_of(edit.product->variants.cbegin(), edit.product->variants.cend(), has)) {
            edit.payload->addError(
                {path, u"Option value with variants linked cannot be deleted"_s, u"OPTION_VALUE_HAS_VARIANTS"_s});
            continue;
        }
        values.erase(values.begin() + value);
    }
    if (gids.isEmpty()) {
        return;
    }
    if (edit.option().values.empty()) {
        edit.payload->addError(
            {{u"optionValuesToDelete"_s}, u"Deleting all option values of an option is not allowed"_s,
                u"CANNOT_DELETE_ALL_OPTION_VALUES_IN_OPTION"_s});
    } else if (edit.product->variants.empty()) {
        edit.payload->addError({{u"optionValuesToDelete"_s},
            u"An option cannot be left only with option values that are not linked to any variant"_s,
            u"CANNOT_LEAVE_OPTIONS_WITHOUT_VARIANTS"_s});
    }
}

/// The last step: what was said of the option by its index is done.
void move(const Edit &edit)
{
    const QJsonValue given = edit.field.arguments[u"option"][u"position"];
    if (!given.isDouble()) {
        return;
    }
    const int position = given.toInt();
    if (position < 1 || position > std::ssize(edit.product->options)) {
        edit.payload->addError(
            {{u"option"_s, u"position"_s}, u"The option position provided is not valid"_s, u"INVALID_POSITION"_s});
        return;
    }
    if (static_cast<size_t>(position - 1) == edit.index) {
        return;
    }
    std::vector<size_t> order(edit.product->options.size());
    std::iota(order.begin(), order.end(), size_t(0));
    order.erase(order.begin() + static_cast<std::ptrdiff_t>(edit.index));
    order.insert(order.begin() + position - 1, edit.index);
    arrange(edit.product, order);
    sortVariants(edit.product);
}

Outcome update(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const auto product = productOf(x, field, &payload);
    if (!product) {
        return payload.write();
    }
    const qint64 id = idOf(field.arguments[u"option"][u"id"].toString(), "ProductOption"_L1);
    const int index = indexOfId(product->options, id);
    if (index < 0) {
        payload.addError({{u"option"_s}, u"Option does not exist"_s, u"OPTION_DOES_NOT_EXIST"_s});
        return payload.write();
    }
    const Edit edit{x, field, product.get(), static_cast<size_t>(index), &payload};
    rename(edit);
    renameValues(edit);
    addValues(edit);
    deleteValues(edit);
    move(edit);
    return finish(x, product, &payload);
}

} // namespace

void addOptions(ResolverTable *table)
{
    table->fields[u"Mutation.productOptionUpdate"_s] = update;
}

} // namespace DemoShop::Mutations
