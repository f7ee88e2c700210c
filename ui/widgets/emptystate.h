#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;

namespace Ui {

/// What stands where rows would be: a title, a sentence, and the ways on as buttons.
class EmptyState final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyState)

public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// The first action is the main way on. The actions stay their owners'; their buttons follow them, and say why one
    /// is disabled.
    void setContent(const QString &title, const QString &text, const QList<QAction *> &actions = {});
    QString title() const;

private:
    QLabel *m_title;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
    QList<QAction *> m_actions;
    QList<QWidget *> m_made;
};

} // namespace Ui
