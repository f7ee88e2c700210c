#pragma once

#include "sync/api/batch.h"
#include "sync/api/catalogue.h"
#include "sync/api/result.h"
#include "sync/api/review.h"

#include <QByteArray>
#include <QJsonObject>

namespace Sync {

class PgSession;

/// A query put together from named pieces. `values` are what the pieces compare with; they are never part of the
/// text, so nothing a person types is ever read as SQL.
struct ComposedQuery
{
    QByteArray filters;
    QByteArray sort;
    QJsonObject values;

    /// The statement of \a frame, a piece with {filters} and {sort} in it, with both put in.
    QByteArray statement(QByteArray frame) const;
    /// Hands the values to the session; to be done before the statement runs.
    Result<Done> bindTo(PgSession &session) const;
};

ComposedQuery composeProductQuery(const ProductQuery &query);
ComposedQuery composeStagedQuery(const StagedQuery &query);
ComposedQuery composeBatchQuery(const BatchQuery &query);
ComposedQuery composeHistoryQuery(const HistoryQuery &query);

/// All ids of a query in its order. `file` names the pieces it was composed of, `<area>/<name>`.
Result<QList<qint64>> readOrder(PgSession &session, const QString &file, const ComposedQuery &query);

/// LIKE patterns that find \a text literally: wildcards in it lose their meaning, characters that cannot be stored
/// are left out.
QString containsPattern(const QString &text);
QString prefixPattern(const QString &text);

} // namespace Sync
