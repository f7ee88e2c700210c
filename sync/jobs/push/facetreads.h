#pragma once

#include "sync/jobs/push/pushplanner.h"
#include "sync/ports/shop.h"

#include <QCoroTask>

#include <QList>
#include <QMap>
#include <QStringList>

#include <memory>
#include <stop_token>

namespace Sync {

struct FieldsWanted;

/// Reads of the facets of products and variants around writes, in requests as large as Shopify takes.
class FacetReads final
{
    Q_DISABLE_COPY_MOVE(FacetReads)

public:
    explicit FacetReads(ShopPort &shop);

    /// Adds the facets named to what was read of their products and variants already.
    QCoro::Task<Result<Done>> read(
        QList<FieldsWanted> wanted, std::shared_ptr<QMap<qint64, RemoteRead>> reads, std::stop_token stop);
    /// The content with all facets of the product and of the variants in it.
    QCoro::Task<Result<ProductContent>> completed(ProductContent content, std::stop_token stop);

    /// A facet that was asked for and not found is not there, which is known too.
    static void markAbsent(RemoteRead &read, const FieldsWanted &wanted);

private:
    /// Facets of one product or variant.
    struct Facets
    {
        FieldMap fields = {};
        FacetDigests digests = {};
    };

    /// Metafields of owners, by owner; without keys all of them.
    QCoro::Task<Result<QMap<QString, Facets>>> metafields(QStringList owners, QStringList keys, std::stop_token stop);
    QCoro::Task<Result<Facets>> allMetafields(QString owner, std::stop_token stop);

    ShopPort &m_shop;
};

} // namespace Sync
