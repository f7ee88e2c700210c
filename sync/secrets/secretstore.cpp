#include "sync/secrets/secretstore.h"

#include <QCoreApplication>

namespace Sync {

Failure keychainUnavailable(const QString &detail)
{
    return {.kind = FailureKind::KeychainUnavailable,
        .what = QCoreApplication::translate("Sync::SecretStore", "This computer's password store cannot be used."),
        .meaning = QCoreApplication::translate(
            "Sync::SecretStore", "Syncdesk keeps the access for this session only and asks again at the next start."),
        .remedy = QCoreApplication::translate(
            "Sync::SecretStore", "Unlock the password store, or install one such as GNOME Keyring or KWallet."),
        .detail = detail};
}

} // namespace Sync
