#include "ui/maintenance/emergency.h"

#include "models/paging/answer.h"
#include "ui/maintenance/maintenancedialog.h"

using namespace Qt::StringLiterals;

namespace Ui {

Emergency::Emergency(Sync::Engine &engine, Models::RunMonitor &run, QWidget *window)
    : QObject(window)
    , m_engine(engine)
    , m_run(run)
    , m_window(window)
{ }

void Emergency::stopEverything()
{
    // Asked of the engine too: a batch may have begun of which no progress has arrived yet.
    if (m_run.isActive())
        m_run.stop();
    else
        m_engine.cancel();
    setMaintenance(true, tr("Stopped from the Emergency menu"), QDateTime::currentDateTimeUtc().addSecs(3600),
        tr("Everything stops. Maintenance mode is on for an hour; end it from the banner."));
}

void Emergency::askMaintenance()
{
    auto *dialog = new MaintenanceDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog] { setMaintenance(true, dialog->reason(), dialog->until(), tr("Maintenance mode is on.")); });
    dialog->open();
}

void Emergency::endMaintenance()
{
    setMaintenance(false, {}, {}, tr("Maintenance mode is off."));
}

void Emergency::setMaintenance(bool active, const QString &reason, const QDateTime &until, const QString &affirmation)
{
    Models::whenAnswered(m_engine.setMaintenance(active, reason, until), this,
        [this, affirmation](const Sync::Result<Sync::Done> &answer) {
            if (answer)
                Q_EMIT told(u"maintenance"_s, Models::Tone::Good, affirmation);
            else
                Q_EMIT told(u"maintenance"_s, Models::Tone::Bad, answer.failure().text());
        });
}

void Emergency::backUp()
{
    Q_EMIT told(u"backup"_s, Models::Tone::Good, tr("Backing up the database…"));
    Models::whenAnswered(m_engine.backUp(), this, [this](const Sync::Result<QString> &path) {
        if (path)
            Q_EMIT told(u"backup"_s, Models::Tone::Good, tr("Backed up to %1.").arg(*path));
        else
            Q_EMIT told(u"backup"_s, Models::Tone::Bad, path.failure().text());
    });
}

} // namespace Ui
