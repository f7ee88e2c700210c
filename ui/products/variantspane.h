#pragma once

#include "sync/api/ids.h"
#include "ui/products/variantdialog.h"

#include <QWidget>

class QAction;
class QLabel;

namespace Models {
class EditSession;
class VariantsModel;
} // namespace Models

namespace Ui {

class TableView;

/// The variants of the product open in an edit session: a table to edit them in, and what adds, duplicates, removes and
/// moves them, as buttons, in the table's menu and by keys: Ins, Alt+Ins, Del, Alt with Up and Down.
class VariantsPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VariantsPane)

public:
    /// `session` must outlive the pane.
    explicit VariantsPane(Models::EditSession &session, QWidget *parent = nullptr);

    /// Opens an editor in the current cell, or in the variant's SKU where that cannot be edited.
    void startEditing();

private:
    QAction *job(const QString &text, const QString &shortText, const QString &objectName, const QKeySequence &keys);
    QWidget *buildButtons();
    void connectJobs();
    /// Shows what tells variants apart right behind their titles.
    void bringOptionsForward();
    void showWhatCanBeDone();
    /// The row that a new variant is like: the current one, or the last that is stored; -1 when there is none.
    int likeRow() const;
    void askWhatToAdd(VariantDialog::Start start);
    void add(Sync::VariantId like, const QHash<QString, QString> &values);
    void askToRemove();
    void remove(Sync::VariantId variant);

    Models::EditSession &m_session;
    Models::VariantsModel *m_model;
    TableView *m_table;
    QLabel *m_hint;
    QAction *m_add;
    QAction *m_duplicate;
    QAction *m_remove;
    QAction *m_up;
    QAction *m_down;
    int m_removedRow = -1; ///< The row whose variant was taken away, until it goes.
};

} // namespace Ui
