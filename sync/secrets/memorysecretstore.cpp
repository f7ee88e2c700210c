#include "sync/secrets/memorysecretstore.h"

namespace Sync {

QCoro::Task<Result<Secret>> MemorySecretStore::read(QString key, std::stop_token)
{
    const QMutexLocker lock(&m_mutex);
    co_return Result<Secret>(m_secrets.value(key));
}

QCoro::Task<Result<SecretLife>> MemorySecretStore::write(QString key, Secret secret, std::stop_token)
{
    const QMutexLocker lock(&m_mutex);
    m_secrets.insert(key, std::move(secret));
    co_return SecretLife::Session;
}

QCoro::Task<Result<Done>> MemorySecretStore::remove(QString key, std::stop_token)
{
    const QMutexLocker lock(&m_mutex);
    m_secrets.remove(key);
    co_return Done{};
}

QCoro::Task<Result<Done>> MemorySecretStore::probe(std::stop_token)
{
    co_return keychainUnavailable(QStringLiteral("a store in memory"));
}

} // namespace Sync
