#pragma once

#include "sync/api/diagnosis.h"
#include "sync/api/result.h"
#include "sync/db/connectionsettings.h"

#include <QCoroTask>

#include <QStringList>
#include <QThreadPool>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace Sync {

class Clock;
class KeychainSecretStore;
class ShopConnection;

/// What checks may look at. Everything outlives the run; what is null is not in use and says so.
struct CheckContext
{
    ConnectionSettings database;
    /// Why there is no database to look at: what brings it up has tried and failed.
    std::optional<Failure> databaseFailure = {};
    ShopConnection *shop = nullptr;
    KeychainSecretStore *keychain = nullptr;
    Clock *clock = nullptr; ///< Always there.
    /// Blocking work happens here, never on the engine's thread.
    QThreadPool *pool = nullptr;
    QString dataFolder = {}; ///< Its disk must not fill up.
    QString backupFolder = {};
    QStringList scopes = {}; ///< Access scopes that are needed.
    /// The newest log messages, newest last. Called on the engine's thread.
    std::function<QList<LogEntry>()> recentLog = {};
};

/// One question with an answer in words. Stateless; lives on the engine's thread.
class Check
{
public:
    virtual ~Check() = default;

    virtual QString id() const = 0; ///< Stable, for example "database.locks".
    virtual CheckGroup group() const = 0;
    virtual QString name() const = 0; ///< For people.
    virtual std::chrono::milliseconds timeout() const { return std::chrono::seconds(5); }

    /// The answer; id, group, name and duration are filled in by the runner. Something that keeps it from looking is
    /// CouldNotCheck. After a stop the result is not used.
    virtual QCoro::Task<CheckResult> run(const CheckContext *context, std::stop_token stop) = 0;
};

/// The parts of an answer, for short.
CheckResult checkOk(const QString &summary, const QStringList &evidence = {});
CheckResult checkAttention(const QString &summary, const QString &meaning, const QStringList &evidence = {});
CheckResult checkFailed(const QString &summary, const QString &meaning, const QStringList &evidence = {});
CheckResult checkNotUsed(const QString &summary);
/// A failure as an answer: Failed when the thing checked is what failed, else CouldNotCheck.
CheckResult checkFailure(CheckStatus status, const Failure &failure);

} // namespace Sync
