#include "sync/jobs/push/bulksender.h"

#include "sync/async/gate.h"
#include "sync/graphql/bulkmutationline.h"
#include "sync/lease/writeguard.h"
#include "sync/lease/writerlease.h"
#include "sync/ports/clock.h"
#include "sync/ports/journalstore.h"
#include "sync/ports/random.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace Sync {

namespace {

using End = SendOutcome::End;
using std::chrono::milliseconds;

constexpr qsizetype mostPerLook = 250; ///< Products one read takes.
constexpr milliseconds firstLook{100};

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Push", text);
}

Failure notInBulk(const Failure &why)
{
    return {FailureKind::Refused, tr("The change did not go out in a bulk operation."),
        tr("Shopify did not start it, so nothing of it was changed."), tr("It is sent by a call of its own."),
        why.detail.isEmpty() ? why.what : why.detail, why.requestId};
}

Failure tooLate()
{
    return {FailureKind::Stale, tr("Too much time passed before the change could be sent; it was not sent."),
        tr("What was read of the product was too old by then."), tr("It is read and sent anew.")};
}

QByteArray jsonl(const QList<BulkLine> &lines)
{
    QByteArray text;
    for (const BulkLine &line : lines)
        text += QJsonDocument(line.request.variables).toJson(QJsonDocument::Compact) + '\n';
    return text;
}

/// Lines that a run has carried out.
qint64 executedBy(const BulkOperation &run)
{
    return std::max<qint64>(run.objectCount, run.rootObjectCount);
}

QList<QUuid> idsOf(const QList<BulkLine> &lines)
{
    QList<QUuid> ids;
    for (const BulkLine &line : lines)
        ids += line.operation.id;
    return ids;
}

} // namespace

bool goesInBulk(OperationKind kind)
{
    return kind == OperationKind::ProductUpdate || kind == OperationKind::VariantsUpdate;
}

BulkSender::BulkSender(const ProtocolContext &context, ShopReads &reads, const WriterLease &lease, WriteGuard &guard)
    : m_context(context)
    , m_lease(lease)
    , m_guard(guard)
    , m_lookup(context, reads, lease)
    , m_runs(context)
{ }

QCoro::Task<BulkOutcome> BulkSender::send(QList<BulkLine> lines, milliseconds readAt, milliseconds longest,
    std::function<void(qint64)> progress, std::stop_token stop)
{
    const Result<QString> path = co_await m_context.transfers->upload(jsonl(lines), stop);
    if (!path) {
        const SendOutcome none{.end = End::TooLate, .failure = notInBulk(path.failure())};
        co_return co_await all(lines, OperationState::Failed, none);
    }
    if (const Result<Done> may = co_await m_guard.pass(stop); !may)
        co_return BulkOutcome{.failure = may.failure()};
    const QUuid run = m_context.random.uuid(m_context.clock.now().toMSecsSinceEpoch());
    const Result<Done> marked = co_await m_context.journal.markRunSent(idsOf(lines), run, m_lease.epoch());
    if (!marked)
        co_return BulkOutcome{.failure = marked.failure()};
    milliseconds leftAt = m_context.clock.monotonic();
    if (leftAt - readAt > m_context.times.bulkReadAge || !m_guard.stillHolds(stop)) {
        const SendOutcome late{.end = End::TooLate, .failure = tooLate()};
        BulkOutcome outcome = co_await all(lines, OperationState::Failed, late);
        outcome.wasTooOld = true;
        co_return outcome;
    }
    // The port may wait for points and a token: the same once more when it has.
    const ShopDeparture departure{.by = readAt + m_context.times.bulkReadAge,
        .mayLeave =
            [this, readAt, stop, &leftAt] {
                leftAt = m_context.clock.monotonic();
                return leftAt - readAt <= m_context.times.bulkReadAge && m_guard.stillHolds(stop);
            },
        .misses = {}};
    const Result<QString> id = co_await m_runs.start(run, lines.first().request.document, *path, departure);
    if (id)
        co_return co_await started(lines, *id, longest, progress, stop);
    const SendOutcome none{.end = End::TooLate, .failure = notInBulk(id.failure())};
    if (!id.failure().mayHaveHappened) {
        BulkOutcome outcome = co_await all(lines, OperationState::Failed, none);
        outcome.wasTooOld = id.failure().sendAgainAfter.has_value();
        co_return outcome;
    }
    co_await m_context.clock.sleep(m_context.times.firstLook, stop);
    const auto found = co_await m_runs.arrived(run, leftAt + m_context.times.settleAfter, stop);
    if (!found) {
        const SendOutcome lost{.end = End::Unknown, .failure = found.failure()};
        co_return co_await all(lines, OperationState::Unknown, lost);
    }
    if (!*found)
        co_return co_await all(lines, OperationState::Failed, none);
    const QString foundId = (*found)->id;
    co_return co_await started(lines, foundId, longest, progress, stop);
}

QCoro::Task<BulkOutcome> BulkSender::started(
    QList<BulkLine> lines, QString id, milliseconds longest, std::function<void(qint64)> progress, std::stop_token stop)
{
    const milliseconds since = m_context.clock.monotonic();
    const Result<BulkOperation> ended = co_await watch(id, longest, progress, stop);
    if (!ended) {
        const SendOutcome lost{.end = End::Unknown, .failure = ended.failure(), .requestId = id};
        co_return co_await all(lines, OperationState::Unknown, lost);
    }
    const milliseconds running = m_context.clock.monotonic() - since;
    BulkOutcome outcome = co_await settled(lines, *ended);
    outcome.ran = true;
    outcome.running = running;
    outcome.executed = executedBy(*ended);
    co_return outcome;
}

QCoro::Task<Result<BulkOperation>> BulkSender::watch(
    QString id, milliseconds longest, std::function<void(qint64)> progress, std::stop_token stop)
{
    const milliseconds since = m_context.clock.monotonic();
    std::optional<milliseconds> cancelledAt;
    milliseconds pause = firstLook;
    while (true) {
        const Result<BulkOperation> seen = co_await m_runs.look(id);
        if (!seen || seen->hasEnded())
            co_return seen;
        progress(seen->rootObjectCount);
        if (!cancelledAt) {
            const bool goesOn = co_await mayGoOn(stop);
            if (!goesOn || m_context.clock.monotonic() - since > longest)
                cancelledAt = m_context.clock.monotonic();
        }
        if (cancelledAt) {
            // A run cannot be held: it ends, and what it has not done goes out later. Asked for until it is heard.
            if (m_context.clock.monotonic() - *cancelledAt > BulkRuns::longestEnding)
                co_return doesNotEnd(id);
            if (seen->status != BulkStatus::Canceling)
                (void)co_await m_runs.cancel(id);
        }
        // A stop is heard at once; once that is done, nothing shortens the waits for the end any more.
        const std::stop_token heard = cancelledAt ? std::stop_token() : stop;
        co_await m_context.clock.sleep(pause, heard);
        pause = std::min(pause * 3 / 2, BulkRuns::lookEvery);
    }
}

QCoro::Task<bool> BulkSender::mayGoOn(std::stop_token stop)
{
    if (stop.stop_requested() || !m_context.gate.isOpen())
        co_return false;
    const Result<Done> may = co_await m_guard.look();
    co_return may.isOk();
}

QCoro::Task<QHash<qint64, BulkMutationLine>> BulkSender::result(BulkOperation operation)
{
    QHash<qint64, BulkMutationLine> lines;
    const QUrl url = operation.url.isValid() ? operation.url : operation.partialDataUrl;
    if (!url.isValid())
        co_return lines;
    // What is not told, or told in a way that cannot be read, is read back.
    const Result<QByteArray> file = co_await m_context.transfers->fetch(url, {});
    if (!file)
        co_return lines;
    for (const QByteArray &text : file->split('\n')) {
        if (text.isEmpty())
            continue;
        if (const Result<BulkMutationLine> line = BulkMutationLine::read(text); line && !line->data.isEmpty())
            lines.insert(line->line, *line);
    }
    co_return lines;
}

QCoro::Task<BulkOutcome> BulkSender::settled(QList<BulkLine> lines, BulkOperation operation)
{
    const QHash<qint64, BulkMutationLine> told = co_await result(operation);
    BulkOutcome outcome{.outcomes = QList<SendOutcome>(lines.size())};
    QList<qsizetype> untold;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const Operation &sent = lines.at(i).operation;
        const auto line = told.constFind(i);
        if (line == told.cend()) {
            untold += i;
            continue;
        }
        const SendOutcome answer = answered(sent, line->data, operation.id);
        if (answer.end == End::Confirmed && answer.content.id == sent.shopifyProduct) {
            outcome.outcomes[i] = answer;
        } else if (answer.end == End::Refused) {
            const SendOutcome refused = co_await m_lookup.ended(sent, OperationState::Failed, answer);
            outcome.outcomes[i] = refused;
        } else {
            untold += i;
        }
    }
    // The run has ended. What it has carried out and not told may not be seen at once, though.
    milliseconds seenBy = m_context.clock.monotonic();
    if (executedBy(operation) > told.size())
        seenBy += m_context.times.readLag;
    while (!untold.isEmpty()) {
        QList<qsizetype> unseen;
        for (qsizetype from = 0; from < untold.size(); from += mostPerLook) {
            const QList<qsizetype> page = untold.mid(from, mostPerLook);
            QList<Awaited> awaited;
            for (const qsizetype i : page)
                awaited += Awaited{lines.at(i).operation, seenBy};
            const QList<std::optional<SendOutcome>> looked = co_await m_lookup.look(awaited);
            for (qsizetype i = 0; i < page.size(); ++i) {
                if (!looked.at(i)) {
                    unseen += page.at(i);
                    continue;
                }
                SendOutcome found = *looked.at(i);
                if (found.end == End::NotSent)
                    found.end = End::TooLate;
                outcome.outcomes[page.at(i)] = found;
            }
        }
        untold = unseen;
        if (!untold.isEmpty())
            co_await m_context.clock.sleep(m_context.times.lookAgain, {});
    }
    co_return outcome;
}

QCoro::Task<BulkOutcome> BulkSender::all(QList<BulkLine> lines, OperationState state, SendOutcome outcome)
{
    Failure failure = outcome.failure;
    failure.requestId = outcome.requestId;
    const Result<Done> marked = co_await m_context.journal.markAllEnded(idsOf(lines), state, failure, m_lease.epoch());
    if (!marked)
        co_return BulkOutcome{.failure = marked.failure()};
    co_return BulkOutcome{.outcomes = QList<SendOutcome>(lines.size(), outcome)};
}

} // namespace Sync
