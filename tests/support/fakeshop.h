#pragma once

#include "sync/ports/content.h"
#include "sync/ports/shop.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QStringList>

#include <chrono>
#include <functional>

namespace TestSupport {

/// A shop in memory behind the port: executes the documents of a push and a rollback on products it holds, and fails
/// where a test says. Answers at once.
class FakeShop final : public Sync::ShopPort
{
public:
    enum class Fault {
        DropBefore, ///< No answer, and nothing was done.
        DropAfter, ///< No answer, but it was done.
        NeverSent, ///< Could not be reached: certainly nothing was done.
        Unauthorised,
        Throttled,
        AskedToWait, ///< Nothing was done, and it may be sent again after asksToWait.
        Garbled, ///< Done, but the answer cannot be read.
    };

    /// A product with `variants` variants; its id.
    Sync::ShopifyId addProduct(const QString &title, int variants = 1);
    /// What it holds of a product; null when there is none.
    QJsonObject product(Sync::ShopifyId id) const { return m_products.value(id.value); }
    Sync::ProductContent content(Sync::ShopifyId id) const;
    QList<qint64> ids() const { return m_products.keys(); }
    /// Somebody else edits a product, by Shopify's names.
    void edit(Sync::ShopifyId id, const QString &field, const QJsonValue &value);
    void editVariant(Sync::ShopifyId id, int place, const QString &field, const QJsonValue &value);
    void remove(Sync::ShopifyId id) { m_products.remove(id.value); }

    /// The next requests with this document fail so, one each.
    void failNext(const QString &document, Fault fault) { m_faults.append({document, fault}); }
    /// Refuses any variant whose price is this.
    void refusePrice(const QString &price) { m_refusedPrice = price; }
    /// Called before each mutation is executed.
    std::function<void(const Sync::ShopRequest &)> beforeMutation;
    /// Called when a mutation was executed and its answer is lost.
    std::function<void()> afterLostAnswer;
    std::chrono::milliseconds asksToWait{1};
    int locations = 1;
    /// What it calls itself, and puts where a product is to have no vendor, as Shopify does. Without a name of its own
    /// a product may be without a vendor.
    QString name;

    /// Mutations that took effect, by document.
    QStringList effects() const { return m_effects; }
    qsizetype reads() const { return m_reads; }

    QCoro::Task<Sync::Result<Sync::ShopReply>> execute(Sync::ShopRequest request, std::stop_token stop) override;
    Sync::ThrottleState throttle() const override { return {}; }

private:
    struct PlannedFault
    {
        QString document;
        Fault fault;
    };

    QJsonObject run(const Sync::ShopRequest &request);
    QJsonObject nodes(const QJsonArray &ids, bool whole) const;
    QJsonObject byHandle(const QString &handle) const;
    QJsonObject locationList() const;
    QJsonObject updateProduct(const QJsonObject &input);
    QJsonObject updateVariants(const QJsonObject &variables);
    QJsonObject setInventory(const QJsonObject &variables);
    QJsonObject setProduct(const QJsonObject &input);
    QJsonObject deleteProduct(const QJsonObject &input);
    QJsonObject createVariants(const QJsonObject &variables);
    QJsonObject deleteVariants(const QJsonObject &variables);
    QJsonObject newVariant(const QJsonObject &input, int position);
    QJsonObject whole(const QJsonObject &product) const;

    QMap<qint64, QJsonObject> m_products; ///< `variants` is a plain array here.
    QList<PlannedFault> m_faults;
    QString m_refusedPrice;
    QStringList m_effects;
    QStringList m_keys;
    qsizetype m_reads = 0;
    qint64 m_nextId = 1000;
};

} // namespace TestSupport
