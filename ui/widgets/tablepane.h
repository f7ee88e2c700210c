#pragma once

#include <QTimer>
#include <QWidget>

#include <functional>

class QAction;
class QStackedLayout;

namespace Models {
class PagedModel;
}

namespace Ui {

class EmptyState;
class NoticeBar;
class TableView;

/// A table over a paged model with everything that can stand in its place: loading, nothing there, and a notice
/// above the last known rows when reading failed. What fails for a passing reason is tried again by itself.
class TablePane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TablePane)

public:
    /// The table becomes a child and gets the model, which must outlive the pane.
    TablePane(Models::PagedModel &model, TableView *table, QWidget *parent = nullptr);

    TableView &table() { return *m_table; }
    NoticeBar &notice() { return *m_notice; }

    /// Called whenever there is no row to show, to say why in words.
    void setEmptyContent(std::function<void(EmptyState &)> content);
    /// The reasons for emptiness have changed.
    void update();

private:
    void updateNotice();

    Models::PagedModel &m_model;
    TableView *m_table;
    EmptyState *m_empty;
    NoticeBar *m_notice;
    QStackedLayout *m_stack;
    QAction *m_retry;
    QTimer m_retrySoon;
    std::function<void(EmptyState &)> m_emptyContent;
};

} // namespace Ui
