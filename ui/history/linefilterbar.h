#pragma once

#include "sync/api/batch.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace Ui {

class FilterRow;
class SearchBox;

/// The filters above the lines of a run, and how many lines there are. Speaks in HistoryQuery; order and sort are left
/// as set.
class LineFilterBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LineFilterBar)

public:
    explicit LineFilterBar(QWidget *parent = nullptr);

    const Sync::HistoryQuery &query() const { return m_query; }
    void clearFilter();
    bool isFiltering() const;
    /// What is filtered by, as people say it: "“lamp” · Failed".
    QString description() const;
    SearchBox &searchBox() const;
    /// Says how many lines are shown.
    void setCount(qint64 lines);

Q_SIGNALS:
    /// Somebody changed a filter.
    void queryChanged(const Sync::HistoryQuery &query);
    /// Down or Return in the search box: on to the rows.
    void rowsWanted();

private:
    void read();

    Sync::HistoryQuery m_query;
    FilterRow *m_row;
    QComboBox *m_outcome;
    QLabel *m_count;
};

} // namespace Ui
