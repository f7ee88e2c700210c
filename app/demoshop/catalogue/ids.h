#pragma once

#include <QtGlobal>

/// How the shop numbers things. Ids of generated products are computed from the product's index, so that any id leads
/// back to its product without a table; ids of things made later count up from a range of their own.
namespace DemoShop::Ids {

constexpr qint64 stride = 64; ///< ids reserved per generated product in each range

constexpr qint64 generatedProduct = 8'000'000'000'000;
constexpr qint64 createdProduct = 9'000'000'000'000;
constexpr qint64 generatedOption = 10'000'000'000'000;
constexpr qint64 createdOption = 11'000'000'000'000;
constexpr qint64 generatedMedia = 30'000'000'000'000;
constexpr qint64 createdMedia = 31'000'000'000'000;
constexpr qint64 generatedMetafield = 35'000'000'000'000;
constexpr qint64 createdMetafield = 36'000'000'000'000;
constexpr qint64 generatedVariant = 44'000'000'000'000;
constexpr qint64 createdVariant = 45'000'000'000'000;
constexpr qint64 generatedItem = 46'000'000'000'000;
constexpr qint64 createdItem = 47'000'000'000'000;

/// First id of the product with that index in a range.
constexpr qint64 of(qint64 range, qint64 index)
{
    return range + (index + 1) * stride;
}

/// Index of the product an id of the range belongs to; may be out of bounds, negative for ids below the range.
constexpr qint64 index(qint64 range, qint64 id)
{
    return (id - range) / stride - 1;
}

} // namespace DemoShop::Ids
