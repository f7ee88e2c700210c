#include "ui/shell/closeguard.h"

#include "models/progress/progresstext.h"

#include <QMessageBox>
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
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    connect(box, &QDialog::finished, this, [this] { m_asking = false; });
    box->open();
}

void CloseGuard::askAboutEdits(int edits)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Edits Are Not Saved"),
        edits == 1 ? tr("The edit of 1 product is not saved yet.") : tr("The edits of %1 products are not saved yet.").arg(edits),
        QMessageBox::NoButton, m_window);
    box->setObjectName(u"unsavedDialog"_s);
    box->setInformativeText(tr("They are kept in this window only. Products says why each was not saved."));
    QPushButton *leave = box->addButton(tr("Quit Without Them"), QMessageBox::DestructiveRole);
    leave->setObjectName(u"unsavedLeave"_s);
    QPushButton *stay = box->addButton(tr("Stay"), QMessageBox::RejectRole);
    stay->setObjectName(u"unsavedStay"_s);
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
    connect(leave, &QPushButton::clicked, this, [this] {
        m_leavesEdits = true;
        m_window->close();
    });
    open(box);
}

void CloseGuard::askAboutRun()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("A Run Is Going On"), {}, QMessageBox::NoButton, m_window);
    box->setObjectName(u"closeDialog"_s);
    box->setText(Models::runTitle(m_run.state(), m_run.kind()) % u". "_s % Models::countText(m_run.snapshot()));
    box->setInformativeText(tr("It cannot go on without the window. What is done stays done; the rest can be run again later."));
    QPushButton *stop = box->addButton(tr("Stop and Quit"), QMessageBox::DestructiveRole);
    stop->setObjectName(u"closeStop"_s);
    QPushButton *pause = box->addButton(tr("Pause and Stay"), QMessageBox::ActionRole);
    pause->setObjectName(u"closePause"_s);
    QPushButton *stay = box->addButton(tr("Stay"), QMessageBox::RejectRole);
    stay->setObjectName(u"closeStay"_s);
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
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
