#pragma once

#include "sync/api/result.h"

#include <QByteArrayView>
#include <QJsonObject>
#include <QString>

namespace Sync {

/// One line of a bulk mutation's result: what became of one line of the uploaded file.
struct BulkMutationLine
{
    qint64 line = -1; ///< Of the upload, from 0. Results come in any order.
    QJsonObject data = {}; ///< The mutation's answer; empty when it was not executed.
    QString error = {}; ///< Top-level errors in Shopify's words; empty when there were none.

    /// Reads one line without its line end; a line that is not one of Shopify's is DataCorrupt.
    static Result<BulkMutationLine> read(QByteArrayView text);
};

} // namespace Sync
