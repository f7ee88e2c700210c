#pragma once

#include "app/demoshop/graphql/ast.h"

#include <QJsonArray>
#include <QJsonObject>

namespace DemoShop::Graphql {

/// One entry of an answer's `errors`, in Shopify's shape.
struct Error
{
    QString message;
    QList<Location> locations;
    QJsonArray path; ///< left out when empty
    QJsonObject extensions; ///< left out when empty

    /// The entry as JSON.
    QJsonObject toJson() const;
};

} // namespace DemoShop::Graphql
