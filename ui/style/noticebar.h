#pragma once

#include "models/format/badge.h"
#include "sync/api/failure.h"

#include <QFrame>
#include <QList>

class QAction;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace Ui {

class SignLabel;

/// A message beside what it is about, in the layout, with its ways out as buttons. Hidden while there is none.
class NoticeBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticeBar)

public:
    enum class Closing { Never, ByPerson };

    explicit NoticeBar(QWidget *parent = nullptr, Closing closing = Closing::Never);

    /// Shows text, always plain, and a button per action. The actions stay their owners'.
    void showText(Models::Tone tone, const QString &text, const QList<QAction *> &actions = {});
    /// Shows what happened, what it means and what to do; `more` is put behind.
    void showFailure(const Sync::Failure &failure, const QString &more = {}, const QList<QAction *> &actions = {});
    void clear();

    QString text() const;
    /// How much a failure troubles: not at all when somebody asked for it, little when waiting or reading anew helps.
    static Models::Tone toneOf(const Sync::Failure &failure);

Q_SIGNALS:
    /// The person closed the notice; it is hidden.
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void setActions(const QList<QAction *> &actions);

    SignLabel *m_sign;
    QLabel *m_text;
    QVBoxLayout *m_signPlace;
    QHBoxLayout *m_buttons;
    QPushButton *m_close = nullptr;
    QList<QWidget *> m_made;
    Models::Tone m_tone = Models::Tone::Info;
};

} // namespace Ui
