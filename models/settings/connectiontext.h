#pragma once

#include "sync/api/connections.h"

#include <QStringList>

namespace Models {

/// A profile as it is called in lists: the shop, or "Demo shop".
QString profileTitle(const Sync::Profile &profile);
/// Its second line: its name, and where its database is.
QString profileSubtitle(const Sync::Profile &profile);

/// Whether setting the connection up anew is the way out of a failure.
bool isMendedInConnections(Sync::FailureKind kind);

/// What will be taken from a file, in rows of name and value; a secret's value says where it goes.
QList<QStringList> takenRows(const Sync::EnvironmentFile &file, bool hasKeychain);
/// What is left in the file and what was read otherwise than written, in sentences; empty when there is nothing.
QString leftSentences(const Sync::EnvironmentFile &file);

} // namespace Models
