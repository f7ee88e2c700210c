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

/// Whether an operation wants a product without a vendor. Shopify knows none and puts the shop's own name there, so
/// that what became of it can be judged only with that name.
bool asksForNoVendor(const Operation &operation);

/// The operation as Shopify carries it out: with the shop's own name where it wants no vendor and that name was found.
Operation asStored(Operation operation, const ProductContent &found, const QString &shopName);

/// Judges from a read of all the operation's fields. A call takes effect whole or not at all, so one changed field
/// that now has its new value proves it. For a create, `remote` is what the handle leads to.
ReadBack judgeReadBack(const Operation &operation, const RemoteRead &remote);

/// The fields in which something else was found than was asked for, with what was found. Of what was not read nothing
/// is said, and what only looks different, as Shopify rewrites markup, is as asked.
FieldMap notAsAsked(const FieldMap &asked, const FieldMap &found);

/// Of an update that took effect whole, and whose answer was lost: the fields in which a read shows something else than
/// was asked for, with what it shows. Somebody has written them since; what Shopify itself makes of a value and what
/// somebody makes of it look alike then, so that whatever cannot be told counts as somebody's. Variants that move or
/// get other options together are not told apart.
ContentPatch writtenByOthers(const Operation &operation, const ProductContent &found);

/// Whether what was found is what Shopify holds where no value was asked for: it knows no weight without a unit.
bool isMadeOfNothing(const QString &field, const FieldValue &asked, const FieldValue &found);

/// Whether an operation creates something with facets, which neither an answer nor a look by handle tells.
bool createsFacets(const Operation &operation);

/// Whether the fields an operation replaces are as they were when it was planned.
bool isAsPlanned(const Operation &operation, const RemoteRead &now);

} // namespace Sync
