#include "ui/shell/runchip.h"

#include "models/progress/progresstext.h"
#include "ui/style/icons.h"
#include "ui/style/labels.h"

#include <QHBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

/// What a flat button needs beside its text.
constexpr int beside = 20;
constexpr int fewestCharacters = 14;

} // namespace

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
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    row->addWidget(m_text, 1);
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
    const bool goesOn = m_run.state() == Models::RunState::Running;
    for (const QString &part :
        {Models::countText(m_run.snapshot()), goesOn ? Models::remainingText(m_run.snapshot()) : QString()})
        if (!part.isEmpty())
            parts += part;
    m_whole = parts.join(u"  ·  "_s);
    elide();
    updateGeometry();
    m_text->setAccessibleName(parts.join(u", "_s));
    m_text->setToolTip(m_whole % u'\n' % tr("Open Sync"));
    const bool paused = m_run.state() == Models::RunState::Paused;
    const bool pausing = m_run.state() == Models::RunState::Pausing;
    m_pause->setText(paused ? tr("Resume") : pausing ? tr("Pausing…") : tr("Pause"));
    m_pause->setIcon(icon(paused ? u"play"_s : u"pause"_s));
    m_pause->setAccessibleName(m_pause->text());
    m_pause->setEnabled(
        paused || m_run.state() == Models::RunState::Running || m_run.state() == Models::RunState::Starting);
}

int RunChip::widthWith(int text) const
{
    const QMargins margins = layout()->contentsMargins();
    return margins.left() + text + beside + layout()->spacing() + m_pause->sizeHint().width() + margins.right()
        + 2 * frameWidth();
}

QSize RunChip::sizeHint() const
{
    return {widthWith(m_text->fontMetrics().horizontalAdvance(m_whole) + 1), QFrame::sizeHint().height()};
}

QSize RunChip::minimumSizeHint() const
{
    const int few = fewestCharacters * m_text->fontMetrics().averageCharWidth();
    return {std::min(sizeHint().width(), widthWith(few)), QFrame::minimumSizeHint().height()};
}

void RunChip::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    elide();
}

void RunChip::elide()
{
    const int room = width() - widthWith(0);
    m_text->setText(m_text->fontMetrics().elidedText(m_whole, Qt::ElideRight, room));
}

} // namespace Ui
