#pragma once

#include "sync/api/secret.h"
#include "sync/api/settingkey.h"
#include "sync/api/settings.h"

#include <QString>

#include <utility>

namespace Sync {

/// The name of the set-up that is always there: the demo shop with a private database.
inline constexpr QStringView demoProfile = u"demo";

/// The circuit breaker's limits as they are set: numbers of products, and whole percents.
struct BreakerNumbers
{
    int products = 500;
    int catalogueShare = 10;
    int priceMove = 50;
    int removals = 20;
    int failureShare = 5;

    bool operator==(const BreakerNumbers &) const = default;
};

/// Which setting keeps which of them.
inline constexpr std::pair<SettingKey, int BreakerNumbers::*> breakerSettings[] = {
    {SettingKey::MostProducts, &BreakerNumbers::products},
    {SettingKey::MostCatalogueShare, &BreakerNumbers::catalogueShare},
    {SettingKey::MostPriceMove, &BreakerNumbers::priceMove},
    {SettingKey::MostRemovals, &BreakerNumbers::removals},
    {SettingKey::MostFailures, &BreakerNumbers::failureShare},
};

/// One shop and its database as somebody set them up, secrets excepted. The defaults are those of the settings table.
struct Profile
{
    QString name; ///< Lower-case letters, digits, '-' and '_'; also names the data folder.
    QString shop = {}; ///< As shown and stored: example.myshopify.com, http://127.0.0.1:PORT; empty for the demo shop.
    QString apiVersion = QStringLiteral("2026-10");
    QString clientId = {}; ///< Empty: the shop is opened with an access token.
    QString databaseUrl = {}; ///< Without a password; empty for the private database.
    int parallelWorkers = 8;
    int batchSize = 250;
    int bulkFrom = 0; ///< As in ShopSettings.
    SafeLevel safeLevel = SafeLevel::Careful;
    BreakerNumbers breaker = {};

    bool operator==(const Profile &) const = default;
};

/// The secrets that go with a profile; an empty one is not known, or not to be changed.
struct ProfileSecrets
{
    Secret accessToken = {};
    Secret clientSecret = {};
    Secret databasePassword = {};

    bool operator==(const ProfileSecrets &) const = default;
};

/// How long a secret is kept.
enum class SecretLife {
    Kept, ///< In the system's keychain, across starts.
    Session, ///< In memory, until the program ends.
};

} // namespace Sync
