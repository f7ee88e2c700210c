#pragma once

#include "models/format/badge.h"
#include "models/progress/runmonitor.h"

#include <QObject>

class QWidget;

namespace Ui {

/// What the Emergency menu does, apart from the rollback wizard: stop everything, maintenance mode, backup. Each says
/// how it ended through told().
class Emergency final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Emergency)

public:
    /// Engine and monitor must outlive it; dialogs open over `window`.
    Emergency(Sync::Engine &engine, Models::RunMonitor &run, QWidget *window);

    /// Stops the running batch and switches maintenance mode on for an hour, so that no desk starts another.
    void stopEverything();
    void askMaintenance();
    void endMaintenance();
    void backUp();

Q_SIGNALS:
    /// A problem (Bad, Attention) or an affirmation (Good).
    void told(const QString &key, Models::Tone tone, const QString &text);

private:
    void setMaintenance(bool active, const QString &reason, const QDateTime &until, const QString &affirmation);

    Sync::Engine &m_engine;
    Models::RunMonitor &m_run;
    QWidget *m_window;
};

} // namespace Ui
