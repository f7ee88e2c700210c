#pragma once

#include "app/cli/commandline.h"
#include "app/startup/configuration.h"
#include "app/startup/datafolder.h"
#include "sync/settings/connectionsworker.h"

#include <QObject>
#include <QThread>
#include <QTimer>

#include <memory>

class QSettings;

namespace Sync {
class Connections;
}

namespace Ui {
class StartWindow;
class Theme;
} // namespace Ui

namespace App {

class Desk;
class DiagnosisWindow;
class LocalServices;
class MessageLog;
class MessageLogFeed;
class SetupGuide;
class Walk;
class DeskWindow;
struct ServiceAddresses;

/// One set-up with its window, from services up to services down: brings up the services off the GUI thread, shows
/// the start window when that takes long enough to be noticed, then the main window on engine and reader; and takes
/// all of it down in the opposite order. Another set-up is another Application, made when this one has gone.
class Application final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Application)

public:
    /// What outlives it.
    struct Surroundings
    {
        QSettings &settings;
        MessageLog &log;
        std::unique_ptr<Ui::Theme> &theme; ///< Made by the first Application, while its services come up.
        Sync::Connections &connections;
        Sync::MakeSecretStore secrets;
    };

    enum class Begin { WithServices, WithWelcome };

    /// How it ended: with an exit code, or with the wish to open another profile (or the same again).
    struct End
    {
        int exitCode = 0;
        QString nextProfile = {};
    };

    /// A configuration that could not be read is shown in the start window.
    Application(OpenWindow options, Sync::Result<Configuration> configuration, Begin begin, Surroundings surroundings);
    ~Application() override;

    /// Runs the event loop.
    End run();

private:
    void bringUpServices();
    void showStart();
    void showFailure(const Sync::Failure &failure);
    void openWindow(const ServiceAddresses &addresses);
    void openDiagnosis(const ServiceAddresses &addresses);
    void closeDiagnosis();
    void openConnections(QWidget *parent);
    void openNext(const QString &profile);
    void startWalk();

    OpenWindow m_options;
    Sync::Result<Configuration> m_configuration;
    Begin m_begin;
    Surroundings m_with;
    DataFolder m_folder;
    QString m_nextProfile;
    bool m_batchRuns = false;
    QThread m_servicesThread;
    LocalServices *m_services = nullptr; ///< Lives in m_servicesThread and is deleted there when it ends.
    QTimer m_startDelay;
    std::unique_ptr<SetupGuide> m_guide;
    std::unique_ptr<Ui::StartWindow> m_start;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<MessageLogFeed> m_feed;
    std::unique_ptr<DeskWindow> m_window;
    std::unique_ptr<DiagnosisWindow>
        m_diagnosis; ///< After a start that failed; the desk is then one that reaches what it can.
    std::unique_ptr<Walk> m_walk;
};

} // namespace App
