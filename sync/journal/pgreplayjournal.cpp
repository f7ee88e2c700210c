#include "sync/journal/pgreplayjournal.h"

#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "sync/journal/pgcontent.h"
#include "sync/journal/pgoperation.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace Sync {

namespace {

Result<QList<RecordedVersion>> versionsFrom(PgSession &session, const Result<PgRows> &rows)
{
    if (!rows)
        return rows.failure();
    QMap<qint64, QList<ProductId>> products; // by batch, as their images are read so
    for (const PgRow row : *rows)
        products[row.int64(1)] += ProductId{row.int64(2)};
    QMap<qint64, ProductVersion> byId;
    for (auto batch = products.cbegin(); batch != products.cend(); ++batch) {
        const auto versions = readVersions(session, BatchId{batch.key()}, *batch);
        if (!versions)
            return versions.failure();
        for (const ProductVersion &version : *versions)
            byId.insert(version.id, version);
    }
    QList<RecordedVersion> recorded;
    for (const PgRow row : *rows)
        recorded += RecordedVersion{byId.value(row.int64(0)), row.dateTime(3), BatchId{row.int64(1)}};
    return recorded;
}

template <typename Id>
QList<Id> ordered(const QSet<Id> &ids)
{
    QList<Id> list(ids.cbegin(), ids.cend());
    std::sort(list.begin(), list.end());
    return list;
}

/// Adds what came after the window, of the products in it alone.
Result<Done> readLater(PgSession &session, const QDateTime &to, JournalWindow &window)
{
    const WindowProducts named = productsOf(window);
    const QList<ProductId> ids = ordered(named.products);
    const auto operations = operationsFrom(session.execute(sql(u"replay/operations"),
        {{u"from", std::nullopt}, {u"to", std::nullopt}, {u"after", to}, {u"products", ids},
            {u"shopify_products", ordered(named.shopifyProducts)}}));
    if (!operations)
        return operations.failure();
    window.laterOperations = *operations;
    const auto versions
        = versionsFrom(session, session.execute(sql(u"replay/later_versions"), {{u"to", to}, {u"products", ids}}));
    if (!versions)
        return versions.failure();
    window.laterVersions = *versions;
    return Done{};
}

Result<JournalWindow> windowFrom(PgSession &session, const QDateTime &from, const QDateTime &to)
{
    JournalWindow window;
    const auto operations = operationsFrom(session.execute(sql(u"replay/operations"),
        {{u"from", from}, {u"to", to}, {u"after", std::nullopt}, {u"products", std::nullopt},
            {u"shopify_products", std::nullopt}}));
    if (!operations)
        return operations.failure();
    window.operations = *operations;
    const auto versions
        = versionsFrom(session, session.execute(sql(u"replay/versions"), {{u"from", from}, {u"to", to}}));
    if (!versions)
        return versions.failure();
    window.versions = *versions;
    if (const auto later = readLater(session, to, window); !later)
        return later.failure();
    const auto bounds = session.execute(sql(u"replay/bounds"));
    if (!bounds)
        return bounds.failure();
    if (!bounds->first().isNull(0)) {
        window.oldest = bounds->first().dateTime(0);
        window.newest = bounds->first().dateTime(1);
    }
    return window;
}

} // namespace

PgReplayJournal::PgReplayJournal(PgSession &session)
    : m_session(session)
{ }

QCoro::Task<Result<JournalWindow>> PgReplayJournal::window(QDateTime from, QDateTime to)
{
    co_return PgTransaction::run(
        m_session, [&](PgSession &session) { return windowFrom(session, from, to); }, 3, PgTransaction::Mode::Snapshot);
}

} // namespace Sync
