#pragma once

#include "sync/jobs/push/pushplanner.h"
#include "sync/ports/shop.h"

#include <QCoroTask>

#include <QList>
#include <QMap>

#include <memory>
#include <stop_token>

namespace Sync {

/// Reads of the media of products around writes.
class MediaReads final
{
    Q_DISABLE_COPY_MOVE(MediaReads)

public:
    explicit MediaReads(ShopPort &shop);

    /// Adds all media of the products to what was read of them already.
    QCoro::Task<Result<Done>> read(
        QList<ShopifyId> products, std::shared_ptr<QMap<qint64, RemoteRead>> reads, std::stop_token stop);
    /// Those of the media in Shopify that the fields show and whose files Shopify still has.
    QCoro::Task<Result<FieldMap>> files(FieldMap fields, std::stop_token stop);
    /// Where Shopify keeps those of the pictures that it has fetched, see pictureaddresses.h.
    QCoro::Task<Result<FieldMap>> addresses(FieldMap fields, std::stop_token stop);

private:
    ShopPort &m_shop;
};

} // namespace Sync
