#pragma once

#include "sync/jobs/replay/courses.h"
#include "sync/jobs/replay/recordedproduct.h"

namespace Sync {

/// What runs of ours wrote of a product after the window, in Shopify or in the catalogue: later edits, though the
/// window may know the same values.
Courses laterWrites(const RecordedProduct &record);
/// The batches that did, of all products of the window, oldest first.
QList<BatchId> laterBatches(const JournalWindow &window);

} // namespace Sync
