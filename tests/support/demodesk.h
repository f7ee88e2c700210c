#pragma once

#include "sync/graphql/httptransfers.h"
#include "sync/graphql/shopclient.h"
#include "sync/jobs/push/shopanswers.h"
#include "tests/support/demoshop.h"
#include "tests/support/pushdesk.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

namespace TestSupport {

/// The shop client with a tally of what it was charged.
class CountingShop final : public Sync::ShopPort
{
public:
    explicit CountingShop(Sync::ShopPort &shop)
        : m_shop(shop)
    { }

    QCoro::Task<Sync::Result<Sync::ShopReply>> execute(Sync::ShopRequest request, std::stop_token stop) override
    {
        QElapsedTimer timer;
        timer.start();
        const Sync::Result<Sync::ShopReply> reply = co_await m_shop.execute(request, stop);
        (request.isMutation ? mutationSeconds : readSeconds) += double(timer.nsecsElapsed()) / 1e9;
        if (reply) {
            (request.isMutation ? mutationPoints : readPoints) += reply->actualCost;
            ++(request.isMutation ? mutations : reads);
        }
        co_return reply;
    }
    Sync::ThrottleState throttle() const override { return m_shop.throttle(); }

    double mutationPoints = 0;
    double readPoints = 0;
    double mutationSeconds = 0; ///< Of all, added up, though several are under way at once.
    double readSeconds = 0;
    int mutations = 0;
    int reads = 0;

private:
    Sync::ShopPort &m_shop;
};

/// A desk that sends to the demo shop over HTTP.
class DemoDesk final
{
    Q_DISABLE_COPY_MOVE(DemoDesk)

public:
    DemoDesk(Tests::PrivatePostgres &server, DemoShop &demo)
        : desk(server)
        , m_demo(demo)
        , m_token(Sync::Secret(demo.token()))
        , m_client({.address = Sync::ShopAddress::parse(demo.url()).value(), .apiVersion = QStringLiteral("2026-10")},
              m_http, m_token, desk.clock, desk.random)
        , shop(m_client)
    {
        desk.port = &shop;
        desk.transfers = &m_transfers;
        desk.settings.url = QUrl(demo.url());
    }

    /// Takes the first products of the shop into mirror, base and catalogue.
    QList<Sync::ProductId> adoptFirst(int count) { return adoptFirst(count, m_demo); }
    /// The same, read from a shop that holds the same and has more points to give.
    QList<Sync::ProductId> adoptFirst(int count, DemoShop &from)
    {
        QList<Sync::ProductContent> contents;
        QJsonValue after(QJsonValue::Null); // by id: Shopify pages through no more than 25,000
        while (contents.size() < count) {
            const QJsonObject page
                = from.graphql(pageQuery(),
                          {{QStringLiteral("first"), int(std::min<qsizetype>(25, count - contents.size()))},
                              {QStringLiteral("query"), after}})
                      .value(QLatin1StringView("data"))
                      .toObject()
                      .value(QLatin1StringView("products"))
                      .toObject();
            if (page.isEmpty()) { // the bucket is empty: wait for it
                QTest::qWait(1000);
                continue;
            }
            const QJsonArray nodes = page.value(QLatin1StringView("nodes")).toArray();
            for (const QJsonValue &node : nodes)
                contents += Sync::productFromAnswer(node.toObject());
            if (nodes.isEmpty())
                break;
            after = QStringLiteral("id:>%1").arg(contents.constLast().id.value);
        }
        return desk.adopt(contents);
    }

    PushDesk desk;

private:
    static QString pageQuery()
    {
        return QStringLiteral(
            "query($first: Int!, $query: String) { products(first: $first, query: $query, sortKey: ID) { "
            "nodes { id title "
            "handle descriptionHtml vendor productType status tags seo { title description } options { name } "
            "createdAt "
            "updatedAt variants(first: 20) { pageInfo { hasNextPage } nodes { id title sku barcode price "
            "compareAtPrice "
            "position inventoryQuantity inventoryPolicy taxable selectedOptions { value } inventoryItem { id tracked "
            "unitCost { amount } measurement { weight { value unit } } } metafields(first: 5) { nodes { namespace key "
            "type "
            "value compareDigest } pageInfo { hasNextPage } } } } metafields(first: 10) { nodes { namespace key type "
            "value "
            "compareDigest } pageInfo { hasNextPage } } category { id } collections(first: 10) { nodes { id sources { "
            "__typename ... on CollectionConditionsSource { inclusion { conditions { __typename } } } } } pageInfo { "
            "hasNextPage } } media(first: 10) { nodes { id alt } pageInfo { hasNextPage } } "
            "resourcePublicationsV2(first: 10) { nodes { publication { id } } pageInfo { hasNextPage } "
            "} "
            "} } }");
    }

    DemoShop &m_demo;
    Sync::HttpClient m_http{desk.clock};
    Sync::StaticToken m_token;
    Sync::ShopClient m_client;

public:
    CountingShop shop;

private:
    Sync::HttpTransfers m_transfers{shop, m_http, desk.random};
};

} // namespace TestSupport
