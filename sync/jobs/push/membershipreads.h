#pragma once

#include "sync/jobs/push/productpages.h"
#include "sync/jobs/push/pushplanner.h"
#include "sync/ports/shop.h"

#include <QCoroTask>

#include <QJsonObject>
#include <QList>
#include <QMap>

#include <memory>
#include <stop_token>

namespace Sync {

/// Reads of what products are in – category, collections, sales channels – around writes.
class MembershipReads final : private ProductPages
{
    Q_DISABLE_COPY_MOVE(MembershipReads)

public:
    explicit MembershipReads(ShopPort &shop);

    /// Carries out a read that asks for sales channels when its variable `channels` says so. They are left out of it,
    /// and of all further ones, as soon as Shopify turns out not to allow them: a right of their own, without which all
    /// the rest is read.
    QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) override;
    /// Adds all memberships of the products to what was read of them already; one that is gone is left.
    QCoro::Task<Result<Done>> read(
        QList<ShopifyId> products, std::shared_ptr<QMap<qint64, RemoteRead>> reads, std::stop_token stop);

private:
    int productsPerRead() const override;
    ShopRequest firstPages(const QJsonArray &gids) const override;
    ShopRequest pageBehind(const QJsonObject &product) const override;
    bool take(const QJsonObject &product, ProductContent &content) const override;

    ShopPort &m_shop;
    bool m_withChannels = true;
};

/// Adds the memberships that a product's node tells, and notes whether they are all.
void takeMemberships(const QJsonObject &product, ProductContent &content);

} // namespace Sync
