#pragma once

#include <QJsonObject>
#include <QStringList>

namespace Sync {

/// What the access must allow for everything Syncdesk does.
QStringList neededScopes();
/// The scopes an answer to ShopAccess or ShopGreeting lists.
QStringList grantedScopes(const QJsonObject &data);
/// Those of `needed` that are not granted; a right to write includes the right to read.
QStringList missingScopes(const QStringList &granted, const QStringList &needed = neededScopes());

} // namespace Sync
