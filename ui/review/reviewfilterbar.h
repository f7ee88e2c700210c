#pragma once

#include "sync/api/review.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QTabBar;

namespace Models {
class ReviewCounts;
}

namespace Ui {

class FilterRow;

/// The parts of the review list.
enum class ReviewTab { Pending, Conflicts, Approved, Rejected, Done };

/// Tabs and filters above the review list. Speaks in StagedQuery; order and sort are left as set.
class ReviewFilterBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReviewFilterBar)

public:
    explicit ReviewFilterBar(QWidget *parent = nullptr);

    const Sync::StagedQuery &query() const { return m_query; }
    ReviewTab tab() const;
    /// Shows a tab with these filters and announces it.
    void open(ReviewTab tab, const Sync::StagedQuery &filter);
    /// Takes all filters away; the tab stays.
    void clearFilter();
    /// True when something beside the tab filters.
    bool isFiltering() const;
    void setCounts(const Models::ReviewCounts &counts);
    QLineEdit *searchBox() const;

Q_SIGNALS:
    void queryChanged(const Sync::StagedQuery &query);
    /// Down or Return in the search box: on to the rows.
    void rowsWanted();

private:
    void fillCombos();
    void read();

    Sync::StagedQuery m_query;
    QTabBar *m_tabs;
    FilterRow *m_row;
    QComboBox *m_direction;
    QComboBox *m_type;
    QComboBox *m_field;
    QComboBox *m_severity;
    QComboBox *m_outcome;
    QPushButton *m_batch;
};

} // namespace Ui
