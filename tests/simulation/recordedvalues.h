#pragma once

#include "sync/ports/content.h"
#include "tests/simulation/tables.h"

#include <QDateTime>
#include <QList>

#include <compare>

namespace Simulation {

/// A field of a product that is in the catalogue, in Shopify, or in both.
struct FieldPlace
{
    Sync::ProductId product = {};
    Sync::ShopifyId shopifyProduct = {};
    qint64 variant = 0; ///< Shopify's id; 0 for a field of the product.
    QString field = {};

    auto operator<=>(const FieldPlace &) const = default;
};

/// The values a journal has of one field between two times.
struct RecordedValues
{
    QList<Sync::FieldValue> known = {}; ///< All of them, and those from before the first write.
    QList<Sync::FieldValue> outcomes = {}; ///< Those that may be the newest.

    static bool holds(const QList<Sync::FieldValue> &values, const QString &field, const Sync::FieldValue &value);
};

/// Reads the journal row by row, without the product's ways of putting it together.
class Recording
{
public:
    Recording(const Tables &tables, const QDateTime &from, const QDateTime &to)
        : m_tables(tables)
        , m_from(from)
        , m_to(to)
    { }

    RecordedValues valuesOf(const FieldPlace &place) const;
    /// Every field that was written in Shopify by an update.
    QList<FieldPlace> written() const;

private:
    QList<Sync::Operation> confirmed() const;

    const Tables &m_tables;
    QDateTime m_from;
    QDateTime m_to;
};

} // namespace Simulation
