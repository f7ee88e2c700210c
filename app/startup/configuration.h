#pragma once

#include "sync/api/breakerlimits.h"
#include "sync/api/result.h"
#include "sync/api/settings.h"
#include "sync/db/connectionsettings.h"
#include "sync/graphql/httpshop.h"
#include "sync/settings/effectivesettings.h"

#include <QString>

#include <optional>

namespace App {

struct CommandLine;

/// What this start of the program works with, put together from command line, environment and profile, in that order
/// of precedence.
struct Configuration
{
    QString profile = Sync::demoProfile.toString();
    /// Names the data folder: the profile's name, or the shop when another than the profile's is asked for, so that
    /// two shops never share a private database.
    QString folder = Sync::demoProfile.toString();
    /// Unset: the private PostgreSQL in the data folder.
    std::optional<Sync::ConnectionSettings> database;
    /// Without an address: the built-in demo shop.
    Sync::ShopSettings shop;
    Sync::BreakerLimits breaker;
    /// From the environment; what is empty is asked of the keychain.
    Sync::ShopAccess access;
    Sync::Operator operatorAtDesk;
    QStringList notes; ///< Sentences on what was read differently than written, for the log.

    bool usesDemoShop() const { return shop.url.isEmpty(); }
};

/// The command line's and the environment's part in the settings. The demo is for trying things out: nothing of
/// either points it at a real shop or database. Nor do they a profile that was chosen in the window.
Sync::SettingOverrides overridesFor(const CommandLine &line, const QProcessEnvironment &environment);
/// The profile this start opens: the one named, else the current one, else the demo.
QString profileFor(const CommandLine &line, const Sync::ProfileStore &store);
/// Whether nobody has ever said what to open: no profile, no shop, no database, from nowhere.
bool isFirstStart(const CommandLine &line, const QProcessEnvironment &environment, const Sync::ProfileStore &store);

/// Reads the configuration; a value that cannot be used is a failure that names it, never silently replaced.
Sync::Result<Configuration> readConfiguration(
    const CommandLine &line, const QProcessEnvironment &environment, const Sync::ProfileStore &store);

} // namespace App
