#pragma once

#include "sync/api/profile.h"
#include "sync/api/result.h"
#include "sync/api/settingkey.h"

#include <QStringList>
#include <QVariantMap>

class QSettings;

namespace Sync {

/// The profiles in a settings file, checked on the way in. Holds no secret. Belongs to one thread.
///
/// A profile belongs to its shop for good: the shop's address cannot be changed to another shop's, because the private
/// database, the history and the journal below the profile's name are that shop's.
class ProfileStore final
{
public:
    /// `settings` outlives the store.
    explicit ProfileStore(QSettings &settings)
        : m_settings(settings)
    { }

    /// All profiles, the demo first, the others by name.
    QStringList names() const;
    bool knows(const QString &name) const { return names().contains(name); }
    /// The one opened when none is named; empty while nobody has chosen.
    QString current() const;
    Result<Done> setCurrent(const QString &name);
    QString freeName(const QString &shop) const;

    /// The text kept for a setting; empty when it is not set. Settings of the program ignore the profile.
    QString value(const QString &profile, SettingKey key) const;
    /// Checks and keeps one; an empty text takes it back to its default.
    Result<Done> set(const QString &profile, SettingKey key, const QString &text);

    Profile read(const QString &name) const;
    /// Keeps all of a profile, or nothing when something in it cannot be used.
    Result<Done> keep(const Profile &profile);
    Result<Done> remove(const QString &name);

private:
    Result<QString> checked(const QString &profile, const Setting &setting, const QString &text) const;
    void write(const QString &profile, const Setting &setting, const QString &text);
    /// What is kept of profiles, and which of them is opened.
    QVariantMap all() const;
    /// Puts what was written into the file; where that fails all is as it was `before`.
    Result<Done> written(const QVariantMap &before);

    QSettings &m_settings;
};

} // namespace Sync
