#pragma once

#include "sync/ports/clock.h"
#include "sync/settings/connectionsservice.h"
#include "tests/support/fakekeychain.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>

namespace Fakes {

/// Connections as the program has them, over a settings file and a keychain of the test's own.
struct ConnectionsScene
{
    explicit ConnectionsScene(Sync::SettingOverrides overrides = {})
        : connections(
            store, Sync::demoProfile.toString(), std::move(overrides), [this] { return keychain.store(); }, clock)
    { }

    /// What lies in the settings file.
    QByteArray fileText()
    {
        settings.sync();
        QFile file(settings.fileName());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    Sync::ProfileStore store{settings};
    FakeKeychain keychain;
    Sync::SystemClock clock;
    Sync::ConnectionsService connections;
};

} // namespace Fakes
