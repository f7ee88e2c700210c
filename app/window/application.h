#pragma once

#include "app/cli/commandline.h"
#include "app/startup/configuration.h"
#include "app/startup/datafolder.h"

#include <QObject>
#include <QThread>
#include <QTimer>

#include <memory>

class QSettings;

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
class Walk;
class DeskWindow;
struct ServiceAddresses;

/// The program with a window: brings up the services off the GUI thread, shows the start window when that takes long
/// enough to be noticed, then the main window on engine and reader; and takes all of it down in the opposite order.
class Application final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Application)

public:
    /// Settings and log outlive it. A configuration that could not be read is shown in the start window.
    Application(OpenWindow options, Sync::Result<Configuration> configuration, QSettings &settings, MessageLog &log);
    ~Application() override;

    /// Runs the event loop. The exit code: 0, or what the walk through the pages came to.
    int run();

private:
    void bringUpServices();
    void showStart();
    void openWindow(const ServiceAddresses &addresses);
    void openDiagnosis(const ServiceAddresses &addresses);
    void closeDiagnosis();
    void startWalk();

    OpenWindow m_options;
    Sync::Result<Configuration> m_configuration;
    QSettings &m_settings;
    MessageLog &m_log;
    DataFolder m_folder;
    std::unique_ptr<Ui::Theme> m_theme;
    QThread m_servicesThread;
    LocalServices *m_services = nullptr; ///< Lives in m_servicesThread and is deleted there when it ends.
    QTimer m_startDelay;
    std::unique_ptr<Ui::StartWindow> m_start;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<MessageLogFeed> m_feed;
    std::unique_ptr<DeskWindow> m_window;
    std::unique_ptr<DiagnosisWindow>
        m_diagnosis; ///< After a start that failed; the desk is then one that reaches what it can.
    std::unique_ptr<Walk> m_walk;
};

} // namespace App
