#pragma once

#include "sync/jobs/push/pushplanner.h"
#include "sync/ports/shop.h"

#include <QCoroTask>

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QMap>

#include <memory>
#include <stop_token>

namespace Sync {

/// Lists of products that Shopify gives page by page: what is asked for, and what is taken of it.
class ProductPages
{
public:
    virtual ~ProductPages() = default;

    /// How many products one request may ask for with their first pages.
    virtual int productsPerRead() const = 0;
    /// Asks for the first pages of these products, in as few points as few entries take.
    virtual ShopRequest firstPages(const QJsonArray &gids) const = 0;
    /// Asks for what comes behind this page of one product, as much as a page holds.
    virtual ShopRequest pageBehind(const QJsonObject &product) const = 0;
    virtual QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) = 0;
    /// Takes a page, behind those before it, and notes whether it was the last; true when there are more.
    virtual bool take(const QJsonObject &product, ProductContent &content) const = 0;
};

/// Adds what the pages of these products hold to what was read of them already; one that is gone, or that nothing was
/// read of, is left. A product whose further pages do not come tells of less than all, and so does its content.
QCoro::Task<Result<Done>> readPages(ProductPages &pages, QList<ShopifyId> products,
    std::shared_ptr<QMap<qint64, RemoteRead>> reads, std::stop_token stop);

} // namespace Sync
