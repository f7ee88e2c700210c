#include "sync/engine/engineservice.h"

#include "sync/db/databasebackup.h"
#include "sync/db/pgsession.h"
#include "sync/engine/desklink.h"
#include "sync/engine/deskwrites.h"
#include "sync/engine/enginecore.h"
#include "sync/engine/enginetasks.h"
#include "sync/engine/interruptionservice.h"
#include "sync/engine/scheduleservice.h"
#include "sync/ports/clock.h"
#include "sync/review/productcreation.h"
#include "sync/review/productdeletion.h"
#include "sync/review/productedits.h"
#include "sync/review/reviewdecisions.h"
#include "sync/rules/rulestore.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QPromise>

namespace Sync {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lcEngine, "syncdesk.engine")

template <typename T>
using Answer = std::shared_ptr<QPromise<Result<T>>>;

template <typename T>
QCoro::Task<void> deliver(QCoro::Task<Result<T>> task, Answer<T> answer)
{
    answer->addResult(co_await task);
    answer->finish();
}

/// Starts a task of the core in its thread and hands its end to a future. Should the thread end first, the promise is
/// dropped with the call and cancels the future.
template <typename T, typename Work>
QFuture<Result<T>> ask(EngineCore *core, Work work)
{
    auto answer = std::make_shared<QPromise<Result<T>>>();
    QFuture<Result<T>> future = answer->future();
    answer->start();
    QMetaObject::invokeMethod(
        core, [core, answer = std::move(answer), work = std::move(work)] { deliver<T>(work(*core), answer); },
        Qt::QueuedConnection);
    return future;
}

Failure noBackupFolder(const QString &folder)
{
    return {FailureKind::LocalDisk,
        QCoreApplication::translate("Sync::Engine", "The folder for backups cannot be made."),
        QCoreApplication::translate("Sync::Engine", "No backup was written."),
        QCoreApplication::translate("Sync::Engine", "Check the rights of the folder %1.").arg(folder)};
}

} // namespace

EngineService::EngineService(EngineSetup setup, QObject *parent)
    : Engine(parent)
    , m_setup(std::move(setup))
    , m_engineThread(std::make_unique<QThread>())
    , m_deskThread(std::make_unique<QThread>())
    , m_core(new EngineCore(m_setup))
    , m_desk(new DeskLink(m_setup.database, *m_setup.clock, m_setup.reviveDatabase))
{
    const auto runFor = [core = m_core](const RunRequest &request, const QString &startedBy) {
        return ask<BatchReport>(
            core, [request, startedBy](EngineCore &engine) { return engine.run(request, startedBy); });
    };
    m_schedules = std::make_unique<ScheduleService>(*m_desk, *m_setup.clock, m_setup.operatorAtDesk, runFor);
    m_interruptions = std::make_unique<InterruptionService>(*m_desk, *m_setup.clock, m_setup.operatorAtDesk,
        [runFor](const RunRequest &request) { return runFor(request, {}); });
    m_engineThread->setObjectName(u"engine"_s);
    m_deskThread->setObjectName(u"desk"_s);
    m_core->moveToThread(m_engineThread.get());
    m_desk->moveToThread(m_deskThread.get());
    connectCore();
    connectDesk();
    m_engineThread->start();
    m_deskThread->start();
}

void EngineService::connectCore()
{
    connect(m_engineThread.get(), &QThread::started, m_core, &EngineCore::begin);
    connect(m_engineThread.get(), &QThread::finished, m_core, &QObject::deleteLater);
    connect(m_core, &EngineCore::stateChanged, this, &Engine::stateChanged);
    connect(m_core, &EngineCore::progressed, this, &Engine::progressed);
    connect(m_core, &EngineCore::itemFinished, this, &Engine::itemFinished);
    connect(m_core, &EngineCore::batchFinished, this, &Engine::batchFinished);
    connect(m_core, &EngineCore::checkFinished, this, &Engine::checkFinished);
}

void EngineService::connectDesk()
{
    connect(m_deskThread.get(), &QThread::started, m_desk, &DeskLink::begin);
    connect(m_deskThread.get(), &QThread::finished, m_desk, &QObject::deleteLater);
    connect(m_desk, &DeskLink::linkChanged, m_core, &EngineCore::noteDatabase);
    connect(m_desk, &DeskLink::liveChanged, m_core, &EngineCore::noteLive);
    connect(m_desk, &DeskLink::recordRead, m_core, &EngineCore::noteRecord);
}

EngineService::~EngineService()
{
    m_schedules.reset();
    m_interruptions.reset();
    if (endThreads())
        return;
    // A thread that cannot be ended keeps what it uses; the process is about to go anyway.
    qCCritical(lcEngine, "a thread did not end in time");
    (void)m_engineThread.release();
    (void)m_deskThread.release();
}

bool EngineService::endThreads()
{
    const QDeadlineTimer deadline(9s);
    m_core->requestStop();
    QMetaObject::invokeMethod(
        m_core, [core = m_core, thread = m_engineThread.get()] { core->shutDown().then([thread] { thread->quit(); }); },
        Qt::QueuedConnection);
    const bool coreEnded = m_engineThread->wait(QDeadlineTimer(7s));
    m_desk->interrupt();
    m_deskThread->quit();
    return m_deskThread->wait(deadline) && coreEnded;
}

QFuture<Result<BatchReport>> EngineService::run(RunRequest request)
{
    return ask<BatchReport>(m_core, [request = std::move(request)](EngineCore &core) { return core.run(request); });
}

void EngineService::pause()
{
    QMetaObject::invokeMethod(m_core, &EngineCore::pause, Qt::QueuedConnection);
}

void EngineService::resume()
{
    QMetaObject::invokeMethod(m_core, &EngineCore::resume, Qt::QueuedConnection);
}

void EngineService::cancel()
{
    m_core->requestStop();
}

QFuture<Result<qint64>> EngineService::stageLocalEdits()
{
    return ask<qint64>(m_core, [](EngineCore &core) { return core.stageLocalEdits(); });
}

QFuture<Result<DecisionReport>> EngineService::decide(DecisionRequest request)
{
    return m_desk->ask<DecisionReport>([request = std::move(request), by = m_setup.operatorAtDesk](
                                           PgSession &session) { return decideOnChanges(session, request, by); });
}

QFuture<Result<QList<ApprovalRule>>> EngineService::changeRules(RuleChange change)
{
    return m_desk->ask<QList<ApprovalRule>>([change = std::move(change), by = m_setup.operatorAtDesk](
                                                PgSession &session) { return Sync::changeRules(session, change, by); });
}

QFuture<Result<EditReport>> EngineService::editProduct(ProductEdit edit)
{
    return m_desk->ask<EditReport>([edit = std::move(edit), by = m_setup.operatorAtDesk](
                                       PgSession &session) { return Sync::editProduct(session, edit, by); });
}

QFuture<Result<CreateReport>> EngineService::createProduct(NewProduct product)
{
    return m_desk->ask<CreateReport>([product = std::move(product), by = m_setup.operatorAtDesk](
                                         PgSession &session) { return Sync::createProduct(session, product, by); });
}

QFuture<Result<CreateReport>> EngineService::duplicateProduct(ProductId source)
{
    return m_desk->ask<CreateReport>([source, by = m_setup.operatorAtDesk](
                                         PgSession &session) { return Sync::duplicateProduct(session, source, by); });
}

QFuture<Result<ProductsReport>> EngineService::deleteProducts(QList<SeenProduct> products)
{
    return m_desk->ask<ProductsReport>([products = std::move(products), by = m_setup.operatorAtDesk](
                                           PgSession &session) { return Sync::deleteProducts(session, products, by); });
}

QFuture<Result<ProductsReport>> EngineService::restoreProducts(QList<ProductId> products)
{
    return m_desk->ask<ProductsReport>(
        [products = std::move(products), by = m_setup.operatorAtDesk](
            PgSession &session) { return Sync::restoreProducts(session, products, by); });
}

QFuture<Result<RollbackPlan>> EngineService::planRollback(RollbackRequest request)
{
    return ask<RollbackPlan>(
        m_core, [request = std::move(request)](EngineCore &core) { return core.planRollback(request); });
}

QFuture<Result<ReplayPlan>> EngineService::planReplay(ReplayRequest request)
{
    return ask<ReplayPlan>(
        m_core, [request = std::move(request)](EngineCore &core) { return core.planReplay(request); });
}

QFuture<Result<QList<CheckResult>>> EngineService::runChecks(QStringList only)
{
    return ask<QList<CheckResult>>(m_core, [only = std::move(only)](EngineCore &core) { return core.runChecks(only); });
}

QFuture<Result<RemedyReport>> EngineService::runRemedy(QString id)
{
    return ask<RemedyReport>(m_core, [id = std::move(id)](EngineCore &core) { return core.runRemedy(id); });
}

QFuture<Result<Done>> EngineService::setMaintenance(bool active, QString reason, QDateTime until)
{
    return m_desk->ask<Done>(
        [active, reason = std::move(reason), until, now = m_setup.clock->now(), by = m_setup.operatorAtDesk](
            PgSession &session) { return switchMaintenance(session, active, reason, until, now, by); });
}

QFuture<Result<Done>> EngineService::setSafeLevel(SafeLevel level)
{
    auto answer = std::make_shared<QPromise<Result<Done>>>();
    QFuture<Result<Done>> future = answer->future();
    answer->start();
    QMetaObject::invokeMethod(
        m_core,
        [core = m_core, desk = m_desk, level, by = m_setup.operatorAtDesk, answer] {
            const bool lasts = core->chooseSafeLevel(level);
            desk->ask<Done>(
                    [level, lasts, by](PgSession &session) { return storeSafeLevel(session, level, lasts, by); })
                .then([answer](Result<Done> stored) {
                    answer->addResult(std::move(stored));
                    answer->finish();
                });
        },
        Qt::QueuedConnection);
    return future;
}

QFuture<Result<SafeLevelState>> EngineService::safeLevel()
{
    auto answer = std::make_shared<QPromise<Result<SafeLevelState>>>();
    QFuture<Result<SafeLevelState>> future = answer->future();
    answer->start();
    QMetaObject::invokeMethod(
        m_core,
        [core = m_core, answer] {
            answer->addResult(core->safeLevel());
            answer->finish();
        },
        Qt::QueuedConnection);
    return future;
}

QFuture<Result<QString>> EngineService::backUp()
{
    auto answer = std::make_shared<QPromise<Result<QString>>>();
    QFuture<Result<QString>> future = answer->future();
    answer->start();
    const QString path
        = DatabaseBackup::suggestedPath(m_setup.backupFolder, m_setup.database.database, m_setup.clock->now());
    QMetaObject::invokeMethod(
        m_core,
        [core = m_core, setup = &m_setup, path, answer] {
            if (!QDir().mkpath(setup->backupFolder)) {
                answer->addResult(noBackupFolder(setup->backupFolder));
                answer->finish();
                return;
            }
            auto *backup = new DatabaseBackup(setup->database, core);
            connect(backup, &DatabaseBackup::finished, core, [answer, backup](const Result<BackupFile> &outcome) {
                answer->addResult(outcome ? Result<QString>(outcome->path) : Result<QString>(outcome.failure()));
                answer->finish();
                backup->deleteLater();
            });
            backup->start(path);
        },
        Qt::QueuedConnection);
    return future;
}

void EngineService::reconnect()
{
    m_desk->tryNow();
    QMetaObject::invokeMethod(m_core, &EngineCore::connectAgain, Qt::QueuedConnection);
}

} // namespace Sync
