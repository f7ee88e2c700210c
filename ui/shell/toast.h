#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;

namespace Ui {

/// An affirmation at the lower right that goes by itself. Never used for a failure.
class Toast final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Toast)

public:
    explicit Toast(QWidget *window);

    void say(const QString &text);
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void place();

    QLabel *m_text;
    QTimer m_timer;
};

} // namespace Ui
