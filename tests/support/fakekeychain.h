#pragma once

#include "sync/secrets/memorysecretstore.h"

#include <atomic>
#include <memory>

namespace Fakes {

/// A keychain that works, or does not, for as long as a test wants. Shared by all stores made of it. Thread-safe.
class FakeKeychain final
{
public:
    /// Without it secrets live for the session only, as with a real keychain that is not there.
    std::atomic_bool isThere = true;
    /// Whether it takes secrets; it can be asked all the same.
    std::atomic_bool takes = true;
    std::atomic_bool letsGo = true; ///< The same for those it has.

    /// Calls on the keychain so far, and the one that fails, from 1; none where it is 0.
    std::atomic_int calls = 0;
    std::atomic_int nth = 0;

    /// What lies in the keychain itself.
    std::shared_ptr<Sync::MemorySecretStore> kept = std::make_shared<Sync::MemorySecretStore>();
    std::shared_ptr<Sync::MemorySecretStore> session = std::make_shared<Sync::MemorySecretStore>();

    std::unique_ptr<Sync::SecretStore> store() { return std::make_unique<Store>(*this); }

private:
    bool answers()
    {
        const int number = ++calls;
        return isThere && number != nth;
    }

    class Store final : public Sync::SecretStore
    {
    public:
        explicit Store(FakeKeychain &keychain)
            : m_keychain(keychain)
        { }

        QCoro::Task<Sync::Result<Sync::Secret>> read(QString key, std::stop_token stop) override
        {
            const auto inSession = co_await m_keychain.session->read(key, stop);
            if (!inSession->isEmpty())
                co_return Sync::Result<Sync::Secret>(*inSession);
            if (!m_keychain.answers())
                co_return Sync::keychainUnavailable(QStringLiteral("told so"));
            co_return co_await m_keychain.kept->read(key, stop);
        }

        QCoro::Task<Sync::Result<Sync::SecretLife>> write(
            QString key, Sync::Secret secret, std::stop_token stop) override
        {
            const bool isThere = m_keychain.answers() && m_keychain.takes;
            // Chosen outside of what is awaited: GCC 12 destroys the temporaries of a choice in it too early.
            Sync::MemorySecretStore &store = isThere ? *m_keychain.kept : *m_keychain.session;
            co_await store.write(key, std::move(secret), stop);
            co_return isThere ? Sync::SecretLife::Kept : Sync::SecretLife::Session;
        }

        QCoro::Task<Sync::Result<Sync::Done>> remove(QString key, std::stop_token stop) override
        {
            co_await m_keychain.session->remove(key, stop);
            if (!m_keychain.answers() || !m_keychain.letsGo)
                co_return Sync::keychainUnavailable(QStringLiteral("told so"));
            co_return co_await m_keychain.kept->remove(key, stop);
        }

        QCoro::Task<Sync::Result<Sync::Done>> probe(std::stop_token) override
        {
            if (!m_keychain.answers())
                co_return Sync::keychainUnavailable(QStringLiteral("told so"));
            co_return Sync::Done{};
        }

    private:
        FakeKeychain &m_keychain;
    };
};

} // namespace Fakes
