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

/// Reads of stock by location around writes, in requests as large as Shopify takes.
class StockReads final
{
    Q_DISABLE_COPY_MOVE(StockReads)

public:
    explicit StockReads(ShopPort &shop);

    /// Adds the stock of the variants whose stock at a location is wanted to what was read of them already.
    QCoro::Task<Result<Done>> read(
        QList<FieldsWanted> wanted, std::shared_ptr<QMap<qint64, RemoteRead>> reads, std::stop_token stop);
    /// The content with the stock of the variants in it, wherever they are stocked.
    QCoro::Task<Result<ProductContent>> completed(ProductContent content, std::stop_token stop);

private:
    /// What one variant has.
    struct Stock
    {
        ShopifyId item = {};
        FieldMap fields = {}; ///< By location, and whether it is tracked.
    };

    /// By variant; one that is gone is missing.
    QCoro::Task<Result<QMap<qint64, Stock>>> stock(QStringList variants, std::stop_token stop);
    /// Of a variant with more levels than a page holds.
    QCoro::Task<Result<Stock>> allOf(QString variant, std::stop_token stop);
    static void put(const QMap<qint64, Stock> &stock, ProductContent &content);

    ShopPort &m_shop;
};

} // namespace Sync
