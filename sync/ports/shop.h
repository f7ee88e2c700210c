#pragma once

#include "sync/api/progress.h"
#include "sync/api/result.h"

#include <QCoroTask>

#include <QJsonObject>
#include <QString>

#include <stop_token>

namespace Sync {

/// One GraphQL request. `document` is the name of a file in resources/graphql without its ending.
struct ShopRequest
{
    QString document;
    QJsonObject variables = {};
    /// Mutations are never sent twice when the outcome of the first is unknown.
    bool isMutation = false;
    /// Points this will be charged at most, reserved before it is sent; see CostEstimate in sync/graphql.
    double cost = 10;
};

/// An answer that holds data.
struct ShopReply
{
    QJsonObject data; ///< The answer's `data`; userErrors inside it are the caller's to read.
    QString requestId;
    double actualCost = 0;
};

/// Shopify's Admin API as the engine sees it; a simulation hands in one of its own.
class ShopPort
{
public:
    virtual ~ShopPort() = default;

    /// Waits for points, sends, and answers. Reads are retried with backoff; THROTTLED and 429 are waited out for
    /// both; a mutation whose outcome is unknown comes back as a Failure with mayHaveHappened.
    virtual QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) = 0;
    /// The cost bucket as last told, carried forward to now.
    virtual ThrottleState throttle() const = 0;
};

} // namespace Sync
