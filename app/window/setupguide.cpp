#include "app/window/setupguide.h"

#include "ui/settings/connectionsdialog.h"
#include "ui/settings/welcomewindow.h"

#include <QLoggingCategory>

namespace App {

namespace {

Q_LOGGING_CATEGORY(lcSetup, "syncdesk.app.setup")

} // namespace

SetupGuide::SetupGuide(Sync::Connections &connections, QString openProfile, QObject *parent)
    : QObject(parent)
    , m_connections(connections)
    , m_openProfile(std::move(openProfile))
{ }

SetupGuide::~SetupGuide() = default;

void SetupGuide::showWelcome()
{
    m_welcome = std::make_unique<Ui::WelcomeWindow>();
    Ui::WelcomeWindow *welcome = m_welcome.get();
    connect(welcome, &Ui::WelcomeWindow::demoRequested, this, &SetupGuide::tryDemo);
    connect(
        welcome, &Ui::WelcomeWindow::connectRequested, this, [this] { openDialog(m_welcome.get(), {})->showNew(); });
    connect(welcome, &Ui::WelcomeWindow::openExistingRequested, this,
        [this] { openDialog(m_welcome.get(), {})->showProfile(m_connections.profiles().constLast()); });
    connect(welcome, &Ui::WelcomeWindow::closed, this, &SetupGuide::quitRequested);
    welcome->show();
}

void SetupGuide::openConnections(QWidget *parent)
{
    openDialog(parent, m_openProfile)->showProfile(m_openProfile);
}

Ui::ConnectionsDialog *SetupGuide::openDialog(QWidget *parent, const QString &openProfile)
{
    // One that is closing is as good as gone.
    if (!m_dialog || !m_dialog->isVisible()) {
        m_dialog = new Ui::ConnectionsDialog(m_connections, openProfile, parent);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &Ui::ConnectionsDialog::openRequested, this, &SetupGuide::profileChosen);
        m_dialog->open();
    }
    m_dialog->raise();
    return m_dialog;
}

void SetupGuide::tryDemo()
{
    const QString demo = Sync::demoProfile.toString();
    // Not remembered means asked again at the next start, which is no reason not to begin.
    if (const auto chosen = m_connections.setCurrentProfile(demo); !chosen)
        qCWarning(lcSetup, "%s", qPrintable(chosen.failure().text()));
    Q_EMIT profileChosen(demo);
}

} // namespace App
