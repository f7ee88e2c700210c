#pragma once

#include "models/history/batchlinesmodel.h"
#include "sync/api/rollback.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace Ui {

class SearchBox;
class TableView;

/// Which products and which fields of a run are rolled back; without a choice all of them. Products are found by a
/// filter over the run's lines and chosen in the table.
class Narrowing final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Narrowing)

public:
    /// `reader` must outlive the widget.
    explicit Narrowing(Sync::Reader &reader, QWidget *parent = nullptr);

    /// Another run: nothing of it is chosen yet.
    void setBatch(Sync::BatchId batch);
    /// Chooses one line's product of the run, as if it had been clicked.
    void choose(const Sync::HistoryRow &line);
    /// Opens the choice of fields.
    void askForFields();

    /// The choice, put into a request for the run.
    void narrow(Sync::RollbackRequest &request) const;
    /// False while something is to be chosen and nothing is.
    bool isComplete() const;

Q_SIGNALS:
    void changed();

private:
    QWidget *buildProducts();
    QWidget *buildFields();
    void readChosen();
    void setChosen(const QList<Sync::HistoryRow> &lines);
    void update();

    Sync::Reader &m_reader;
    Models::BatchLinesModel m_lines;
    QCheckBox *m_someProducts;
    QCheckBox *m_someFields;
    QWidget *m_products;
    SearchBox *m_search;
    QPushButton *m_all;
    TableView *m_table;
    QLabel *m_count;
    QListWidget *m_fields;
    QList<Sync::ProductId> m_chosen;
    QList<Sync::ShopifyId> m_chosenInShopify;
    Sync::BatchId m_batch;
    int m_generation = 0;
};

} // namespace Ui
