#pragma once

#include "models/progress/runmonitor.h"
#include "models/progress/workqueue.h"
#include "ui/shell/actions.h"
#include "ui/style/theme.h"
#include "ui/widgets/page.h"

#include <QMainWindow>
#include <QSettings>
#include <QStackedWidget>

#include <functional>

namespace Ui {

class CloseGuard;
class HeaderStrip;
class MaintenanceBanner;
class NavigationRail;
class NoticePanel;
class StatusLine;
class Toast;

/// A page: the stable word that opens it, what it is called, and how it is made when it is opened for the first time.
struct PageEntry
{
    QString id;
    PageName name;
    std::function<Page *()> make;
};

/// The window: arranges pages, navigation, header, status line and menus. What the actions do is connected from
/// outside.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    /// What the window is built on; all must outlive it.
    struct Parts
    {
        Sync::Engine &engine;
        Models::RunMonitor &run;
        Models::WorkQueue &work;
        QSettings &settings;
        Theme &theme;
        QMenu *safeLevelMenu;
    };

    explicit MainWindow(const Parts &parts);
    ~MainWindow() override;

    /// Adds a page at the end of the rail, with the next of Ctrl+1, Ctrl+2, … as its key. Its widget belongs to the
    /// window once it is made.
    void addPage(const PageEntry &entry);
    /// To be called when all pages are there: puts back what the person left, size, page and appearance, and shows the
    /// first page to whoever left none.
    void restore();
    void openPage(const QString &id, const QVariantMap &filter = {});
    QString currentPage() const;

    Actions &actions() { return m_actions; }
    StatusLine &statusLine() { return *m_status; }
    NoticePanel &notices() { return *m_notices; }
    /// Shows an affirmation as a toast, a problem as a notice.
    void tell(const QString &key, Models::Tone tone, const QString &text);
    /// The actions of the page shown.
    QList<QAction *> pageActions() const;

Q_SIGNALS:
    void endMaintenanceRequested();
    void pageOpened(const QString &id);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void build();
    void buildMenus();
    void connectActions();
    /// The page of the stack's \a index, made if this is the first time somebody asks for it.
    Page &madePage(int index);
    Page *shownPage() const { return m_made.value(m_stack->currentIndex()); }
    void showPage(int index);
    void moveToPane(int step);
    void fillPageMenu();
    QString withFreeMnemonic(const QString &title) const;
    void updateRunActions();
    void takeDesk(const Sync::DeskState &desk);
    int unsavedEdits() const;
    void save();
    void about();

    Sync::Engine &m_engine;
    Models::RunMonitor &m_run;
    Models::WorkQueue &m_work;
    QSettings &m_settings;
    Theme &m_theme;
    Actions m_actions;
    QList<PageEntry> m_pages;
    QList<Page *> m_made; ///< Beside m_pages; null where nobody has been yet.
    QList<QAction *> m_pageKeys;
    NavigationRail *m_rail;
    HeaderStrip *m_header;
    MaintenanceBanner *m_banner;
    NoticePanel *m_notices;
    QStackedWidget *m_stack;
    StatusLine *m_status;
    Toast *m_toast;
    CloseGuard *m_guard;
    QMenu *m_goMenu = nullptr;
    QMenu *m_pageMenu = nullptr;
};

} // namespace Ui
