#pragma once

#include <QWidget>

class QAction;

namespace Models {
class EditSession;
class VariantsModel;
} // namespace Models

namespace Ui {

class TableView;

/// The variants of the product open in an edit session: a table to edit them in, and what moves them.
class VariantsPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VariantsPane)

public:
    /// `session` must outlive the pane.
    explicit VariantsPane(Models::EditSession &session, QWidget *parent = nullptr);

    /// Opens an editor in the current variant's first cell that can be edited.
    void startEditing();

private:
    QAction *moving(const QString &text, const QString &objectName, const QKeySequence &keys, int by);
    void showMoves();

    Models::EditSession &m_session;
    Models::VariantsModel *m_model;
    TableView *m_table;
    QAction *m_up;
    QAction *m_down;
};

} // namespace Ui
