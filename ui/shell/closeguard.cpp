#include "ui/shell/closeguard.h"

#include "models/progress/progresstext.h"

#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Ui {

CloseGuard::CloseGuard(Models::RunMonitor &run, QWidget *window)
    : QObject(window)
    , m_run(run)
    , m_window(window)
{
    connect(&m_run, &Models::RunMonitor::finished, this, [this] {
        if (m_closeWhenEnded)
            m_window->close();
    });
}

bool CloseGuard::mayClose()
{
    if (!m_run.isActive())
        return true;
    if (!m_asking)
        ask();
    return false;
}

void CloseGuard::ask()
{
    m_asking = true;
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("A Run Is Going On"), {}, QMessageBox::NoButton, m_window);
    box->setObjectName(u"closeDialog"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
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
    connect(box, &QDialog::finished, this, [this] { m_asking = false; });
    // The run may end by itself while the question stands; then there is nothing to ask.
    connect(&m_run, &Models::RunMonitor::finished, box, &QMessageBox::close);
    box->open();
}

} // namespace Ui
