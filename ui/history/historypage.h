#pragma once

#include "models/history/batchesmodel.h"
#include "ui/style/pageframe.h"
#include "ui/widgets/page.h"

class QAction;
class QSplitter;

namespace Ui {

class BatchDetail;
class BatchFilterBar;
class EmptyState;
class TablePane;
class TableView;

/// The batches, newest first until sorted otherwise, all or filtered, and one of them in full.
class HistoryPage final : public QWidget, public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryPage)

public:
    /// `reader` must outlive the page.
    explicit HistoryPage(Sync::Reader &reader, QWidget *parent = nullptr);

    static PageName name() { return {tr("History"), QStringLiteral("history")}; }
    QWidget *widget() override { return this; }
    QList<QAction *> pageActions() const override { return {m_find}; }
    /// Understands PageFilter::batch; a filter that hides that batch is taken away.
    void showWith(const QVariantMap &filter) override;
    void refresh() override { m_model.refresh(); }
    QWidget *firstFocus() override;

    /// The batch chosen, none when there is none.
    Sync::BatchId currentBatch() const;

Q_SIGNALS:
    void rollBackRequested(Sync::BatchId batch);
    /// One product of the run, or single fields of it.
    void rollBackProductRequested(const Sync::HistoryRow &line, bool chooseFields);
    void pullAgainRequested(const QList<Sync::ShopifyId> &products);
    void openRequested(const QString &page, const QVariantMap &filter);

private:
    void build();
    void connectAll();
    void applyFilter(const Sync::BatchQuery &filter);
    void focusSearch();
    void updateState();
    void chooseWanted();
    void showCurrent();
    void showEmpty(EmptyState &empty);

    Models::BatchesModel m_model;
    PageFrame *m_frame;
    BatchFilterBar *m_filter;
    TableView *m_table;
    TablePane *m_pane;
    BatchDetail *m_detail;
    QAction *m_find;
    QAction *m_clearFilter;
    QAction *m_toSync;
    qint64 m_wanted = 0;
};

} // namespace Ui
