#pragma once

#include "sync/api/ids.h"
#include "sync/api/result.h"

#include <QCoroTask>
#include <QString>

#include <stop_token>

namespace Sync {

class ShopPort;

/// The shop's collection of this title, whatever its case, or this handle. NotFound when there is none, BadInput when
/// several have the title.
QCoro::Task<Result<ShopifyId>> findCollection(ShopPort &shop, QString name, std::stop_token stop);

} // namespace Sync
