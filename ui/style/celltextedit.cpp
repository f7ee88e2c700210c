#include "ui/style/celltextedit.h"

#include "ui/style/labels.h"

#include <QEvent>
#include <QKeyEvent>

#include <algorithm>

namespace Ui {
namespace {

constexpr int mostLines = 10;
constexpr int frame = 14; // border and padding of the style sheet, above and below

} // namespace

CellTextEdit::CellTextEdit(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_hint(mutedLabel(tr("Ctrl+Enter saves, Esc puts back what was there"), TextSize::Small, this))
{
    setAutoFillBackground(true);
    setTabChangesFocus(true);
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_hint->setIndent(9);
    m_hint->setWordWrap(false);
    makeRoomForHint();
}

void CellTextEdit::makeRoomForHint()
{
    setViewportMargins(0, 0, 0, m_hint->sizeHint().height() + 4);
}

QRect CellTextEdit::placeFor(const QRect &cell) const
{
    const QRect view = parentWidget()->rect();
    const int wanted = mostLines * fontMetrics().lineSpacing() + m_hint->sizeHint().height() + 4 + frame;
    const int height = std::min(wanted, view.height());
    const int top = std::clamp(cell.top(), view.top(), std::max(view.top(), view.bottom() + 1 - height));
    return {view.left(), top, view.width(), height};
}

bool CellTextEdit::isEnd(const QKeyEvent &key)
{
    const bool isReturn = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    return isReturn && key.modifiers() & Qt::ControlModifier;
}

void CellTextEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    const int height = m_hint->sizeHint().height();
    m_hint->setGeometry(2, this->height() - height - 4, width() - 4, height);
}

void CellTextEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        makeRoomForHint();
}

} // namespace Ui

#include "moc_celltextedit.cpp"
