#pragma once

#include "sync/secrets/memorysecretstore.h"

#include <chrono>
#include <memory>

namespace Sync {

class Clock;

/// The system's keychain, with memory as the way out where there is none or it stays locked: a secret is then kept for
/// this session only, and write() says so. Nothing is ever written to a file. Belongs to one thread with an event loop.
class KeychainSecretStore final : public SecretStore
{
public:
    /// What is kept for the session only, shared by all stores that are given the same.
    using Session = std::shared_ptr<MemorySecretStore>;

    /// `service` groups our entries in the keychain. A keychain that does not answer in time, for example because
    /// nobody unlocks it, counts as absent. The clock outlives the store.
    KeychainSecretStore(QString service, Clock &clock, std::chrono::milliseconds timeout = std::chrono::seconds(60),
        Session session = std::make_shared<MemorySecretStore>())
        : m_service(std::move(service))
        , m_clock(clock)
        , m_timeout(timeout)
        , m_session(std::move(session))
    { }

    QCoro::Task<Result<Secret>> read(QString key, std::stop_token stop) override;
    QCoro::Task<Result<SecretLife>> write(QString key, Secret secret, std::stop_token stop) override;
    QCoro::Task<Result<Done>> remove(QString key, std::stop_token stop) override;

    /// Asks the keychain for an entry nobody has.
    QCoro::Task<Result<Done>> probe(std::stop_token stop) override;

private:
    QCoro::Task<Result<Secret>> kept(QString key, std::stop_token stop);
    /// QtKeychain (0.13) tells an error of KWallet's last call as success, so it is looked at what is there afterwards.
    QCoro::Task<Result<Done>> holds(QString key, Secret secret, std::stop_token stop);

    QString m_service;
    Clock &m_clock;
    std::chrono::milliseconds m_timeout;
    Session m_session;
};

} // namespace Sync
