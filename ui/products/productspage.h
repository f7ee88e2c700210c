#pragma once

#include "models/products/editsession.h"
#include "models/products/productsexport.h"
#include "models/products/productsmodel.h"
#include "models/products/why.h"
#include "sync/api/engine.h"
#include "sync/api/reader.h"
#include "ui/widgets/page.h"
#include "ui/widgets/viewstate.h"

#include <QTimer>
#include <QWidget>

class QMenu;
class QSettings;
class QSplitter;

namespace Ui {

class EmptyState;
class Exporter;
class NoticeBar;
class PageFrame;
class ProductDetailPane;
class ProductFilterBar;
class ProductJobs;
class TablePane;
class TableView;

/// The catalogue: filters, the table, and one product in detail beside it.
class ProductsPage final : public QWidget, public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProductsPage)

public:
    /// Engine, reader and settings must outlive the page. Reads when it is shown for the first time.
    ProductsPage(Sync::Engine &engine, Sync::Reader &reader, QSettings &settings, QWidget *parent = nullptr);
    ~ProductsPage() override;

    static PageName name() { return {tr("Products"), QStringLiteral("products")}; }
    QWidget *widget() override { return this; }
    QList<QAction *> pageActions() const override { return m_actions; }
    void showWith(const QVariantMap &filter) override;
    void refresh() override;
    QWidget *firstFocus() override;
    int unsavedEdits() const override { return m_session.unsavedProducts(); }

    /// Writes what is selected, or all that matches when no more than one row is, without asking for a file name.
    void exportTo(const QString &path, Models::ExportFormat format);

Q_SIGNALS:
    /// Somebody wants to go on in Review; keys of PageFilter.
    void reviewRequested(const QVariantMap &filter);
    /// Somebody wants to watch the run.
    void syncRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildLayout();
    void buildActions();
    QAction *addPageAction(const QString &text, const QKeySequence &keys, void (ProductsPage::*run)());
    void connectAll(Sync::Reader &reader);
    void readAround();
    void applyQuery(const Sync::ProductQuery &query);
    void showEmpty(EmptyState &empty);
    void startNew();
    void createNew();
    void showProduct(Sync::ProductId product);
    void leaveEmptyList();
    void showCounts();
    void openCurrent();
    void focusSearch();
    void edit();
    void enterDetail();
    void why();
    void toggleDetail(bool shown);
    void copyRows();
    void exportCsv();
    void exportJson();
    QList<qint64> exportIds() const;
    void showContextMenu(const QPoint &place);
    void act(Models::WhyAction action);
    void pull();
    void stageEdits();

    Sync::Engine &m_engine;
    Sync::Reader &m_reader;
    ViewState m_viewState;
    Models::ProductsModel m_model;
    Models::EditSession m_session;
    PageFrame *m_frame;
    ProductFilterBar *m_filter;
    NoticeBar *m_notice;
    TableView *m_table;
    TablePane *m_pane;
    ProductDetailPane *m_detail;
    QSplitter *m_splitter;
    QMenu *m_columns;
    QMenu *m_exportMenu;
    Exporter *m_exporter;
    QList<QAction *> m_actions;
    QAction *m_pullAction = nullptr;
    QAction *m_clearAction = nullptr;
    QAction *m_detailAction = nullptr;
    QAction *m_openReviewAction = nullptr;
    QAction *m_createAction = nullptr;
    ProductJobs *m_jobs = nullptr;
    QTimer m_readAroundSoon;
    bool m_wasShown = false;
    bool m_rowsWanted = false;
};

} // namespace Ui
