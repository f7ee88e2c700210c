#pragma once

#include "sync/api/ids.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace Sync {

/// A product that somebody makes here. Fields and values are named and written as in ProductEdit; the title is needed,
/// the status is draft unless said otherwise. Without variants it gets one that has no options.
struct NewProduct
{
    QHash<QString, QString> fields = {};
    QList<QHash<QString, QString>> variants = {};

    bool operator==(const NewProduct &) const = default;
};

/// A product that was made, new or as a copy.
struct CreateReport
{
    ProductId product;
    QStringList remarks = {}; ///< What was mended or looks odd, a sentence each; the product was made all the same.

    bool operator==(const CreateReport &) const = default;
};

/// A product as somebody has seen it, so that what changed since is not deleted unseen.
struct SeenProduct
{
    ProductId product;
    qint64 contentVersion = 0;

    bool operator==(const SeenProduct &) const = default;
};

/// What deleting or bringing back several products has come to.
struct ProductsReport
{
    QList<ProductId> done = {};
    qint64 inShopify = 0; ///< Of those done, how many Shopify has.
    QStringList left = {}; ///< Why the others stay as they are, a sentence each.

    bool operator==(const ProductsReport &) const = default;
};

/// A product that was deleted here and can come back.
struct DeletedProduct
{
    ProductId product;
    QString title;
    QString sku;
    ShopifyId shopifyId; ///< None when Shopify never had it.
    QString deletedBy;
    QDateTime deletedAt; ///< UTC

    bool operator==(const DeletedProduct &) const = default;
};

/// The most products that can be deleted or brought back at once.
inline constexpr qsizetype mostProductsAtOnce = 1000;

} // namespace Sync
