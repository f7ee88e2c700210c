#pragma once

#include "models/products/deletedproductsmodel.h"
#include "sync/api/engine.h"

#include <QDialog>

class QPushButton;
class QStackedLayout;

namespace Ui {

class EmptyState;
class NoticeBar;
class TableView;

/// The products deleted here, to bring back.
class DeletedProductsDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeletedProductsDialog)

public:
    /// Engine and reader must outlive the dialog.
    DeletedProductsDialog(Sync::Engine &engine, Sync::Reader &reader, QWidget *parent = nullptr);

Q_SIGNALS:
    void broughtBack(const Sync::ProductsReport &report);

private:
    void update();
    void bringBack();
    QList<Sync::ProductId> chosen() const;

    Sync::Engine &m_engine;
    Models::DeletedProductsModel m_model;
    TableView *m_table;
    EmptyState *m_empty;
    NoticeBar *m_notice;
    QPushButton *m_bringBack;
    QStackedLayout *m_stack;
    QAction *m_retry;
    bool m_isBusy = false;
};

} // namespace Ui
