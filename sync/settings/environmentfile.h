#pragma once

#include "sync/api/connections.h"

#include <QByteArray>

namespace Sync {

/// The assignments of a `.env` file in order: NAME=value, `export`, quotes, comments, CRLF and a byte order mark are
/// understood; of a name given twice the last counts, as in a shell. Lines that are none are counted in `skipped`.
QList<std::pair<QString, QString>> parseEnvironmentText(const QByteArray &text, int *skipped = nullptr);

/// Reads the `.env` file of the former sync system (or any that uses the same names) and sorts what it holds into
/// settings, secrets and the rest. Nothing is kept. Fails when the file cannot be read or names no shop.
Result<EnvironmentFile> readEnvironmentFile(const QString &path);

} // namespace Sync
