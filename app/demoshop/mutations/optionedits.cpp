#include "app/demoshop/mutations/optionedits.h"

#include "app/demoshop/mutations/normalise.h"

#include <algorithm>

namespace DemoShop::OptionEdits {

using namespace Qt::StringLiterals;

namespace {

template <typename Item>
std::vector<Item> arranged(const std::vector<Item> &items, const std::vector<size_t> &order)
{
    std::vector<Item> sorted;
    for (const size_t index : order) {
        sorted.push_back(items[index]);
    }
    return sorted;
}

} // namespace

std::shared_ptr<Product> productOf(Execution &x, const PlannedField &field, Mutations::Payload *payload)
{
    std::shared_ptr<Product> product = ProductInput::editable(x.shop(), field.arguments[u"productId"].toString());
    if (!product) {
        payload->addError({{u"productId"_s}, u"Product does not exist"_s, u"PRODUCT_DOES_NOT_EXIST"_s});
    }
    return product;
}

Outcome finish(Execution &x, const std::shared_ptr<Product> &product, Mutations::Payload *payload)
{
    if (!payload->hasErrors()) {
        ProductInput::commit(x.shop(), product);
    }
    payload->set("product", x.shop().product(x, product->id));
    return payload->write();
}

bool isSameName(const std::string &a, const std::string &b)
{
    return a == b || QString::fromStdString(a).toCaseFolded() == QString::fromStdString(b).toCaseFolded();
}

std::optional<Mutations::UserError> objectionToValue(const QString &name, const QStringList &path)
{
    const QStringList here = path + QStringList{u"name"_s};
    if (!Normalise::text(name)) {
        return Mutations::UserError{here, u"The name provided is not valid"_s, u"INVALID_NAME"_s};
    }
    if (name.trimmed().size() > longestName) {
        return Mutations::UserError{here, u"Option value name is too long"_s, u"OPTION_VALUE_NAME_TOO_LONG"_s};
    }
    return {};
}

bool hasDoubles(const std::vector<OptionValue> &values)
{
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        const bool isDouble = std::any_of(
            values.cbegin(), value, [&](const OptionValue &other) { return isSameName(other.name, value->name); });
        if (isDouble) {
            return true;
        }
    }
    return false;
}

void arrange(Product *product, const std::vector<size_t> &order)
{
    product->options = arranged(product->options, order);
    for (Variant &variant : product->variants) {
        variant.optionValues = arranged(variant.optionValues, order);
    }
}

void sortVariants(Product *product)
{
    const auto place = [product](size_t option, const std::string &name) {
        const std::vector<OptionValue> &values = product->options[option].values;
        return std::find_if(values.cbegin(), values.cend(), [&name](const OptionValue &value) {
            return value.name == name;
        }) - values.cbegin();
    };
    std::stable_sort(product->variants.begin(), product->variants.end(), [&](const Variant &a, const Variant &b) {
        for (size_t i = 0; i < product->options.size(); ++i) {
            if (a.optionValues[i] != b.optionValues[i]) {
                return place(i, a.optionValues[i]) < place(i, b.optionValues[i]);
            }
        }
        return false;
    });
}

Variant variantLike(ShopContext &shop, const Variant &model, std::vector<std::string> optionValues)
{
    Variant variant = ProductInput::newVariant(shop);
    variant.optionValues = std::move(optionValues);
    variant.price = model.price;
    variant.compareAtPrice = model.compareAtPrice;
    variant.continuesSelling = model.continuesSelling;
    variant.taxable = model.taxable;
    variant.tracked = model.tracked;
    variant.requiresShipping = model.requiresShipping;
    variant.weight = model.weight;
    variant.weightUnit = model.weightUnit;
    return variant;
}

} // namespace DemoShop::OptionEdits
