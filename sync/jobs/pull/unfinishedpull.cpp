#include "sync/jobs/pull/unfinishedpull.h"

#include "sync/db/pgtransaction.h"
#include "sync/jobs/common/sqlsteps.h"
#include "sync/jobs/common/writerturn.h"
#include "sync/loader/loadcheckpoint.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

Result<Done> done(const Result<qint64> &steps)
{
    return steps ? Result<Done>(Done{}) : steps.failure();
}

Result<Done> inTurn(
    PgSession &session, qint64 epoch, std::initializer_list<QStringView> names, const PgParameters &parameters = {})
{
    return PgTransaction::run(session, [&](PgSession &inside) -> Result<Done> {
        if (const Result<Done> held = WriterTurn::mayWrite(inside, epoch); !held)
            return held.failure();
        return done(runSteps(inside, names, parameters));
    });
}

Result<bool> answerTo(PgSession &session, QStringView statement, const PgParameters &parameters)
{
    const auto answer = session.execute(sql(statement), parameters);
    if (!answer)
        return answer.failure();
    return answer->first().boolean(0);
}

} // namespace

Result<std::optional<PullRecord>> readUnfinishedPull(PgSession &session)
{
    const auto rows = session.execute(sql(u"pull/unfinished"));
    if (!rows)
        return rows.failure();
    if (rows->isEmpty())
        return std::optional<PullRecord>();
    const PgRow row = rows->first();
    PullRecord record{BatchId{row.int64(0)}, pullRequest(row.json(1).object()), row.text(2), row.boolean(3),
        row.text(4), row.text(5), row.text(9)};
    if (!row.isNull(6))
        record.fillsMirror = row.boolean(6);
    record.checkpoint = {row.int64(7), loadReport(row.json(8).object())};
    return std::optional(std::move(record));
}

Result<Done> noteUnfinishedPull(PgSession &session, const PullRecord &record, qint64 epoch)
{
    return inTurn(session, epoch, {u"pull/note_unfinished"},
        {{u"batch", record.batch}, {u"request", toJson(record.request)}, {u"filter", record.filter},
            {u"quick", record.isQuick}, {u"fingerprint", record.fingerprint}, {u"operation", record.operation},
            {u"memberships", record.memberships}});
}

Result<Done> carryOn(PgSession &session, BatchId batch, qint64 epoch)
{
    return inTurn(session, epoch, {u"pull/carry_on"}, {{u"batch", batch}});
}

Result<Done> forgetUnfinishedPull(PgSession &session, qint64 epoch)
{
    return inTurn(
        session, epoch, {u"pull/forget_unfinished", u"pull/drop_filling_products", u"pull/drop_filling_variants"});
}

Result<Done> keepCheckpoint(PgSession &session, bool fillsMirror, const LoadCheckpoint &checkpoint)
{
    return done(runSteps(session, {u"pull/keep_checkpoint"},
        {{u"fills_mirror", fillsMirror}, {u"bytes", checkpoint.bytes}, {u"progress", toJson(checkpoint.report)}}));
}

Result<bool> hasRowsOf(PgSession &session, const PullRecord &record)
{
    const LoadReport &report = record.checkpoint.report;
    if (!record.fillsMirror)
        return false;
    if (*record.fillsMirror)
        return answerTo(session, u"pull/filling_is_there", {{u"facets", report.facets}, {u"members", report.members}});
    return answerTo(session, u"pull/pulled_is_there",
        {{u"products", report.products}, {u"variants", report.variants}, {u"facets", report.facets},
            {u"members", report.members},
            {u"unchanged",
                report.lines - report.products - report.variants - report.facets - report.repeated - report.silent}});
}

Result<bool> wasAnythingSentSince(PgSession &session, const QDateTime &time)
{
    return answerTo(session, u"pull/sent_since", {{u"time", time}});
}

QJsonObject toJson(const PullRequest &request)
{
    QJsonObject json{{u"scope"_s, toWord(request.scope)}};
    if (!request.vendor.isEmpty())
        json.insert(u"vendor"_s, request.vendor);
    if (!request.productType.isEmpty())
        json.insert(u"product_type"_s, request.productType);
    if (!request.collection.isEmpty())
        json.insert(u"collection"_s, request.collection);
    if (request.modifiedSince.isValid())
        json.insert(u"modified_since"_s, request.modifiedSince.toUTC().toString(Qt::ISODate));
    QJsonArray products;
    for (const ShopifyId id : request.products)
        products.append(QString::number(id.value)); // a JSON number holds no more than 53 bits
    if (!products.isEmpty())
        json.insert(u"products"_s, products);
    return json;
}

PullRequest pullRequest(const QJsonObject &json)
{
    PullRequest request;
    request.scope = fromWord<PullScope>(json[u"scope"_s].toString()).value_or(PullScope::Full);
    request.vendor = json[u"vendor"_s].toString();
    request.productType = json[u"product_type"_s].toString();
    request.collection = json[u"collection"_s].toString();
    request.modifiedSince = QDateTime::fromString(json[u"modified_since"_s].toString(), Qt::ISODate);
    const QJsonArray products = json[u"products"_s].toArray();
    for (const QJsonValue &id : products)
        request.products += ShopifyId{id.toString().toLongLong()};
    return request;
}

} // namespace Sync
