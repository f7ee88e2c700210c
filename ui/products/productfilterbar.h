#pragma once

#include "sync/api/catalogue.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace Ui {

class FilterRow;

/// The filters above the products table. Speaks in ProductQuery; order and sort are left as set.
class ProductFilterBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProductFilterBar)

public:
    explicit ProductFilterBar(QWidget *parent = nullptr);

    const Sync::ProductQuery &query() const { return m_query; }
    /// Shows a query without announcing it.
    void setQuery(const Sync::ProductQuery &query);
    void clearFilter();
    bool isFiltering() const;
    /// What is filtered by, as people say it: "lamp · Failed · Contoso".
    QString description() const;

    void setVendors(const QStringList &vendors);
    /// Numbers behind the states that the overview counts.
    void setCounts(const Sync::OverviewCounts &counts);
    QLineEdit *searchBox() const;

Q_SIGNALS:
    /// Somebody changed a filter.
    void queryChanged(const Sync::ProductQuery &query);
    /// Down or Return in the search box: on to the rows.
    void rowsWanted();

private:
    void read();
    void show(const Sync::ProductQuery &query);
    void showVendor(const QString &vendor);

    Sync::ProductQuery m_query;
    QStringList m_vendors;
    FilterRow *m_row;
    QComboBox *m_state;
    QComboBox *m_status;
    QComboBox *m_vendor;
    QPushButton *m_batch;
};

} // namespace Ui
