#pragma once

#include "sync/loader/bulkloader.h"

#include <QJsonObject>

namespace Sync {

/// What the lines of a part of a file have come to, to be kept and read back.
QJsonObject toJson(const LoadReport &report);
LoadReport loadReport(const QJsonObject &json);

} // namespace Sync
