#pragma once

#include "app/startup/configuration.h"
#include "app/startup/datafolder.h"

#include "sync/settings/connectionsworker.h"

#include <QCoroTask>

#include <QObject>

#include <memory>
#include <optional>
#include <stop_token>

namespace Sync {
class EmbeddedCluster;
}

namespace App {

class DemoShopProcess;

/// Where the services that this start needs are to be reached.
struct ServiceAddresses
{
    Sync::ConnectionSettings database;
    Sync::ShopSettings shop;
    Sync::ShopAccess access;
    bool databaseIsOurs = false; ///< The private PostgreSQL.
    bool shopIsOurs = false; ///< The demo shop.
    /// Why the database, or the shop, cannot be reached at these addresses; only after a look round, or for a command
    /// that needs no shop.
    std::optional<Sync::Failure> databaseFailure = {};
    std::optional<Sync::Failure> shopFailure = {};
};

/// Brings up what runs beside the program, in this order: the private PostgreSQL (unless another database is
/// configured), its schema, the demo shop (unless a shop is configured); and keeps them up. Everything blocks, so it
/// lives on a thread of its own; the slots are called queued.
class LocalServices final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LocalServices)

public:
    enum class Extent {
        Everything,
        DatabaseAsItIs, ///< The database alone, its schema left as it is.
    };

    /// `secrets` is called once, on the services' thread.
    LocalServices(Configuration configuration, DataFolder folder, Extent extent, Sync::MakeSecretStore secrets);
    ~LocalServices() override;

    /// Starts what has gone since it was brought up. Any thread but the services' own; waits for it.
    Sync::Result<Sync::Done> mend();

public Q_SLOTS:
    /// Ends with ready() or failed(); may be called again after failed().
    void bringUp();
    /// Brings up as much as can be, to find out what is wrong. Ends with lookedRound() whatever failed. The schema of
    /// a database that is not ours is left as it is.
    void lookRound();
    /// Lets go of everything; the last Syncdesk of this user stops PostgreSQL and the demo shop by that.
    void letGo();

Q_SIGNALS:
    /// What is being done, one sentence.
    void stepped(const QString &step);
    void ready(const App::ServiceAddresses &addresses);
    void failed(const Sync::Failure &failure);
    void lookedRound(const App::ServiceAddresses &addresses);

private:
    QCoro::Task<Sync::Result<ServiceAddresses>> bringUpAll(std::stop_token stop);
    QCoro::Task<ServiceAddresses> bringUpWhatCanBe(std::stop_token stop);
    QCoro::Task<Sync::Result<ServiceAddresses>> withDatabase(std::stop_token stop);
    QCoro::Task<Sync::Result<ServiceAddresses>> withShop(ServiceAddresses addresses, std::stop_token stop);
    Sync::Result<Sync::ConnectionSettings> bringUpDatabase();
    Sync::Result<Sync::Done> migrate(const Sync::ConnectionSettings &database);
    Sync::Result<Sync::Done> bringUpShop();
    QCoro::Task<Sync::Result<Sync::ShopAccess>> shopAccess(std::stop_token stop);
    QCoro::Task<Sync::Secret> kept(QString name, std::stop_token stop);
    QCoro::Task<Sync::Result<Sync::ConnectionSettings>> databaseWithPassword(
        Sync::ConnectionSettings database, std::stop_token stop);
    Sync::Result<Sync::Done> mendHere();

    const Configuration m_configuration;
    const DataFolder m_folder;
    const Extent m_extent;
    const Sync::MakeSecretStore m_makeSecrets;
    std::unique_ptr<Sync::SecretStore> m_secrets;
    bool m_secretsAnswered = true; ///< The last time they were asked.
    std::stop_source m_stop;
    std::unique_ptr<Sync::EmbeddedCluster> m_cluster;
    std::unique_ptr<DemoShopProcess> m_demoShop;
};

} // namespace App

Q_DECLARE_METATYPE(App::ServiceAddresses)
