#pragma once

#include "sync/ports/clock.h"
#include "sync/ports/shop.h"

#include <QCoroTask>

#include <QDateTime>
#include <QString>
#include <QUrl>

#include <functional>
#include <optional>
#include <stop_token>

namespace Sync {

/// Shopify's words, in the order they are passed through.
enum class BulkStatus { Created, Running, Canceling, Completed, Failed, Canceled, Expired };

/// A bulk operation as Shopify last described it.
struct BulkOperation
{
    QString id; ///< The GID.
    BulkStatus status = BulkStatus::Created;
    QString errorCode = {}; ///< ACCESS_DENIED, INTERNAL_SERVER_ERROR or TIMEOUT once it failed.
    qint64 objectCount = 0;
    qint64 rootObjectCount = 0;
    qint64 fileSize = -1; ///< Bytes of the unpacked result; -1 when not told.
    QUrl url = {}; ///< The result; invalid when it is empty. Another host, signed: never send the token there.
    QUrl partialDataUrl = {}; ///< What a failed one had got to. Never complete.
    QString document = {}; ///< What it runs; only recent() tells.
    QDateTime createdAt = {}; ///< When Shopify took it on, by Shopify's clock, UTC; invalid when not told.

    bool operator==(const BulkOperation &) const = default;

    bool hasEnded() const;
    /// From `data.bulkOperation` or `data.X.bulkOperation`; nothing when it is null or has a status nobody knows.
    static std::optional<BulkOperation> read(const QJsonObject &json);
};

/// Runs bulk queries to their end, and starts, finds and ends bulk mutations. Belongs to the engine's thread; what is
/// handed in outlives it.
class BulkOperations final
{
    Q_DISABLE_COPY_MOVE(BulkOperations)

public:
    /// Called after every look at a running operation.
    using Progress = std::function<void(const BulkOperation &)>;
    /// Awaited at least once a second while an operation runs; a paused job holds there. Shopify goes on meanwhile. A
    /// failure ends the waiting and cancels the operation.
    using Between = std::function<QCoro::Task<Result<Done>>(std::stop_token)>;

    BulkOperations(ShopPort &shop, Clock &clock, Between between = {})
        : m_shop(shop)
        , m_clock(clock)
        , m_between(std::move(between))
    { }

    /// Starts a bulk query (see bulkProductsQuery()) and waits for its end. The operation returned is complete; any
    /// other end is a failure: Busy when Shopify runs as many as it will, Stopped after cancelling it there,
    /// ShopForbidden, ShopAnswer or ShopUnreachable when it failed or expired.
    QCoro::Task<Result<BulkOperation>> runQuery(QString query, Progress progress, std::stop_token stop);
    /// The first half of runQuery(): the id of the operation, to be kept and waited for.
    QCoro::Task<Result<QString>> startQuery(QString query, std::stop_token stop);
    /// An operation as it is now, whichever way it ended; NotFound when Shopify does not know it.
    QCoro::Task<Result<BulkOperation>> look(QString id, std::stop_token stop);
    /// Starts a bulk mutation over an uploaded file; the id of the operation. Busy when Shopify runs as many as it
    /// will. Where the failure has mayHaveHappened it may run all the same: see recent().
    QCoro::Task<Result<QString>> startMutation(
        QString mutation, QString stagedUploadPath, std::stop_token stop, std::optional<ShopDeparture> departure = {});
    /// The app's newest bulk operations, newest first, with their documents; to find one whose start was not answered.
    QCoro::Task<Result<QList<BulkOperation>>> recent(std::stop_token stop);
    /// Asks for the end of an operation. It ends a little later; lines already worked off stay done. Done also when it
    /// has ended by itself.
    QCoro::Task<Result<Done>> cancel(QString id);
    /// Waits for the end of an operation started earlier, by this program or before a crash. A stop cancels it, and so
    /// do two hours in which it does not get on: ShopUnreachable.
    QCoro::Task<Result<BulkOperation>> wait(QString id, Progress progress, std::stop_token stop);

private:
    QCoro::Task<Result<Done>> sleep(std::chrono::milliseconds duration, std::stop_token stop);

    ShopPort &m_shop;
    Clock &m_clock;
    Between m_between;
};

} // namespace Sync
