#include "sync/reader/pgreader.h"

#include "sync/reader/changefeed.h"
#include "sync/reader/historyreads.h"
#include "sync/reader/productreads.h"
#include "sync/reader/readerworker.h"
#include "sync/reader/stagedreads.h"

#include <QPromise>

namespace Sync {

using namespace Qt::StringLiterals;

PgReader::PgReader(ConnectionSettings settings, QObject *parent)
    : Reader(parent)
    , m_worker(new ReaderWorker(std::move(settings)))
{
    m_thread.setObjectName(u"reader"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_worker, &ReaderWorker::listen);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker->feed(), &ChangeFeed::catalogueChanged, this, &Reader::catalogueChanged);
    connect(m_worker->feed(), &ChangeFeed::stagedChanged, this, &Reader::stagedChanged);
    connect(m_worker->feed(), &ChangeFeed::historyChanged, this, &Reader::historyChanged);
    m_thread.start();
}

PgReader::~PgReader()
{
    m_worker->interrupt();
    m_thread.quit();
    m_thread.wait();
}

template <typename T>
QFuture<Result<T>> PgReader::ask(std::function<Result<T>(PgSession &)> read)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    QFuture<Result<T>> answer = promise->future();
    promise->start();
    // Should the thread end first, the call is dropped and with it the last owner of the promise, which cancels.
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, promise = std::move(promise), read = std::move(read)] {
            if (!promise->isCanceled())
                promise->addResult(worker->read<T>(read));
            promise->finish();
        },
        Qt::QueuedConnection);
    return answer;
}

QFuture<Result<OverviewCounts>> PgReader::overview()
{
    return ask<OverviewCounts>(readOverview);
}

QFuture<Result<QList<ProductRow>>> PgReader::firstProducts(ProductQuery query, int limit)
{
    return ask<QList<ProductRow>>(
        [query = std::move(query), limit](PgSession &session) { return readFirstProducts(session, query, limit); });
}

QFuture<Result<QList<qint64>>> PgReader::productOrder(ProductQuery query)
{
    return ask<QList<qint64>>(
        [query = std::move(query)](PgSession &session) { return readProductOrder(session, query); });
}

QFuture<Result<QList<ProductRow>>> PgReader::productRows(QList<qint64> ids)
{
    return ask<QList<ProductRow>>([ids = std::move(ids)](PgSession &session) { return readProductRows(session, ids); });
}

QFuture<Result<ProductDetail>> PgReader::productDetail(ProductId id)
{
    return ask<ProductDetail>([id](PgSession &session) { return readProductDetail(session, id); });
}

QFuture<Result<QStringList>> PgReader::vendors(int limit)
{
    return ask<QStringList>([limit](PgSession &session) { return readVendors(session, limit); });
}

QFuture<Result<QList<qint64>>> PgReader::stagedOrder(StagedQuery query)
{
    return ask<QList<qint64>>(
        [query = std::move(query)](PgSession &session) { return readStagedOrder(session, query); });
}

QFuture<Result<QList<StagedRow>>> PgReader::stagedRows(QList<qint64> ids)
{
    return ask<QList<StagedRow>>([ids = std::move(ids)](PgSession &session) { return readStagedRows(session, ids); });
}

QFuture<Result<StagedDetail>> PgReader::stagedDetail(ChangeId id)
{
    return ask<StagedDetail>([id](PgSession &session) { return readStagedDetail(session, id); });
}

QFuture<Result<QList<qint64>>> PgReader::batchOrder(BatchQuery query)
{
    return ask<QList<qint64>>(
        [query = std::move(query)](PgSession &session) { return readBatchOrder(session, query); });
}

QFuture<Result<QList<BatchRow>>> PgReader::batchRows(QList<qint64> ids)
{
    return ask<QList<BatchRow>>([ids = std::move(ids)](PgSession &session) { return readBatchRows(session, ids); });
}

QFuture<Result<QList<qint64>>> PgReader::historyOrder(HistoryQuery query)
{
    return ask<QList<qint64>>(
        [query = std::move(query)](PgSession &session) { return readHistoryOrder(session, query); });
}

QFuture<Result<QList<HistoryRow>>> PgReader::historyRows(QList<qint64> ids)
{
    return ask<QList<HistoryRow>>([ids = std::move(ids)](PgSession &session) { return readHistoryRows(session, ids); });
}

} // namespace Sync
