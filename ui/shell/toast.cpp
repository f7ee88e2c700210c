#include "ui/shell/toast.h"

#include "ui/style/colours.h"
#include "ui/style/labels.h"
#include "ui/style/signlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

Toast::Toast(QWidget *window)
    : QWidget(window)
    , m_text(textLabel({}))
{
    setObjectName(u"toast"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 10, 16, 10);
    row->setSpacing(10);
    auto *sign = new SignLabel;
    sign->setBadge({Models::Shape::Disc, Models::Tone::Good, {}});
    row->addWidget(sign);
    row->addWidget(m_text, 1);
    m_timer.setSingleShot(true);
    m_timer.setInterval(7s);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    window->installEventFilter(this);
    hide();
}

void Toast::say(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
    place();
    show();
    raise();
    m_timer.start();
}

QString Toast::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void Toast::place()
{
    const int textWidth = fontMetrics().horizontalAdvance(m_text->text()) + 2;
    const int width = std::min(textWidth + 64, std::min(460, parentWidget()->width() - 48));
    resize(width, heightForWidth(width));
    move(isRightToLeft() ? 24 : parentWidget()->width() - width - 24, parentWidget()->height() - height() - 48);
}

bool Toast::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::Resize && !isHidden())
        place();
    return QWidget::eventFilter(object, event);
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours &c = coloursFor(palette());
    painter.setPen(c.border);
    painter.setBrush(c.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace Ui
