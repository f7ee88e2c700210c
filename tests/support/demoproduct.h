#pragma once

#include "tests/support/demodesk.h"

#include <QJsonArray>
#include <QTest>

#include <memory>

namespace TestSupport {

/// A desk that has taken over the demo shop's first product, after the product was given options and variants.
class DemoProduct final
{
    Q_DISABLE_COPY_MOVE(DemoProduct)

public:
    /// Puts the shop back to how it started; `input` is productSet's, in GraphQL. Fails the test when that is refused.
    DemoProduct(Tests::PrivatePostgres &server, DemoShop &shop, const QString &input)
        : m_shop(shop)
    {
        shop.faults({});
        shop.reset();
        m_demo = std::make_unique<DemoDesk>(server, shop);
        m_product = m_demo->adoptFirst(1).first();
        const QJsonObject made = graphql(QStringLiteral(
            "mutation { productSet(synchronous: true, identifier: {id: \"%1\"}, input: {%2}) { userErrors "
            "{ message } } }")
                                             .arg(gid(), input));
        const QJsonArray errors
            = made.value(QLatin1StringView("productSet")).toObject().value(QLatin1StringView("userErrors")).toArray();
        if (made.isEmpty() || !errors.isEmpty())
            qFatal("The product of the demo shop could not be prepared.");
        m_demo = std::make_unique<DemoDesk>(server, shop);
        m_product = m_demo->adoptFirst(1).first();
    }

    PushDesk &desk() { return m_demo->desk; }
    Sync::ProductId id() const { return m_product; }
    QString gid() const
    {
        return QStringLiteral("gid://shopify/Product/%1").arg(m_demo->desk.shopifyId(m_product).value);
    }
    QJsonObject graphql(const QString &query) const
    {
        return m_shop.graphql(query).value(QLatin1StringView("data")).toObject();
    }
    /// What the shop answers of the product to a selection of its fields.
    QJsonObject inShop(const QString &selection) const
    {
        return graphql(QStringLiteral("{ product(id: \"%1\") { %2 } }").arg(gid(), selection))
            .value(QLatin1StringView("product"))
            .toObject();
    }

private:
    DemoShop &m_shop;
    std::unique_ptr<DemoDesk> m_demo;
    Sync::ProductId m_product;
};

} // namespace TestSupport
