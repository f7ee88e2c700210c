#include "ui/widgets/searchbox.h"

#include <QKeyEvent>

using namespace std::chrono_literals;

namespace Ui {

SearchBox::SearchBox(QWidget *parent)
    : QLineEdit(parent)
{
    setClearButtonEnabled(true);
    m_typing.setSingleShot(true);
    m_typing.setInterval(200ms);
    connect(this, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &SearchBox::searched);
}

void SearchBox::setWanted(const QString &text)
{
    if (wanted() != text)
        setText(text);
    m_typing.stop();
}

void SearchBox::activate()
{
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
}

void SearchBox::announce()
{
    m_typing.stop();
    Q_EMIT searched();
}

void SearchBox::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        announce();
        Q_EMIT rowsWanted();
        return;
    case Qt::Key_Escape:
        if (text().isEmpty())
            break;
        clear();
        announce();
        return;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace Ui

#include "moc_searchbox.cpp"
