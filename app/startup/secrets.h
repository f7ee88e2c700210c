#pragma once

#include "sync/secrets/keychainsecretstore.h"
#include "sync/settings/connectionsworker.h"

namespace App {

/// The system's keychain under Syncdesk's name, for every thread a store of its own, all with the same session.
/// `clock` outlives them.
inline Sync::MakeSecretStore keychain(Sync::Clock &clock, Sync::KeychainSecretStore::Session session)
{
    return [&clock, session = std::move(session)] {
        return std::make_unique<Sync::KeychainSecretStore>(
            QStringLiteral("syncdesk"), clock, std::chrono::seconds(60), session);
    };
}

} // namespace App
