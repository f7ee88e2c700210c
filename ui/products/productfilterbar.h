#pragma once

#include "sync/api/catalogue.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace Ui {

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
    QLineEdit *searchBox() const { return m_search; }

Q_SIGNALS:
    /// Somebody changed a filter.
    void queryChanged(const Sync::ProductQuery &query);
    /// Down or Return in the search box: on to the rows.
    void rowsWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildCombos();
    void read();
    void show(const Sync::ProductQuery &query);

    Sync::ProductQuery m_query;
    QStringList m_vendors;
    QLineEdit *m_search;
    QComboBox *m_state;
    QComboBox *m_status;
    QComboBox *m_vendor;
    QPushButton *m_batch;
    QPushButton *m_clear;
    QTimer m_typing;
};

} // namespace Ui
