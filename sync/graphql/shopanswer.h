#pragma once

#include "sync/graphql/costbucket.h"
#include "sync/graphql/httpclient.h"
#include "sync/ports/shop.h"

#include <chrono>
#include <optional>

namespace Sync {

/// What was asked, as far as it decides how the answer is read.
struct AnswerContext
{
    QString host;
    QString document = {};
    QString apiVersion;
    bool isMutation = false;
};

/// What an answer comes to.
enum class AnswerVerdict {
    Ok,
    NotSent, ///< Certainly nothing executed, and trying again may help.
    NoAnswer, ///< Nobody knows; trying again may help a read.
    Throttled,
    Suspicious,
    TokenRefused,
    Final, ///< Trying again gives the same.
};

/// What an answer comes to, for whoever decides whether to try again.
struct AnswerReading
{
    AnswerVerdict verdict = AnswerVerdict::Final;
    ShopReply reply = {}; ///< With Ok.
    Failure failure = {}; ///< With everything else; mayHaveHappened and requestId are set.
    std::optional<CostReport> cost = {};
    std::chrono::milliseconds wait{0}; ///< With Throttled: what the server asked for, 0 when it did not say.
};

/// Reads a GraphQL answer strictly: what is not Shopify's JSON is never taken for data. Pure.
AnswerReading readShopAnswer(const HttpAnswer &answer, const AnswerContext &context);

} // namespace Sync
