#pragma once

#include "sync/api/stocklocation.h"
#include "sync/jobs/push/facetreads.h"
#include "sync/jobs/push/mediareads.h"
#include "sync/jobs/push/membershipreads.h"
#include "sync/jobs/push/pushplanner.h"
#include "sync/jobs/push/stockreads.h"
#include "sync/ports/shop.h"

#include <QCoroTask>

#include <QList>
#include <QMap>
#include <QSet>

#include <stop_token>

namespace Sync {

/// Which fields of which product are to be read.
struct FieldsWanted
{
    ShopifyId product;
    bool productFields = false;
    QSet<QString> productNames = {};
    QMap<qint64, QSet<QString>> variants = {}; ///< Field names by variant id.
};

/// What an operation's read-back needs to look at.
FieldsWanted fieldsOf(const Operation &operation);
/// The same of several on one product, in one wish, so that one read serves all of them.
FieldsWanted fieldsOf(ShopifyId product, const QList<Operation> &operations);
/// What has to be read before an update can be planned.
FieldsWanted fieldsOf(const PushChange &change);

/// Reads of Shopify around writes: small, by id, never through the lagging search. All retry inside the port.
class ShopReads final
{
    Q_DISABLE_COPY_MOVE(ShopReads)

public:
    explicit ShopReads(ShopPort &shop);

    /// The fields named of many products, in requests as large as Shopify takes; by product id. A variant that is gone
    /// is missing from its product's content.
    QCoro::Task<Result<QMap<qint64, RemoteRead>>> fields(QList<FieldsWanted> wanted, std::stop_token stop);
    /// Products whole, with all their variants and facets, memberships included; by product id.
    QCoro::Task<Result<QMap<qint64, RemoteRead>>> whole(QList<ShopifyId> products, std::stop_token stop);
    /// Both, one after the other; by product id.
    QCoro::Task<Result<QMap<qint64, RemoteRead>>> fieldsAndWhole(
        QList<FieldsWanted> wanted, QList<ShopifyId> products, std::stop_token stop);
    /// The product a handle leads to, whole; gone when there is none.
    QCoro::Task<Result<RemoteRead>> byHandle(QString handle, std::stop_token stop);
    /// The content with all facets of the product and of the variants in it.
    QCoro::Task<Result<ProductContent>> withFacets(ProductContent content, std::stop_token stop);
    /// Where Shopify keeps the pictures among the fields, see pictureaddresses.h.
    QCoro::Task<Result<FieldMap>> addresses(FieldMap fields, std::stop_token stop)
    {
        return m_media.addresses(std::move(fields), std::move(stop));
    }
    /// Those of the media in Shopify that the fields show and whose files Shopify still has.
    QCoro::Task<Result<FieldMap>> files(FieldMap fields, std::stop_token stop)
    {
        return m_media.files(std::move(fields), std::move(stop));
    }
    /// With the variants a first page left out; gone when the product is, by a further page.
    QCoro::Task<Result<RemoteRead>> completed(ProductContent content, std::stop_token stop);

    /// The shop's active locations, read once.
    QCoro::Task<Result<QList<StockLocation>>> locations(std::stop_token stop);
    /// The shop's one active location, or no id where there are several and stock is kept by location; Refused, in
    /// words, when there is none.
    QCoro::Task<Result<ShopifyId>> onlyLocation(std::stop_token stop);

private:
    QCoro::Task<Result<QJsonArray>> nodes(QStringList ids, bool seo, bool item, std::stop_token stop);
    QCoro::Task<Result<ProductContent>> withStock(ProductContent content, std::stop_token stop);
    QCoro::Task<Result<ShopifyId>> anyLocation(std::stop_token stop);

    ShopPort &m_shop;
    FacetReads m_facets;
    MembershipReads m_memberships;
    StockReads m_stock;
    MediaReads m_media;
    std::optional<QList<StockLocation>> m_locations;
};

} // namespace Sync
