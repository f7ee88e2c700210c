#pragma once

#include "sync/api/connections.h"
#include "sync/settings/profilestore.h"

#include <QHash>
#include <QProcessEnvironment>

namespace Sync {

/// What is given for this start beside the profiles.
struct SettingOverrides
{
    QHash<SettingKey, QString> options; ///< From the command line.
    QProcessEnvironment environment;
};

/// The settings in effect: the first of command line, environment, profile and default that has a value.
class EffectiveSettings final
{
public:
    /// `store` outlives it.
    EffectiveSettings(const ProfileStore &store, QString profile, SettingOverrides overrides)
        : m_store(store)
        , m_profile(std::move(profile))
        , m_overrides(std::move(overrides))
    { }

    const QString &profile() const { return m_profile; }

    /// The value as it was given, unchecked; a database's address may hold a password.
    SettingValue raw(SettingKey key) const;
    /// The value checked and as it is kept; the failure names where it comes from. Not for the database's address,
    /// which may hold a password here.
    Result<QString> checked(SettingKey key) const;
    /// The value fit to be seen: without a password.
    SettingValue shown(SettingKey key) const;
    /// A secret given in the environment; empty when there is none.
    Secret secret(QStringView variable) const;
    /// The options and variables that win over the profile, secrets included, by name.
    QStringList overrides() const;

private:
    const ProfileStore &m_store;
    QString m_profile;
    SettingOverrides m_overrides;
};

/// Variables that hold a secret.
inline constexpr QStringView accessTokenVariable = u"SHOPIFY_ACCESS_TOKEN";
inline constexpr QStringView clientSecretVariable = u"SHOPIFY_CLIENT_SECRET";
inline constexpr QStringView databasePasswordVariable = u"PGPASSWORD";

} // namespace Sync
