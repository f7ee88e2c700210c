#include "models/history/batchsummary.h"

#include "models/format/delimited.h"
#include "models/format/text.h"
#include "models/format/words.h"
#include "sync/api/isolated.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Models {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::BatchSummary", text);
}

bool isTrouble(const Sync::HistoryRow &line)
{
    return line.outcome == Sync::Outcome::Error || line.outcome == Sync::Outcome::Unknown
        || line.outcome == Sync::Outcome::Conflict;
}

QString isoTime(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

const QStringList &lineKeys()
{
    static const QStringList keys{u"batch"_s, u"outcome"_s, u"product"_s, u"shopify_id"_s, u"title"_s, u"action"_s,
        u"message"_s, u"request_id"_s, u"time"_s, u"rule"_s};
    return keys;
}

QStringList lineValues(const Sync::HistoryRow &line)
{
    return {QString::number(line.batch.value), Sync::toWord(line.outcome), QString::number(line.product.value),
        QString::number(line.shopifyProduct.value), line.title, line.action, line.message, line.requestId,
        isoTime(line.createdAt), line.ruleName};
}

} // namespace

QString tookText(const Sync::BatchRow &batch)
{
    if (!batch.finishedAt.isValid() || !batch.createdAt.isValid())
        return {};
    const qint64 seconds = std::max<qint64>(0, batch.createdAt.secsTo(batch.finishedAt));
    if (seconds < 60)
        return tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return tr("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QString batchSentence(const Sync::BatchRow &batch)
{
    QStringList counts;
    const bool isPull = batch.kind == Sync::BatchKind::Pull;
    if (batch.total > 0 && !isPull)
        counts += tr("%1 planned").arg(count(batch.total));
    counts += isPull ? tr("%1 products read").arg(count(batch.succeeded)) : tr("%1 done").arg(count(batch.succeeded));
    if (batch.failed > 0)
        counts += tr("%1 failed").arg(count(batch.failed));
    if (batch.skipped > 0)
        counts += tr("%1 left alone").arg(count(batch.skipped));
    QStringList sentences{tr("%1: %2.").arg(word(batch.status), counts.join(u", "_s))};
    if (batch.rollsBack.isValid())
        sentences += tr("Undoes run %1.").arg(batch.rollsBack.value);
    if (batch.rolledBackBy.isValid())
        sentences += tr("Rolled back by run %1.").arg(batch.rolledBackBy.value);
    if (!batch.startedBy.isEmpty())
        sentences += batch.desk.isEmpty()
            ? tr("Started by %1.").arg(Sync::isolated(batch.startedBy))
            : tr("Started by %1 on %2.").arg(Sync::isolated(batch.startedBy), Sync::isolated(batch.desk));
    if (!batch.message.isEmpty())
        sentences += batch.message;
    else if (batch.status == Sync::BatchStatus::Failed)
        sentences += tr("Its cause was not kept here; Logs may hold it.");
    else if (batch.status == Sync::BatchStatus::Interrupted)
        sentences += tr("It ended before its end; what was done stays done.");
    return sentences.join(u' ');
}

QList<ErrorGroup> errorGroups(const QList<Sync::HistoryRow> &lines)
{
    QList<ErrorGroup> groups;
    QHash<QString, qsizetype> known;
    for (const Sync::HistoryRow &line : lines) {
        if (!isTrouble(line))
            continue;
        const QString message = line.message.isEmpty() ? word(line.outcome) : line.message;
        if (const auto found = known.constFind(message); found != known.cend()) {
            ++groups[*found].count;
            continue;
        }
        known.insert(message, groups.size());
        groups += ErrorGroup{message, 1, line};
    }
    std::stable_sort(
        groups.begin(), groups.end(), [](const ErrorGroup &a, const ErrorGroup &b) { return a.count > b.count; });
    return groups;
}

QString supportText(const Sync::BatchRow &batch, const QList<Sync::HistoryRow> &lines)
{
    QStringList text{
        tr("Run %1, %2, %3").arg(batch.id.value).arg(word(batch.kind), isoTime(batch.createdAt)), batchSentence(batch)};
    for (const Sync::HistoryRow &line : lines) {
        text += u"- %1 (%2): %3"_s.arg(
            Sync::isolated(oneLine(line.title)), word(line.outcome), Sync::isolated(oneLine(line.message)));
        if (!line.requestId.isEmpty())
            text += u"  X-Request-Id %1"_s.arg(line.requestId);
    }
    return text.join(u'\n') % u'\n';
}

QByteArray batchReportCsv(const QList<Sync::HistoryRow> &lines)
{
    QByteArray csv = csvHeader(lineKeys());
    for (const Sync::HistoryRow &line : lines)
        csv += csvLine(lineKeys(), lineValues(line));
    return csv;
}

QByteArray batchReportJson(const Sync::BatchRow &batch, const QList<Sync::HistoryRow> &lines)
{
    QByteArray json
        = jsonLine({u"batch"_s, u"kind"_s, u"status"_s, u"started_by"_s, u"desk"_s, u"created_at"_s, u"finished_at"_s,
                       u"total"_s, u"succeeded"_s, u"failed"_s, u"skipped"_s, u"message"_s},
            {QString::number(batch.id.value), Sync::toWord(batch.kind), Sync::toWord(batch.status), batch.startedBy,
                batch.desk, isoTime(batch.createdAt), isoTime(batch.finishedAt), QString::number(batch.total),
                QString::number(batch.succeeded), QString::number(batch.failed), QString::number(batch.skipped),
                batch.message});
    for (const Sync::HistoryRow &line : lines)
        json += jsonLine(lineKeys(), lineValues(line));
    return json;
}

} // namespace Models
