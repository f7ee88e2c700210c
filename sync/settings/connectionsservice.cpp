#include "sync/settings/connectionsservice.h"

#include "sync/settings/environmentfile.h"
#include "sync/settings/settingcheck.h"

#include <QPromise>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
using Answer = std::shared_ptr<QPromise<Result<T>>>;

template <typename T>
QCoro::Task<void> deliver(ConnectionsWorker *worker, QCoro::Task<Result<T>> task, Answer<T> answer)
{
    const ConnectionsWorker::Running running(*worker);
    answer->addResult(co_await task);
    answer->finish();
}

/// Starts a task of the worker in its thread and hands its end to a future. Should the thread end first, the promise
/// is dropped with the call and cancels the future.
template <typename T, typename Work>
QFuture<Result<T>> ask(ConnectionsWorker *worker, Work work)
{
    auto answer = std::make_shared<QPromise<Result<T>>>();
    QFuture<Result<T>> future = answer->future();
    answer->start();
    QMetaObject::invokeMethod(
        worker,
        [worker, answer = std::move(answer), work = std::move(work)] { deliver<T>(worker, work(*worker), answer); },
        Qt::QueuedConnection);
    return future;
}

} // namespace

ConnectionsService::ConnectionsService(ProfileStore &store, QString startProfile, SettingOverrides overrides,
    MakeSecretStore makeStore, Clock &clock, QObject *parent)
    : Connections(parent)
    , m_store(store)
    , m_startProfile(std::move(startProfile))
    , m_overrides(std::move(overrides))
    , m_worker(new ConnectionsWorker(std::move(makeStore), clock))
{
    m_thread.setObjectName(u"connections"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

ConnectionsService::~ConnectionsService()
{
    m_worker->requestStop();
    // What waits comes back through the event loop, in a few turns; nothing new is started meanwhile.
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, thread = &m_thread] { worker->whenIdle([thread] { thread->quit(); }); },
        Qt::QueuedConnection);
    m_thread.wait();
}

EffectiveSettings ConnectionsService::effective(const QString &profile) const
{
    return {m_store, profile.isEmpty() ? m_startProfile : profile, m_overrides};
}

QList<SettingValue> ConnectionsService::settings(const QString &profile) const
{
    const EffectiveSettings settings = effective(profile);
    QList<SettingValue> values;
    for (const Setting &each : allSettings())
        values += settings.shown(each.key);
    return values;
}

Result<Done> ConnectionsService::set(const QString &profile, SettingKey key, const QString &text)
{
    return m_store.set(profile.isEmpty() ? m_startProfile : profile, key, text);
}

QStringList ConnectionsService::overrides() const
{
    return effective({}).overrides();
}

Result<ReadAddress> ConnectionsService::readShopAddress(const QString &typed) const
{
    return Sync::readShopAddress(typed);
}

Result<ReadAddress> ConnectionsService::readDatabaseAddress(const QString &typed) const
{
    return Sync::readDatabaseAddress(typed);
}

Result<EnvironmentFile> ConnectionsService::readEnvironmentFile(const QString &path) const
{
    return Sync::readEnvironmentFile(path);
}

QFuture<Result<KnownSecrets>> ConnectionsService::lookForSecrets(Profile profile)
{
    return ask<KnownSecrets>(
        m_worker, [profile = std::move(profile)](ConnectionsWorker &worker) { return worker.lookForSecrets(profile); });
}

QFuture<Result<SecretLife>> ConnectionsService::keepSecrets(Profile profile, ProfileSecrets secrets)
{
    return ask<SecretLife>(
        m_worker, [profile = std::move(profile), secrets = std::move(secrets)](ConnectionsWorker &worker) {
            return worker.keepSecrets(profile, secrets);
        });
}

QFuture<Result<Done>> ConnectionsService::forgetSecrets(Profile profile)
{
    QStringList stillUsed;
    const QStringList names = m_store.names();
    for (const QString &name : names)
        if (name != profile.name)
            stillUsed += secretNamesOf(m_store.read(name));
    return ask<Done>(m_worker, [profile = std::move(profile), stillUsed](ConnectionsWorker &worker) {
        return worker.forgetSecrets(profile, stillUsed);
    });
}

QFuture<Result<QList<CheckResult>>> ConnectionsService::testShop(Profile profile, ProfileSecrets secrets)
{
    return ask<QList<CheckResult>>(
        m_worker, [profile = std::move(profile), secrets = std::move(secrets)](ConnectionsWorker &worker) {
            return worker.testShopOf(profile, secrets);
        });
}

QFuture<Result<QList<CheckResult>>> ConnectionsService::testDatabase(Profile profile, ProfileSecrets secrets)
{
    return ask<QList<CheckResult>>(
        m_worker, [profile = std::move(profile), secrets = std::move(secrets)](ConnectionsWorker &worker) {
            return worker.testDatabaseOf(profile, secrets);
        });
}

} // namespace Sync
