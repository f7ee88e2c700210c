#pragma once

#include "sync/jobs/push/pushplanner.h"
#include "sync/ports/operation.h"

namespace Sync {

/// What reading Shopify back says of a write whose answer was lost.
enum class ReadBack {
    TookEffect,
    NoEffect, ///< Everything is as it was before; a request still under way may yet arrive.
    SomethingElse, ///< Neither: somebody else has written the same fields since.
};

/// Judges from a read of all the operation's fields. A call takes effect whole or not at all, so one changed field
/// that now has its new value proves it. For a create, `remote` is what the handle leads to.
ReadBack judgeReadBack(const Operation &operation, const RemoteRead &remote);

/// Whether an operation creates something with facets, which neither an answer nor a look by handle tells.
bool createsFacets(const Operation &operation);

/// Whether the fields an operation replaces are as they were when it was planned.
bool isAsPlanned(const Operation &operation, const RemoteRead &now);

} // namespace Sync
