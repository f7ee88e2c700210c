#include "sync/reader/pgreader.h"

#include "sync/reader/changelistener.h"
#include "sync/reader/historyreads.h"
#include "sync/reader/productreads.h"
#include "sync/reader/pullreads.h"
#include "sync/reader/readerworker.h"
#include "sync/reader/stagedreads.h"
#include "sync/rules/ruleevaluation.h"
#include "sync/rules/rulestore.h"

#include <QPromise>

namespace Sync {

using namespace Qt::StringLiterals;

PgReader::PgReader(ConnectionSettings settings, Clock &clock, QObject *parent)
    : Reader(parent)
    , m_listener(new ChangeListener(settings, clock))
{
    begin(m_rows, settings, clock, u"reader, rows"_s);
    begin(m_orders, settings, clock, u"reader, orders"_s);
    m_listener->moveToThread(&m_orders.thread);
    connect(&m_orders.thread, &QThread::started, m_listener, &ChangeListener::start);
    connect(&m_orders.thread, &QThread::finished, m_listener, &QObject::deleteLater);
    const ChangeFeed *feed = m_listener->feed();
    for (const Lane *lane : {&m_rows, &m_orders}) {
        // Connected before the feed, so that who reads because of it is not told that the database was away.
        connect(m_listener, &ChangeListener::listening, lane->worker, &ReaderWorker::forgetFailure);
        connect(lane->worker, &ReaderWorker::restored, feed, &ChangeFeed::hearAll);
    }
    connect(feed, &ChangeFeed::catalogueChanged, this, &Reader::catalogueChanged);
    connect(feed, &ChangeFeed::stagedChanged, this, &Reader::stagedChanged);
    connect(feed, &ChangeFeed::historyChanged, this, &Reader::historyChanged);
    m_rows.thread.start();
    m_orders.thread.start();
}

PgReader::~PgReader()
{
    end(m_rows);
    end(m_orders);
}

void PgReader::begin(Lane &lane, const ConnectionSettings &settings, Clock &clock, const QString &name)
{
    lane.worker = new ReaderWorker(settings, clock);
    lane.thread.setObjectName(name);
    lane.worker->moveToThread(&lane.thread);
    connect(&lane.thread, &QThread::finished, lane.worker, &QObject::deleteLater);
}

void PgReader::end(Lane &lane)
{
    lane.worker->interrupt();
    lane.thread.quit();
    lane.thread.wait();
}

template <typename T>
QFuture<Result<T>> PgReader::ask(const Lane &lane, std::function<Result<T>(PgSession &)> read)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    QFuture<Result<T>> answer = promise->future();
    promise->start();
    // Should the thread end first, the call is dropped and with it the last owner of the promise, which cancels.
    QMetaObject::invokeMethod(
        lane.worker,
        [worker = lane.worker, promise = std::move(promise), read = std::move(read)] {
            if (!promise->isCanceled())
                promise->addResult(worker->read<T>(read));
            promise->finish();
        },
        Qt::QueuedConnection);
    return answer;
}

QFuture<Result<OverviewCounts>> PgReader::overview()
{
    return ask<OverviewCounts>(m_orders, readOverview);
}

QFuture<Result<PullState>> PgReader::pullState()
{
    return ask<PullState>(m_rows, readPullState);
}

QFuture<Result<QList<ProductRow>>> PgReader::firstProducts(ProductQuery query, int limit)
{
    return ask<QList<ProductRow>>(m_rows,
        [query = std::move(query), limit](PgSession &session) { return readFirstProducts(session, query, limit); });
}

QFuture<Result<QList<qint64>>> PgReader::productOrder(ProductQuery query)
{
    return ask<QList<qint64>>(
        m_orders, [query = std::move(query)](PgSession &session) { return readProductOrder(session, query); });
}

QFuture<Result<QList<ProductRow>>> PgReader::productRows(QList<qint64> ids)
{
    return ask<QList<ProductRow>>(
        m_rows, [ids = std::move(ids)](PgSession &session) { return readProductRows(session, ids); });
}

QFuture<Result<ProductDetail>> PgReader::productDetail(ProductId id)
{
    return ask<ProductDetail>(m_rows, [id](PgSession &session) { return readProductDetail(session, id); });
}

QFuture<Result<QStringList>> PgReader::vendors(int limit)
{
    return ask<QStringList>(m_orders, [limit](PgSession &session) { return readVendors(session, limit); });
}

QFuture<Result<ShopNames>> PgReader::shopNames()
{
    return ask<ShopNames>(m_orders, readShopNames);
}

QFuture<Result<QList<DeletedProduct>>> PgReader::deletedProducts(int limit)
{
    return ask<QList<DeletedProduct>>(
        m_orders, [limit](PgSession &session) { return readDeletedProducts(session, limit); });
}

QFuture<Result<QList<qint64>>> PgReader::stagedOrder(StagedQuery query)
{
    return ask<QList<qint64>>(
        m_orders, [query = std::move(query)](PgSession &session) { return readStagedOrder(session, query); });
}

QFuture<Result<QList<StagedRow>>> PgReader::stagedRows(QList<qint64> ids)
{
    return ask<QList<StagedRow>>(
        m_rows, [ids = std::move(ids)](PgSession &session) { return readStagedRows(session, ids); });
}

QFuture<Result<StagedDetail>> PgReader::stagedDetail(ChangeId id)
{
    return ask<StagedDetail>(m_rows, [id](PgSession &session) { return readStagedDetail(session, id); });
}

QFuture<Result<QList<ApprovalRule>>> PgReader::approvalRules()
{
    return ask<QList<ApprovalRule>>(m_rows, readRules);
}

QFuture<Result<RuleSimulation>> PgReader::simulateRule(ApprovalRule draft)
{
    return ask<RuleSimulation>(
        m_orders, [draft = std::move(draft)](PgSession &session) { return Sync::simulateRule(session, draft); });
}

QFuture<Result<QList<qint64>>> PgReader::batchOrder(BatchQuery query)
{
    return ask<QList<qint64>>(
        m_orders, [query = std::move(query)](PgSession &session) { return readBatchOrder(session, query); });
}

QFuture<Result<QList<BatchRow>>> PgReader::batchRows(QList<qint64> ids)
{
    return ask<QList<BatchRow>>(
        m_rows, [ids = std::move(ids)](PgSession &session) { return readBatchRows(session, ids); });
}

QFuture<Result<QList<qint64>>> PgReader::historyOrder(HistoryQuery query)
{
    return ask<QList<qint64>>(
        m_orders, [query = std::move(query)](PgSession &session) { return readHistoryOrder(session, query); });
}

QFuture<Result<QList<HistoryRow>>> PgReader::historyRows(QList<qint64> ids)
{
    return ask<QList<HistoryRow>>(
        m_rows, [ids = std::move(ids)](PgSession &session) { return readHistoryRows(session, ids); });
}

} // namespace Sync
