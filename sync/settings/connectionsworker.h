#pragma once

#include "sync/api/connections.h"
#include "sync/secrets/secretstore.h"

#include <QCoroTask>

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <stop_token>

namespace Sync {

class Clock;

/// Makes a store of secrets, on the thread that will use it.
using MakeSecretStore = std::function<std::unique_ptr<SecretStore>()>;

/// What Connections does elsewhere than on the caller's thread: asking the keychain, trying shops and databases.
/// Belongs to a thread with an event loop; what blocks goes to a pool.
class ConnectionsWorker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionsWorker)

public:
    /// The clock outlives the worker.
    ConnectionsWorker(MakeSecretStore makeStore, Clock &clock);
    ~ConnectionsWorker() override;

    QCoro::Task<Result<KnownSecrets>> lookForSecrets(Profile profile);
    QCoro::Task<Result<SecretLife>> keepSecrets(Profile profile, ProfileSecrets secrets);
    /// Forgets the secrets of a profile that `stillUsed` does not name.
    QCoro::Task<Result<Done>> forgetSecrets(Profile profile, QStringList stillUsed);
    QCoro::Task<Result<QList<CheckResult>>> testShopOf(Profile profile, ProfileSecrets secrets);
    QCoro::Task<Result<QList<CheckResult>>> testDatabaseOf(Profile profile, ProfileSecrets secrets);

    /// Stops what waits; any thread. Everything under way then ends soon.
    void requestStop() { m_stop.request_stop(); }

    /// Counts a task as under way while `running` is alive; on the worker's thread.
    class Running
    {
        Q_DISABLE_COPY_MOVE(Running)

    public:
        explicit Running(ConnectionsWorker &worker);
        ~Running();

    private:
        ConnectionsWorker &m_worker;
    };
    /// Calls `then` as soon as nothing is under way; on the worker's thread.
    void whenIdle(std::function<void()> then);

private:
    SecretStore &store();
    QCoro::Task<Result<bool>> has(QString name, std::stop_token stop);
    /// What was typed, else what is kept, else nothing.
    QCoro::Task<Secret> typedOrKept(Secret typed, QString name, std::stop_token stop);

    MakeSecretStore m_makeStore;
    Clock &m_clock;
    std::unique_ptr<SecretStore> m_store;
    std::stop_source m_stop;
    QThreadPool m_pool;
    int m_running = 0;
    std::function<void()> m_whenIdle;
};

/// The names under which the secrets of a profile lie in the keychain; those it cannot have are left out.
QStringList secretNamesOf(const Profile &profile);

} // namespace Sync
