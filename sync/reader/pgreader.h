#pragma once

#include "sync/api/reader.h"
#include "sync/db/connectionsettings.h"

#include <QThread>

#include <functional>

namespace Sync {

class ChangeListener;
class Clock;
class PgSession;
class ReaderWorker;

/// The Reader on PostgreSQL, in two lanes, each a thread and a read-only session of its own: rows that somebody looks
/// at, which take a millisecond, never wait behind orders and counts, which on a big catalogue take hundreds. Sessions
/// and the listening connection are opened when first needed and again whenever they break. While the database is
/// away every request fails at once with why; when it is back, catalogueChanged(), stagedChanged() and
/// historyChanged() say that all should be read again.
class PgReader final : public Reader
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PgReader)

public:
    /// The clock outlives the reader and is asked on its threads.
    PgReader(ConnectionSettings settings, Clock &clock, QObject *parent = nullptr);
    /// Stops the running queries and ends the threads; futures still open are cancelled.
    ~PgReader() override;

    QFuture<Result<OverviewCounts>> overview() override;
    QFuture<Result<PullState>> pullState() override;
    QFuture<Result<QList<ProductRow>>> firstProducts(ProductQuery query, int limit) override;
    QFuture<Result<QList<qint64>>> productOrder(ProductQuery query) override;
    QFuture<Result<QList<ProductRow>>> productRows(QList<qint64> ids) override;
    QFuture<Result<ProductDetail>> productDetail(ProductId id) override;
    QFuture<Result<QStringList>> vendors(int limit) override;
    QFuture<Result<ShopNames>> shopNames() override;
    QFuture<Result<QList<DeletedProduct>>> deletedProducts(int limit) override;
    QFuture<Result<QList<qint64>>> stagedOrder(StagedQuery query) override;
    QFuture<Result<QList<StagedRow>>> stagedRows(QList<qint64> ids) override;
    QFuture<Result<StagedDetail>> stagedDetail(ChangeId id) override;
    QFuture<Result<QList<ApprovalRule>>> approvalRules() override;
    QFuture<Result<RuleSimulation>> simulateRule(ApprovalRule draft) override;
    QFuture<Result<QList<qint64>>> batchOrder(BatchQuery query) override;
    QFuture<Result<QList<BatchRow>>> batchRows(QList<qint64> ids) override;
    QFuture<Result<QList<qint64>>> historyOrder(HistoryQuery query) override;
    QFuture<Result<QList<HistoryRow>>> historyRows(QList<qint64> ids) override;

private:
    struct Lane
    {
        QThread thread;
        ReaderWorker *worker = nullptr; ///< Lives in the thread and is deleted there when it ends.
    };

    void begin(Lane &lane, const ConnectionSettings &settings, Clock &clock, const QString &name);
    static void end(Lane &lane);
    template <typename T>
    static QFuture<Result<T>> ask(const Lane &lane, std::function<Result<T>(PgSession &)> read);

    ChangeListener *m_listener; ///< Lives in the thread of the orders, as they are what a change makes stale.
    Lane m_rows;
    Lane m_orders;
};

} // namespace Sync
