#include "ui/review/diffview.h"

#include "ui/style/colours.h"
#include "ui/style/labels.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTextCursor>

namespace Ui {
namespace {

using Models::DiffKind;
using Models::DiffPart;

QTextCharFormat formatOf(DiffKind kind, const Colours &shades)
{
    QTextCharFormat format;
    switch (kind) {
    case DiffKind::Same:
        format.setForeground(shades.text);
        break;
    case DiffKind::Removed:
        format.setForeground(shades.bad);
        format.setBackground(shades.badTint);
        format.setFontStrikeOut(true);
        break;
    case DiffKind::Added:
        format.setForeground(shades.good);
        format.setBackground(shades.goodTint);
        format.setFontUnderline(true);
        break;
    }
    return format;
}

// What is struck through or underlined has to be said to those who do not see it.
QString spoken(const QList<DiffPart> &parts)
{
    QString text;
    for (const DiffPart &part : parts) {
        if (part.kind == DiffKind::Removed)
            text += DiffView::tr(" removed: %1;").arg(part.text);
        else if (part.kind == DiffKind::Added)
            text += DiffView::tr(" added: %1;").arg(part.text);
        else
            text += part.text;
    }
    return text;
}

} // namespace

DiffView::DiffView(QWidget *parent)
    : QTextEdit(parent)
{
    setReadOnly(true);
    setAcceptRichText(false);
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    // As high as there is room: what a text edit asks for would push the buttons below it out of sight.
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
}

void DiffView::setParts(const QList<DiffPart> &parts)
{
    if (parts == m_parts)
        return;
    m_parts = parts;
    setAccessibleDescription(spoken(parts));
    write();
}

void DiffView::setSource(bool isSource)
{
    setFont(isSource ? fixedFont() : QFont());
}

void DiffView::write()
{
    clear();
    const Colours &shades = coloursFor(palette());
    QTextCursor cursor(document());
    for (const DiffPart &part : std::as_const(m_parts))
        cursor.insertText(part.text, formatOf(part.kind, shades));
    moveCursor(QTextCursor::Start);
}

void DiffView::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_parts.isEmpty())
        write();
}

} // namespace Ui

#include "moc_diffview.cpp"
