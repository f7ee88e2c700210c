#pragma once

#include "models/rules/rulesmodel.h"

#include <QDialog>

class QPushButton;
class QScrollArea;

namespace Ui {

class EmptyState;
class NoticeBar;
class RuleForm;
class SimulationPane;
class TableView;

/// The approval rules of the shop: the list, the form of the rule that is chosen, and what it would do. While a rule
/// is being edited the list waits, so that nothing half written is lost by a click elsewhere.
class RulesDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RulesDialog)

public:
    /// Both outlive the dialog.
    RulesDialog(Sync::Engine &engine, Sync::Reader &reader, QWidget *parent = nullptr);

    /// Asks first when a rule is half edited.
    void reject() override;

private:
    QLayout *makeList();
    QWidget *makeEditor();
    void connectParts();
    void addShortcuts();
    void putTabInReadingOrder(QWidget *close);
    void moveCurrent(int by);
    int currentRow() const;
    void startNew(const Sync::ApprovalRule &rule);
    void showCurrent();
    void edited();
    void save();
    void discard();
    void removeCurrent();
    void askRestore();
    void saved();
    void refused(const Sync::Failure &failure);
    void update();

    Models::RulesModel m_model;
    NoticeBar *m_notice;
    TableView *m_table;
    EmptyState *m_empty;
    QScrollArea *m_editor;
    QScrollArea *m_tried; ///< What the rule would do.
    RuleForm *m_form;
    SimulationPane *m_simulation;
    QPushButton *m_new;
    QPushButton *m_duplicate;
    QPushButton *m_remove;
    QPushButton *m_turn; ///< Turns the chosen rule on or off.
    QPushButton *m_up;
    QPushButton *m_down;
    QPushButton *m_restore;
    QPushButton *m_save;
    QPushButton *m_discard;
    QAction *m_retry;
    QAction *m_addFirst;
    Sync::RuleId m_shown; ///< The rule in the form; none for a new one.
    int m_row = 0; ///< Of the rule shown last.
    QString m_selectNext; ///< The name of the rule to choose once it is in the list.
    bool m_isEditing = false;
};

} // namespace Ui
