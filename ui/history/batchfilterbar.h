#pragma once

#include "sync/api/batch.h"

#include <QWidget>

class QAbstractButton;
class QComboBox;

namespace Ui {

class FilterRow;
class SearchBox;

/// The filters above the runs. Speaks in BatchQuery; order and sort are left as set.
class BatchFilterBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BatchFilterBar)

public:
    explicit BatchFilterBar(QWidget *parent = nullptr);

    const Sync::BatchQuery &query() const { return m_query; }
    void clearFilter();
    bool isFiltering() const;
    /// What is filtered by, as people say it: "“anna” · Send · Failed".
    QString description() const;
    SearchBox &searchBox() const;

Q_SIGNALS:
    /// Somebody changed a filter.
    void queryChanged(const Sync::BatchQuery &query);
    /// Down or Return in the search box: on to the rows.
    void rowsWanted();

private:
    void read();

    Sync::BatchQuery m_query;
    FilterRow *m_row;
    QComboBox *m_kind;
    QComboBox *m_status;
    QAbstractButton *m_troubled;
};

} // namespace Ui
