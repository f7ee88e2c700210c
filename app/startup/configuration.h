#pragma once

#include "sync/api/result.h"
#include "sync/api/settings.h"
#include "sync/db/connectionsettings.h"
#include "sync/engine/httpshop.h"

#include <QProcessEnvironment>
#include <QString>

#include <optional>

class QSettings;

namespace App {

struct CommandLine;

/// What this start of the program works with, put together from command line, environment and profile, in that order
/// of precedence.
struct Configuration
{
    /// Names the settings group and the data folder.
    QString profile = QStringLiteral("demo");
    /// Unset: the private PostgreSQL in the data folder.
    std::optional<Sync::ConnectionSettings> database;
    /// Without an address: the built-in demo shop.
    Sync::ShopSettings shop;
    /// From the environment; what is empty is asked of the keychain.
    Sync::ShopAccess access;
    Sync::Operator operatorAtDesk;
    QStringList notes; ///< Sentences on what was read differently than written, for the log.

    bool usesDemoShop() const { return shop.url.isEmpty(); }
};

/// Reads the configuration; a value that cannot be used is a failure that names it, never silently replaced.
Sync::Result<Configuration> readConfiguration(const CommandLine &line, const QProcessEnvironment &environment,
    const QSettings &settings);

} // namespace App
