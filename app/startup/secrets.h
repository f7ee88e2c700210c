#pragma once

#include "sync/secrets/keychainsecretstore.h"
#include "sync/settings/connectionsworker.h"

namespace App {

/// The system's keychain under Syncdesk's name, for every thread a store of its own, all with the same session.
inline Sync::MakeSecretStore keychain(Sync::KeychainSecretStore::Session session)
{
    return [session = std::move(session)] {
        return std::make_unique<Sync::KeychainSecretStore>(
            QStringLiteral("syncdesk"), std::chrono::seconds(60), session);
    };
}

} // namespace App
