#pragma once

#include "models/logs/logfeed.h"
#include "sync/api/engine.h"
#include "sync/api/interruptions.h"
#include "sync/api/reader.h"
#include "sync/api/schedules.h"

#include <QSettings>

#include <memory>

namespace Ui {
class MainWindow;
class Page;
class RollbackWizard;
class Theme;
} // namespace Ui

namespace App {

/// Builds the window over an engine, a reader and a log, wires pages and actions, and takes it down in the right order.
/// A page is made when it is opened for the first time, so that the window is there at once. GUI thread.
class DeskWindow final
{
    Q_DISABLE_COPY_MOVE(DeskWindow)

public:
    /// Everything must outlive the desk window. The theme is made before it, see Ui::Theme.
    DeskWindow(Sync::Engine &engine, Sync::Reader &reader, Sync::Schedules &schedules,
        Sync::Interruptions &interruptions, Models::LogFeed &log, QSettings &settings, Ui::Theme &theme);
    ~DeskWindow();

    Ui::MainWindow &window();
    /// Opens the rollback wizard, at the preview when the batch is known.
    void openRollback(Sync::BatchId batch);
    void openSchedules();
    void openReplay();

private:
    Ui::RollbackWizard &makeRollback();
    struct Parts;
    void addPages();
    Ui::Page *makeOverviewPage();
    Ui::Page *makeProductsPage();
    Ui::Page *makeReviewPage();
    Ui::Page *makeSyncPage();
    Ui::Page *makeHistoryPage();
    void wireParts();
    void wireActions();
    /// What may not be started now is not offered; the list on the Sync page decides, see Models::preflight().
    void offerStarts();
    void tellBrokenLinks(const Sync::DeskState &desk);
    void tellScheduledRun(const Sync::ScheduleRun &run);

    std::unique_ptr<Parts> m_parts;
};

} // namespace App
