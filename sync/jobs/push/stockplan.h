#pragma once

#include "sync/api/stocklocation.h"
#include "sync/jobs/push/pushplanner.h"

#include <QList>
#include <QStringList>

namespace Sync {

/// Takes the fields out of an update that set stock which the shop does not take as it is now, and tells why, a
/// sentence each; the rest can go. `active` are the shop's active locations: with several of them stock is kept by
/// location, else as a total.
QStringList takeOutUnsendableStock(PushChange &change, const RemoteRead &remote, const QList<StockLocation> &active);
/// The same of the stock that the change's new variants are to be made with. The catalogue keeps what is taken out.
QStringList takeOutUnsendableStock(const PushChange &change, LocalProduct &local, const QList<StockLocation> &active);

} // namespace Sync
