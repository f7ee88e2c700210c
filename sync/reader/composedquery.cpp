#include "sync/reader/composedquery.h"

#include "sync/db/pgsession.h"
#include "sync/reader/idcopy.h"
#include "sync/reader/sqlfragments.h"

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

QByteArrayView sortPiece(ProductSort sort)
{
    switch (sort) {
    case ProductSort::Title:
        return "sort title";
    case ProductSort::Sku:
        return "sort sku";
    case ProductSort::Vendor:
        return "sort vendor";
    case ProductSort::Price:
        return "sort price";
    case ProductSort::UpdatedAt:
        return "sort updated_at";
    case ProductSort::Status:
        return "sort status";
    case ProductSort::Id:
        return "sort id";
    }
    Q_UNREACHABLE();
}

QByteArrayView sortPiece(StagedSort sort)
{
    switch (sort) {
    case StagedSort::Id:
        return "sort id";
    case StagedSort::Title:
        return "sort title";
    case StagedSort::Sku:
        return "sort sku";
    case StagedSort::FieldCount:
        return "sort field_count";
    case StagedSort::Conflicts:
        return "sort conflicts";
    case StagedSort::Severity:
        return "sort severity";
    }
    Q_UNREACHABLE();
}

QByteArrayView sortPiece(BatchSort sort)
{
    switch (sort) {
    case BatchSort::StartedAt:
        return "sort started_at";
    case BatchSort::Kind:
        return "sort kind";
    case BatchSort::Status:
        return "sort status";
    case BatchSort::Total:
        return "sort total";
    case BatchSort::Succeeded:
        return "sort succeeded";
    case BatchSort::Failed:
        return "sort failed";
    case BatchSort::Duration:
        return "sort duration";
    case BatchSort::StartedBy:
        return "sort started_by";
    }
    Q_UNREACHABLE();
}

QByteArrayView sortPiece(HistorySort sort)
{
    switch (sort) {
    case HistorySort::Outcome:
        return "sort outcome";
    case HistorySort::Title:
        return "sort title";
    case HistorySort::Action:
        return "sort action";
    case HistorySort::CreatedAt:
        return "sort created_at";
    }
    Q_UNREACHABLE();
}

/// Collects the pieces of one query.
class Composer
{
public:
    explicit Composer(const SqlFragments &pieces)
        : m_pieces(pieces)
    { }

    void filter(QByteArrayView piece) { m_query.filters += m_pieces[piece]; }
    void filter(QByteArrayView piece, QLatin1String key, const QString &value)
    {
        filter(piece);
        m_query.values.insert(key, value);
    }
    void value(QLatin1String key, const QString &text) { m_query.values.insert(key, text); }
    void sortBy(QByteArrayView piece, Qt::SortOrder order)
    {
        m_query.sort = m_pieces[piece].replace("{direction}", order == Qt::AscendingOrder ? "ASC" : "DESC");
    }
    ComposedQuery query() const { return m_query; }

private:
    const SqlFragments &m_pieces;
    ComposedQuery m_query;
};

QString escaped(const QString &text)
{
    QString pattern;
    pattern.reserve(text.size());
    for (const QChar c : text.trimmed()) {
        if (c == u'\\' || c == u'%' || c == u'_')
            pattern += u'\\';
        // A NUL or half a surrogate pair cannot be in the database, so it cannot be looked for either.
        if (!c.isNull())
            pattern += c;
    }
    return QString::fromUtf8(pattern.toUtf8());
}

void filterBySyncStatus(Composer &composer, SyncStatus status)
{
    if (status == SyncStatus::NeverLinked)
        composer.filter("filter never_linked");
    else if (status == SyncStatus::Unverified)
        composer.filter("filter unverified");
    else
        composer.filter("filter sync_status", QLatin1String("sync_status"), toWord(status));
}

} // namespace

QByteArray ComposedQuery::statement(QByteArray frame) const
{
    return frame.replace("{filters}", filters).replace("{sort}", sort);
}

Result<Done> ComposedQuery::bindTo(PgSession &session) const
{
    if (values.isEmpty())
        return Done{};
    if (auto bound = session.execute(sql(u"reader/set_query_values"), {{u"values", values}}); !bound)
        return bound.failure();
    return Done{};
}

ComposedQuery composeProductQuery(const ProductQuery &query)
{
    Composer composer(SqlFragments::file(u"reader/product_query"));
    if (!query.text.trimmed().isEmpty()) {
        composer.filter("filter text", QLatin1String("contains"), containsPattern(query.text));
        composer.value(QLatin1String("prefix"), prefixPattern(query.text));
    }
    if (query.syncStatus)
        filterBySyncStatus(composer, *query.syncStatus);
    if (query.status)
        composer.filter("filter status", QLatin1String("status"), toWord(*query.status));
    if (!query.vendor.isEmpty())
        composer.filter("filter vendor", QLatin1String("vendor"), query.vendor);
    if (!query.productType.isEmpty())
        composer.filter("filter product_type", QLatin1String("product_type"), query.productType);
    if (query.touchedByBatch.isValid())
        composer.filter("filter batch", QLatin1String("batch"), QString::number(query.touchedByBatch.value));
    composer.sortBy(sortPiece(query.sort), query.order);
    return composer.query();
}

ComposedQuery composeStagedQuery(const StagedQuery &query)
{
    Composer composer(SqlFragments::file(u"reader/staged_query"));
    if (query.status)
        composer.filter("filter status", QLatin1String("staged_status"), toWord(*query.status));
    if (query.direction)
        composer.filter("filter direction", QLatin1String("direction"), toWord(*query.direction));
    if (query.changeType)
        composer.filter("filter change_type", QLatin1String("change_type"), toWord(*query.changeType));
    if (query.conflictsOnly)
        composer.filter("filter conflicts");
    if (query.severity)
        composer.filter("filter severity", QLatin1String("severity"), QString::number(int(*query.severity)));
    if (!query.text.trimmed().isEmpty())
        composer.filter("filter text", QLatin1String("contains"), containsPattern(query.text));
    if (!query.field.isEmpty())
        composer.filter("filter field", QLatin1String("field"), query.field);
    if (query.batch.isValid())
        composer.filter("filter batch", QLatin1String("batch"), QString::number(query.batch.value));
    composer.sortBy(sortPiece(query.sort), query.order);
    return composer.query();
}

ComposedQuery composeBatchQuery(const BatchQuery &query)
{
    Composer composer(SqlFragments::file(u"reader/batch_query"));
    if (query.kind)
        composer.filter("filter kind", QLatin1String("kind"), toWord(*query.kind));
    if (query.status)
        composer.filter("filter status", QLatin1String("batch_status"), toWord(*query.status));
    if (query.troubledOnly)
        composer.filter("filter troubled");
    if (!query.text.trimmed().isEmpty()) {
        composer.filter("filter text", QLatin1String("contains"), containsPattern(query.text));
        composer.value(QLatin1String("number"), query.text.trimmed());
    }
    composer.sortBy(sortPiece(query.sort), query.order);
    return composer.query();
}

ComposedQuery composeHistoryQuery(const HistoryQuery &query)
{
    Composer composer(SqlFragments::file(u"reader/history_query"));
    if (query.batch.isValid())
        composer.filter("filter batch", QLatin1String("batch"), QString::number(query.batch.value));
    if (query.product.isValid())
        composer.filter("filter product", QLatin1String("product"), QString::number(query.product.value));
    if (query.outcome)
        composer.filter("filter outcome", QLatin1String("outcome"), toWord(*query.outcome));
    if (!query.text.trimmed().isEmpty())
        composer.filter("filter text", QLatin1String("contains"), containsPattern(query.text));
    composer.sortBy(sortPiece(query.sort), query.order);
    return composer.query();
}

Result<QList<qint64>> readOrder(PgSession &session, const QString &file, const ComposedQuery &query)
{
    if (auto bound = query.bindTo(session); !bound)
        return bound.failure();
    return copyIds(session, query.statement(SqlFragments::file(file)["order"]), file);
}

QString containsPattern(const QString &text)
{
    return u'%' + escaped(text) + u'%';
}

QString prefixPattern(const QString &text)
{
    return escaped(text) + u'%';
}

} // namespace Sync
