#pragma once

#include "models/history/batchesmodel.h"
#include "ui/style/pageframe.h"
#include "ui/widgets/page.h"

class QStackedWidget;
class QTableView;

namespace Ui {

class BatchDetail;

/// Every batch, newest first, and one of them in full.
class HistoryPage final : public QWidget, public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryPage)

public:
    /// `reader` must outlive the page.
    explicit HistoryPage(Sync::Reader &reader, QWidget *parent = nullptr);

    static PageName name() { return {tr("History"), QStringLiteral("history")}; }
    QWidget *widget() override { return this; }
    /// Understands PageFilter::batch.
    void showWith(const QVariantMap &filter) override;
    void refresh() override { m_model.refresh(); }
    QWidget *firstFocus() override;

    /// The batch chosen, none when there is none.
    Sync::BatchId currentBatch() const;

Q_SIGNALS:
    void rollBackRequested(Sync::BatchId batch);
    void pullAgainRequested(const QList<Sync::ShopifyId> &products);
    void openRequested(const QString &page, const QVariantMap &filter);

private:
    void build();
    void updateState();
    void chooseWanted();
    void showCurrent();

    Models::BatchesModel m_model;
    PageFrame *m_frame;
    QTableView *m_table;
    QStackedWidget *m_stack;
    BatchDetail *m_detail;
    qint64 m_wanted = 0;
};

} // namespace Ui
