#pragma once

#include "models/format/badge.h"
#include "sync/api/failure.h"

#include <QFrame>
#include <QList>

class QAction;
class QHBoxLayout;
class QLabel;

namespace Ui {

/// A message beside what it is about, in the layout, with its ways out as buttons. Hidden while there is none.
class NoticeBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticeBar)

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    /// Shows text, always plain, and a button per action. The actions stay their owners'.
    void showText(Models::Tone tone, const QString &text, const QList<QAction *> &actions = {});
    /// Shows what happened, what it means and what to do; `more` is put behind.
    void showFailure(const Sync::Failure &failure, const QString &more = {}, const QList<QAction *> &actions = {});
    void clear();

    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void setActions(const QList<QAction *> &actions);

    QLabel *m_text;
    QHBoxLayout *m_buttons;
    QList<QWidget *> m_made;
    Models::Tone m_tone = Models::Tone::Info;
};

} // namespace Ui
