#pragma once

#include "sync/secrets/secretstore.h"

#include <QHash>

namespace Sync {

/// Keeps secrets until it is destroyed. Belongs to one thread.
class MemorySecretStore final : public SecretStore
{
public:
    QCoro::Task<Result<Secret>> read(QString key, std::stop_token stop) override;
    QCoro::Task<Result<SecretLife>> write(QString key, Secret secret, std::stop_token stop) override;
    QCoro::Task<Result<Done>> remove(QString key, std::stop_token stop) override;

private:
    QHash<QString, Secret> m_secrets;
};

} // namespace Sync
