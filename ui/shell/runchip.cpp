#include "ui/shell/runchip.h"

#include "models/progress/progresstext.h"
#include "ui/style/icons.h"
#include "ui/style/labels.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

RunChip::RunChip(Models::RunMonitor &run, QWidget *parent)
    : QFrame(parent)
    , m_run(run)
    , m_text(button({}, u"runChip"_s, ButtonKind::Flat))
    , m_pause(button(tr("Pause"), u"runChipPause"_s, ButtonKind::Flat, u"pause"_s))
{
    setProperty("role", u"card"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 2, 4, 2);
    row->setSpacing(4);
    row->addWidget(m_text);
    row->addWidget(m_pause);
    connect(m_text, &QPushButton::clicked, this, &RunChip::opened);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_run.state() == Models::RunState::Paused)
            m_run.resume();
        else
            m_run.pause();
    });
    connect(&m_run, &Models::RunMonitor::changed, this, &RunChip::update);
    update();
}

void RunChip::update()
{
    setVisible(m_run.isActive());
    if (!m_run.isActive())
        return;
    QStringList parts{Models::runTitle(m_run.state(), m_run.kind())};
    for (const QString &part : {Models::countText(m_run.snapshot()), Models::remainingText(m_run.snapshot())})
        if (!part.isEmpty())
            parts += part;
    m_text->setText(parts.join(u"  ·  "_s));
    m_text->setAccessibleName(parts.join(u", "_s));
    m_text->setToolTip(tr("Open Sync"));
    const bool paused = m_run.state() == Models::RunState::Paused;
    m_pause->setText(paused ? tr("Resume") : tr("Pause"));
    m_pause->setIcon(icon(paused ? u"play"_s : u"pause"_s));
    m_pause->setAccessibleName(m_pause->text());
    m_pause->setEnabled(
        paused || m_run.state() == Models::RunState::Running || m_run.state() == Models::RunState::Starting);
}

} // namespace Ui
