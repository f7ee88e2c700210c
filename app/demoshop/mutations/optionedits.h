#pragma once

#include "app/demoshop/mutations/productinput.h"

/// What the mutations of options have in common: finding options, and changing them together with the variants.
namespace DemoShop::OptionEdits {

constexpr qsizetype longestName = 255; ///< Of an option and of a value.

/// The product that a mutation is about; nullptr with an error when there is none.
std::shared_ptr<Product> productOf(Execution &x, const PlannedField &field, Mutations::Payload *payload);
/// Keeps the product unless there are errors, and answers with it as it is then.
Outcome finish(Execution &x, const std::shared_ptr<Product> &product, Mutations::Payload *payload);

/// Names of options, and of the values of one option, are told apart without regard to case.
bool isSameName(const std::string &a, const std::string &b);

/// Index of the option or value with that id, or -1.
template <typename Named>
int indexOfId(const std::vector<Named> &all, qint64 id)
{
    for (size_t i = 0; i < all.size(); ++i) {
        if (all[i].id == id) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

/// Index of the option or value with that name, or -1.
template <typename Named>
int indexOfName(const std::vector<Named> &all, const std::string &name)
{
    for (size_t i = 0; i < all.size(); ++i) {
        if (isSameName(all[i].name, name)) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

/// What is wrong with a value's name, if anything. `path` leads to the value.
std::optional<Mutations::UserError> objectionToValue(const QString &name, const QStringList &path);
/// Whether two of the names are the same.
bool hasDoubles(const std::vector<OptionValue> &values);

/// Puts the options into another order, `order` naming them by index, and the values of each variant with them.
void arrange(Product *product, const std::vector<size_t> &order);
/// Sorts the variants by their value of the first option, then of the second and so on, as the options list them.
void sortVariants(Product *product);
/// A new variant with those option values, sold and shipped like another one. SKU, barcode, stock and metafields are
/// each variant's own. Shopify does not document what it takes over.
Variant variantLike(ShopContext &shop, const Variant &model, std::vector<std::string> optionValues);

} // namespace DemoShop::OptionEdits
