#include "app/desk/deskwindow.h"

#include "app/desk/interruptionwatch.h"
#include "models/diagnostics/diagnosticsmodel.h"
#include "models/logs/logmodel.h"
#include "models/overview/overviewmodel.h"
#include "models/products/shopnameswatch.h"
#include "models/progress/preflight.h"
#include "models/progress/runmonitor.h"
#include "models/progress/workqueue.h"
#include "models/schedules/scheduletext.h"
#include "models/settings/connectiontext.h"
#include "ui/diagnostics/diagnosticspage.h"
#include "ui/history/historypage.h"
#include "ui/logs/logspage.h"
#include "ui/maintenance/emergency.h"
#include "ui/maintenance/safelevelmenu.h"
#include "ui/overview/overviewpage.h"
#include "ui/products/productspage.h"
#include "ui/review/reviewpage.h"
#include "ui/rollback/replaywizard.h"
#include "ui/rollback/rollbackwizard.h"
#include "ui/rules/rulesdialog.h"
#include "ui/schedules/schedulesdialog.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/statusline.h"
#include "ui/style/noticepanel.h"
#include "ui/sync/syncpage.h"

using namespace Qt::StringLiterals;

namespace App {
namespace {

QString checksRunKey()
{
    return u"overview/checksWereRun"_s;
}

} // namespace

/// In the order of making; destroyed the other way round, the window before the models it shows.
struct DeskWindow::Parts
{
    Parts(Sync::Engine &engineUsed, Sync::Reader &readerUsed, Sync::Schedules &schedulesUsed,
        Sync::Interruptions &interruptions, Models::LogFeed &log, QSettings &settingsUsed, Ui::Theme &theme)
        : engine(engineUsed)
        , reader(readerUsed)
        , schedules(schedulesUsed)
        , settings(settingsUsed)
        , run(engine)
        , work(reader)
        , names(reader)
        , overview(engine, reader)
        , checks(engine)
        , logs(log)
        , safeLevels(engine)
        , window({engine, run, work, settings, theme, &safeLevels})
        , emergency(new Ui::Emergency(engine, run, &window))
        , interrupted(new InterruptionWatch(interruptions, reader, run, window, &window))
    {
        overview.setChecksWereRun(settings.value(checksRunKey(), false).toBool());
    }

    Sync::Engine &engine;
    Sync::Reader &reader;
    Sync::Schedules &schedules;
    QSettings &settings;
    Models::RunMonitor run;
    Models::WorkQueue work;
    Models::ShopNamesWatch names; ///< For every page's labels.
    Models::OverviewModel overview;
    Models::DiagnosticsModel checks;
    Models::LogModel logs;
    Ui::SafeLevelMenu safeLevels;
    Ui::MainWindow window;
    Ui::Emergency *emergency;
    InterruptionWatch *interrupted;
    // Those that others call; null until they are opened for the first time.
    Ui::OverviewPage *overviewPage = nullptr;
    Ui::ReviewPage *reviewPage = nullptr;
    Ui::SyncPage *syncPage = nullptr;
    /// What was last told of each link; told again only when it is another, so that a closed notice stays closed.
    QString shopTold;
    QString databaseTold;
};

DeskWindow::DeskWindow(Sync::Engine &engine, Sync::Reader &reader, Sync::Schedules &schedules,
    Sync::Interruptions &interruptions, Models::LogFeed &log, QSettings &settings, Ui::Theme &theme)
    : m_parts(std::make_unique<Parts>(engine, reader, schedules, interruptions, log, settings, theme))
{
    addPages();
    wireParts();
    wireActions();
    m_parts->window.restore();
}

DeskWindow::~DeskWindow() = default;

Ui::MainWindow &DeskWindow::window()
{
    return m_parts->window;
}

void DeskWindow::addPages()
{
    Ui::MainWindow &window = m_parts->window;
    window.addPage({u"overview"_s, Ui::OverviewPage::name(), [this] { return makeOverviewPage(); }});
    window.addPage({u"products"_s, Ui::ProductsPage::name(), [this] { return makeProductsPage(); }});
    window.addPage({u"review"_s, Ui::ReviewPage::name(), [this] { return makeReviewPage(); }});
    window.addPage({u"sync"_s, Ui::SyncPage::name(), [this] { return makeSyncPage(); }});
    window.addPage({u"history"_s, Ui::HistoryPage::name(), [this] { return makeHistoryPage(); }});
    window.addPage({u"diagnostics"_s, Ui::DiagnosticsPage::name(),
        [&p = *m_parts] { return new Ui::DiagnosticsPage(p.engine, p.checks); }});
    window.addPage({u"logs"_s, Ui::LogsPage::name(), [&p = *m_parts] { return new Ui::LogsPage(p.logs); }});
}

Ui::Page *DeskWindow::makeOverviewPage()
{
    Parts &p = *m_parts;
    p.overviewPage = new Ui::OverviewPage(p.overview, p.settings);
    QObject::connect(p.overviewPage, &Ui::OverviewPage::openRequested, &p.window, &Ui::MainWindow::openPage);
    QObject::connect(p.overviewPage, &Ui::OverviewPage::pullRequested, &p.window, [&p] {
        p.window.openPage(u"sync"_s,
            {{u"choice"_s, p.overview.counts() && p.overview.counts()->lastPull.isValid() ? u"changed"_s : u"full"_s}});
        p.syncPage->start();
    });
    offerStarts();
    return p.overviewPage;
}

Ui::Page *DeskWindow::makeProductsPage()
{
    Parts &p = *m_parts;
    auto *page = new Ui::ProductsPage(p.engine, p.reader, p.settings);
    QObject::connect(page, &Ui::ProductsPage::reviewRequested, &p.window,
        [&p](const QVariantMap &filter) { p.window.openPage(u"review"_s, filter); });
    QObject::connect(page, &Ui::ProductsPage::syncRequested, &p.window, [&p] { p.window.openPage(u"sync"_s); });
    return page;
}

Ui::Page *DeskWindow::makeReviewPage()
{
    Parts &p = *m_parts;
    p.reviewPage = new Ui::ReviewPage(p.engine, p.reader, p.settings);
    QObject::connect(p.reviewPage, &Ui::ReviewPage::rulesRequested,
        p.window.actions().action(Ui::ActionId::ApprovalRules), &QAction::trigger);
    QObject::connect(p.reviewPage, &Ui::ReviewPage::pullRequested, p.window.actions().action(Ui::ActionId::PullChanged),
        &QAction::trigger);
    if (p.run.desk())
        p.reviewPage->setDesk(*p.run.desk());
    offerStarts();
    return p.reviewPage;
}

Ui::Page *DeskWindow::makeSyncPage()
{
    Parts &p = *m_parts;
    p.syncPage = new Ui::SyncPage(p.engine, p.reader, p.run, p.work);
    QObject::connect(p.syncPage, &Ui::SyncPage::openRequested, &p.window, &Ui::MainWindow::openPage);
    QObject::connect(p.syncPage, &Ui::SyncPage::schedulesRequested, &p.window, [this] { openSchedules(); });
    return p.syncPage;
}

Ui::Page *DeskWindow::makeHistoryPage()
{
    Parts &p = *m_parts;
    auto *page = new Ui::HistoryPage(p.reader);
    QObject::connect(page, &Ui::HistoryPage::openRequested, &p.window, &Ui::MainWindow::openPage);
    QObject::connect(
        page, &Ui::HistoryPage::rollBackRequested, &p.window, [this](Sync::BatchId batch) { openRollback(batch); });
    QObject::connect(page, &Ui::HistoryPage::rollBackProductRequested, &p.window,
        [this](const Sync::HistoryRow &line, bool chooseFields) {
            Ui::RollbackWizard &wizard = makeRollback();
            wizard.showProduct(line, chooseFields);
            wizard.open();
        });
    QObject::connect(
        page, &Ui::HistoryPage::pullAgainRequested, &p.window, [&p](const QList<Sync::ShopifyId> &products) {
            p.run.start(Sync::PullRequest{.scope = Sync::PullScope::Selective, .products = products});
            p.window.openPage(u"sync"_s);
        });
    return page;
}

void DeskWindow::wireParts()
{
    Parts &p = *m_parts;
    Ui::MainWindow *window = &p.window;
    QObject::connect(&p.overview, &Models::OverviewModel::changed, window, [&p] {
        const auto &counts = p.overview.counts();
        p.window.statusLine().setLastPull(counts ? std::optional(counts->lastPull) : std::nullopt);
    });
    QObject::connect(&p.run, &Models::RunMonitor::finished, &p.overview, &Models::OverviewModel::refresh);
    QObject::connect(&p.checks, &Models::DiagnosticsModel::stateChanged, window, [&p] {
        if (!p.checks.lastRun().isValid())
            return;
        p.settings.setValue(checksRunKey(), true);
        p.overview.setChecksWereRun(true);
    });
    QObject::connect(&p.engine, &Sync::Engine::stateChanged, &p.safeLevels,
        [&p](const Sync::DeskState &desk) { p.safeLevels.setLevel(desk.safeLevel); });
    QObject::connect(
        &p.engine, &Sync::Engine::stateChanged, window, [this](const Sync::DeskState &desk) { tellBrokenLinks(desk); });
    QObject::connect(&p.safeLevels, &Ui::SafeLevelMenu::failed, window,
        [&p](const Sync::Failure &failure) { p.window.notices().showFailure(u"level"_s, failure); });
    QObject::connect(&p.run, &Models::RunMonitor::changed, window, [this] { offerStarts(); });
    QObject::connect(&p.work, &Models::WorkQueue::changed, window, [this] { offerStarts(); });
    QObject::connect(&p.engine, &Sync::Engine::stateChanged, window, [this] { offerStarts(); });
    QObject::connect(p.interrupted, &InterruptionWatch::rollBackRequested, window,
        [this](Sync::BatchId batch) { openRollback(batch); });
    QObject::connect(&p.schedules, &Sync::Schedules::runEnded, window,
        [this](const Sync::ScheduleRun &run) { tellScheduledRun(run); });
    QObject::connect(p.emergency, &Ui::Emergency::told, window, &Ui::MainWindow::tell);
    QObject::connect(window, &Ui::MainWindow::endMaintenanceRequested, p.emergency, &Ui::Emergency::endMaintenance);
}

void DeskWindow::offerStarts()
{
    Parts &p = *m_parts;
    const auto reason = [&p](Models::RunChoice choice) {
        const auto lines = Models::preflight({p.run.desk(), p.run.state(), p.run.kind(), p.work.counts()}, choice);
        const auto blocking = Models::blocker(lines);
        // How much is approved the review page counts itself.
        return blocking && blocking->id != u"work"_s
            ? Ui::MainWindow::tr("%1: %2").arg(blocking->name, blocking->sentence)
            : QString();
    };
    if (p.overviewPage)
        p.overviewPage->setPullForbidden(reason(Models::RunChoice::PullChanged));
    if (p.reviewPage)
        p.reviewPage->setForbidden(
            reason(Models::RunChoice::Apply), reason(Models::RunChoice::Push), reason(Models::RunChoice::PullChanged));
}

void DeskWindow::tellBrokenLinks(const Sync::DeskState &desk)
{
    Parts &p = *m_parts;
    const auto tell = [&p](const QString &key, const Sync::Link &link, QString &told) {
        const bool isBroken = link.state == Sync::LinkState::Failed || link.state == Sync::LinkState::Attention;
        const QString text
            = isBroken && Models::isMendedInConnections(link.failure.kind) ? link.failure.text() : QString();
        if (text == std::exchange(told, text))
            return;
        if (text.isEmpty())
            p.window.notices().clear(key);
        else
            p.window.notices().showFailure(key, link.failure, Ui::MainWindow::tr("Connections…"),
                [&p] { p.window.actions().action(Ui::ActionId::Connections)->trigger(); });
    };
    tell(u"connectionShop"_s, desk.shopify, p.shopTold);
    tell(u"connectionDatabase"_s, desk.database, p.databaseTold);
}

void DeskWindow::tellScheduledRun(const Sync::ScheduleRun &run)
{
    Parts &p = *m_parts;
    const QString key = u"schedule%1"_s.arg(run.schedule.value);
    const QString notice = Models::noticeOf(run);
    p.window.notices().clear(key);
    if (notice.isEmpty())
        return;
    if (run.outcome == Sync::ScheduleOutcome::Done) {
        p.window.tell(key, Models::Tone::Good, notice);
        return;
    }
    p.window.notices().show({key, Models::badgeFor(run.outcome).tone, notice, Ui::MainWindow::tr("Schedules…"),
        [this] { openSchedules(); }});
}

void DeskWindow::wireActions()
{
    Parts &p = *m_parts;
    using Ui::ActionId;
    const auto on = [&p](ActionId id, auto run) {
        QObject::connect(p.window.actions().action(id), &QAction::triggered, &p.window, run);
    };
    const auto openSync = [&p](const QString &choice) { p.window.openPage(u"sync"_s, {{u"choice"_s, choice}}); };
    on(ActionId::PullChanged, [&p, openSync] {
        openSync(u"changed"_s);
        p.syncPage->start();
    });
    on(ActionId::PullFull, [openSync] { openSync(u"full"_s); });
    on(ActionId::Apply, [openSync] { openSync(u"apply"_s); });
    on(ActionId::Send, [&p, openSync] {
        if (p.window.currentPage() == u"review") {
            p.reviewPage->askToSend();
            return;
        }
        openSync(u"push"_s);
        p.syncPage->start();
    });
    on(ActionId::Schedules, [this] { openSchedules(); });
    on(ActionId::RunChecks, [&p] {
        p.window.openPage(u"diagnostics"_s);
        p.checks.runAll();
    });
    on(ActionId::ApprovalRules, [&p] {
        auto *rules = new Ui::RulesDialog(p.engine, p.reader, &p.window);
        rules->setAttribute(Qt::WA_DeleteOnClose);
        rules->open();
    });
    on(ActionId::StopEverything, [&p] { p.emergency->stopEverything(); });
    on(ActionId::Maintenance, [&p] { p.emergency->askMaintenance(); });
    on(ActionId::RollBack, [this] { openRollback({}); });
    on(ActionId::Replay, [this] { openReplay(); });
    on(ActionId::BackUp, [&p] { p.emergency->backUp(); });
    on(ActionId::Tour, [&p] {
        p.window.openPage(u"overview"_s);
        p.overviewPage->showTour();
    });
}

void DeskWindow::openSchedules()
{
    Parts &p = *m_parts;
    auto *dialog = new Ui::SchedulesDialog(p.schedules, p.reader, &p.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &Ui::SchedulesDialog::openRequested, &p.window, &Ui::MainWindow::openPage);
    dialog->open();
}

Ui::RollbackWizard &DeskWindow::makeRollback()
{
    Parts &p = *m_parts;
    auto *wizard = new Ui::RollbackWizard(p.engine, p.reader, p.run, &p.window);
    wizard->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(wizard, &Ui::RollbackWizard::openRequested, &p.window, &Ui::MainWindow::openPage);
    return *wizard;
}

void DeskWindow::openRollback(Sync::BatchId batch)
{
    Ui::RollbackWizard &wizard = makeRollback();
    if (batch.isValid())
        wizard.showRun(batch);
    wizard.open();
}

void DeskWindow::openReplay()
{
    Parts &p = *m_parts;
    auto *wizard = new Ui::ReplayWizard(p.engine, p.run, &p.window);
    wizard->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(wizard, &Ui::ReplayWizard::openRequested, &p.window, &Ui::MainWindow::openPage);
    wizard->open();
}

} // namespace App
