#include "ui/widgets/emptystate.h"

#include "ui/style/labels.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

using namespace Qt::StringLiterals;

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_buttons(new QHBoxLayout)
{
    setObjectName(u"emptyState"_s);
    m_title->setFont(scaledFont(TextSize::Section));
    m_text->setProperty("role", u"muted"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addStretch(2);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addSpacing(4);
    m_buttons->addStretch();
    m_buttons->addStretch();
    layout->addLayout(m_buttons);
    layout->addStretch(3);
}

void EmptyState::setContent(const QString &title, const QString &text, const QList<QAction *> &actions)
{
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    setAccessibleName(title % u' ' % text);
    if (actions == m_actions)
        return;
    m_actions = actions;
    for (QWidget *old : std::as_const(m_made)) {
        old->hide();
        old->deleteLater();
    }
    m_made.clear();
    for (QAction *action : actions) {
        const ButtonKind kind = action == actions.first() ? ButtonKind::Primary : ButtonKind::Normal;
        QPushButton *made = button(action->text(), u"emptyStateButton"_s, kind, {}, this);
        connect(made, &QPushButton::clicked, action, &QAction::trigger);
        const auto follow = [made, action] {
            const QString why = action->isEnabled() ? QString() : action->toolTip();
            made->setEnabled(action->isEnabled());
            made->setToolTip(why);
            made->setAccessibleDescription(why);
        };
        connect(action, &QAction::changed, made, follow);
        follow();
        m_buttons->insertWidget(m_buttons->count() - 1, made);
        m_made += made;
    }
}

QString EmptyState::title() const
{
    return m_title->text();
}

} // namespace Ui

#include "moc_emptystate.cpp"
