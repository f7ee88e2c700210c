#pragma once

#include "models/review/bulkparts.h"
#include "models/review/decisions.h"
#include "models/review/reviewcounts.h"
#include "models/review/stagedmodel.h"
#include "sync/api/engine.h"
#include "sync/api/reader.h"
#include "ui/review/fieldcard.h"
#include "ui/widgets/page.h"
#include "ui/widgets/viewstate.h"

#include <QWidget>

class QMenu;
class QPushButton;
class QSettings;
class QSplitter;

namespace Ui {

class ChangePane;
class EmptyState;
class NoticeBar;
class PageFrame;
class ReviewFilterBar;
class TablePane;
class TableView;

/// The staged changes: what came from Shopify and what would go there, decided product by product, field by field or
/// in bulk, then written or sent.
class ReviewPage final : public QWidget, public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReviewPage)

public:
    /// Engine, reader and settings must outlive the page. Reads when it is shown for the first time.
    ReviewPage(Sync::Engine &engine, Sync::Reader &reader, QSettings &settings, QWidget *parent = nullptr);
    ~ReviewPage() override;

    static PageName name() { return {tr("Review"), QStringLiteral("review")}; }
    QWidget *widget() override { return this; }
    QList<QAction *> pageActions() const override { return m_actions; }
    void showWith(const QVariantMap &filter) override;
    /// The desk as it was last told before the page was made; from then on it hears for itself.
    void setDesk(const Sync::DeskState &desk) { m_desk = desk; }
    /// Why nothing may be written to the catalogue, sent, or pulled now, in words; empty when it may.
    void setForbidden(const QString &toWrite, const QString &toSend, const QString &toPull);
    /// Shows what sending the approved changes would do, and asks.
    void askToSend();
    void refresh() override;
    QWidget *firstFocus() override;

Q_SIGNALS:
    /// The number of changes to review, for the navigation rail; -1 while unknown.
    void pendingCountChanged(qint64 count);
    /// What changed in Shopify is to be pulled.
    void pullRequested();
    /// The rules that approve changes are to be shown.
    void rulesRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    // Layout and wiring: reviewpage.cpp
    void buildLayout();
    QWidget *buildListFoot();
    void connectAll();
    void applyQuery(const Sync::StagedQuery &query);
    void showEmpty(EmptyState &empty);
    void showCounts();
    void showBulk();
    void showApproveShown(bool possible);
    void giveRowsFocus();
    void updateActions();
    void openCurrent();
    void leaveEmptyList();

    // Actions: reviewpageactions.cpp
    void buildActions();
    QAction *addPageAction(const QString &text, const QList<QKeySequence> &keys, void (ReviewPage::*slot)());
    void addSeparator();
    void focusSearch();
    void nextProduct();
    void previousProduct();
    void nextField();
    void previousField();
    void approveCurrent();
    void rejectCurrent();
    void toggleCurrent();
    void keepOurs();
    void takeTheirs();
    void editField();
    void act(FieldAct act);
    void approveProducts();
    void rejectProducts();
    void reopenProducts();
    void decideProducts(Sync::DecisionKind kind);
    void undo();
    void approveShown();
    void askRejectShown();
    void findLocalEdits();
    void writeApproved();
    void askToSendHeld();
    void openSendDialog(const std::optional<Sync::Failure> &held);
    void runFailed(const Sync::RunRequest &request, const Sync::Failure &failure);
    void run(const Sync::RunRequest &request, const QString &message);
    void decided(Sync::DecisionKind kind, const Sync::DecisionReport &report);
    void showContextMenu(const QPoint &place);

    Sync::Engine &m_engine;
    Sync::Reader &m_reader;
    Sync::DeskState m_desk;
    ViewState m_viewState;
    Models::StagedModel m_model;
    Models::ReviewCounts m_counts;
    Models::BulkParts m_bulk;
    Models::Decisions m_decisions;
    PageFrame *m_frame;
    ReviewFilterBar *m_filter;
    NoticeBar *m_notice;
    TableView *m_table;
    TablePane *m_list;
    ChangePane *m_change;
    QSplitter *m_splitter;
    QPushButton *m_approveShown;
    QPushButton *m_more;
    QPushButton *m_find;
    QPushButton *m_write;
    QPushButton *m_send;
    QMenu *m_columns;
    QMenu *m_bulkMenu;
    QList<QAction *> m_actions;
    QAction *m_undoAction = nullptr;
    QAction *m_rejectShownAction = nullptr;
    QAction *m_clearAction = nullptr;
    QAction *m_pullAction = nullptr;
    QAction *m_heldAction = nullptr;
    Sync::Failure m_held;
    QString m_writeForbidden;
    QString m_sendForbidden;
    QString m_notTaken; ///< What was written and not taken, for the notice that follows.
    bool m_wasShown = false;
    bool m_rowsWanted = false;
};

} // namespace Ui
