#pragma once

#include "models/products/editsession.h"
#include "sync/api/engine.h"
#include "sync/api/reader.h"

#include <QObject>

class QAction;
class QWidget;

namespace Ui {

class NoticeBar;
class TableView;

/// What can be done to products as a whole: made, copied, deleted, brought back, pulled by themselves. Asks where that
/// is due and tells in a notice what became of it.
class ProductJobs final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProductJobs)

public:
    /// What the jobs work on; all must outlive them.
    struct Parts
    {
        Sync::Engine &engine;
        Sync::Reader &reader;
        Models::EditSession &session;
        NoticeBar &notice;
        TableView &table;
        QWidget &page; ///< The keys work within it, and questions belong to it.
    };

    explicit ProductJobs(const Parts &parts);

    /// All but newProduct(), in menu order, separators among them.
    QList<QAction *> actions() const { return m_actions; }
    QAction *newProduct() const { return m_new; }
    /// Actions offered with what was done: find local edits, open the review.
    void setWaysOn(QAction *findEdits, QAction *openReview);
    /// Enables what is possible with the rows that are selected.
    void update();

Q_SIGNALS:
    /// The form of a new product is to be shown.
    void newProductWanted();
    /// A product is there that somebody now wants to see.
    void productMade(Sync::ProductId product);

private:
    enum class Deed { None, Made, Deleted };

    QAction *addJob(const QString &text, const QKeySequence &keys, void (ProductJobs::*run)());
    void addSeparator();
    QList<qint64> chosen(qsizetype most) const;
    void duplicate();
    void askToDelete();
    void confirmDelete(const QList<Sync::ProductRow> &rows);
    void remove(const QList<Sync::SeenProduct> &products);
    void removed(const Sync::ProductsReport &report);
    void undo();
    void takeBackMade();
    void restore(const QList<Sync::ProductId> &products);
    void restored(const Sync::ProductsReport &report);
    void showDeleted();
    void pullThese();
    void pullRows(const QList<Sync::ProductRow> &rows);
    void made(const Sync::CreateReport &report, const QString &text);
    void remember(Deed deed, const QList<Sync::ProductId> &products);

    Parts m_parts;
    QList<QAction *> m_actions;
    QAction *m_new = nullptr;
    QAction *m_duplicate = nullptr;
    QAction *m_delete = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_pull = nullptr;
    QAction *m_findEdits = nullptr;
    QAction *m_openReview = nullptr;
    Deed m_lastDeed = Deed::None;
    QList<Sync::ProductId> m_lastProducts;
};

} // namespace Ui
