#pragma once

#include "sync/graphql/shopclient.h"
#include "sync/ports/clock.h"
#include "sync/ports/random.h"
#include "tests/simulation/shop.h"
#include "tests/support/demoshop.h"

#include <QStringList>

namespace Simulation {

/// The demo shop, a process of its own, over real HTTP through the product's client. Requests take real time and none
/// of the simulation's. Belongs to the thread that made it; reset before each history.
class RealShop final : public Shop
{
    Q_DISABLE_COPY_MOVE(RealShop)

public:
    RealShop();

    /// Empties the shop.
    void reset();
    /// Requests that failed though nothing was wrong.
    const QStringList &surprises() const { return m_surprises; }

    const QMap<qint64, ShopProduct> &products() override;
    QJsonObject mutate(
        const QString &document, const QJsonObject &variables, QUuid operation, Milliseconds now, bool refuse) override;
    void readProducts(const QJsonArray &ids);
    QJsonObject read(const QString &document, const QJsonObject &variables) override;
    void addProduct(const QString &title, int variants, Milliseconds now) override;
    void edit(
        qint64 product, qint64 variant, const QString &field, const Sync::FieldValue &value, Milliseconds now) override;
    void addVariant(qint64 product, const QString &option, Milliseconds now) override;
    void removeVariant(qint64 product, qint64 variant, Milliseconds now) override;
    void removeProduct(qint64 product, Milliseconds now) override;

private:
    QJsonObject ask(const Sync::ShopRequest &request);
    /// Somebody in Shopify's admin does it, by the same calls.
    void execute(Sync::Operation operation, Milliseconds now);
    void tellTime(Milliseconds now);

    TestSupport::DemoShop m_demo{{.products = 0, .locations = 1, .restoreRate = 1'000'000}};
    Sync::SystemClock m_clock;
    Sync::SystemRandom m_random;
    Sync::HttpClient m_http{m_clock};
    std::unique_ptr<Sync::StaticToken> m_token;
    std::unique_ptr<Sync::ShopClient> m_client;
    Sync::ShopifyId m_location;
    std::optional<QMap<qint64, ShopProduct>> m_products;
    QStringList m_keys; ///< Of stock that was set.
    QStringList m_surprises;
};

} // namespace Simulation
