#pragma once

#include "sync/api/ids.h"
#include "sync/api/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringView>

namespace Sync {

class PgPipeline;
class PgSession;

/// Rows of different products for statements that take many at once, as `:rows`: what a statement costs by itself is
/// paid once for all of them. The statements run in an order in which a row finds what it hangs on.
class SharedRows final
{
public:
    void add(QStringView statement, const QJsonObject &row);
    /// Puts the statements into the pipeline, each once.
    void moveTo(PgPipeline &pipeline);

private:
    QMap<qsizetype, QJsonArray> m_rows; ///< By the statement's place.
};

/// A value of a row; null for an id that is none, and for an empty text.
template <typename Tag>
QJsonValue orNull(Id<Tag> id)
{
    return id.isValid() ? QJsonValue(id.value) : QJsonValue(QJsonValue::Null);
}
inline QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

/// Runs such a statement at once, for one row.
Result<Done> runForRow(PgSession &session, QStringView statement, const QJsonObject &row);

} // namespace Sync
