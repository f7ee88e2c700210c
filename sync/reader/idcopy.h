#pragma once

#include "sync/api/result.h"

#include <QByteArray>
#include <QList>

namespace Sync {

class PgSession;

/// Reads the ids that a `COPY (SELECT id …) TO STDOUT (FORMAT binary)` yields: a million in well under a quarter of
/// a second and eight bytes each. \a doing names the query in the log.
Result<QList<qint64>> copyIds(PgSession &session, const QByteArray &statement, const QString &doing);

/// Takes the ids out of one message of such a COPY and appends them. False when the bytes are not what COPY writes.
/// The first message of a COPY begins with the file header; \a isFirst tells it apart.
bool appendCopiedIds(QByteArrayView message, bool isFirst, QList<qint64> &ids);

} // namespace Sync
