#include "app/startup/localservices.h"

#include "app/startup/demoshopprocess.h"
#include "app/startup/schemakeeper.h"
#include "sync/db/embeddedcluster.h"
#include "sync/graphql/shopaddress.h"
#include "sync/secrets/redaction.h"
#include "sync/secrets/secretnames.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace App {

namespace {

Q_LOGGING_CATEGORY(lcServices, "syncdesk.startup")

/// Products in the demo shop: about the size of the shop that Syncdesk was first made for.
constexpr int usualDemoProducts = 25'000;

/// SYNCDESK_DEMO_PRODUCTS asks for another size, from 1 to 1,000,000.
int demoProducts()
{
    bool ok = false;
    const int asked = qEnvironmentVariableIntValue("SYNCDESK_DEMO_PRODUCTS", &ok);
    return ok && asked >= 1 && asked <= 1'000'000 ? asked : usualDemoProducts;
}

} // namespace

LocalServices::LocalServices(
    Configuration configuration, DataFolder folder, Extent extent, Sync::MakeSecretStore secrets)
    : m_configuration(std::move(configuration))
    , m_folder(std::move(folder))
    , m_extent(extent)
    , m_makeSecrets(std::move(secrets))
{ }

LocalServices::~LocalServices()
{
    letGo();
}

void LocalServices::bringUp()
{
    bringUpAll(m_stop.get_token()).then([this](const Sync::Result<ServiceAddresses> &addresses) {
        if (addresses)
            Q_EMIT ready(*addresses);
        else if (addresses.failure().kind != Sync::FailureKind::Stopped)
            Q_EMIT failed(addresses.failure());
    });
}

void LocalServices::lookRound()
{
    bringUpWhatCanBe(m_stop.get_token()).then([this](const ServiceAddresses &addresses) {
        Q_EMIT lookedRound(addresses);
    });
}

QCoro::Task<Sync::Result<ServiceAddresses>> LocalServices::bringUpAll(std::stop_token stop)
{
    auto addresses = co_await withDatabase(stop);
    if (!addresses)
        co_return addresses.failure();
    if (m_extent == Extent::DatabaseAsItIs) {
        addresses->shopFailure
            = Sync::Failure{Sync::FailureKind::Refused, tr("No shop is needed here, so none was opened.")};
        co_return Sync::Result<ServiceAddresses>(*addresses);
    }
    if (const auto migrated = migrate(addresses->database); !migrated)
        co_return migrated.failure();
    co_return co_await withShop(*addresses, stop);
}

QCoro::Task<ServiceAddresses> LocalServices::bringUpWhatCanBe(std::stop_token stop)
{
    ServiceAddresses addresses;
    auto database = co_await withDatabase(stop);
    if (database) {
        addresses = *database;
        // What keeps it from being migrated is also what its check finds.
        if (const auto migrated = addresses.databaseIsOurs ? migrate(addresses.database) : Sync::Done{}; !migrated)
            qCWarning(
                lcServices, "%s (%s)", qPrintable(migrated.failure().text()), qPrintable(migrated.failure().detail));
    } else {
        addresses.databaseFailure = database.failure();
        // Where nobody listens: without a host libpq would look for a server of this computer's.
        addresses.database.host = m_folder.cluster();
        addresses.shop = m_configuration.shop;
    }
    auto shop = co_await withShop(addresses, stop);
    if (shop)
        co_return ServiceAddresses(*shop);
    addresses.shopFailure = shop.failure();
    co_return ServiceAddresses(addresses);
}

QCoro::Task<Sync::Result<ServiceAddresses>> LocalServices::withDatabase(std::stop_token stop)
{
    const auto place = bringUpDatabase();
    if (!place)
        co_return place.failure();
    const auto database = co_await databaseWithPassword(*place, stop);
    if (!database)
        co_return database.failure();
    Sync::registerSecret(database->password);
    ServiceAddresses addresses{*database, m_configuration.shop, {}, m_cluster != nullptr};
    co_return Sync::Result<ServiceAddresses>(addresses);
}

QCoro::Task<Sync::Result<ServiceAddresses>> LocalServices::withShop(ServiceAddresses addresses, std::stop_token stop)
{
    if (const auto shop = bringUpShop(); !shop)
        co_return shop.failure();
    addresses.shopIsOurs = m_demoShop != nullptr;
    if (m_demoShop) {
        addresses.shop.url = m_demoShop->url();
        addresses.access.accessToken = m_demoShop->token();
    } else {
        const auto access = co_await shopAccess(stop);
        if (!access)
            co_return access.failure();
        addresses.access = *access;
    }
    Sync::registerSecret(addresses.access.accessToken);
    Sync::registerSecret(addresses.access.clientSecret);
    co_return Sync::Result<ServiceAddresses>(addresses);
}

QCoro::Task<Sync::Result<Sync::ConnectionSettings>> LocalServices::databaseWithPassword(
    Sync::ConnectionSettings database, std::stop_token stop)
{
    if (!m_cluster && database.password.isEmpty())
        database.password
            = co_await kept(Sync::SecretNames::databasePassword(database.user, database.host, database.port), stop);
    if (stop.stop_requested())
        co_return Sync::stopped();
    co_return Sync::Result<Sync::ConnectionSettings>(database);
}

QCoro::Task<Sync::Result<Sync::ShopAccess>> LocalServices::shopAccess(std::stop_token stop)
{
    Sync::ShopAccess access = m_configuration.access;
    if (!access.accessToken.isEmpty())
        co_return Sync::Result<Sync::ShopAccess>(access);
    const QString shop = Sync::ShopAddress{m_configuration.shop.url}.domain();
    if (access.clientId.isEmpty())
        access.accessToken = co_await kept(Sync::SecretNames::accessToken(shop), stop);
    else if (access.clientSecret.isEmpty())
        access.clientSecret = co_await kept(Sync::SecretNames::clientSecret(shop, access.clientId), stop);
    if (stop.stop_requested())
        co_return Sync::stopped();
    if (access.accessToken.isEmpty() && access.clientSecret.isEmpty()) {
        const QString unread
            = m_secretsAnswered ? QString() : tr("This computer's password store could not be asked for one.") + u' ';
        co_return Sync::Failure{Sync::FailureKind::Refused,
            access.clientId.isEmpty() ? tr("There is no access token for %1.").arg(shop)
                                      : tr("There is no client secret for %1.").arg(shop),
            unread + tr("Shopify cannot be reached without one; nothing was changed."),
            access.clientId.isEmpty()
                ? tr("Give it in Connections or with “syncdesk config set-token”, or put it into SHOPIFY_ACCESS_TOKEN.")
                : tr("Give it in Connections or with “syncdesk config set-client-secret”, or put it into "
                     "SHOPIFY_CLIENT_SECRET.")};
    }
    co_return Sync::Result<Sync::ShopAccess>(access);
}

QCoro::Task<Sync::Secret> LocalServices::kept(QString name, std::stop_token stop)
{
    if (!m_secrets)
        m_secrets = m_makeSecrets();
    const auto secret = co_await m_secrets->read(name, stop);
    m_secretsAnswered = secret.isOk();
    if (!secret)
        qCInfo(lcServices, "%s: %s", qPrintable(name), qPrintable(secret.failure().text()));
    co_return secret ? Sync::Secret(*secret) : Sync::Secret();
}

Sync::Result<Sync::ConnectionSettings> LocalServices::bringUpDatabase()
{
    if (m_configuration.database)
        return *m_configuration.database;
    if (!m_cluster) {
        Sync::EmbeddedCluster::Options options;
        options.folder = m_folder.cluster();
        options.progress = [this](Sync::ClusterStep step) {
            switch (step) {
            case Sync::ClusterStep::Creating:
                Q_EMIT stepped(tr("Making a private database; this happens once."));
                break;
            case Sync::ClusterStep::Starting:
                Q_EMIT stepped(tr("Starting the private database."));
                break;
            case Sync::ClusterStep::Recovering:
                Q_EMIT stepped(tr("Recovering the database after an interruption."));
                break;
            case Sync::ClusterStep::Looking:
            case Sync::ClusterStep::Preparing:
            case Sync::ClusterStep::Ready:
                break;
            }
        };
        auto cluster = Sync::EmbeddedCluster::open(options);
        if (!cluster)
            return cluster.failure();
        m_cluster = std::move(cluster).value();
    }
    return m_cluster->settings();
}

Sync::Result<Sync::Done> LocalServices::migrate(const Sync::ConnectionSettings &database)
{
    auto session = Sync::PgSession::open(database);
    if (!session)
        return session.failure();
    const SchemaOwner owner{database, m_configuration.operatorAtDesk.name, m_folder.backups(), m_cluster != nullptr};
    Sync::MigrationRunner::Options options = owner.options();
    options.progress
        = [this](int, const QString &name) { Q_EMIT stepped(tr("Preparing the database: %1.").arg(name)); };
    const auto applied = Sync::MigrationRunner(**session, options).up();
    if (!applied)
        return applied.failure();
    if (*applied > 0)
        qCInfo(lcServices, "%d migrations applied", *applied);
    return Sync::Done{};
}

Sync::Result<Sync::Done> LocalServices::bringUpShop()
{
    if (!m_configuration.usesDemoShop())
        return Sync::Done{};
    if (m_demoShop)
        return m_demoShop->ensureRunning();
    Q_EMIT stepped(tr("Opening the demo shop."));
    auto shop = DemoShopProcess::start(m_folder.demoShop(), demoProducts());
    if (!shop)
        return shop.failure();
    m_demoShop = std::move(shop).value();
    return Sync::Done{};
}

Sync::Result<Sync::Done> LocalServices::mend()
{
    Sync::Result<Sync::Done> outcome = Sync::stopped();
    QMetaObject::invokeMethod(
        this, [this, &outcome] { outcome = mendHere(); }, Qt::BlockingQueuedConnection);
    return outcome;
}

Sync::Result<Sync::Done> LocalServices::mendHere()
{
    // Each is mended whatever becomes of the other; the database's failure is the graver one to tell.
    const Sync::Result<Sync::Done> shop = m_demoShop ? m_demoShop->ensureRunning() : Sync::Done{};
    if (!shop)
        qCWarning(lcServices, "%s (%s)", qPrintable(shop.failure().text()), qPrintable(shop.failure().detail));
    if (m_cluster) {
        if (const auto running = m_cluster->ensureRunning(); !running)
            return running;
    }
    return shop;
}

void LocalServices::letGo()
{
    m_stop.request_stop();
    m_demoShop.reset();
    if (!m_cluster)
        return;
    if (const auto closed = m_cluster->close(); !closed)
        qCWarning(lcServices, "%s (%s)", qPrintable(closed.failure().text()), qPrintable(closed.failure().detail));
    m_cluster.reset();
}

} // namespace App
