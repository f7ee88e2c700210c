#include "sync/journal/pgjournalstore.h"

#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "sync/journal/pgcontent.h"
#include "sync/journal/pgoperation.h"
#include "sync/journal/pgstaged.h"
#include "sync/journal/pgtransitions.h"
#include "sync/lease/pgleasestore.h"
#include "sync/lease/writerlease.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

Result<Done> execute(PgSession &session, QStringView statement, const PgParameters &parameters)
{
    const auto rows = session.execute(sql(statement), parameters);
    if (!rows)
        return rows.failure();
    return Done{};
}

PgValue orNull(const QString &text)
{
    return text.isEmpty() ? PgValue() : PgValue(text);
}

QString idText(QUuid id)
{
    return id.toString(QUuid::WithoutBraces);
}

QStringList idTexts(const QList<QUuid> &ids)
{
    QStringList texts;
    for (const QUuid &id : ids)
        texts += idText(id);
    return texts;
}

/// Other desks and this one's screens look again.
Result<Done> announce(PgSession &session, BatchId batch)
{
    for (const QString &channel : {u"syncdesk_catalogue"_s, u"syncdesk_staged"_s, u"syncdesk_history"_s})
        if (const auto told
            = execute(session, u"batch/announce", {{u"channel", channel}, {u"payload", QString::number(batch.value)}});
            !told)
            return told.failure();
    return Done{};
}

} // namespace

PgJournalStore::PgJournalStore(PgSession &session)
    : m_session(session)
{ }

Failure PgJournalStore::journalFailure(Failure failure) const
{
    return m_session.lastError().state == "SD001" ? leaseLost(failure.detail) : failure;
}

QCoro::Task<Result<BatchId>> PgJournalStore::openBatch(BatchOpening opening)
{
    co_return PgTransaction::run(m_session, [&](PgSession &session) -> Result<BatchId> {
        const auto opened = session.execute(sql(u"batch/open"),
            {{u"kind", toWord(opening.kind)}, {u"scope", opening.scope}, {u"started_by", opening.startedBy.name},
                {u"desk", opening.startedBy.desk}, {u"rolls_back", opening.rollsBack}});
        if (!opened)
            return opened.failure();
        const BatchId batch{opened->first().int64(0)};
        if (const auto noted = execute(session, u"batch/audit",
                {{u"operator", opening.startedBy.name}, {u"action", u"%1 started"_s.arg(toWord(opening.kind))},
                    {u"subject", u"batch %1"_s.arg(batch.value)},
                    {u"details", QJsonObject{{u"desk"_s, opening.startedBy.desk}, {u"scope"_s, opening.scope}}}});
            !noted)
            return noted.failure();
        if (const auto counted = execute(session, u"journal/total", {{u"batch", batch}, {u"total", opening.total}});
            !counted)
            return counted.failure();
        if (const auto told = announce(session, batch); !told)
            return told.failure();
        return batch;
    });
}

QCoro::Task<Result<Done>> PgJournalStore::noteBatch(
    BatchId batch, BatchStatus status, ItemCounts counts, QString message)
{
    co_return PgTransaction::run(m_session, [&](PgSession &session) -> Result<Done> {
        PgParameters parameters{{u"batch", batch}, {u"total", counts.total}, {u"done", counts.done()},
            {u"succeeded", counts.succeeded}, {u"failed", counts.failed}, {u"skipped", counts.skipped}};
        const bool runs = status == BatchStatus::Running || status == BatchStatus::Paused;
        if (runs) {
            if (const auto counted = execute(session, u"batch/count", parameters); !counted)
                return counted.failure();
            if (const auto held = execute(session, u"batch/hold", {{u"batch", batch}, {u"status", toWord(status)}});
                !held)
                return held.failure();
        } else {
            parameters.emplace_back(u"status", toWord(status));
            parameters.emplace_back(u"message", orNull(message));
            if (const auto ended = execute(session, u"batch/finish", parameters); !ended)
                return ended.failure();
        }
        return announce(session, batch);
    });
}

QCoro::Task<Result<BatchFacts>> PgJournalStore::batchFacts(BatchId batch)
{
    const auto rows = m_session.execute(sql(u"journal/batch_facts"), {{u"batch", batch}});
    if (!rows)
        co_return rows.failure();
    if (rows->isEmpty())
        co_return Failure{FailureKind::NotFound,
            QCoreApplication::translate("Sync::Journal", "There is no batch %1.").arg(batch.value), {},
            QCoreApplication::translate("Sync::Journal", "Choose one from History.")};
    const PgRow row = rows->first();
    co_return BatchFacts{batch, fromWord<BatchKind>(row.text(0)).value_or(BatchKind::Push),
        fromWord<BatchStatus>(row.text(1)).value_or(BatchStatus::Failed), BatchId{row.int64(2)}, BatchId{row.int64(3)},
        row.int64(4)};
}

QCoro::Task<Result<QList<PushChange>>> PgJournalStore::approvedChanges(QList<ChangeId> only)
{
    co_return PgTransaction::run(
        m_session, [&](PgSession &session) { return readApprovedChanges(session, only); }, 3,
        PgTransaction::Mode::Snapshot);
}

QCoro::Task<Result<qint64>> PgJournalStore::linkedProducts()
{
    const auto rows = m_session.execute(sql(u"push/linked_products"));
    if (!rows)
        co_return rows.failure();
    co_return rows->first().int64(0);
}

QCoro::Task<Result<QList<PushChange>>> PgJournalStore::claim(BatchId batch, QList<ChangeId> changes, qint64 epoch)
{
    const auto claimed = PgTransaction::run(m_session, [&](PgSession &session) -> Result<QList<ChangeId>> {
        if (const auto held = PgLeaseStore::mayWrite(session, epoch); !held)
            return held.failure();
        const auto rows = session.execute(sql(u"push/claim"), {{u"batch", batch}, {u"changes", changes}});
        if (!rows)
            return rows.failure();
        QList<ChangeId> got;
        for (const PgRow row : *rows)
            got += ChangeId{row.int64(0)};
        return got;
    });
    if (!claimed)
        co_return claimed.failure();
    if (claimed->isEmpty())
        co_return QList<PushChange>();
    // Nobody decides on them anew from here on.
    co_return PgTransaction::run(
        m_session, [&](PgSession &session) { return readApprovedChanges(session, *claimed, batch); }, 3,
        PgTransaction::Mode::Snapshot);
}

QCoro::Task<Result<qint64>> PgJournalStore::release(BatchId batch, qint64 epoch)
{
    const Result<qint64> released
        = PgTransaction::run(m_session, [&](PgSession &session) { return releaseBatch(session, batch, epoch); });
    if (!released)
        co_return journalFailure(released.failure());
    co_return *released;
}

QCoro::Task<Result<qint64>> PgJournalStore::holdBack(HeldBack held)
{
    co_return PgTransaction::run(m_session, [&](PgSession &session) { return supersedeAndStage(session, held); });
}

QCoro::Task<Result<Done>> PgJournalStore::plan(QList<Operation> operations, qint64 epoch)
{
    co_return std::get<Result<Done>>(writeTransition(m_session, PlanOperations{operations, epoch}));
}

QCoro::Task<Result<QDateTime>> PgJournalStore::markSent(QUuid operation, int attempt, qint64 epoch)
{
    co_return std::get<Result<QDateTime>>(writeTransition(m_session, MarkSent{operation, attempt, epoch}));
}

QCoro::Task<Result<Done>> PgJournalStore::markRunSent(QList<QUuid> operations, QUuid run, qint64 epoch)
{
    const PgParameters parameters{{u"ids", idTexts(operations)}, {u"run", idText(run)}, {u"epoch", epoch}};
    const Result<Done> marked = markAll(u"journal/mark_run_sent", parameters, operations);
    if (!marked)
        co_return journalFailure(marked.failure());
    co_return Done{};
}

QCoro::Task<Result<Done>> PgJournalStore::markAllEnded(
    QList<QUuid> operations, OperationState state, Failure failure, qint64 epoch)
{
    const PgParameters parameters{{u"ids", idTexts(operations)}, {u"state", toWord(state)},
        {u"error", journalText(failure)}, {u"request_id", orNull(failure.requestId)}, {u"epoch", epoch}};
    const Result<Done> marked = markAll(u"journal/mark_all_ended", parameters, operations);
    if (!marked)
        co_return journalFailure(marked.failure());
    co_return Done{};
}

Result<Done> PgJournalStore::markAll(
    QStringView statement, const PgParameters &parameters, const QList<QUuid> &operations)
{
    return PgTransaction::run(m_session, [&](PgSession &session) -> Result<Done> {
        const auto marked = session.execute(sql(statement), parameters);
        if (!marked)
            return marked.failure();
        if (marked->affected() != operations.size())
            return notInItsState(operations.value(0));
        return Done{};
    });
}

QCoro::Task<Result<Done>> PgJournalStore::markEnded(
    QUuid operation, OperationState state, Failure failure, qint64 epoch)
{
    co_return std::get<Result<Done>>(writeTransition(m_session, MarkEnded{operation, state, failure, epoch}));
}

QCoro::Task<Result<Settled>> PgJournalStore::settle(Settlement settlement)
{
    co_return std::get<Result<Settled>>(writeTransition(m_session, settlement));
}

QCoro::Task<Result<QList<Operation>>> PgJournalStore::takeOver(BatchId except, qint64 epoch)
{
    const QString message = QCoreApplication::translate("Sync::Journal",
        "The desk that ran this stopped before the end. What had been sent by then was read back from Shopify.");
    const Result<QList<Operation>> open
        = PgTransaction::run(m_session, [&](PgSession &session) -> Result<QList<Operation>> {
              // A desk that slept past its lease would take over from the one that has it now.
              if (const auto held = PgLeaseStore::mayWrite(session, epoch); !held)
                  return held.failure();
              if (const auto marked
                  = execute(session, u"journal/interrupt_batches", {{u"except", except}, {u"message", message}});
                  !marked)
                  return marked.failure();
              const auto unfinished = session.execute(sql(u"journal/unfinished_batches"), {{u"except", except}});
              if (!unfinished)
                  return unfinished.failure();
              for (const PgRow row : *unfinished)
                  if (const auto released = releaseBatch(session, BatchId{row.int64(0)}, epoch); !released)
                      return released.failure();
              return operationsFrom(session.execute(sql(u"journal/open_operations"), {{u"except", except}}));
          });
    if (!open)
        co_return journalFailure(open.failure());
    co_return *open;
}

QCoro::Task<Result<QList<Operation>>> PgJournalStore::operations(BatchId batch, QList<ProductId> products)
{
    co_return operationsFrom(
        m_session.execute(sql(u"journal/operations"), {{u"batch", batch}, {u"products", products}}));
}

QCoro::Task<Result<QList<ProductVersion>>> PgJournalStore::versions(BatchId batch, QList<ProductId> products)
{
    co_return readVersions(m_session, batch, products);
}

QCoro::Task<Result<QList<LocalImage>>> PgJournalStore::localImages(QList<ProductId> products)
{
    co_return PgTransaction::run(
        m_session, [&](PgSession &session) { return readLocalImages(session, products); }, 3,
        PgTransaction::Mode::Snapshot);
}

QCoro::Task<Result<QList<BatchId>>> PgJournalStore::laterBatches(BatchId batch)
{
    const auto rows = m_session.execute(sql(u"journal/later_batches"), {{u"batch", batch}});
    if (!rows)
        co_return rows.failure();
    QList<BatchId> later;
    for (const PgRow row : *rows)
        later += BatchId{row.int64(0)};
    co_return later;
}

QCoro::Task<Result<QList<Recreation>>> PgJournalStore::recreations(QList<ShopifyId> products)
{
    const auto rows = m_session.execute(sql(u"journal/recreations"), {{u"products", products}});
    if (!rows)
        co_return rows.failure();
    QList<Recreation> recreations;
    for (const PgRow row : *rows)
        recreations += Recreation{.product = ShopifyId{row.int64(0)},
            .now = ShopifyId{row.int64(1)},
            .here = ProductId{row.int64(2)},
            .deleted = contentPatchFromJson(row.json(3).object()).variants,
            .created = contentPatchFromJson(row.json(4).object()).variants};
    co_return recreations;
}

QCoro::Task<Result<QList<ShopifyId>>> PgJournalStore::restockedSince(BatchId batch, QList<ProductId> products)
{
    const auto rows = m_session.execute(sql(u"journal/restocked_since"), {{u"batch", batch}, {u"products", products}});
    if (!rows)
        co_return rows.failure();
    QList<ShopifyId> restocked;
    for (const PgRow row : *rows)
        restocked += ShopifyId{row.int64(0)};
    co_return restocked;
}

QCoro::Task<Result<Done>> PgJournalStore::recordRollback(RollbackRecord record)
{
    co_return PgTransaction::run(m_session, [&](PgSession &session) -> Result<Done> {
        if (const auto held = PgLeaseStore::mayWrite(session, record.epoch); !held)
            return held.failure();
        if (const auto written = execute(session, u"rollback/record",
                {{u"batch", record.batch}, {u"undoes", record.undoes}, {u"backup_path", orNull(record.backupPath)},
                    {u"restored", record.restored}, {u"left_alone", record.leftAlone},
                    {u"impossible", record.impossible}, {u"report", record.report}});
            !written)
            return written.failure();
        if (const auto marked = execute(session, u"rollback/mark_changes",
                {{u"undoes", record.undoes}, {u"products", record.products},
                    {u"shopify_products", record.shopifyProducts}});
            !marked)
            return marked.failure();
        if (record.complete)
            if (const auto marked
                = execute(session, u"rollback/mark_undone", {{u"batch", record.batch}, {u"undoes", record.undoes}});
                !marked)
                return marked.failure();
        return announce(session, record.batch);
    });
}

} // namespace Sync
