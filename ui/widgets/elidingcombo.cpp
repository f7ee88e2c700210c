#include "ui/widgets/elidingcombo.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QScreen>
#include <QScrollBar>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QStylePainter>

#include <algorithm>

namespace Ui {

ElidingCombo::ElidingCombo(Qt::TextElideMode elide, QWidget *parent)
    : QComboBox(parent)
    , m_elide(elide)
{
    view()->setTextElideMode(elide);
}

QString ElidingCombo::shownText() const
{
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QRect room = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    const QString whole = currentIndex() < 0 ? placeholderText() : currentText();
    return option.fontMetrics.elidedText(whole, m_elide, room.width());
}

void ElidingCombo::showPopup()
{
    const int entries = view()->sizeHintForColumn(modelColumn()) + view()->verticalScrollBar()->sizeHint().width()
        + 2 * view()->frameWidth();
    view()->setMinimumWidth(std::min(entries, screen()->availableGeometry().width()));
    QComboBox::showPopup();
}

bool ElidingCombo::event(QEvent *event)
{
    // Asked for only now: the pane that fills the box keeps its signals back.
    if (event->type() == QEvent::ToolTip)
        setToolTip(shownText() == currentText() ? QString() : currentText());
    return QComboBox::event(event);
}

// The style cuts the text off; all else is as the combo box paints itself.
void ElidingCombo::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    painter.setPen(palette().color(QPalette::Text));
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    if (currentIndex() < 0)
        option.palette.setBrush(QPalette::ButtonText, option.palette.placeholderText());
    option.currentText = shownText();
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

} // namespace Ui

#include "moc_elidingcombo.cpp"
