#include "app/demoshop/catalogue/ids.h"
#include "app/demoshop/mutations/normalise.h"
#include "app/demoshop/mutations/optionedits.h"

#include <QJsonArray>

#include <algorithm>

namespace DemoShop::Mutations {

using namespace Qt::StringLiterals;
using namespace OptionEdits;

namespace {

/// An option as it is asked for, without ids yet.
struct Wanted
{
    Option option;
    int position = 0; ///< 0: at the end.
};

bool isDefaultOnly(const Product &product)
{
    return product.variants.size() == 1
        && product.variants.front().optionValues == std::vector<std::string>{"Default Title"};
}

std::optional<UserError> objectionToName(
    const QString &name, const Product &product, const std::vector<Wanted> &before, const QStringList &path)
{
    const auto text = Normalise::text(name);
    if (!text) {
        return UserError{path, u"Option name can't be blank"_s, u"OPTION_NAME_MISSING"_s};
    }
    if (name.trimmed().size() > longestName) {
        return UserError{path, u"Option name is too long"_s, u"OPTION_NAME_TOO_LONG"_s};
    }
    if (indexOfName(product.options, *text) >= 0) {
        return UserError{path, u"Option already exists"_s, u"OPTION_ALREADY_EXISTS"_s};
    }
    const bool isTwice = std::any_of(
        before.cbegin(), before.cend(), [&text](const Wanted &other) { return isSameName(other.option.name, *text); });
    return isTwice ? std::optional(UserError{path, u"Duplicated option name"_s, u"DUPLICATED_OPTION_NAME"_s})
                   : std::nullopt;
}

/// The values of one input, without ids; those that are wrong are errors.
std::vector<OptionValue> readValues(const QJsonArray &given, const QStringList &path, Payload *payload)
{
    std::vector<OptionValue> values;
    for (qsizetype i = 0; i < given.size(); ++i) {
        const QString name = given[i][u"name"].toString();
        if (const auto objection = objectionToValue(name, path + QStringList{u"values"_s, QString::number(i)})) {
            payload->addError(*objection);
        }
        values.push_back({0, name.trimmed().toStdString()});
    }
    if (given.isEmpty()) {
        payload->addError({path, u"Option values are missing"_s, u"OPTION_VALUES_MISSING"_s});
    } else if (hasDoubles(values)) {
        payload->addError({path, u"Duplicated option value"_s, u"DUPLICATED_OPTION_VALUE"_s});
    }
    return values;
}

std::vector<Wanted> readOptions(const QJsonArray &inputs, const Product &product, Payload *payload)
{
    std::vector<Wanted> wanted;
    for (qsizetype i = 0; i < inputs.size(); ++i) {
        const QStringList path{u"options"_s, QString::number(i)};
        const QString name = inputs[i][u"name"].toString();
        if (inputs[i][u"linkedMetafield"].isObject()) {
            payload->addError({path, u"Linked options are currently not supported for this shop"_s,
                u"LINKED_OPTIONS_NOT_SUPPORTED_FOR_SHOP"_s});
            continue;
        }
        if (const auto objection = objectionToName(name, product, wanted, path)) {
            payload->addError(*objection);
            continue;
        }
        wanted.push_back({{0, name.trimmed().toStdString(), readValues(inputs[i][u"values"].toArray(), path, payload)},
            inputs[i][u"position"].toInt()});
    }
    return wanted;
}

void checkPositions(const QJsonArray &inputs, Payload *payload)
{
    const auto hasPosition = [](const QJsonValue &input) { return input[u"position"].isDouble(); };
    const auto positioned = std::count_if(inputs.cbegin(), inputs.cend(), hasPosition);
    for (qsizetype i = 0; i < inputs.size() && positioned > 0; ++i) {
        const QStringList path{u"options"_s, QString::number(i), u"position"_s};
        const int position = inputs[i][u"position"].toInt();
        if (!hasPosition(inputs[i])) {
            payload->addError({path, u"If specified, position field must be present in all option inputs"_s,
                u"OPTION_POSITION_MISSING"_s});
        } else if (position < 1 || position > ProductInput::mostOptions) {
            payload->addError({path, u"Position must be between 1 and the maximum number of options per product"_s,
                u"POSITION_OUT_OF_BOUNDS"_s});
        }
    }
}

/// Puts the options where they are wanted; every variant takes their first value. Gives the ids they got.
QList<qint64> insert(ShopContext &shop, std::vector<Wanted> wanted, Product *product)
{
    QList<qint64> ids;
    std::stable_sort(
        wanted.begin(), wanted.end(), [](const Wanted &a, const Wanted &b) { return a.position < b.position; });
    for (Wanted &next : wanted) {
        next.option.id = shop.store().newId(Ids::createdOption);
        for (OptionValue &value : next.option.values) {
            value.id = shop.store().newId(Ids::createdOption);
        }
        const auto end = std::ssize(product->options);
        const auto place = next.position > 0 ? std::min<std::ptrdiff_t>(next.position - 1, end) : end;
        for (Variant &variant : product->variants) {
            variant.optionValues.insert(variant.optionValues.begin() + place, next.option.values.front().name);
        }
        ids.append(next.option.id);
        product->options.insert(product->options.begin() + place, std::move(next.option));
    }
    return ids;
}

/// Adds a variant for each combination of a variant there is with values of the new options.
void addCombinations(ShopContext &shop, const QList<qint64> &newOptions, Product *product)
{
    const std::vector<Variant> existing = product->variants; // they have the first values
    for (const Variant &model : existing) {
        std::vector<std::vector<std::string>> combinations{model.optionValues};
        for (const qint64 id : newOptions) {
            const auto option = static_cast<size_t>(indexOfId(product->options, id));
            std::vector<std::vector<std::string>> more;
            for (const std::vector<std::string> &combination : combinations) {
                for (const OptionValue &value : product->options[option].values) {
                    more.push_back(combination);
                    more.back()[option] = value.name;
                }
            }
            combinations = std::move(more);
        }
        for (size_t i = 1; i < combinations.size(); ++i) { // the first is the model's own
            product->variants.push_back(variantLike(shop, model, std::move(combinations[i])));
        }
    }
}

Outcome create(Execution &x, const Entity &, const PlannedField &field)
{
    Payload payload(x, field);
    const auto product = productOf(x, field, &payload);
    if (!product) {
        return payload.write();
    }
    const QJsonArray inputs = field.arguments[u"options"].toArray();
    if (!inputs.isEmpty() && isDefaultOnly(*product)) { // the first real option takes the place of "Title"
        product->options.clear();
        product->variants.front().optionValues.clear();
    }
    const bool createsVariants = field.arguments[u"variantStrategy"].toString() == "CREATE"_L1;
    checkPositions(inputs, &payload);
    const std::vector<Wanted> wanted = readOptions(inputs, *product, &payload);
    if (std::ssize(product->options) + inputs.size() > ProductInput::mostOptions) {
        payload.addError({{u"options"_s}, u"Can only specify a maximum of %1 options"_s.arg(ProductInput::mostOptions),
            u"OPTIONS_OVER_LIMIT"_s});
    }
    qint64 variants = std::ssize(product->variants);
    for (const Wanted &next : wanted) {
        variants *= std::ssize(next.option.values);
    }
    if (createsVariants && variants > ProductInput::mostVariants) {
        payload.addError(
            {{u"options"_s}, u"The number of variants would exceed the limit of %1"_s.arg(ProductInput::mostVariants),
                u"TOO_MANY_VARIANTS_CREATED"_s});
    }
    if (!payload.hasErrors()) {
        const QList<qint64> ids = insert(x.shop(), wanted, product.get());
        if (createsVariants) {
            addCombinations(x.shop(), ids, product.get());
        }
    }
    return finish(x, product, &payload);
}

} // namespace

void addOptionCreation(ResolverTable *table)
{
    table->fields[u"Mutation.productOptionsCreate"_s] = create;
}

} // namespace DemoShop::Mutations
