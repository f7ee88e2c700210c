#pragma once

#include <array>
#include <span>
#include <string_view>

/// The vocabulary the generated catalogue is made of.
namespace DemoShop::Words {

/// What the shop calls itself. Like Shopify, it puts that where a product is to have no vendor.
inline constexpr std::string_view shopName = "Syncdesk Demo Shop";

/// How the variants of a kind of product differ.
enum class Choice { Colour, Pack, Format };

/// A kind of product: what it is called, where it belongs and what it costs (in cents).
struct Kind
{
    std::string_view noun;
    std::string_view type;
    Choice choice;
    int lowestPrice;
    int highestPrice;
    int grams;
};

std::span<const Kind> kinds();
std::span<const std::string_view> adjectives();
std::span<const std::string_view> vendors();
std::span<const std::string_view> tags();
std::span<const std::string_view> openings();
std::span<const std::string_view> details();
std::span<const std::string_view> points();
std::span<const std::string_view> closings();
std::span<const std::string_view> materials();
/// Name of the option and its values for a choice.
std::string_view optionName(Choice choice);
std::span<const std::string_view> optionValues(Choice choice);

} // namespace DemoShop::Words
