#include "sync/api/failure.h"

#include <QCoreApplication>
#include <QStringList>

namespace Sync {

QString Failure::text() const
{
    QStringList sentences;
    for (const QString &sentence : {what, meaning, remedy})
        if (!sentence.isEmpty())
            sentences += sentence;
    return sentences.join(u' ');
}

bool Failure::isTransient() const
{
    switch (kind) {
    case FailureKind::Busy:
    case FailureKind::ShopUnreachable:
    case FailureKind::ShopThrottled:
    case FailureKind::DatabaseUnreachable:
    case FailureKind::DatabaseConflict:
        return true;
    default:
        return false;
    }
}

Failure stopped()
{
    return {FailureKind::Stopped, QCoreApplication::translate("Sync::Failure", "Stopped on request.")};
}

QString failureKindName(FailureKind kind)
{
    switch (kind) {
    case FailureKind::Stopped:
        return QStringLiteral("stopped");
    case FailureKind::BadInput:
        return QStringLiteral("bad-input");
    case FailureKind::Refused:
        return QStringLiteral("refused");
    case FailureKind::BreakerHeld:
        return QStringLiteral("breaker-held");
    case FailureKind::Busy:
        return QStringLiteral("busy");
    case FailureKind::Stale:
        return QStringLiteral("stale");
    case FailureKind::NotFound:
        return QStringLiteral("not-found");
    case FailureKind::ShopUnreachable:
        return QStringLiteral("shop-unreachable");
    case FailureKind::ShopTls:
        return QStringLiteral("shop-tls");
    case FailureKind::ShopUnauthorised:
        return QStringLiteral("shop-unauthorised");
    case FailureKind::ShopForbidden:
        return QStringLiteral("shop-forbidden");
    case FailureKind::ShopUnavailable:
        return QStringLiteral("shop-unavailable");
    case FailureKind::ShopVersion:
        return QStringLiteral("shop-version");
    case FailureKind::ShopThrottled:
        return QStringLiteral("shop-throttled");
    case FailureKind::ShopAnswer:
        return QStringLiteral("shop-answer");
    case FailureKind::ShopRefused:
        return QStringLiteral("shop-refused");
    case FailureKind::DatabaseUnreachable:
        return QStringLiteral("database-unreachable");
    case FailureKind::DatabaseTls:
        return QStringLiteral("database-tls");
    case FailureKind::DatabaseRefused:
        return QStringLiteral("database-refused");
    case FailureKind::DatabaseReadOnly:
        return QStringLiteral("database-read-only");
    case FailureKind::DatabaseForeign:
        return QStringLiteral("database-foreign");
    case FailureKind::DatabaseFull:
        return QStringLiteral("database-full");
    case FailureKind::DatabaseConflict:
        return QStringLiteral("database-conflict");
    case FailureKind::DatabaseError:
        return QStringLiteral("database-error");
    case FailureKind::DataCorrupt:
        return QStringLiteral("data-corrupt");
    case FailureKind::LocalDisk:
        return QStringLiteral("local-disk");
    case FailureKind::KeychainUnavailable:
        return QStringLiteral("keychain-unavailable");
    case FailureKind::Internal:
        break;
    }
    return QStringLiteral("internal");
}

int exitCode(FailureKind kind)
{
    switch (kind) {
    case FailureKind::BadInput:
    case FailureKind::NotFound:
        return 2;
    case FailureKind::Stopped:
    case FailureKind::Refused:
    case FailureKind::BreakerHeld:
    case FailureKind::Busy:
    case FailureKind::Stale:
    case FailureKind::ShopUnauthorised:
    case FailureKind::ShopForbidden:
    case FailureKind::ShopRefused:
    case FailureKind::ShopVersion:
    case FailureKind::DatabaseRefused:
    case FailureKind::DatabaseReadOnly:
    case FailureKind::DatabaseForeign:
    case FailureKind::KeychainUnavailable:
        return 3;
    case FailureKind::ShopUnreachable:
    case FailureKind::ShopTls:
    case FailureKind::DatabaseTls:
    case FailureKind::ShopUnavailable:
    case FailureKind::ShopThrottled:
    case FailureKind::DatabaseUnreachable:
        return 4;
    default:
        return 5;
    }
}

} // namespace Sync
