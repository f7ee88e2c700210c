#pragma once

#include <string>
#include <string_view>

namespace DemoShop {

/// The handle Shopify makes of a title: lower case, words joined by hyphens, German and French letters spelt in ASCII,
/// everything else left out. Empty when nothing is left.
std::string handleOf(std::string_view title);

} // namespace DemoShop
