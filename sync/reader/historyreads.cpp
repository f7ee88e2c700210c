#include "sync/reader/historyreads.h"

#include "sync/db/pgsession.h"
#include "sync/reader/composedquery.h"

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

/// A row of reader/batch_rows.
BatchRow batchRow(const PgRow &row)
{
    BatchRow batch;
    batch.id = {row.int64(0)};
    batch.kind = fromWord<BatchKind>(row.text(1)).value_or(BatchKind::Pull);
    batch.status = fromWord<BatchStatus>(row.text(2)).value_or(BatchStatus::Failed);
    batch.startedBy = row.text(3);
    batch.desk = row.text(4);
    batch.createdAt = row.dateTime(5);
    batch.finishedAt = row.dateTime(6);
    batch.total = row.int64(7);
    batch.succeeded = row.int64(8);
    batch.failed = row.int64(9);
    batch.skipped = row.int64(10);
    batch.message = row.text(11);
    batch.rollsBack = {row.int64(12)};
    batch.rolledBackBy = {row.int64(13)};
    batch.canRollBack = row.boolean(14);
    return batch;
}

/// A row of reader/history_rows.
HistoryRow historyRow(const PgRow &row)
{
    HistoryRow history;
    history.id = row.int64(0);
    history.batch = {row.int64(1)};
    history.product = {row.int64(2)};
    history.shopifyProduct = {row.int64(3)};
    history.title = row.text(4);
    history.action = row.text(5);
    history.outcome = fromWord<Outcome>(row.text(6)).value_or(Outcome::Unknown);
    history.message = row.text(7);
    history.requestId = row.text(8);
    history.createdAt = row.dateTime(9);
    history.ruleName = row.text(10);
    return history;
}

} // namespace

Result<QList<qint64>> readBatchOrder(PgSession &session, const BatchQuery &query)
{
    return readOrder(session, u"reader/batch_query"_s, composeBatchQuery(query));
}

Result<QList<BatchRow>> readBatchRows(PgSession &session, const QList<qint64> &ids)
{
    auto answer = session.execute(sql(u"reader/batch_rows"), {{u"ids", ids}});
    if (!answer)
        return answer.failure();
    QList<BatchRow> batches;
    batches.reserve(answer->size());
    for (const PgRow row : *answer)
        batches += batchRow(row);
    return batches;
}

Result<QList<qint64>> readHistoryOrder(PgSession &session, const HistoryQuery &query)
{
    return readOrder(session, u"reader/history_query"_s, composeHistoryQuery(query));
}

Result<QList<HistoryRow>> readHistoryRows(PgSession &session, const QList<qint64> &ids)
{
    auto answer = session.execute(sql(u"reader/history_rows"), {{u"ids", ids}});
    if (!answer)
        return answer.failure();
    QList<HistoryRow> history;
    history.reserve(answer->size());
    for (const PgRow row : *answer)
        history += historyRow(row);
    return history;
}

} // namespace Sync
