#include "ui/widgets/sectiontab.h"

#include "models/format/text.h"
#include "ui/style/colours.h"

#include <QFontMetrics>
#include <QPainter>

namespace Ui {
namespace {

constexpr int sideMargin = 8;
constexpr int endMargin = 8;
constexpr int underline = 2;

/// A checked tab is written heavier; all are as wide as if they were, so that choosing one moves none.
QFont heavy(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

SectionTab::SectionTab(const QString &name, const QString &objectName, QWidget *parent)
    : QAbstractButton(parent)
    , m_name(name)
{
    setObjectName(objectName);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    showWords();
}

void SectionTab::setName(const QString &name)
{
    m_name = name;
    showWords();
}

void SectionTab::setAmount(qsizetype amount)
{
    m_amount = amount;
    showWords();
}

void SectionTab::setAmountShown(bool shown)
{
    m_isAmountShown = shown;
    showWords();
}

QString SectionTab::fullText() const
{
    return m_amount < 0 ? m_name : tr("%1 (%2)", "section and how much is in it").arg(m_name, Models::count(m_amount));
}

void SectionTab::showWords()
{
    setText(m_isAmountShown ? fullText() : m_name);
    setAccessibleName(fullText());
    setToolTip(text() == fullText() ? QString() : fullText());
    updateGeometry();
}

int SectionTab::widthOf(const QString &text) const
{
    return QFontMetrics(heavy(font())).horizontalAdvance(text) + 2 * sideMargin;
}

int SectionTab::fullWidth() const
{
    return widthOf(fullText());
}

QSize SectionTab::sizeHint() const
{
    ensurePolished();
    return {widthOf(text()), fontMetrics().height() + 2 * endMargin + underline};
}

void SectionTab::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void SectionTab::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void SectionTab::paintEvent(QPaintEvent *)
{
    const Colours &shades = coloursFor(palette());
    QPainter painter(this);
    if (isChecked())
        painter.setFont(heavy(font()));
    painter.setPen(isEnabled() && (isChecked() || underMouse()) ? shades.text : shades.muted);
    painter.drawText(rect().adjusted(0, 0, 0, -underline), Qt::AlignCenter, text());
    if (isChecked())
        painter.fillRect(0, height() - underline, width(), underline, shades.accent);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(shades.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

} // namespace Ui

#include "moc_sectiontab.cpp"
