#pragma once

#include "sync/jobs/replay/recordedproduct.h"
#include "sync/jobs/rollback/rollbackplanner.h"

#include <optional>

namespace Sync {

/// Plans making the newest recorded outcome of each field true again, without any I/O. `remote` is what Shopify holds
/// now, `local` the catalogue's product, if there is one.
///
/// A field that holds a value the window knows, or the one from before it, is written; one that holds another was
/// changed by somebody since and is left alone unless `replayConflicts`. So is one that holds what a run of ours wrote
/// after the window, whatever the window knows. Nothing is created or deleted in Shopify: of products that were, the
/// catalogue learns what Shopify holds.
ProductUndo planReplay(const RecordedProduct &record, const RemoteRead &remote, const std::optional<LocalImage> &local,
    bool replayConflicts);

} // namespace Sync
