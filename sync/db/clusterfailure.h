#pragma once

#include "sync/api/failure.h"

#include <QStringList>

namespace Sync::ClusterFailure {

/// Sentences for what can go wrong with the embedded database. \a detail is what the programs or the log said.

Failure folderUnusable(const QString &folder, const QString &userName, const QString &detail);
Failure folderForeign(const QString &folder);
Failure folderOfOther(const QString &folder, const QString &ownerName);
Failure socketDirectoryUnsafe(const QString &directory);
Failure noSpace(const QString &folder, const QString &detail);
Failure wrongVersion(const QString &folder, int ours, const QStringList &installed);
Failure busy();
/// Reads the reason out of \a log when it is one that staff can act on.
Failure notCreated(const QString &folder, const QString &log);
Failure notStarted(const QString &folder, const QString &log);
Failure notStopped(const QString &log);

} // namespace Sync::ClusterFailure
