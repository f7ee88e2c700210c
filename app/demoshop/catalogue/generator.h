#pragma once

#include "app/demoshop/catalogue/product.h"

namespace DemoShop {

/// An office-supplies catalogue of any size, computed: product n of a seed is always the same, and nothing is kept in
/// memory. About one in a hundred products is awkward on purpose (HTML, right-to-left or emoji titles, a missing or
/// doubled SKU). Const and cheap to copy; a product takes a few microseconds.
class Generator final
{
public:
    /// `count` products; each variant is stocked at `locations` (1 to 3) places.
    Generator(qint64 count, quint64 seed, int locations);

    qint64 count() const { return m_count; }
    int locations() const { return m_locations; }

    /// Writes product `index` (0 ≤ index < count) into `*product`, reusing its memory.
    void write(qint64 index, Product *product) const;
    /// Number of variants of product `index`, without making the product.
    int variantCount(qint64 index) const;
    /// When product `index` was last changed, without making the product.
    qint64 updatedAt(qint64 index) const;

private:
    void writeText(qint64 index, quint64 random, Product *product) const;
    void writeTags(quint64 random, Product *product) const;
    void writeOptions(qint64 index, quint64 random, Product *product) const;
    void writeVariants(qint64 index, quint64 random, Product *product) const;
    void writeExtras(qint64 index, quint64 random, Product *product) const;
    quint64 random(qint64 index) const;

    qint64 m_count;
    quint64 m_seed;
    int m_locations;
};

/// 1250 → "12.50".
std::string moneyText(qint64 cents);

} // namespace DemoShop
