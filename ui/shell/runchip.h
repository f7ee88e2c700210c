#pragma once

#include "models/progress/runmonitor.h"

#include <QFrame>

class QPushButton;

namespace Ui {

/// The running batch in the header, on every page: what it is, how far it has come, Pause. Hidden while none runs.
class RunChip final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunChip)

public:
    explicit RunChip(Models::RunMonitor &run, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void opened();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void update();
    /// Where there is too little room the text is cut at its end, so that it always says what runs.
    void elide();
    int widthWith(int text) const;

    Models::RunMonitor &m_run;
    QString m_whole;
    QPushButton *m_text;
    QPushButton *m_pause;
};

} // namespace Ui
