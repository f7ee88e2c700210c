#pragma once

#include "sync/api/connections.h"

namespace Sync {

/// A value as it is kept, made from what somebody typed, or why it cannot be used. An empty text stays empty.
Result<QString> checkedSetting(const Setting &setting, const QString &typed);

/// Reads a database's address: without the password, which comes beside it, so that it never lies in a settings file.
Result<ReadAddress> readDatabaseAddress(const QString &typed);
/// Reads a shop's address from whatever a person has at hand.
Result<ReadAddress> readShopAddress(const QString &typed);

/// Whether a text can name a profile: lower-case letters, digits, '-' and '_', at most 40.
bool isProfileName(QStringView text);

} // namespace Sync
