#include "app/startup/desk.h"

#include "sync/engine/absentshop.h"
#include "sync/engine/engineservice.h"
#include "sync/engine/jobtasks.h"
#include "sync/engine/runnerchecks.h"
#include "sync/graphql/httpshop.h"
#include "sync/reader/pgreader.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace App {

namespace {

Q_LOGGING_CATEGORY(lcBatch, "syncdesk.batch")

/// What the engine tells is also what the log keeps: how batches end, and why single products failed.
void keepInLog(Sync::Engine &engine)
{
    QObject::connect(&engine, &Sync::Engine::batchFinished, &engine, [](const Sync::BatchReport &report) {
        qCInfo(lcBatch, "batch %lld (%s) ended as %s: %lld of %lld succeeded, %lld failed, %lld skipped",
            report.batch.value, qPrintable(toWord(report.kind)), qPrintable(toWord(report.status)), report.succeeded,
            report.total, report.failed, report.skipped);
        for (const QString &warning : report.warnings)
            qCWarning(lcBatch, "batch %lld: %s", report.batch.value, qPrintable(warning));
    });
    QObject::connect(&engine, &Sync::Engine::itemFinished, &engine, [](const Sync::ItemOutcome &item) {
        if (item.outcome != Sync::Outcome::Success && item.outcome != Sync::Outcome::Skipped)
            qCWarning(lcBatch, "batch %lld, product %lld: %s: %s", item.batch.value, item.product.value,
                qPrintable(toWord(item.outcome)), qPrintable(item.message));
    });
    QObject::connect(&engine, &Sync::Engine::stateChanged, &engine,
        [before = Sync::DeskState()](const Sync::DeskState &state) mutable {
            const auto tell = [](const char *name, const Sync::Link &was, const Sync::Link &is) {
                if (was.state != is.state)
                    qCInfo(
                        lcBatch, "%s: %s", name, qPrintable(is.failure.what.isEmpty() ? is.text : is.failure.text()));
            };
            tell("database", before.database, state.database);
            tell("shopify", before.shopify, state.shopify);
            if (before.maintenance.active != state.maintenance.active)
                qCInfo(lcBatch, "maintenance mode %s", state.maintenance.active ? "on" : "off");
            before = state;
        });
}

} // namespace

Desk::Desk(const ServiceAddresses &addresses, const Configuration &configuration, const DataFolder &folder,
    LocalServices &services, RecentLog recentLog)
    : m_reader(std::make_unique<Sync::PgReader>(addresses.database, m_clock))
{
    Sync::EngineSetup setup;
    setup.database = addresses.database;
    setup.shop = addresses.shop;
    setup.operatorAtDesk = configuration.operatorAtDesk;
    setup.backupFolder = folder.backups();
    setup.clock = &m_clock;
    setup.random = &m_random;
    if (addresses.databaseIsOurs)
        setup.reviveDatabase = [&services] { return services.mend(); };
    setup.makeShop = [this, addresses]() -> std::unique_ptr<Sync::ShopConnection> {
        if (addresses.shopFailure)
            return std::make_unique<Sync::AbsentShop>(*addresses.shopFailure);
        return std::make_unique<Sync::HttpShop>(addresses.shop, addresses.access, m_clock, m_random);
    };
    setup.makeTasks = [folder, breaker = configuration.breaker] {
        return std::make_unique<Sync::JobTasks>(folder.backups(), breaker);
    };
    setup.makeChecks = [folder, addresses, recentLog = std::move(recentLog)] {
        return std::make_unique<Sync::RunnerChecks>(
            Sync::CheckSurroundings{folder.root, u"syncdesk"_s, recentLog, addresses.databaseFailure});
    };
    m_engine = std::make_unique<Sync::EngineService>(std::move(setup));
    keepInLog(*m_engine);
}

Desk::~Desk() = default;

Sync::Engine &Desk::engine() const
{
    return *m_engine;
}

Sync::Schedules &Desk::schedules() const
{
    return m_engine->schedules();
}

Sync::Interruptions &Desk::interruptions() const
{
    return m_engine->interruptions();
}

} // namespace App
