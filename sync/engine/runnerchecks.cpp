#include "sync/engine/runnerchecks.h"

#include "sync/checks/checkrunner.h"
#include "sync/engine/enginesetup.h"
#include "sync/graphql/accessscopes.h"
#include "sync/secrets/keychainsecretstore.h"

namespace Sync {

RunnerChecks::RunnerChecks(CheckSurroundings surroundings)
    : m_surroundings(std::move(surroundings))
{ }

RunnerChecks::~RunnerChecks() = default;

// One runner for the engine's whole life: its end waits for slow connections, which the engine must not do between.
CheckRunner &RunnerChecks::runner(const CheckScope &scope)
{
    if (!m_runner) {
        if (!m_surroundings.keychainService.isEmpty())
            m_keychain = std::make_unique<KeychainSecretStore>(m_surroundings.keychainService, *scope.setup.clock);
        CheckContext context;
        context.database = scope.setup.database;
        context.databaseFailure = m_surroundings.databaseFailure;
        context.shop = &scope.shop;
        context.keychain = m_keychain.get();
        context.clock = scope.setup.clock;
        context.dataFolder = m_surroundings.dataFolder;
        context.backupFolder = scope.setup.backupFolder;
        context.scopes = neededScopes();
        context.recentLog = m_surroundings.recentLog;
        m_runner = std::make_unique<CheckRunner>(std::move(context), allChecks());
    }
    return *m_runner;
}

QCoro::Task<Result<QList<CheckResult>>> RunnerChecks::run(
    QStringList only, CheckScope scope, std::function<void(CheckResult)> ended, std::stop_token stop)
{
    return runner(scope).run(std::move(only), std::move(ended), std::move(stop));
}

QCoro::Task<Result<RemedyReport>> RunnerChecks::mend(QString id, CheckScope scope, std::stop_token stop)
{
    return runner(scope).mend(std::move(id), std::move(stop));
}

} // namespace Sync
