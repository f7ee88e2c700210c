#pragma once

#include "app/desk/deskwindow.h"
#include "tests/support/fakeengine.h"
#include "tests/support/fakeinterruptions.h"
#include "tests/support/fakelogfeed.h"
#include "tests/support/fakereader.h"
#include "tests/support/fakeschedules.h"
#include "ui/shell/mainwindow.h"
#include "ui/style/theme.h"

#include <QTemporaryDir>

namespace Fakes {

/// The whole window over fakes, for tests and pictures of it.
struct DeskScene
{
    enum class State {
        Empty,
        Full,
        Failing, ///< The database is gone, and maintenance mode was switched on before.
        ShopGone, ///< The database answers, Shopify does not.
        LongTexts, ///< Titles, names and messages far longer than there is room for, some right-to-left.
        Running,
    };

    DeskScene(QApplication &application, State state);

    Ui::MainWindow &window() { return desk->window(); }
    /// A pull of 25,000 products, nearly half of it done, with outcomes.
    void showRun();
    static Sync::Failure databaseDown();
    static Sync::Failure shopDown();
    /// A push of which some products failed, as it ends.
    static Sync::BatchReport partialPush();

    QTemporaryDir folder;
    QSettings settings;
    Ui::Theme theme;
    FakeEngine engine;
    FakeReader reader;
    FakeSchedules schedules;
    FakeInterruptions interruptions;
    FakeLogFeed log;
    std::unique_ptr<App::DeskWindow> desk;

private:
    void fill();
    void lengthen();
};

} // namespace Fakes
