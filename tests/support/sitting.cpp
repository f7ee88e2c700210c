#include "tests/support/sitting.h"

#include "app/logging/messagelog.h"
#include "app/window/application.h"
#include "sync/secrets/memorysecretstore.h"
#include "sync/secrets/redaction.h"
#include "sync/settings/connectionsservice.h"
#include "ui/style/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QSettings>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace TestSupport {

Sitting::Sitting(const Sync::ConnectionSettings &database, const QString &shopUrl, const QString &token)
{
    m_configuration.database = database;
    m_configuration.shop.url = QUrl(shopUrl);
    m_configuration.shop.safeLevel = Sync::SafeLevel::Careful;
    m_configuration.access.accessToken = Sync::Secret(token);
    m_configuration.operatorAtDesk = {u"anna"_s, u"desk-1"_s};
    m_pulse.setInterval(5ms);
    QObject::connect(&m_pulse, &QTimer::timeout, &m_pulse,
        [this] { m_longestGap = std::max(m_longestGap, m_sincePulse.restart()); });
}

void Sitting::run(const std::function<void()> &steps)
{
    qputenv("SYNCDESK_DATA_DIR", m_folder.path().toUtf8());
    QSettings settings(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    App::MessageLog log({m_folder.filePath(u"logs"_s), 4}, &Sync::redact);
    Sync::ProfileStore store(settings);
    std::unique_ptr<Ui::Theme> theme;
    Sync::SystemClock clock;
    const Sync::MakeSecretStore secrets = [] { return std::make_unique<Sync::MemorySecretStore>(); };
    Sync::ConnectionsService connections(store, m_configuration.profile, {}, secrets, clock);
    App::Application application(
        {}, m_configuration, App::Application::Begin::WithServices, {settings, log, theme, connections, secrets});
    QTimer::singleShot(0, qApp, [&] {
        m_sincePulse.start();
        m_pulse.start();
        steps();
        m_pulse.stop();
        QApplication::exit(0); // unlike quit(), which asks the windows first
    });
    application.run();
}

Ui::MainWindow &Sitting::window()
{
    Ui::MainWindow *found = nullptr;
    const auto look = [&found] {
        const QWidgetList all = QApplication::topLevelWidgets();
        for (QWidget *widget : all)
            if (auto *window = qobject_cast<Ui::MainWindow *>(widget); window && window->isVisible())
                found = window;
        return found != nullptr;
    };
    if (look())
        return *found;
    if (!QTest::qWaitFor(look, 30'000))
        qFatal("The window did not open.");
    longestGap(); // being made is no standing still
    return *found;
}

QWidget *Sitting::visible(const QString &name)
{
    const QWidgetList all = QApplication::allWidgets();
    for (QWidget *widget : all)
        if (widget->objectName() == name && widget->isVisible())
            return widget;
    return nullptr;
}

bool Sitting::click(const QString &name)
{
    const auto button = [&name] { return visible<QAbstractButton>(name); };
    if (!QTest::qWaitFor([&button] { return button() && button()->isEnabled(); }, 20'000))
        return false;
    QTest::mouseClick(button(), Qt::LeftButton);
    return true;
}

QString Sitting::text(const QString &name)
{
    const auto *label = visible<QLabel>(name);
    return label ? label->text() : QString();
}

std::chrono::milliseconds Sitting::longestGap()
{
    return std::chrono::milliseconds(std::exchange(m_longestGap, 0));
}

} // namespace TestSupport
