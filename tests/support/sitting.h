#pragma once

#include "app/startup/configuration.h"
#include "ui/shell/mainwindow.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>

#include <functional>

namespace TestSupport {

/// One start of the program with its window, in this process, on a database and a shop that the test brings. Knows how
/// long the window was ever unable to take an event.
class Sitting final
{
    Q_DISABLE_COPY_MOVE(Sitting)

public:
    Sitting(const Sync::ConnectionSettings &database, const QString &shopUrl, const QString &token);

    /// Starts the program, runs `steps` within its event loop, and ends it.
    void run(const std::function<void()> &steps);

    // Within the steps:

    /// The main window, waited for.
    Ui::MainWindow &window();
    /// A visible widget of that name in any window, or nullptr.
    static QWidget *visible(const QString &name);
    template <typename Widget>
    static Widget *visible(const QString &name)
    {
        return qobject_cast<Widget *>(visible(name));
    }
    /// Clicks that button once it is there and enabled; false when it never is.
    static bool click(const QString &name);
    /// What a visible label of that name says.
    static QString text(const QString &name);
    /// The longest time between two turns of the event loop since it was last asked.
    std::chrono::milliseconds longestGap();

private:
    QTemporaryDir m_folder;
    App::Configuration m_configuration;
    QTimer m_pulse;
    QElapsedTimer m_sincePulse;
    qint64 m_longestGap = 0;
};

} // namespace TestSupport
