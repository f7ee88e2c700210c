#pragma once

#include "models/progress/environment.h"
#include "models/progress/runmonitor.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;

namespace Ui {

class EnvironmentTag;
class RunChip;

/// The strip on top of every page: which shop, what kind of shop, how safe, and the run that is going on.
class HeaderStrip final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HeaderStrip)

public:
    /// `safeLevelMenu` opens from the safe level; it and `run` must outlive the strip.
    HeaderStrip(Models::RunMonitor &run, QMenu *safeLevelMenu, QWidget *parent = nullptr);

    void setDesk(const Sync::DeskState &desk);

Q_SIGNALS:
    void runOpened();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showLevel();

    QLabel *m_shop;
    EnvironmentTag *m_tag;
    QPushButton *m_level;
    RunChip *m_chip;
    QTimer m_second; ///< Runs while a lowered level counts down.
    Sync::DeskState m_desk;
};

} // namespace Ui
