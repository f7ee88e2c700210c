#pragma once

#include "sync/secrets/secretstore.h"

#include <QHash>
#include <QMutex>

namespace Sync {

/// Keeps secrets until it is destroyed. Thread-safe, so that all stores of a program can share one as their session.
class MemorySecretStore final : public SecretStore
{
public:
    QCoro::Task<Result<Secret>> read(QString key, std::stop_token stop) override;
    QCoro::Task<Result<SecretLife>> write(QString key, Secret secret, std::stop_token stop) override;
    QCoro::Task<Result<Done>> remove(QString key, std::stop_token stop) override;
    QCoro::Task<Result<Done>> probe(std::stop_token stop) override;

private:
    QMutex m_mutex;
    QHash<QString, Secret> m_secrets;
};

} // namespace Sync
