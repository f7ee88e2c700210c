#include "sync/settings/connectionsworker.h"

#include "sync/checks/poolcall.h"
#include "sync/db/connectionsettings.h"
#include "sync/graphql/shopaddress.h"
#include "sync/secrets/redaction.h"
#include "sync/secrets/secretnames.h"
#include "sync/settings/databasetest.h"
#include "sync/settings/shoptest.h"

#include <QCoreApplication>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

/// Under which names each secret of a profile lies; empty for one it cannot have.
struct Names
{
    QString accessToken;
    QString clientSecret;
    QString databasePassword;
};

Names namesOf(const Profile &profile)
{
    Names names;
    if (const Result<ShopAddress> shop = ShopAddress::parse(profile.shop)) {
        names.accessToken = SecretNames::accessToken(shop->domain());
        if (!profile.clientId.isEmpty())
            names.clientSecret = SecretNames::clientSecret(shop->domain(), profile.clientId);
    }
    if (const Result<ConnectionSettings> database = ConnectionSettings::fromUrl(profile.databaseUrl))
        names.databasePassword = SecretNames::databasePassword(database->user, database->host, database->port);
    return names;
}

Failure notForgotten(const QString &detail)
{
    return {FailureKind::Refused,
        QCoreApplication::translate("Sync::SecretStore", "This computer's password store did not let go of a secret."),
        QCoreApplication::translate("Sync::SecretStore", "The set-up stays, so that it can be removed once more."),
        QCoreApplication::translate("Sync::SecretStore", "Unlock the password store, then try again."), detail};
}

} // namespace

QStringList secretNamesOf(const Profile &profile)
{
    const Names names = namesOf(profile);
    QStringList list{names.accessToken, names.clientSecret, names.databasePassword};
    list.removeAll({});
    return list;
}

ConnectionsWorker::ConnectionsWorker(MakeSecretStore makeStore, Clock &clock)
    : m_makeStore(std::move(makeStore))
    , m_clock(clock)
{ }

ConnectionsWorker::~ConnectionsWorker() = default;

ConnectionsWorker::Running::Running(ConnectionsWorker &worker)
    : m_worker(worker)
{
    ++m_worker.m_running;
}

ConnectionsWorker::Running::~Running()
{
    if (--m_worker.m_running == 0 && m_worker.m_whenIdle)
        m_worker.m_whenIdle();
}

void ConnectionsWorker::whenIdle(std::function<void()> then)
{
    if (m_running == 0)
        then();
    else
        m_whenIdle = std::move(then);
}

SecretStore &ConnectionsWorker::store()
{
    if (!m_store)
        m_store = m_makeStore();
    return *m_store;
}

QCoro::Task<Result<bool>> ConnectionsWorker::has(QString name, std::stop_token stop)
{
    if (name.isEmpty())
        co_return false;
    const Result<Secret> secret = co_await store().read(name, stop);
    if (!secret)
        co_return secret.failure();
    co_return !secret->isEmpty();
}

QCoro::Task<Result<KnownSecrets>> ConnectionsWorker::lookForSecrets(Profile profile)
{
    const std::stop_token stop = m_stop.get_token();
    KnownSecrets known;
    const Result<Done> usable = co_await store().probe(stop);
    if (stop.stop_requested())
        co_return stopped();
    if (!usable)
        known.keychain = usable.failure();
    // Without a keychain there may still be those of this session.
    const Names names = namesOf(profile);
    const Result<bool> token = co_await has(names.accessToken, stop);
    known.accessToken = token && *token;
    const Result<bool> clientSecret = co_await has(names.clientSecret, stop);
    known.clientSecret = clientSecret && *clientSecret;
    const Result<bool> password = co_await has(names.databasePassword, stop);
    known.databasePassword = password && *password;
    if (stop.stop_requested())
        co_return stopped();
    // One that could not be read may be there all the same.
    for (const Result<bool> *read : {&token, &clientSecret, &password})
        if (!*read && !known.keychain)
            known.keychain = read->failure();
    co_return known;
}

QCoro::Task<Result<SecretLife>> ConnectionsWorker::keepSecrets(Profile profile, ProfileSecrets secrets)
{
    const std::stop_token stop = m_stop.get_token();
    const Names names = namesOf(profile);
    SecretLife life = SecretLife::Kept;
    const std::pair<QString, Secret> all[] = {{names.accessToken, secrets.accessToken},
        {names.clientSecret, secrets.clientSecret}, {names.databasePassword, secrets.databasePassword}};
    for (const auto &[name, secret] : all) {
        if (name.isEmpty() || secret.isEmpty())
            continue;
        registerSecret(secret);
        const Result<SecretLife> kept = co_await store().write(name, secret, stop);
        if (!kept)
            co_return kept.failure();
        if (*kept == SecretLife::Session)
            life = SecretLife::Session;
    }
    co_return life;
}

QCoro::Task<Result<Done>> ConnectionsWorker::forgetSecrets(Profile profile, QStringList stillUsed)
{
    const std::stop_token stop = m_stop.get_token();
    const QStringList names = secretNamesOf(profile);
    Result<Done> outcome = Done{};
    for (const QString &name : names) {
        if (stillUsed.contains(name))
            continue;
        const Result<Done> removed = co_await store().remove(name, stop);
        if (!removed && outcome)
            outcome = removed.failure();
    }
    if (stop.stop_requested())
        co_return stopped();
    if (outcome)
        co_return Done{};
    // A keychain that answers still holds what it did not let go of.
    const Result<Done> usable = co_await store().probe(stop);
    if (usable)
        co_return notForgotten(outcome.failure().detail);
    co_return outcome.failure();
}

QCoro::Task<Secret> ConnectionsWorker::typedOrKept(Secret typed, QString name, std::stop_token stop)
{
    if (!typed.isEmpty() || name.isEmpty()) {
        registerSecret(typed);
        co_return Secret(typed);
    }
    const Result<Secret> kept = co_await store().read(name, stop);
    co_return kept ? Secret(*kept) : Secret();
}

QCoro::Task<Result<QList<CheckResult>>> ConnectionsWorker::testShopOf(Profile profile, ProfileSecrets secrets)
{
    const std::stop_token stop = m_stop.get_token();
    const Names names = namesOf(profile);
    if (profile.clientId.isEmpty())
        secrets.accessToken = co_await typedOrKept(secrets.accessToken, names.accessToken, stop);
    else
        secrets.clientSecret = co_await typedOrKept(secrets.clientSecret, names.clientSecret, stop);
    co_return co_await testShop(profile, secrets, m_clock, stop);
}

QCoro::Task<Result<QList<CheckResult>>> ConnectionsWorker::testDatabaseOf(Profile profile, ProfileSecrets secrets)
{
    if (profile.databaseUrl.isEmpty())
        co_return privateDatabaseLines();
    Result<ConnectionSettings> settings = ConnectionSettings::fromUrl(profile.databaseUrl);
    if (!settings)
        co_return settings.failure();
    const std::stop_token stop = m_stop.get_token();
    settings->password = co_await typedOrKept(secrets.databasePassword, namesOf(profile).databasePassword, stop);
    const std::function<QList<CheckResult>()> work
        = [database = *settings, shop = profile.shop] { return testDatabase(database, shop); };
    const std::optional<QList<CheckResult>> lines = co_await callInPool<QList<CheckResult>>(&m_pool, work, stop);
    if (!lines)
        co_return stopped();
    co_return Result<QList<CheckResult>>(*lines);
}

} // namespace Sync
