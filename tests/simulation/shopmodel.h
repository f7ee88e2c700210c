#pragma once

#include "tests/simulation/shop.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QUuid>

namespace Simulation {

/// One value a write replaced.
struct Overwrite
{
    qint64 variant = 0; ///< 0: the product's own.
    QString field = {};
    Sync::FieldValue old = {};
    Sync::FieldValue now = {};
    Stamp oldStamp = {};
};

/// What one request did to the shop. Only those that did something are kept.
struct Effect
{
    quint64 moment = 0;
    Milliseconds at{0};
    QString document = {}; ///< Empty for somebody in Shopify's admin.
    QUuid operation = {};
    qint64 product = 0;
    QList<Overwrite> overwritten = {};
    QList<ShopVariant> removedVariants = {};
    QList<qint64> createdVariants = {};
    std::optional<ShopProduct> removedProduct = {};
    bool createdProduct = false;
};

/// Shopify as far as a push and a rollback use it: typed products, the mutations and reads by their documents, what
/// Shopify does to values, its refusals, and a log of all effects.
class ShopModel final : public Shop
{
public:
    const QMap<qint64, ShopProduct> &products() override { return m_products; }
    const QList<Effect> &effects() const { return m_effects; }
    quint64 moment() const { return m_moment; }
    quint64 nextMoment() { return ++m_moment; }

    QJsonObject mutate(
        const QString &document, const QJsonObject &variables, QUuid operation, Milliseconds now, bool refuse) override;
    QJsonObject read(const QString &document, const QJsonObject &variables) override;
    void addProduct(const QString &title, int variants, Milliseconds now) override;
    void edit(
        qint64 product, qint64 variant, const QString &field, const Sync::FieldValue &value, Milliseconds now) override;
    void addVariant(qint64 product, const QString &option, Milliseconds now) override;
    void removeVariant(qint64 product, qint64 variant, Milliseconds now) override;
    void removeProduct(qint64 product, Milliseconds now) override;

    /// Rewrites markup beyond white space, as Shopify does.
    bool rewritesHtml = false;

    // For a mutation.
    qint64 nextId() { return ++m_lastId; }
    bool hasKey(const QString &key) const { return m_keys.contains(key); }
    void keepKey(const QString &key) { m_keys += key; }
    /// The product as the effect left it; none when the effect removed it.
    void take(const Effect &effect, const std::optional<ShopProduct> &product);

private:
    QMap<qint64, ShopProduct> m_products;
    QList<Effect> m_effects;
    QStringList m_keys;
    quint64 m_moment = 0;
    qint64 m_lastId = 1000;
};

/// Whether a title is longer than Shopify takes.
bool isTooLong(const Sync::FieldValue &title);
/// What Shopify makes of a value it stores.
Sync::FieldValue normalised(const QString &field, const Sync::FieldValue &value, bool rewritesHtml);

/// What a mutation's variables ask for, by our names: fields of the product, of variants by id, of new variants.
Sync::ContentPatch askedFor(const QString &document, const QJsonObject &variables, const ShopProduct *current);
/// The product a mutation speaks of; 0 for a create.
qint64 productOf(const QString &document, const QJsonObject &variables);

QJsonObject toAnswer(const ShopProduct &product, bool withVariants);
QJsonObject toAnswer(const ShopVariant &variant);

} // namespace Simulation
