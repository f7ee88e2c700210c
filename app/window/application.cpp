#include "app/window/application.h"

#include "app/desk/deskwindow.h"
#include "app/desk/diagnosiswindow.h"
#include "app/logging/messagelog.h"
#include "app/logging/messagelogfeed.h"
#include "app/startup/desk.h"
#include "app/startup/localservices.h"
#include "app/window/setupguide.h"
#include "app/window/walk.h"
#include "ui/shell/mainwindow.h"
#include "ui/startup/startwindow.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QLoggingCategory>
#include <QMainWindow>

using namespace Qt::StringLiterals;

namespace App {

namespace {

Q_LOGGING_CATEGORY(lcApplication, "syncdesk.app")

/// A start that is faster than this needs no window of its own.
constexpr int startWindowAfterMs = 250;

} // namespace

Application::Application(
    OpenWindow options, Sync::Result<Configuration> configuration, Begin begin, Surroundings surroundings)
    : m_options(std::move(options))
    , m_configuration(std::move(configuration))
    , m_begin(begin)
    , m_with(std::move(surroundings))
    , m_folder(DataFolder::ofThisUser(m_configuration ? m_configuration->folder : QString()))
    , m_guide(std::make_unique<SetupGuide>(m_with.connections, m_configuration ? m_configuration->profile : QString()))
{
    m_startDelay.setSingleShot(true);
    m_startDelay.setInterval(startWindowAfterMs);
    connect(&m_startDelay, &QTimer::timeout, this, &Application::showStart);
    connect(m_guide.get(), &SetupGuide::profileChosen, this, &Application::openNext);
    connect(m_guide.get(), &SetupGuide::quitRequested, qApp, &QApplication::quit);
    // The start window closes before the main one is up.
    QApplication::setQuitOnLastWindowClosed(false);
    m_servicesThread.setObjectName(u"startup"_s);
}

Application::~Application()
{
    m_walk.reset();
    m_window.reset();
    m_diagnosis.reset();
    m_feed.reset();
    m_desk.reset();
    m_start.reset();
    m_guide.reset();
    m_servicesThread.quit();
    m_servicesThread.wait();
}

Application::End Application::run()
{
    const bool opens = m_configuration && m_begin == Begin::WithServices;
    if (opens)
        bringUpServices();
    if (!m_with.theme)
        m_with.theme = std::make_unique<Ui::Theme>(*qApp); // meanwhile
    if (opens) {
        m_startDelay.start();
        Ui::Theme::loadFonts(); // while the services come up in their own thread
    } else if (m_configuration)
        m_guide->showWelcome();
    else
        showFailure(m_configuration.failure());
    const int exitCode = QApplication::exec();
    return {exitCode, m_nextProfile};
}

void Application::bringUpServices()
{
    for (const QString &note : m_configuration->notes)
        qCInfo(lcApplication, "%s", qPrintable(note));
    m_services = new LocalServices(*m_configuration, m_folder, LocalServices::Extent::Everything, m_with.secrets);
    m_services->moveToThread(&m_servicesThread);
    connect(&m_servicesThread, &QThread::finished, m_services, &QObject::deleteLater);
    connect(m_services, &LocalServices::ready, this, &Application::openWindow);
    connect(m_services, &LocalServices::lookedRound, this, &Application::openDiagnosis);
    connect(m_services, &LocalServices::stepped, this, [this](const QString &step) {
        if (m_start)
            m_start->showStep(step);
    });
    connect(m_services, &LocalServices::failed, this, [this](const Sync::Failure &failure) {
        qCWarning(lcApplication, "%s (%s)", qPrintable(failure.text()), qPrintable(failure.detail));
        if (!m_options.screenshotFolder.isEmpty()) {
            QApplication::exit(Sync::exitCode(failure.kind));
            return;
        }
        showFailure(failure);
    });
    m_servicesThread.start();
    QMetaObject::invokeMethod(m_services, &LocalServices::bringUp, Qt::QueuedConnection);
}

void Application::showStart()
{
    m_startDelay.stop();
    if (m_start)
        return;
    m_start = std::make_unique<Ui::StartWindow>();
    connect(m_start.get(), &Ui::StartWindow::quitRequested, qApp, &QApplication::quit);
    connect(m_start.get(), &Ui::StartWindow::causeRequested, this, [this] {
        closeDiagnosis();
        QMetaObject::invokeMethod(m_services, &LocalServices::lookRound, Qt::QueuedConnection);
    });
    connect(m_start.get(), &Ui::StartWindow::connectionsRequested, this, [this] { openConnections(m_start.get()); });
    connect(m_start.get(), &Ui::StartWindow::retryRequested, this, [this] {
        closeDiagnosis();
        // A configuration that cannot be read stays so until it is corrected outside.
        if (!m_services) {
            QApplication::exit(Sync::exitCode(Sync::FailureKind::BadInput));
            return;
        }
        m_start->showStep(tr("Trying again."));
        QMetaObject::invokeMethod(m_services, &LocalServices::bringUp, Qt::QueuedConnection);
    });
    m_start->show();
}

void Application::showFailure(const Sync::Failure &failure)
{
    showStart();
    // Without a configuration there is nothing to bring up and look at.
    m_start->showFailure(
        failure, m_services ? Ui::StartWindow::Cause::CanBeLookedFor : Ui::StartWindow::Cause::IsNamed);
}

void Application::openWindow(const ServiceAddresses &addresses)
{
    m_startDelay.stop();
    closeDiagnosis();
    m_desk = std::make_unique<Desk>(
        addresses, *m_configuration, m_folder, *m_services, [this] { return m_with.log.recent(); });
    m_feed = std::make_unique<MessageLogFeed>(m_with.log);
    m_window = std::make_unique<DeskWindow>(m_desk->engine(), m_desk->reader(), m_desk->schedules(),
        m_desk->interruptions(), *m_feed, m_with.settings, *m_with.theme);
    Ui::MainWindow &window = m_window->window();
    connect(window.actions().action(Ui::ActionId::Connections), &QAction::triggered, this,
        [this, &window] { openConnections(&window); });
    connect(&m_desk->engine(), &Sync::Engine::stateChanged, this,
        [this](const Sync::DeskState &state) { m_batchRuns = state.runningBatch.has_value(); });
    for (qsizetype i = 0; i < m_configuration->notes.size(); ++i)
        window.tell(u"configuration-%1"_s.arg(i), Models::Tone::Attention, m_configuration->notes.at(i));
    m_desk->schedules().keepRunning();
    window.show();
    m_start.reset();
    QApplication::setQuitOnLastWindowClosed(true);
    if (!m_options.screenshotFolder.isEmpty())
        startWalk();
}

void Application::openDiagnosis(const ServiceAddresses &addresses)
{
    closeDiagnosis();
    m_desk = std::make_unique<Desk>(
        addresses, *m_configuration, m_folder, *m_services, [this] { return m_with.log.recent(); });
    m_diagnosis = std::make_unique<DiagnosisWindow>(m_desk->engine());
    m_diagnosis->window().show();
}

void Application::closeDiagnosis()
{
    m_diagnosis.reset();
    m_desk.reset();
}

void Application::openConnections(QWidget *parent)
{
    m_guide->openConnections(parent);
}

void Application::openNext(const QString &profile)
{
    if (m_batchRuns) {
        m_window->window().tell(u"switch"_s, Models::Tone::Attention,
            tr("A batch is running, so the other set-up was not opened. Wait for its end or stop it, then open it in "
               "Connections."));
        return;
    }
    // A window that stays, for whatever reason, keeps its set-up.
    if (m_window && !m_window->window().close())
        return;
    m_nextProfile = profile;
    QApplication::exit(0);
}

void Application::startWalk()
{
    m_walk = std::make_unique<Walk>(m_window->window(), m_desk->engine(), m_desk->reader(), m_options.screenshotFolder);
    connect(
        m_walk.get(), &Walk::finished, qApp, [](int exitCode) { QApplication::exit(exitCode); }, Qt::QueuedConnection);
    m_walk->start();
}

} // namespace App
