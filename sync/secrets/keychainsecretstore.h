#pragma once

#include "sync/secrets/memorysecretstore.h"

#include <chrono>

namespace QKeychain {
class Job;
}

namespace Sync {

/// The system's keychain, with memory as the way out where there is none or it stays locked: a secret is then kept for
/// this session only, and write() says so. Nothing is ever written to a file. Belongs to one thread with an event loop.
class KeychainSecretStore final : public SecretStore
{
public:
    /// `service` groups our entries in the keychain. A keychain that does not answer in time, for example because
    /// nobody unlocks it, counts as absent.
    explicit KeychainSecretStore(QString service, std::chrono::milliseconds timeout = std::chrono::seconds(60))
        : m_service(std::move(service))
        , m_timeout(timeout)
    {
    }

    QCoro::Task<Result<Secret>> read(QString key, std::stop_token stop) override;
    QCoro::Task<Result<SecretLife>> write(QString key, Secret secret, std::stop_token stop) override;
    QCoro::Task<Result<Done>> remove(QString key, std::stop_token stop) override;

    /// Whether the keychain answers, by asking it for an entry nobody has.
    QCoro::Task<Result<Done>> probe(std::stop_token stop);

private:
    QCoro::Task<Result<Done>> run(QKeychain::Job *job, std::stop_token stop);

    QString m_service;
    std::chrono::milliseconds m_timeout;
    MemorySecretStore m_session;
};

} // namespace Sync
