#pragma once

#include "sync/api/result.h"
#include "sync/secrets/secret.h"

#include <QCoroTask>

#include <QString>

#include <stop_token>

namespace Sync {

/// How long a secret is kept.
enum class SecretLife {
    Kept, ///< In the system's keychain, across starts.
    Session, ///< In memory, until the program ends.
};

/// Where tokens and passwords are kept. Never a file of ours.
class SecretStore
{
public:
    virtual ~SecretStore() = default;

    /// The secret under `key`, empty when there is none. KeychainUnavailable when the store cannot be asked.
    virtual QCoro::Task<Result<Secret>> read(QString key, std::stop_token stop) = 0;
    /// Keeps a secret, replacing the one there was, and says for how long.
    virtual QCoro::Task<Result<SecretLife>> write(QString key, Secret secret, std::stop_token stop) = 0;
    /// Forgets a secret; having had none is fine.
    virtual QCoro::Task<Result<Done>> remove(QString key, std::stop_token stop) = 0;
};

} // namespace Sync
