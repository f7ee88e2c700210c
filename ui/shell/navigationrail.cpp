#include "ui/shell/navigationrail.h"

#include "models/format/text.h"
#include "ui/style/colours.h"
#include "ui/style/icons.h"
#include "ui/style/labels.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QKeySequence>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int narrowestWide = 176;
constexpr int narrowWidth = 60;
constexpr int iconSide = 20;
constexpr int inset = 8;

} // namespace

class RailButton final : public QAbstractButton
{
public:
    RailButton(const QString &title, const QString &iconName)
        : m_icon(Ui::icon(iconName))
        , m_activeIcon(Ui::icon(iconName, IconTone::Accent))
    {
        setText(title);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        describe();
    }

    /// As wide as title and count need, so that a large font cuts nothing.
    QSize sizeHint() const override
    {
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        const int text = QFontMetrics(bold).horizontalAdvance(this->text());
        const int count = QFontMetrics(scaledFont(TextSize::Small)).horizontalAdvance(u"999+"_s) + 10;
        return {inset + 10 + iconSide + 12 + text + 8 + count + 8 + inset, std::max(40, fontMetrics().height() + 20)};
    }

    void setCount(qint64 count)
    {
        m_count = count;
        describe();
        update();
    }

    void setWide(bool wide)
    {
        m_wide = wide;
        update();
    }

protected:
    void enterEvent(QEnterEvent *) override { update(); }
    void leaveEvent(QEvent *) override { update(); }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Colours &c = coloursFor(palette());
        const QRectF pill = QRectF(rect()).adjusted(inset, 1, -inset, -1);
        painter.setPen(hasFocus() ? QPen(c.accent, 2) : QPen(Qt::NoPen));
        painter.setBrush(isChecked() ? c.selection : underMouse() ? c.hover : Qt::transparent);
        painter.drawRoundedRect(pill, 6, 6);
        const int iconLeft = m_wide ? inset + 10 : (width() - iconSide) / 2;
        const QRect place(iconLeft, (height() - iconSide) / 2, iconSide, iconSide);
        const auto placed = [this](const QRect &there) { return QStyle::visualRect(layoutDirection(), rect(), there); };
        (isChecked() ? m_activeIcon : m_icon).paint(&painter, placed(place));
        const QString count = m_count > 999 ? u"999+"_s : QString::number(m_count);
        const QFont small = scaledFont(TextSize::Small);
        const int countWidth = m_count > 0 ? std::max(20, QFontMetrics(small).horizontalAdvance(count) + 10) : 0;
        if (m_wide) {
            QFont font = this->font();
            font.setWeight(isChecked() ? QFont::DemiBold : QFont::Normal);
            painter.setFont(font);
            painter.setPen(c.text);
            const QRect all = rect().adjusted(iconLeft + iconSide + 12, 0, -inset - 8 - countWidth, 0);
            const QRect room = placed(all);
            painter.drawText(room, Qt::AlignLeading | Qt::AlignVCenter,
                QFontMetrics(font).elidedText(text(), Qt::ElideRight, room.width()));
        }
        if (m_count > 0) {
            const int countHeight = std::max(16, QFontMetrics(small).height() + 2);
            const QRect badge = placed(m_wide
                    ? QRect(width() - inset - 8 - countWidth, (height() - countHeight) / 2, countWidth, countHeight)
                    : QRect(width() - inset - countWidth + 4, 2, countWidth, countHeight));
            painter.setPen(Qt::NoPen);
            painter.setBrush(c.accent);
            painter.drawRoundedRect(badge, countHeight / 2.0, countHeight / 2.0);
            painter.setFont(small);
            painter.setPen(c.onAccent);
            painter.drawText(badge, Qt::AlignCenter, count);
        }
    }

private:
    void describe()
    {
        setAccessibleName(
            m_count > 0 ? NavigationRail::tr("%1, %2 waiting").arg(text(), Models::count(m_count)) : text());
    }

    QIcon m_icon;
    QIcon m_activeIcon;
    qint64 m_count = 0;
    bool m_wide = true;
};

NavigationRail::NavigationRail(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_group(new QButtonGroup(this))
{
    setObjectName(u"navigationRail"_s);
    m_layout->setContentsMargins(0, 12, 0, 12);
    m_layout->setSpacing(2);
    m_layout->addStretch();
    connect(m_group, &QButtonGroup::idClicked, this, &NavigationRail::chosen);
    setWide(true);
}

void NavigationRail::addPage(const QString &id, const QString &title, const QString &iconName, const QKeySequence &key)
{
    auto *entry = new RailButton(title, iconName);
    entry->setObjectName(u"rail-%1"_s.arg(id));
    entry->setToolTip(u"%1 (%2)"_s.arg(title, key.toString(QKeySequence::NativeText)));
    m_group->addButton(entry, int(m_buttons.size()));
    m_layout->insertWidget(int(m_buttons.size()), entry);
    m_buttons += entry;
    setWide(m_wide);
}

void NavigationRail::setCurrent(int page)
{
    if (QAbstractButton *entry = m_group->button(page))
        entry->setChecked(true);
}

void NavigationRail::setBadge(const QString &id, qint64 count)
{
    for (RailButton *entry : std::as_const(m_buttons))
        if (entry->objectName() == u"rail-"_s % id)
            entry->setCount(count);
}

void NavigationRail::setWide(bool wide)
{
    m_wide = wide;
    int width = wide ? narrowestWide : narrowWidth;
    for (RailButton *entry : std::as_const(m_buttons)) {
        entry->setWide(wide);
        width = wide ? std::max(width, entry->sizeHint().width()) : width;
    }
    setFixedWidth(width);
}

void NavigationRail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colours &c = coloursFor(palette());
    painter.fillRect(rect(), c.surface);
    painter.setPen(c.border);
    const int edge = isRightToLeft() ? 0 : width() - 1;
    painter.drawLine(edge, 0, edge, height());
}

} // namespace Ui
