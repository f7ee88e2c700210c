#pragma once

#include "sync/ports/replayjournal.h"

#include <QList>
#include <QString>

namespace Sync {

/// All that the journal recorded of one product in a window.
struct RecordedProduct
{
    ProductId product = {};
    ShopifyId shopifyProduct = {}; ///< As the newest entry knows it.
    QString title = {};
    QList<Operation> operations = {}; ///< Oldest first.
    QList<RecordedVersion> versions = {}; ///< Oldest first.
    QList<Operation> laterOperations = {}; ///< After the window, oldest first.
    QList<RecordedVersion> laterVersions = {}; ///< Likewise.
};

/// A window's entries by product, the one recorded first first.
QList<RecordedProduct> recordsOf(const JournalWindow &window);

} // namespace Sync
