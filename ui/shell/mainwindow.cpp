#include "ui/shell/mainwindow.h"

#include "sync/api/isolated.h"
#include "ui/shell/closeguard.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/headerstrip.h"
#include "ui/shell/keysheet.h"
#include "ui/shell/maintenancebanner.h"
#include "ui/shell/navigationrail.h"
#include "ui/shell/panes.h"
#include "ui/shell/statusline.h"
#include "ui/shell/toast.h"
#include "ui/style/dialogs.h"
#include "ui/style/icons.h"
#include "ui/style/noticepanel.h"
#include "version.h"

#include <QCloseEvent>
#include <QMenuBar>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Ui {

MainWindow::MainWindow(const Parts &parts)
    : m_engine(parts.engine)
    , m_run(parts.run)
    , m_work(parts.work)
    , m_settings(parts.settings)
    , m_theme(parts.theme)
    , m_actions(this)
    , m_rail(new NavigationRail)
    , m_header(new HeaderStrip(parts.run, parts.safeLevelMenu))
    , m_banner(new MaintenanceBanner)
    , m_notices(new NoticePanel)
    , m_stack(new QStackedWidget)
    , m_status(new StatusLine)
    , m_toast(new Toast(this))
    , m_guard(new CloseGuard(
          parts.run, [this] { return unsavedEdits(); }, this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Syncdesk"));
    setWindowIcon(icon(u"syncdesk"_s, IconTone::Accent));
    build();
    buildMenus();
    connectActions();
    connect(&m_engine, &Sync::Engine::stateChanged, this, &MainWindow::takeDesk);
    connect(&m_run, &Models::RunMonitor::changed, this, &MainWindow::updateRunActions);
    connect(&m_work, &Models::WorkQueue::changed, this, [this] {
        const Models::WorkCounts &counts = m_work.counts();
        m_rail->setBadge(u"review"_s, counts.toReview.value_or(0));
        m_status->setConflicts(counts.conflicts);
        const bool known = counts.approvedPull && counts.approvedPush;
        m_status->setWaiting(known ? std::optional(*counts.approvedPull + *counts.approvedPush) : std::nullopt);
    });
    connect(m_rail, &NavigationRail::chosen, this, &MainWindow::showPage);
    connect(m_header, &HeaderStrip::runOpened, this, [this] { openPage(u"sync"_s); });
    connect(m_status, &StatusLine::openRequested, this, &MainWindow::openPage);
    connect(m_banner, &MaintenanceBanner::endRequested, this, &MainWindow::endMaintenanceRequested);
    m_status->addConnectionAction(m_actions.action(ActionId::Connections));
    updateRunActions();
}

MainWindow::~MainWindow()
{
    m_pageMenu->clear(); // Its actions belong to pages, which die before it.
}

void MainWindow::build()
{
    auto *right = new QVBoxLayout;
    right->setContentsMargins({});
    right->setSpacing(0);
    right->addWidget(m_header);
    right->addWidget(m_banner);
    auto *notices = new QVBoxLayout;
    notices->setContentsMargins(24, 0, 24, 0);
    notices->addWidget(m_notices);
    right->addLayout(notices);
    right->addWidget(m_stack, 1);
    auto *central = new QWidget;
    auto *row = new QHBoxLayout(central);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addLayout(right, 1);
    setCentralWidget(central);
    setStatusBar(m_status);
    setMinimumSize(1024, 640);
    resize(1280, 800);
}

void MainWindow::buildMenus()
{
    menuBar()->setObjectName(u"menuBar"_s);
    for (const MenuId id : Actions::menus()) {
        if (id == MenuId::Sync) {
            m_goMenu = menuBar()->addMenu(tr("&Go"));
            m_pageMenu = menuBar()->addMenu(tr("&Page"));
        }
        QMenu *menu = menuBar()->addMenu(Actions::menuTitle(id));
        menu->addActions(m_actions.menu(id));
    }
}

void MainWindow::connectActions()
{
    const auto on = [this](ActionId id, auto slot) { connect(m_actions.action(id), &QAction::triggered, this, slot); };
    on(ActionId::Quit, [this] { close(); });
    on(ActionId::Reconnect, [this] { m_engine.reconnect(); });
    on(ActionId::ToggleRail, [this](bool wide) { m_rail->setWide(wide); });
    on(ActionId::AppearanceSystem, [this] { m_theme.setAppearance(Appearance::System); });
    on(ActionId::AppearanceLight, [this] { m_theme.setAppearance(Appearance::Light); });
    on(ActionId::AppearanceDark, [this] { m_theme.setAppearance(Appearance::Dark); });
    on(ActionId::Refresh, [this] {
        if (Page *page = shownPage())
            page->refresh();
    });
    on(ActionId::NextPane, [this] { moveToPane(1); });
    on(ActionId::PreviousPane, [this] { moveToPane(-1); });
    on(ActionId::PauseRun, [this] { m_run.state() == Models::RunState::Paused ? m_run.resume() : m_run.pause(); });
    on(ActionId::StopRun, [this] { m_run.stop(); });
    on(ActionId::About, [this] { about(); });
    on(ActionId::CommandPalette, [this] {
        auto *palette = new CommandPalette(m_actions.all() + m_pageKeys + pageActions(), this);
        palette->setAttribute(Qt::WA_DeleteOnClose);
        palette->open();
    });
    on(ActionId::KeySheet, [this] {
        auto *sheet = new KeySheet(
            m_pageKeys + m_actions.all(), pageActions(), m_pages.value(m_stack->currentIndex()).name.title, this);
        sheet->setAttribute(Qt::WA_DeleteOnClose);
        sheet->open();
    });
}

void MainWindow::addPage(const PageEntry &entry)
{
    const int index = int(m_pages.size());
    const QKeySequence key(Qt::CTRL | Qt::Key(Qt::Key_1 + index));
    auto *go = new QAction(icon(entry.name.icon), entry.name.title, this);
    go->setObjectName(u"go-%1"_s.arg(entry.id));
    go->setShortcut(key);
    connect(go, &QAction::triggered, this, [this, index] {
        showPage(index);
        if (QWidget *first = madePage(index).firstFocus())
            first->setFocus(Qt::ShortcutFocusReason);
    });
    m_goMenu->addAction(go);
    m_pageKeys += go;
    m_pages += entry;
    m_made += nullptr;
    m_rail->addPage(entry.id, entry.name.title, entry.name.icon, key);
    m_stack->addWidget(new QWidget); // until the page is made
}

Page &MainWindow::madePage(int index)
{
    Page *&page = m_made[index];
    if (!page) {
        page = m_pages.at(index).make();
        QWidget *placeholder = m_stack->widget(index);
        m_stack->insertWidget(index, page->widget());
        m_stack->removeWidget(placeholder);
        delete placeholder;
    }
    return *page;
}

void MainWindow::restore()
{
    if (!restoreGeometry(m_settings.value(u"window/geometry"_s).toByteArray()))
        resize(1280, 800);
    const bool wide = m_settings.value(u"window/wideRail"_s, true).toBool();
    m_rail->setWide(wide);
    m_actions.action(ActionId::ToggleRail)->setChecked(wide);
    const int appearance = std::clamp(m_settings.value(u"window/appearance"_s, 0).toInt(), 0, 2);
    m_theme.setAppearance(Appearance(appearance));
    m_actions.action(ActionId(int(ActionId::AppearanceSystem) + appearance))->setChecked(true);
    openPage(m_settings.value(u"window/page"_s).toString());
    if (!shownPage())
        openPage(m_pages.value(0).id);
}

void MainWindow::save()
{
    m_settings.setValue(u"window/geometry"_s, saveGeometry());
    m_settings.setValue(u"window/wideRail"_s, m_rail->isWide());
    m_settings.setValue(u"window/appearance"_s, int(m_theme.appearance()));
    m_settings.setValue(u"window/page"_s, currentPage());
}

void MainWindow::openPage(const QString &id, const QVariantMap &filter)
{
    for (int index = 0; index < m_pages.size(); ++index) {
        if (m_pages.at(index).id != id)
            continue;
        showPage(index);
        madePage(index).showWith(filter);
        if (QWidget *first = madePage(index).firstFocus())
            first->setFocus();
        return;
    }
}

QString MainWindow::currentPage() const
{
    return m_pages.value(m_stack->currentIndex()).id;
}

void MainWindow::showPage(int index)
{
    madePage(index);
    m_stack->setCurrentIndex(index);
    m_rail->setCurrent(index);
    fillPageMenu();
    Q_EMIT pageOpened(currentPage());
}

void MainWindow::moveToPane(int step)
{
    const QList<QWidget *> stops = focusStops(*m_rail, *m_stack->currentWidget(), *m_status);
    if (QWidget *stop = nextStop(stops, focusWidget(), step))
        stop->setFocus(step > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
}

QList<QAction *> MainWindow::pageActions() const
{
    QList<QAction *> actions;
    if (const Page *page = shownPage())
        for (QAction *action : page->pageActions())
            if (!action->isSeparator())
                actions += action;
    return actions;
}

/// With the first letter as its mnemonic that none of the other menus has.
QString MainWindow::withFreeMnemonic(const QString &title) const
{
    const QList<QAction *> menus = menuBar()->actions();
    const auto isTaken = [&](const QKeySequence &keys) {
        return std::any_of(menus.cbegin(), menus.cend(), [&](const QAction *menu) {
            return menu != m_pageMenu->menuAction() && QKeySequence::mnemonic(menu->text()) == keys;
        });
    };
    for (qsizetype i = 0; i < title.size(); ++i) {
        const QString marked = QString(title).insert(i, u'&');
        if (title.at(i).isLetter() && !isTaken(QKeySequence::mnemonic(marked)))
            return marked;
    }
    return title;
}

void MainWindow::fillPageMenu()
{
    m_pageMenu->clear();
    const Page *page = shownPage();
    if (!page)
        return;
    const QList<QAction *> actions = page->pageActions();
    m_pageMenu->addActions(actions);
    m_pageMenu->setTitle(withFreeMnemonic(m_pages.at(m_stack->currentIndex()).name.title));
    m_pageMenu->menuAction()->setVisible(!actions.isEmpty());
}

void MainWindow::updateRunActions()
{
    const bool paused = m_run.state() == Models::RunState::Paused;
    QAction *pause = m_actions.action(ActionId::PauseRun);
    pause->setText(paused ? tr("Resume the Run") : tr("Pause the Run"));
    pause->setIcon(icon(paused ? u"play"_s : u"pause"_s));
    pause->setEnabled(paused || m_run.state() == Models::RunState::Running);
    m_actions.action(ActionId::StopRun)->setEnabled(m_run.isActive());
    if (m_run.isActive())
        m_status->setThrottle(m_run.snapshot().throttle);
}

void MainWindow::takeDesk(const Sync::DeskState &desk)
{
    m_header->setDesk(desk);
    m_banner->setMaintenance(desk.maintenance);
    m_status->setDesk(desk);
    setWindowTitle(desk.shopName.isEmpty() ? tr("Syncdesk") : tr("%1 – Syncdesk").arg(Sync::isolated(desk.shopName)));
}

void MainWindow::tell(const QString &key, Models::Tone tone, const QString &text)
{
    if (tone == Models::Tone::Good || tone == Models::Tone::Info) {
        m_notices->clear(key);
        m_toast->say(text);
    } else {
        m_notices->show({key, tone, text});
    }
}

void MainWindow::about()
{
    QMessageBox *box = makeQuestion(this, u"aboutDialog"_s, tr("About Syncdesk"),
        tr("Syncdesk %1").arg(QString::fromLatin1(SYNCDESK_VERSION)),
        tr("Keeps a product catalogue and a Shopify store in step.\n"
           "Free software under the GNU General Public License, version 3 or later."));
    box->setIconPixmap(icon(u"syncdesk"_s, IconTone::Accent).pixmap(64, 64));
    addAnswer(*box, tr("Close"), u"closeAbout"_s, QMessageBox::RejectRole);
    box->open();
}

int MainWindow::unsavedEdits() const
{
    return std::accumulate(m_made.cbegin(), m_made.cend(), 0,
        [](int edits, const Page *page) { return edits + (page ? page->unsavedEdits() : 0); });
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_guard->mayClose()) {
        event->ignore();
        return;
    }
    save();
    QMainWindow::closeEvent(event);
}

} // namespace Ui
