#pragma once

#include "models/history/batchlinesmodel.h"
#include "models/history/batchsummary.h"
#include "models/history/stagedcounts.h"

#include <QFrame>

#include <optional>

class QAction;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace Ui {

class EmptyState;
class LineFilterBar;
class TablePane;

/// One batch in full: its summary, its errors grouped by message, its lines or, of a pull, what it brought, and what
/// can be done with it.
class BatchDetail final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BatchDetail)

public:
    /// `reader` must outlive the widget.
    explicit BatchDetail(Sync::Reader &reader, QWidget *parent = nullptr);

    void setBatch(const std::optional<Sync::BatchRow> &batch);
    const std::optional<Sync::BatchRow> &batch() const { return m_batch; }
    /// Focuses the search box of the lines; false when there are no lines to search.
    bool focusSearch();
    /// Reads every line of the batch, filtered away or not, and writes a report: JSON lines when the path ends in
    /// .jsonl, else CSV.
    void exportTo(const QString &path);

Q_SIGNALS:
    void rollBackRequested(Sync::BatchId batch);
    /// One product of the run, or single fields of it.
    void rollBackProductRequested(const Sync::HistoryRow &line, bool chooseFields);
    /// The failed products of a pull are to be pulled again.
    void pullAgainRequested(const QList<Sync::ShopifyId> &products);
    void openRequested(const QString &page, const QVariantMap &filter);
    void told(const QString &key, Models::Tone tone, const QString &text);

private:
    void build();
    void update();
    void updateLines();
    void readTroubles();
    void showGroups();
    void showNoLines(EmptyState &empty);
    void applyFilter(const Sync::HistoryQuery &filter);
    void showLineMenu(const QPoint &place);
    void rollBackLine(bool chooseFields);
    void copyForSupport();
    void writeReport(const QString &path, const Sync::BatchRow &batch, const QList<Sync::HistoryRow> &rows);

    Sync::Reader &m_reader;
    Models::BatchLinesModel m_lines;
    Models::StagedCounts m_staged;
    std::optional<Sync::BatchRow> m_batch;
    QList<Sync::HistoryRow> m_troubles; ///< The first lines of the batch, failures first.
    QLabel *m_title;
    QLabel *m_sentence;
    QVBoxLayout *m_groups;
    QAction *m_showChanges;
    QAction *m_clearFilter;
    QAction *m_toSync;
    QAction *m_toLogs;
    QAction *m_undoProduct;
    QAction *m_undoFields;
    LineFilterBar *m_filter;
    TablePane *m_table;
    QPushButton *m_rollBack;
    QPushButton *m_rollBackProduct;
    QPushButton *m_retry;
    QPushButton *m_showFailed;
    QPushButton *m_review;
    QPushButton *m_copy;
    QPushButton *m_export;
    int m_generation = 0;
};

} // namespace Ui
