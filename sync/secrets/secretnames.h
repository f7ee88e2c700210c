#pragma once

#include <QString>

namespace Sync {

/// Under which names secrets lie in the keychain. Each names the place it opens, not a profile: a token can never be
/// sent to another shop than the one it was given for, nor a password to another server.
namespace SecretNames {

/// `shop` as ShopAddress::domain() gives it.
inline QString accessToken(const QString &shop)
{
    return QStringLiteral("shop/%1/access-token").arg(shop);
}

inline QString clientSecret(const QString &shop, const QString &clientId)
{
    return QStringLiteral("shop/%1/client-secret/%2").arg(shop, clientId);
}

inline QString databasePassword(const QString &user, const QString &host, quint16 port)
{
    return QStringLiteral("database/%1@%2:%3/password").arg(user, host).arg(port);
}

} // namespace SecretNames

} // namespace Sync
