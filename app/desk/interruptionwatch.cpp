#include "app/desk/interruptionwatch.h"

#include "models/history/interruptiontext.h"
#include "models/paging/answer.h"
#include "models/progress/runmonitor.h"
#include "ui/history/interruptiondialog.h"
#include "ui/shell/mainwindow.h"
#include "ui/style/noticepanel.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace App {

namespace {

/// So many are told of at once; the others follow when these are decided.
constexpr qsizetype mostShown = 2;
/// What is not settled yet is looked at again, and so is what could not be read.
constexpr auto lookAgainAfter = 10s;

QString keyOf(Sync::BatchId batch)
{
    return u"interrupted-%1"_s.arg(batch.value);
}

} // namespace

InterruptionWatch::InterruptionWatch(Sync::Interruptions &interruptions, Sync::Reader &reader, Models::RunMonitor &run,
    Ui::MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_interruptions(interruptions)
    , m_run(run)
    , m_window(window)
{
    m_again.setSingleShot(true);
    m_again.setInterval(lookAgainAfter);
    connect(&m_again, &QTimer::timeout, this, &InterruptionWatch::look);
    connect(&reader, &Sync::Reader::historyChanged, this, &InterruptionWatch::look);
    connect(&interruptions, &Sync::Interruptions::changed, this, &InterruptionWatch::look);
    look();
}

void InterruptionWatch::look()
{
    Models::whenAnswered(
        m_interruptions.list(), this, [this, ticket = ++m_ticket](const Sync::Result<QList<Sync::Interruption>> &list) {
            if (ticket != m_ticket)
                return;
            if (list)
                show(*list);
            else
                m_again.start();
        });
}

void InterruptionWatch::show(const QList<Sync::Interruption> &list)
{
    QList<Sync::BatchId> shown;
    for (const Sync::Interruption &cut : list.mid(0, mostShown)) {
        shown += cut.batch;
        // One that was told of and closed stays closed.
        if (!m_shown.contains(cut.batch))
            m_window.notices().show({keyOf(cut.batch), Models::Tone::Attention, Models::interruptionNotice(cut),
                Ui::MainWindow::tr("Decide…"), [this, batch = cut.batch] { ask(batch); }});
    }
    for (const Sync::BatchId batch : std::as_const(m_shown))
        if (!shown.contains(batch))
            m_window.notices().clear(keyOf(batch));
    m_shown = shown;
    m_list = list;
    if (std::ranges::any_of(list, [](const Sync::Interruption &cut) { return !cut.isSettled || cut.unsettled > 0; }))
        m_again.start();
}

void InterruptionWatch::ask(Sync::BatchId batch)
{
    const auto cut = std::ranges::find(m_list, batch, &Sync::Interruption::batch);
    if (cut == m_list.cend())
        return;
    const Sync::DeskState desk = m_run.desk() ? *m_run.desk() : Sync::DeskState();
    auto *dialog = new Ui::InterruptionDialog(*cut, desk, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &Ui::InterruptionDialog::resumeRequested, this, &InterruptionWatch::resume);
    connect(dialog, &Ui::InterruptionDialog::rollBackRequested, this, &InterruptionWatch::rollBackRequested);
    connect(dialog, &Ui::InterruptionDialog::leaveRequested, this, &InterruptionWatch::leave);
    dialog->open();
}

void InterruptionWatch::resume(Sync::BatchId batch, const QString &shopNameTyped)
{
    m_window.openPage(u"sync"_s);
    Models::whenAnswered(m_interruptions.resume(batch, shopNameTyped), this,
        [this, batch](const Sync::Result<Sync::BatchReport> &report) {
            if (report) {
                m_window.tell(keyOf(batch), Models::Tone::Good,
                    Ui::MainWindow::tr("Run %1 was gone on with as run %2.").arg(batch.value).arg(report->batch.value));
                return;
            }
            m_window.notices().showFailure(u"resume"_s, report.failure());
            look();
        });
}

void InterruptionWatch::leave(Sync::BatchId batch)
{
    Models::whenAnswered(m_interruptions.leave(batch), this, [this](const Sync::Result<Sync::Done> &left) {
        if (!left)
            m_window.notices().showFailure(u"leave"_s, left.failure());
    });
}

} // namespace App
