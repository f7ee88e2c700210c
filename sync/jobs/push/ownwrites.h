#pragma once

#include "sync/jobs/push/pushplanner.h"
#include "sync/ports/operation.h"

#include <QList>

namespace Sync {

/// Whether a read of a product shows something else than what these operations on it made of it, the oldest first;
/// those that are not confirmed count for nothing. For a while after a write Shopify may answer with what was there
/// before: what such a read tells is nobody's edit. Of what was not read nothing is said.
bool missesOwnWrites(const RemoteRead &read, const QList<Operation> &operations);

} // namespace Sync
