#include "sync/jobs/replay/laterwrites.h"

#include <QSet>

#include <algorithm>

namespace Sync {

Courses laterWrites(const RecordedProduct &record)
{
    Courses later;
    for (const Operation &operation : record.laterOperations)
        follow(later, operation.before, operation.returned.value_or(operation.after));
    for (const RecordedVersion &recorded : record.laterVersions) {
        const std::optional<LocalImage> &before = recorded.version.before;
        const std::optional<LocalImage> &after = recorded.version.after;
        if (!before || !after)
            continue;
        follow(later, 0, {}, differing(before->product.fields, after->product.fields));
        for (const LocalVariant &variant : after->product.variants)
            if (const LocalVariant *was
                = variant.shopifyId.isValid() ? before->product.variant(variant.shopifyId) : nullptr)
                follow(later, variant.shopifyId.value, {}, differing(was->fields, variant.fields));
    }
    return later;
}

QList<BatchId> laterBatches(const JournalWindow &window)
{
    QSet<BatchId> batches;
    for (const Operation &operation : window.laterOperations)
        batches.insert(operation.batch);
    for (const RecordedVersion &version : window.laterVersions)
        batches.insert(version.batch);
    QList<BatchId> ordered(batches.cbegin(), batches.cend());
    std::sort(ordered.begin(), ordered.end());
    return ordered;
}

} // namespace Sync
