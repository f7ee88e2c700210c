#include "ui/style/pageframe.h"

#include "ui/style/labels.h"

#include <QPushButton>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace Ui {

PageFrame::PageFrame(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_subtitle(mutedLabel({}))
    , m_header(new FlowLayout(FlowLayout::Side::Trailing))
    , m_notices(new NoticePanel)
    , m_body(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(16);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(2);
    QLabel *heading = textLabel(title, TextSize::Title);
    heading->setObjectName(u"pageTitle"_s);
    titles->addWidget(heading);
    m_subtitle->setObjectName(u"pageSubtitle"_s);
    m_subtitle->setVisible(false);
    titles->addWidget(m_subtitle);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addLayout(titles, 1);
    top->addLayout(m_header);
    layout->addLayout(top);
    layout->addWidget(m_notices);
    m_body->setSpacing(16);
    layout->addLayout(m_body, 1);
}

void PageFrame::setSubtitle(const QString &text)
{
    m_subtitle->setText(text);
    m_subtitle->setVisible(!text.isEmpty());
}

QString PageFrame::subtitle() const
{
    return m_subtitle->text();
}

void PageFrame::addHeaderWidget(QWidget *widget)
{
    m_header->addWidget(widget);
}

QFrame *makeCard(const QString &title, QVBoxLayout *&content, QWidget *parent)
{
    auto *card = new QFrame(parent);
    card->setProperty("role", u"card"_s);
    content = new QVBoxLayout(card);
    content->setContentsMargins(16, 14, 16, 14);
    content->setSpacing(8);
    if (!title.isEmpty())
        content->addWidget(textLabel(title, TextSize::Section));
    return card;
}

QScrollArea *makeScroll(QWidget *content, const QString &objectName, const QString &accessibleName)
{
    auto *scroll = new QScrollArea;
    scroll->setObjectName(objectName);
    scroll->setAccessibleName(accessibleName);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    return scroll;
}

QWidget *makeEmptyState(const QString &sentence, const QString &objectName, QPushButton *action)
{
    auto *widget = new QWidget;
    widget->setObjectName(objectName);
    auto *layout = new QVBoxLayout(widget);
    layout->setSpacing(12);
    layout->addStretch();
    QLabel *label = mutedLabel(sentence);
    label->setObjectName(u"sentence"_s);
    label->setAlignment(Qt::AlignCenter);
    layout->addWidget(label);
    if (action)
        layout->addWidget(action, 0, Qt::AlignHCenter);
    layout->addStretch();
    return widget;
}

} // namespace Ui
