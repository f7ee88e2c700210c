#pragma once

#include "sync/api/connections.h"
#include "sync/settings/connectionsworker.h"
#include "sync/settings/effectivesettings.h"

#include <QThread>

namespace Sync {

/// Connections over a settings file and a keychain, with a thread of its own, "connections".
class ConnectionsService final : public Connections
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionsService)

public:
    /// `store` and `clock` outlive it; the clock is asked on its thread. `startProfile` is the one this start opens.
    ConnectionsService(ProfileStore &store, QString startProfile, SettingOverrides overrides, MakeSecretStore makeStore,
        Clock &clock, QObject *parent = nullptr);
    /// Stops what is under way and waits for it; futures still open are cancelled.
    ~ConnectionsService() override;

    QStringList profiles() const override { return m_store.names(); }
    QString currentProfile() const override { return m_store.current(); }
    Profile profile(const QString &name) const override { return m_store.read(name); }
    QString freeName(const QString &shop) const override { return m_store.freeName(shop); }
    Result<Done> keepProfile(const Profile &profile) override { return m_store.keep(profile); }
    Result<Done> removeProfile(const QString &name) override { return m_store.remove(name); }
    Result<Done> setCurrentProfile(const QString &name) override { return m_store.setCurrent(name); }
    QList<SettingValue> settings(const QString &profile) const override;
    Result<Done> set(const QString &profile, SettingKey key, const QString &text) override;
    QStringList overrides() const override;
    Result<ReadAddress> readShopAddress(const QString &typed) const override;
    Result<ReadAddress> readDatabaseAddress(const QString &typed) const override;
    Result<EnvironmentFile> readEnvironmentFile(const QString &path) const override;
    QFuture<Result<KnownSecrets>> lookForSecrets(Profile profile) override;
    QFuture<Result<SecretLife>> keepSecrets(Profile profile, ProfileSecrets secrets) override;
    QFuture<Result<Done>> forgetSecrets(Profile profile) override;
    QFuture<Result<QList<CheckResult>>> testShop(Profile profile, ProfileSecrets secrets) override;
    QFuture<Result<QList<CheckResult>>> testDatabase(Profile profile, ProfileSecrets secrets) override;

private:
    EffectiveSettings effective(const QString &profile) const;

    ProfileStore &m_store;
    QString m_startProfile;
    SettingOverrides m_overrides;
    QThread m_thread;
    ConnectionsWorker *m_worker; ///< Lives in m_thread and is deleted there when it ends.
};

} // namespace Sync
