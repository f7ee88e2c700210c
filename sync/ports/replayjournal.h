#pragma once

#include "sync/api/result.h"
#include "sync/ports/journalstore.h"

#include <QCoroTask>

#include <QDateTime>
#include <QList>
#include <QSet>

namespace Sync {

/// What a batch made of one product of the catalogue, and when.
struct RecordedVersion
{
    ProductVersion version = {};
    QDateTime at = {}; ///< UTC
    BatchId batch = {};
};

/// What the journal recorded between two times.
struct JournalWindow
{
    QList<Operation> operations
        = {}; ///< In Shopify, oldest first; `sentAt` is when. Such as had no effect are left out.
    QList<RecordedVersion> versions
        = {}; ///< In the catalogue, by batches that wrote there without a call; oldest first.
    QDateTime oldest = {}; ///< UTC, of the whole journal; invalid when it has nothing at all. The same for the next.
    QDateTime newest = {};
    /// What was recorded of the same products after the second of the times, oldest first. The same for the next.
    QList<Operation> laterOperations = {};
    QList<RecordedVersion> laterVersions = {};
};

/// Products by either of their ids, as not every operation or version knows both.
struct WindowProducts
{
    QSet<ProductId> products = {};
    QSet<ShopifyId> shopifyProducts = {};
};

/// Of which products the window tells between its two times.
WindowProducts productsOf(const JournalWindow &window);

/// The journal as a replay reads it.
class ReplayJournal
{
public:
    virtual ~ReplayJournal() = default;

    /// Both times included.
    virtual QCoro::Task<Result<JournalWindow>> window(QDateTime from, QDateTime to) = 0;
};

} // namespace Sync
