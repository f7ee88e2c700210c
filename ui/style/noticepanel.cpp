#include "ui/style/noticepanel.h"

#include "ui/style/noticebar.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace Ui {

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
    auto *bar = new NoticeBar(this, NoticeBar::Closing::ByPerson);
    bar->setObjectName(u"notice-%1"_s.arg(notice.key));
    QList<QAction *> actions;
    if (!notice.action.isEmpty() && notice.run) {
        actions += new QAction(notice.action, bar);
        connect(actions.constLast(), &QAction::triggered, bar, notice.run);
    }
    connect(bar, &NoticeBar::closed, this, [this, key = notice.key] { clear(key); });
    m_layout->addWidget(bar);
    m_shown.insert(notice.key, bar);
    setVisible(true);
    bar->showText(notice.tone, notice.text, actions);
}

void NoticePanel::showFailure(
    const QString &key, const Sync::Failure &failure, const QString &action, std::function<void()> run)
{
    show({key, NoticeBar::toneOf(failure), failure.text(), action, std::move(run)});
}

void NoticePanel::clear(const QString &key)
{
    NoticeBar *bar = m_shown.take(key);
    if (!bar)
        return;
    bar->hide();
    bar->deleteLater();
    setVisible(!m_shown.isEmpty());
}

QString NoticePanel::text(const QString &key) const
{
    const NoticeBar *bar = m_shown.value(key);
    return bar ? bar->text() : QString();
}

} // namespace Ui
