#pragma once

#include <QAction>
#include <QDialog>
#include <QList>

class QLineEdit;
class QListWidget;

namespace Ui {

/// Finds an action by a few letters and runs it. Actions that are off are shown greyed, with their key.
class CommandPalette final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandPalette)

public:
    CommandPalette(const QList<QAction *> &actions, QWidget *parent);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void fill();
    void run();

    QList<QAction *> m_actions;
    QLineEdit *m_input;
    QListWidget *m_list;
};

} // namespace Ui
