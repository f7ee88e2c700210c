#pragma once

#include "app/logging/messagelog.h"
#include "tests/support/demoshop.h"
#include "tests/support/privatepostgres.h"
#include "ui/style/theme.h"
#include "ui/widgets/tableview.h"

#include <QSettings>
#include <QTemporaryDir>

#include <memory>

namespace App {
class Desk;
class DeskWindow;
class LocalServices;
class MessageLogFeed;
} // namespace App
namespace Sync {
class PgSession;
}

namespace Benchmarks {

/// The whole window as the program builds it, on a durable private PostgreSQL and a demo shop whose bulk file is
/// ready, with a catalogue to scroll through. Ends the program when something goes wrong.
class GuiWorld final
{
    Q_DISABLE_COPY_MOVE(GuiWorld)

public:
    GuiWorld(QApplication &application, int products);
    ~GuiWorld();

    /// The products table, shown and filled.
    Ui::TableView &table() { return *m_table; }
    /// So that the next pull is a first one. Blocks.
    void emptyMirror();
    /// Lets the engine pull everything; runs the event loop until it has.
    void pullAll();

private:
    void makeBulkFile();
    void fillCatalogue(int products);
    void openWindow();
    void execute(const QByteArray &script);

    QTemporaryDir m_files;
    Tests::PrivatePostgres m_postgres;
    TestSupport::DemoShop m_shop;
    Sync::ConnectionSettings m_database;
    std::unique_ptr<Sync::PgSession> m_session;
    QSettings m_settings;
    App::MessageLog m_log;
    Ui::Theme m_theme;
    std::unique_ptr<App::LocalServices> m_services;
    std::unique_ptr<App::Desk> m_desk;
    std::unique_ptr<App::MessageLogFeed> m_feed;
    std::unique_ptr<App::DeskWindow> m_window;
    Ui::TableView *m_table = nullptr;
};

} // namespace Benchmarks
