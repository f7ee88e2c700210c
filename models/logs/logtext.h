#pragma once

#include "models/format/badge.h"
#include "sync/api/diagnosis.h"

#include <QString>

namespace Models {

/// The word for a Sync::LogEntry::level.
QString logLevelName(int level);
/// Word and shape for a level.
Badge logBadge(int level);
/// One entry as a line of text: UTC time, level, area, message.
QString logLine(const Sync::LogEntry &entry);
/// One entry as a line of JSON.
QByteArray logJsonLine(const Sync::LogEntry &entry);

} // namespace Models
