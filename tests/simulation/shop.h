#pragma once

#include "sync/ports/content.h"
#include "tests/simulation/tables.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QUuid>

namespace Simulation {

/// Who wrote a value in the shop, and when.
struct Stamp
{
    quint64 moment = 0; ///< Rises with everything that happens in the shop, reads included.
    QUuid operation = {}; ///< None for somebody in Shopify's admin.

    bool isOurs() const { return !operation.isNull(); }
};

/// A variant or a product's own part.
struct ShopPart
{
    Sync::FieldMap fields = {};
    QMap<QString, Stamp> stamps = {}; ///< By field; one that is missing was there from the start.
};

struct ShopVariant
{
    qint64 id = 0;
    qint64 item = 0;
    ShopPart part = {};
};

struct ShopProduct
{
    qint64 id = 0;
    ShopPart part = {};
    QList<ShopVariant> variants = {};
    Milliseconds createdAt{0};
    Milliseconds updatedAt{0};

    const ShopVariant *variant(qint64 variantId) const;
};

/// What the shop of a world calls itself, and puts where a product is to have no vendor: as the demo shop does.
inline constexpr QStringView shopName = u"Syncdesk Demo Shop";

/// The shop of a world: the model of one, or a real one over HTTP. Its answers are the `data` of GraphQL.
class Shop
{
public:
    virtual ~Shop() = default;

    virtual const QMap<qint64, ShopProduct> &products() = 0;

    /// Executes a mutation. `refuse` makes the shop refuse its first item whatever it holds.
    virtual QJsonObject mutate(
        const QString &document, const QJsonObject &variables, QUuid operation, Milliseconds now, bool refuse)
        = 0;
    virtual QJsonObject read(const QString &document, const QJsonObject &variables) = 0;

    // Somebody in Shopify's admin. Nothing happens when what they name is not there.
    virtual void addProduct(const QString &title, int variants, Milliseconds now) = 0;
    virtual void edit(
        qint64 product, qint64 variant, const QString &field, const Sync::FieldValue &value, Milliseconds now)
        = 0;
    virtual void addVariant(qint64 product, const QString &option, Milliseconds now) = 0;
    virtual void removeVariant(qint64 product, qint64 variant, Milliseconds now) = 0;
    virtual void removeProduct(qint64 product, Milliseconds now) = 0;
};

/// A product as somebody who reads all of it sees it.
Sync::ProductContent contentOf(const ShopProduct &product);

/// The answer to a mutation that a shop refuses for a reason of its own.
QJsonObject refusal(const QString &document);
/// Whether an answer to a mutation names anything that was refused.
bool isRefusal(const QJsonObject &data);

} // namespace Simulation
