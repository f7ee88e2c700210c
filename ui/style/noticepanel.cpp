#include "ui/style/noticepanel.h"

#include "ui/style/colours.h"
#include "ui/style/icons.h"
#include "ui/style/labels.h"
#include "ui/style/shapes.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

Models::Shape shapeOf(Models::Tone tone)
{
    switch (tone) {
    case Models::Tone::Bad: return Models::Shape::Square;
    case Models::Tone::Attention: return Models::Shape::Triangle;
    default: return Models::Shape::Disc;
    }
}

/// The tinted box of one notice; colours are taken when drawing, so that it follows the scheme.
class NoticeBox final : public QFrame
{
public:
    NoticeBox(Models::Tone tone, QWidget *parent)
        : QFrame(parent)
        , m_tone(tone)
    {
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Colours &c = coloursFor(palette());
        painter.setPen(toneColour(c, m_tone));
        painter.setBrush(toneTint(c, m_tone));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        paintShape(painter, QRectF(14, 14, 11, 11), shapeOf(m_tone), m_tone, palette());
    }

private:
    Models::Tone m_tone;
};

} // namespace

NoticePanel::NoticePanel(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(8);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setVisible(false);
}

void NoticePanel::show(const Notice &notice)
{
    clear(notice.key);
    auto *box = new NoticeBox(notice.tone, this);
    box->setObjectName(u"notice-%1"_s.arg(notice.key));
    box->setAccessibleName(notice.text);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(36, 8, 8, 8);
    QLabel *text = textLabel(notice.text);
    text->setObjectName(u"text"_s);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(text, 1);
    if (!notice.action.isEmpty() && notice.run) {
        QPushButton *act = button(notice.action, u"notice-%1-action"_s.arg(notice.key));
        connect(act, &QPushButton::clicked, box, notice.run);
        row->addWidget(act, 0, Qt::AlignTop);
    }
    QPushButton *close = button({}, u"notice-%1-close"_s.arg(notice.key), ButtonKind::Flat, u"close"_s);
    close->setAccessibleName(tr("Close this notice"));
    close->setToolTip(tr("Close"));
    connect(close, &QPushButton::clicked, this, [this, key = notice.key] { clear(key); });
    row->addWidget(close, 0, Qt::AlignTop);
    m_layout->addWidget(box);
    m_shown.insert(notice.key, box);
    setVisible(true);
}

void NoticePanel::showFailure(
    const QString &key, const Sync::Failure &failure, const QString &action, std::function<void()> run)
{
    show({key, failure.isTransient() ? Models::Tone::Attention : Models::Tone::Bad, failure.text(), action, std::move(run)});
}

void NoticePanel::clear(const QString &key)
{
    QFrame *box = m_shown.take(key);
    if (!box)
        return;
    box->hide();
    box->deleteLater();
    setVisible(!m_shown.isEmpty());
}

QString NoticePanel::text(const QString &key) const
{
    const QFrame *box = m_shown.value(key);
    return box ? box->accessibleName() : QString();
}

} // namespace Ui
