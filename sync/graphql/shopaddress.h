#pragma once

#include "sync/api/result.h"

#include <QString>
#include <QUrl>

namespace Sync {

/// Where a shop's Admin API is, made from whatever a person has at hand.
struct ShopAddress
{
    QUrl url; ///< https://NAME.myshopify.com, or a local shop with its port. No path, no user.
    QString notice = {}; ///< What was understood, when it differs from what was typed; one sentence.

    bool operator==(const ShopAddress &) const = default;

    /// Accepts a shop's handle, its myshopify.com address, or the address of any page of its admin. Plain http is for
    /// shops on this computer only and is turned into https elsewhere. Failures are BadInput and name the way out.
    static Result<ShopAddress> parse(const QString &text);

    /// The host name as it is shown and stored, with the port of a local shop.
    QString domain() const;
    bool isLocal() const;

    QUrl graphqlUrl(const QString &apiVersion) const;
    QUrl restShopUrl(const QString &apiVersion) const;
    QUrl tokenUrl() const;
};

} // namespace Sync
