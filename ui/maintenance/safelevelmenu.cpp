#include "ui/maintenance/safelevelmenu.h"

#include "models/format/words.h"
#include "models/paging/answer.h"
#include "models/progress/environment.h"
#include "ui/style/dialogs.h"

#include <QActionGroup>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

/// From the most permissive to the strictest.
constexpr Sync::SafeLevel levels[]
    = {Sync::SafeLevel::Demo, Sync::SafeLevel::Careful, Sync::SafeLevel::Locked, Sync::SafeLevel::ReadOnly};

} // namespace

SafeLevelMenu::SafeLevelMenu(Sync::Engine &engine, QWidget *parent)
    : QMenu(tr("Safe Level"), parent)
    , m_engine(engine)
    , m_group(new QActionGroup(this))
{
    setObjectName(u"safeLevelMenu"_s);
    setToolTipsVisible(true);
    for (const Sync::SafeLevel level : levels) {
        QAction *action = addAction(Models::word(level));
        action->setObjectName(u"safeLevel-%1"_s.arg(Sync::toWord(level)));
        action->setToolTip(Models::safeLevelMeaning(level));
        action->setCheckable(true);
        action->setData(int(level));
        m_group->addAction(action);
        connect(action, &QAction::triggered, this, [this, level] { choose(level); });
    }
    setLevel(m_level);
}

void SafeLevelMenu::setLevel(Sync::SafeLevel level)
{
    m_level = level;
    const QList<QAction *> actions = m_group->actions();
    for (QAction *action : actions)
        action->setChecked(action->data().toInt() == int(level));
}

void SafeLevelMenu::choose(Sync::SafeLevel level)
{
    const Sync::SafeLevel before = m_level;
    setLevel(before); // The tick follows the engine, not the click.
    if (level == before)
        return;
    if (level > before) {
        set(level);
        return;
    }
    QMessageBox *box = makeQuestion(parentWidget(), u"lowerLevelDialog"_s, tr("Lower the Safe Level"),
        tr("Lower the safe level to %1 for 15 minutes?").arg(Models::word(level)),
        Models::safeLevelMeaning(level) % u' ' % tr("It goes back up by itself."));
    QPushButton *lower = addAnswer(*box, tr("&Lower for 15 Minutes"), u"lowerLevel"_s, QMessageBox::AcceptRole);
    addAnswer(*box, tr("Cancel"), u"keepLevel"_s, QMessageBox::RejectRole);
    connect(lower, &QPushButton::clicked, this, [this, level] { set(level); });
    box->open();
}

void SafeLevelMenu::set(Sync::SafeLevel level)
{
    Models::whenAnswered(m_engine.setSafeLevel(level), this, [this](const Sync::Result<Sync::Done> &answer) {
        if (!answer)
            Q_EMIT failed(answer.failure());
    });
}

} // namespace Ui
