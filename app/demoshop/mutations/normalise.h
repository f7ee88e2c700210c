#pragma once

#include <QString>

#include <optional>
#include <string>
#include <vector>

/// What Shopify makes of a value before it keeps it.
namespace DemoShop::Normalise {

/// A decimal with exactly two places, rounded half up; nothing when it has too many digits for money.
std::optional<std::string> money(const QString &decimal);
bool isNegative(const QString &decimal);

/// Trimmed, split at commas, without doubles (case does not count; the first spelling stays), sorted.
std::vector<std::string> tags(const std::vector<std::string> &tags);

/// Without script elements and with plain line ends.
std::string html(const QString &html);

/// Trimmed; nothing when nothing is left.
std::optional<std::string> text(const QString &text);

} // namespace DemoShop::Normalise
