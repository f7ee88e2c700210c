#pragma once

#include "sync/api/progress.h"
#include "sync/api/result.h"

#include <QCoroTask>

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace Sync {

/// How often in a row one request was certainly not carried out though it may be sent again, and why.
struct ShopMisses
{
    FailureKind reason = FailureKind::Internal;
    int inARow = 0;

    /// With one more for this reason.
    ShopMisses with(FailureKind kind) const { return {kind, kind == reason ? inARow + 1 : 1}; }
};

/// When a write may leave that was decided on what was looked at just before: within a wait somebody else may write the
/// same, switch to maintenance mode or take over. So it is tried once, and neither waits long for points nor is sent
/// again by the port.
struct ShopDeparture
{
    std::chrono::milliseconds by{0}; ///< On the steady clock; it waits for points until then and no longer.
    std::function<bool()> mayLeave; ///< Asked as the last thing before the first byte leaves.
    ShopMisses misses = {}; ///< Of the tries before; what it is told to wait grows with them.
};

/// One GraphQL request. `document` is the name of a file in resources/graphql without its ending.
struct ShopRequest
{
    QString document;
    QJsonObject variables = {};
    /// Mutations are never sent twice when the outcome of the first is unknown.
    bool isMutation = false;
    /// Points this will be charged at most, reserved before it is sent; see CostEstimate in sync/graphql.
    double cost = 10;
    /// A write that may leave only now. When it has not, or Shopify has certainly not carried it out and may do so
    /// later, it comes back as a Failure with sendAgainAfter.
    std::optional<ShopDeparture> departure = {};
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
    /// both, unless the request has a departure; a mutation whose outcome is unknown comes back as a Failure with
    /// mayHaveHappened.
    virtual QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) = 0;
    /// The cost bucket as last told, carried forward to now.
    virtual ThrottleState throttle() const = 0;
};

/// A file that Shopify has made for us: what a bulk operation has read.
struct ShopFile
{
    QUrl url; ///< On another host, signed: the token must never be sent there.
    qint64 bytes = -1; ///< Of the unpacked file; -1 when nobody knows.
    qint64 from = 0; ///< Only the bytes of the unpacked file from here on are wanted.
};

/// Shopify's files as the engine sees them; a simulation hands in its own.
class ShopFiles
{
public:
    /// Takes the next piece, which is gone when it returns; false ends the download as stopped. May block: that holds
    /// the sender back.
    using Sink = std::function<bool(QByteArrayView)>;

    virtual ~ShopFiles() = default;

    /// Hands a file on as it comes, unpacked, without keeping it; the sink is called on the calling thread. Blocks
    /// that thread until the end, so it must be one kept for this, and may be any. The sink may have been given a part
    /// of something that is not the file: nothing it made is to be believed before this has returned Done.
    virtual Result<Done> download(ShopFile file, Sink sink, std::stop_token stop) const = 0;
};

/// The files of bulk mutations as the engine sees them: what is to be done goes up, what came of it comes down. A
/// simulation hands in its own.
class ShopTransfers
{
public:
    virtual ~ShopTransfers() = default;

    /// Uploads a file of variables, one line each; the path to start a bulk mutation with. Changes nothing in the shop.
    virtual QCoro::Task<Result<QString>> upload(QByteArray jsonl, std::stop_token stop) = 0;
    /// A bulk mutation's result, whole.
    virtual QCoro::Task<Result<QByteArray>> fetch(QUrl url, std::stop_token stop) = 0;
};

/// What the last answer told beside its content.
struct ShopContact
{
    QDateTime localTime; ///< UTC; invalid before the first answer.
    QDateTime serverTime; ///< UTC, by the shop's own clock; invalid when it was not told.
    QString apiVersion; ///< The version that answered.
    std::chrono::milliseconds roundTrip{0};
};

/// The call limit of the REST interface.
struct RestCallLimit
{
    int used = 0;
    int size = 0; ///< 0 when it was not told.
};

/// What is known of the way to the shop, for the checks; a simulation hands in its own.
class ShopFacts
{
public:
    virtual ~ShopFacts() = default;

    virtual ShopContact lastContact() const = 0;
    /// Asks the REST interface for its call limit; one cheap request outside the cost bucket.
    virtual QCoro::Task<Result<RestCallLimit>> restCallLimit(std::stop_token stop) = 0;
};

/// All of one shop that the engine reaches. What speaks to Shopify only, or only takes files, is handed that part.
class ShopConnection : public ShopPort, public ShopFiles, public ShopTransfers, public ShopFacts
{ };

} // namespace Sync
