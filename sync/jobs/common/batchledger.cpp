#include "sync/jobs/common/batchledger.h"

#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "sync/jobs/common/writerturn.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

Result<Done> audit(PgSession &session, const Operator &who, const QString &action, BatchId batch, QJsonObject details)
{
    details.insert(u"desk"_s, who.desk);
    const auto written = session.execute(sql(u"batch/audit"),
        {{u"operator", who.name}, {u"action", action}, {u"subject", u"batch %1"_s.arg(batch.value)},
            {u"details", QJsonDocument(details)}});
    if (!written)
        return written.failure();
    return Done{};
}

PgParameters countParameters(BatchId batch, const BatchCounts &counts)
{
    return {{u"batch", batch}, {u"total", counts.total}, {u"done", counts.done()}, {u"succeeded", counts.succeeded},
        {u"failed", counts.failed}, {u"skipped", counts.skipped}};
}

} // namespace

QString channelName(ChangeChannel channel)
{
    switch (channel) {
    case ChangeChannel::Catalogue:
        return u"syncdesk_catalogue"_s;
    case ChangeChannel::Staged:
        return u"syncdesk_staged"_s;
    case ChangeChannel::History:
        return u"syncdesk_history"_s;
    }
    Q_UNREACHABLE();
}

BatchStatus BatchCounts::outcome() const
{
    if (failed == 0)
        return BatchStatus::Completed;
    return succeeded > 0 || skipped > 0 ? BatchStatus::Partial : BatchStatus::Failed;
}

Result<BatchLedger> BatchLedger::open(
    PgSession &session, BatchKind kind, const QJsonObject &scope, const Operator &who, BatchId rollsBack)
{
    return PgTransaction::run(session, [&](PgSession &writer) -> Result<BatchLedger> {
        const auto opened = writer.execute(sql(u"batch/open"),
            {{u"kind", toWord(kind)}, {u"scope", QJsonDocument(scope)}, {u"started_by", who.name}, {u"desk", who.desk},
                {u"rolls_back", rollsBack}});
        if (!opened)
            return opened.failure();
        const BatchId id{opened->first().int64(0)};
        if (auto noted = audit(writer, who, u"%1 started"_s.arg(toWord(kind)), id, scope); !noted)
            return noted.failure();
        if (auto told = announce(writer, ChangeChannel::History, id); !told)
            return told.failure();
        return BatchLedger(id, kind, who);
    });
}

Result<QList<BatchId>> BatchLedger::interruptAbandoned(PgSession &session, const Operator &who, qint64 epoch)
{
    const QString message = QCoreApplication::translate(
        "Sync::BatchLedger", "The desk that ran this stopped before the end. What it had done by then is kept.");
    return PgTransaction::run(session, [&](PgSession &writer) -> Result<QList<BatchId>> {
        if (const auto held = WriterTurn::mayWrite(writer, epoch); !held)
            return held.failure();
        const auto marked = writer.execute(sql(u"batch/interrupt_abandoned"), {{u"message", message}});
        if (!marked)
            return marked.failure();
        QList<BatchId> batches;
        for (const PgRow row : *marked) {
            batches.append(BatchId{row.int64(0)});
            if (auto noted = audit(writer, who, u"batch found interrupted"_s, batches.last(), {}); !noted)
                return noted.failure();
            if (auto told = announce(writer, ChangeChannel::History, batches.last()); !told)
                return told.failure();
        }
        return batches;
    });
}

Result<Done> BatchLedger::announce(PgSession &session, ChangeChannel channel, BatchId batch)
{
    const auto told = session.execute(
        sql(u"batch/announce"), {{u"channel", channelName(channel)}, {u"payload", QString::number(batch.value)}});
    if (!told)
        return told.failure();
    return Done{};
}

Result<Done> BatchLedger::count(PgSession &session, const BatchCounts &counts)
{
    const auto written = session.execute(sql(u"batch/count"), countParameters(m_id, counts));
    if (!written)
        return written.failure();
    return Done{};
}

Result<Done> BatchLedger::setPaused(PgSession &session, bool paused)
{
    const auto written = session.execute(sql(u"batch/hold"),
        {{u"batch", m_id}, {u"status", toWord(paused ? BatchStatus::Paused : BatchStatus::Running)}});
    if (!written)
        return written.failure();
    return announce(session, ChangeChannel::History, m_id);
}

Result<Done> BatchLedger::finish(
    PgSession &session, BatchStatus status, const BatchCounts &counts, const QString &message)
{
    return PgTransaction::run(session, [&](PgSession &writer) -> Result<Done> {
        PgParameters parameters = countParameters(m_id, counts);
        parameters.emplace_back(u"status", toWord(status));
        parameters.emplace_back(u"message", message);
        const auto ended = writer.execute(sql(u"batch/finish"), parameters);
        if (!ended)
            return ended.failure();
        if (ended->affected() == 0)
            return Done{}; // ended before
        const QJsonObject details{{u"status"_s, toWord(status)}, {u"succeeded"_s, counts.succeeded},
            {u"failed"_s, counts.failed}, {u"skipped"_s, counts.skipped}};
        if (auto noted = audit(writer, m_who, u"%1 ended"_s.arg(toWord(m_kind)), m_id, details); !noted)
            return noted.failure();
        return announce(writer, ChangeChannel::History, m_id);
    });
}

} // namespace Sync
