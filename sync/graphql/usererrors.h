#pragma once

#include "sync/api/result.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Sync {

/// One item Shopify refused.
struct UserError
{
    QStringList field = {}; ///< Path into the input, for example {"variants", "2", "price"}; empty for the whole.
    QString message; ///< Shopify's own words, in the shop's language.
    QString code = {}; ///< Empty where the mutation gives none.

    bool operator==(const UserError &) const = default;

    /// The place in the input list the error speaks of, when it names one.
    std::optional<int> item() const;
};

/// The userErrors of a mutation's answer.
struct UserErrors
{
    QList<UserError> errors = {};

    bool isEmpty() const { return errors.isEmpty(); }
    bool hasCode(QStringView code) const;

    /// Reads `data.<mutation>.userErrors`. No list there is what Shopify's schema forbids: a ShopAnswer failure.
    static Result<UserErrors> read(const QJsonObject &data, const QString &mutation);
    /// All of them as one ShopRefused failure for staff. Only to be asked for when not empty.
    Failure failure(const QString &requestId) const;
};

} // namespace Sync
