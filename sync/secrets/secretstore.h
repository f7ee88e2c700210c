#pragma once

#include "sync/api/profile.h"
#include "sync/api/result.h"

#include <QCoroTask>

#include <QString>

#include <stop_token>

namespace Sync {

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
    /// Whether secrets are kept beyond this session; else KeychainUnavailable.
    virtual QCoro::Task<Result<Done>> probe(std::stop_token stop) = 0;
};

/// That there is no keychain to rely on, what it means and what helps.
Failure keychainUnavailable(const QString &detail);

} // namespace Sync
