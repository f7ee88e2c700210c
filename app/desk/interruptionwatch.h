#pragma once

#include "sync/api/interruptions.h"
#include "sync/api/reader.h"

#include <QObject>
#include <QTimer>

namespace Models {
class RunMonitor;
}

namespace Ui {
class MainWindow;
}

namespace App {

/// Says in the window which runs were cut short, and asks what is to become of them.
class InterruptionWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InterruptionWatch)

public:
    /// All must outlive the watch.
    InterruptionWatch(Sync::Interruptions &interruptions, Sync::Reader &reader, Models::RunMonitor &run,
        Ui::MainWindow &window, QObject *parent = nullptr);

Q_SIGNALS:
    void rollBackRequested(Sync::BatchId batch);

private:
    void look();
    void show(const QList<Sync::Interruption> &list);
    void ask(Sync::BatchId batch);
    void resume(Sync::BatchId batch, const QString &shopNameTyped);
    void leave(Sync::BatchId batch);

    Sync::Interruptions &m_interruptions;
    Models::RunMonitor &m_run;
    Ui::MainWindow &m_window;
    QTimer m_again;
    QList<Sync::Interruption> m_list; ///< As last read.
    QList<Sync::BatchId> m_shown;
    int m_ticket = 0;
};

} // namespace App
