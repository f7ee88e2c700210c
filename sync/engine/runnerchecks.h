#pragma once

#include "sync/engine/enginetasks.h"

#include <functional>
#include <memory>
#include <optional>

namespace Sync {

class CheckRunner;
class KeychainSecretStore;

/// What the checks look at beside database and shop.
struct CheckSurroundings
{
    QString dataFolder; ///< Its disk must not fill up.
    QString keychainService; ///< Under which secrets are kept; empty when the keychain is not used.
    /// The newest log messages, newest last. Called on the engine's thread; empty when no log is kept.
    std::function<QList<LogEntry>()> recentLog;
    /// Why there is no database to look at.
    std::optional<Failure> databaseFailure = {};
};

/// The checks and remedies behind the engine, done by a CheckRunner. Belongs to the engine's thread, one for each
/// engine: the first scope it is handed stays the one it looks at.
class RunnerChecks final : public EngineChecks
{
    Q_DISABLE_COPY_MOVE(RunnerChecks)

public:
    explicit RunnerChecks(CheckSurroundings surroundings);
    /// Waits for what is still on its way to the database, at the latest until the connect timeout.
    ~RunnerChecks() override;

    /// A check nobody has is NotFound. A database or a shop that cannot be reached is an answer of its checks, not a
    /// Failure.
    QCoro::Task<Result<QList<CheckResult>>> run(
        QStringList only, CheckScope scope, std::function<void(CheckResult)> ended, std::stop_token stop) override;
    /// A remedy nobody has is NotFound.
    QCoro::Task<Result<RemedyReport>> mend(QString id, CheckScope scope, std::stop_token stop) override;

private:
    CheckRunner &runner(const CheckScope &scope);

    const CheckSurroundings m_surroundings;
    std::unique_ptr<KeychainSecretStore> m_keychain;
    std::unique_ptr<CheckRunner> m_runner;
};

} // namespace Sync
