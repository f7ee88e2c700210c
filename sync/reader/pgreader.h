#pragma once

#include "sync/api/reader.h"
#include "sync/db/connectionsettings.h"

#include <QThread>

#include <functional>

namespace Sync {

class PgSession;
class ReaderWorker;

/// The Reader on PostgreSQL: a thread, a read-only session and a listening connection of its own, each opened when
/// first needed and again whenever it breaks. While the database is away every request fails at once with why; when
/// it is back, catalogueChanged(), stagedChanged() and historyChanged() say that all should be read again.
class PgReader final : public Reader
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PgReader)

public:
    explicit PgReader(ConnectionSettings settings, QObject *parent = nullptr);
    /// Stops the running query and ends the thread; futures still open are cancelled.
    ~PgReader() override;

    QFuture<Result<OverviewCounts>> overview() override;
    QFuture<Result<QList<ProductRow>>> firstProducts(ProductQuery query, int limit) override;
    QFuture<Result<QList<qint64>>> productOrder(ProductQuery query) override;
    QFuture<Result<QList<ProductRow>>> productRows(QList<qint64> ids) override;
    QFuture<Result<ProductDetail>> productDetail(ProductId id) override;
    QFuture<Result<QStringList>> vendors(int limit) override;
    QFuture<Result<QList<qint64>>> stagedOrder(StagedQuery query) override;
    QFuture<Result<QList<StagedRow>>> stagedRows(QList<qint64> ids) override;
    QFuture<Result<StagedDetail>> stagedDetail(ChangeId id) override;
    QFuture<Result<QList<qint64>>> batchOrder(BatchQuery query) override;
    QFuture<Result<QList<BatchRow>>> batchRows(QList<qint64> ids) override;
    QFuture<Result<QList<qint64>>> historyOrder(HistoryQuery query) override;
    QFuture<Result<QList<HistoryRow>>> historyRows(QList<qint64> ids) override;

private:
    template <typename T>
    QFuture<Result<T>> ask(std::function<Result<T>(PgSession &)> read);

    QThread m_thread;
    ReaderWorker *m_worker; ///< Lives in m_thread and is deleted there when it ends.
};

} // namespace Sync
