#include "ui/shell/closeguard.h"

#include "models/progress/progresstext.h"
#include "ui/style/dialogs.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Ui {

CloseGuard::CloseGuard(Models::RunMonitor &run, std::function<int()> unsavedEdits, QWidget *window)
    : QObject(window)
    , m_run(run)
    , m_unsavedEdits(std::move(unsavedEdits))
    , m_window(window)
{
    connect(&m_run, &Models::RunMonitor::finished, this, [this] {
        if (m_closeWhenEnded)
            m_window->close();
    });
}

bool CloseGuard::mayClose()
{
    const int edits = m_leavesEdits ? 0 : m_unsavedEdits();
    if (!m_run.isActive() && edits == 0)
        return true;
    if (m_asking)
        return false;
    if (m_run.isActive())
        askAboutRun();
    else
        askAboutEdits(edits);
    return false;
}

void CloseGuard::open(QMessageBox *box)
{
    m_asking = true;
    connect(box, &QDialog::finished, this, [this] { m_asking = false; });
    box->open();
}

void CloseGuard::askAboutEdits(int edits)
{
    QMessageBox *box = makeQuestion(m_window, u"unsavedDialog"_s, tr("Edits Are Not Saved"),
        edits == 1 ? tr("The edit of 1 product is not saved yet.")
                   : tr("The edits of %1 products are not saved yet.").arg(edits),
        tr("They are kept in this window only. Products says why each was not saved."));
    QPushButton *leave = addAnswer(*box, tr("&Quit Without Them"), u"unsavedLeave"_s, QMessageBox::DestructiveRole);
    addAnswer(*box, tr("&Stay"), u"unsavedStay"_s, QMessageBox::RejectRole);
    connect(leave, &QPushButton::clicked, this, [this] {
        m_leavesEdits = true;
        m_window->close();
    });
    open(box);
}

void CloseGuard::askAboutRun()
{
    QMessageBox *box = makeQuestion(m_window, u"closeDialog"_s, tr("A Run Is Going On"),
        Models::runTitle(m_run.state(), m_run.kind()) % u". "_s % Models::countText(m_run.snapshot()),
        tr("It cannot go on without the window. What is done stays done; the rest can be run again later."));
    QPushButton *stop = addAnswer(*box, tr("Stop and &Quit"), u"closeStop"_s, QMessageBox::DestructiveRole);
    QPushButton *pause = addAnswer(*box, tr("&Pause and Stay"), u"closePause"_s, QMessageBox::ActionRole);
    addAnswer(*box, tr("&Stay"), u"closeStay"_s, QMessageBox::RejectRole);
    connect(stop, &QPushButton::clicked, this, [this] {
        m_closeWhenEnded = true;
        m_run.stop();
        if (!m_run.isActive())
            m_window->close();
    });
    connect(pause, &QPushButton::clicked, this, [this] { m_run.pause(); });
    // The run may end by itself while the question stands; then there is nothing to ask.
    connect(&m_run, &Models::RunMonitor::finished, box, &QMessageBox::close);
    open(box);
}

} // namespace Ui
