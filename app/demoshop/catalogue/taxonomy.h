#pragma once

#include <span>
#include <string_view>

namespace DemoShop {

/// A category of the product taxonomy.
struct Category
{
    std::string_view id; ///< The end of its GID.
    std::string_view fullName;

    std::string_view name() const;
};

/// The part of the taxonomy that an office supplier needs, the categories themselves only.
std::span<const Category> taxonomy();
/// The category of that id, or nullptr.
const Category *findCategory(std::string_view id);
/// The category that products of such a type belong to.
const Category &categoryOfType(std::string_view productType);

} // namespace DemoShop
