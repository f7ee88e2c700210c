#include "ui/shell/actions.h"

#include "ui/style/icons.h"

#include <QActionGroup>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

struct ActionSpec
{
    ActionId id;
    MenuId menu;
    const char *name; ///< Stable, for tests and settings.
    const char *text;
    const char *shortcut;
    const char *icon;
    bool startsGroup = false;
};

constexpr ActionSpec table[] = {
    {ActionId::Connections, MenuId::File, "connections", QT_TRANSLATE_NOOP("Ui::Actions", "Connections…"), "Ctrl+,",
        "connect"},
    {ActionId::ApprovalRules, MenuId::File, "approvalRules", QT_TRANSLATE_NOOP("Ui::Actions", "Approval Rules…"), "",
        "check"},
    {ActionId::Reconnect, MenuId::File, "reconnect", QT_TRANSLATE_NOOP("Ui::Actions", "Connect Again"), "Ctrl+Shift+R",
        "refresh"},
    {ActionId::Quit, MenuId::File, "quit", QT_TRANSLATE_NOOP("Ui::Actions", "Quit"), "Ctrl+Q", "quit", true},
    {ActionId::CommandPalette, MenuId::Edit, "palette", QT_TRANSLATE_NOOP("Ui::Actions", "Find a Command…"), "Ctrl+K",
        "search"},
    {ActionId::Refresh, MenuId::View, "refresh", QT_TRANSLATE_NOOP("Ui::Actions", "Refresh"), "F5", "refresh"},
    {ActionId::NextPane, MenuId::View, "nextPane", QT_TRANSLATE_NOOP("Ui::Actions", "Next Pane"), "F6", ""},
    {ActionId::PreviousPane, MenuId::View, "previousPane", QT_TRANSLATE_NOOP("Ui::Actions", "Previous Pane"),
        "Shift+F6", ""},
    {ActionId::ToggleRail, MenuId::View, "toggleRail", QT_TRANSLATE_NOOP("Ui::Actions", "Wide Navigation"), "Ctrl+B",
        ""},
    {ActionId::AppearanceSystem, MenuId::View, "appearanceSystem",
        QT_TRANSLATE_NOOP("Ui::Actions", "Appearance: As the Desktop"), "", "contrast", true},
    {ActionId::AppearanceLight, MenuId::View, "appearanceLight", QT_TRANSLATE_NOOP("Ui::Actions", "Appearance: Light"),
        "", ""},
    {ActionId::AppearanceDark, MenuId::View, "appearanceDark", QT_TRANSLATE_NOOP("Ui::Actions", "Appearance: Dark"), "",
        ""},
    {ActionId::PullChanged, MenuId::Sync, "pullChanged", QT_TRANSLATE_NOOP("Ui::Actions", "Pull What Changed"),
        "Ctrl+Shift+D", "pull"},
    {ActionId::PullFull, MenuId::Sync, "pullFull", QT_TRANSLATE_NOOP("Ui::Actions", "Pull Everything…"), "", ""},
    {ActionId::Apply, MenuId::Sync, "apply", QT_TRANSLATE_NOOP("Ui::Actions", "Write Approved to the Catalogue…"), "",
        "write"},
    {ActionId::Send, MenuId::Sync, "send", QT_TRANSLATE_NOOP("Ui::Actions", "Send to Shopify…"), "Ctrl+Shift+Return",
        "send"},
    {ActionId::Schedules, MenuId::Sync, "schedules", QT_TRANSLATE_NOOP("Ui::Actions", "Schedules…"), "", "history"},
    {ActionId::PauseRun, MenuId::Sync, "pauseRun", QT_TRANSLATE_NOOP("Ui::Actions", "Pause the Run"), "Ctrl+Shift+P",
        "pause", true},
    {ActionId::StopRun, MenuId::Sync, "stopRun", QT_TRANSLATE_NOOP("Ui::Actions", "Stop the Run"), "Ctrl+.", "stop"},
    {ActionId::RunChecks, MenuId::Sync, "runChecks", QT_TRANSLATE_NOOP("Ui::Actions", "Run All Diagnostics"), "Ctrl+R",
        "diagnostics", true},
    {ActionId::StopEverything, MenuId::Emergency, "stopEverything",
        QT_TRANSLATE_NOOP("Ui::Actions", "Stop Everything Now"), "Ctrl+Alt+S", "emergency"},
    {ActionId::Maintenance, MenuId::Emergency, "maintenance", QT_TRANSLATE_NOOP("Ui::Actions", "Maintenance Mode…"), "",
        "maintenance", true},
    {ActionId::RollBack, MenuId::Emergency, "rollBack", QT_TRANSLATE_NOOP("Ui::Actions", "Roll Back a Run…"),
        "Ctrl+Alt+B", "rollback"},
    {ActionId::Replay, MenuId::Emergency, "replay", QT_TRANSLATE_NOOP("Ui::Actions", "Replay the Journal…"), "", ""},
    {ActionId::BackUp, MenuId::Emergency, "backUp", QT_TRANSLATE_NOOP("Ui::Actions", "Back Up Now"), "", "backup"},
    {ActionId::KeySheet, MenuId::Help, "keySheet", QT_TRANSLATE_NOOP("Ui::Actions", "Keyboard Shortcuts"), "Ctrl+?",
        "keyboard"},
    {ActionId::Tour, MenuId::Help, "tour", QT_TRANSLATE_NOOP("Ui::Actions", "Show the First Steps"), "", ""},
    {ActionId::About, MenuId::Help, "about", QT_TRANSLATE_NOOP("Ui::Actions", "About Syncdesk"), "", "info", true},
};

} // namespace

Actions::Actions(QObject *parent)
    : QObject(parent)
{
    auto *appearance = new QActionGroup(this);
    for (const ActionSpec &spec : table) {
        auto *action = new QAction(tr(spec.text), this);
        action->setObjectName(QString::fromLatin1(spec.name));
        if (*spec.icon)
            action->setIcon(icon(QString::fromLatin1(spec.icon)));
        if (*spec.shortcut)
            action->setShortcut(QKeySequence(QString::fromLatin1(spec.shortcut)));
        if (spec.startsGroup) {
            auto *separator = new QAction(this);
            separator->setSeparator(true);
            m_menus[int(spec.menu)] += separator;
        }
        m_menus[int(spec.menu)] += action;
        m_actions.insert(int(spec.id), action);
    }
    for (const ActionId id : {ActionId::AppearanceSystem, ActionId::AppearanceLight, ActionId::AppearanceDark}) {
        action(id)->setCheckable(true);
        appearance->addAction(action(id));
    }
    action(ActionId::ToggleRail)->setCheckable(true);
    action(ActionId::Quit)->setMenuRole(QAction::QuitRole);
    action(ActionId::About)->setMenuRole(QAction::AboutRole);
}

QList<QAction *> Actions::all() const
{
    QList<QAction *> every;
    for (const ActionSpec &spec : table)
        every += action(spec.id);
    return every;
}

QString Actions::menuTitle(MenuId menu)
{
    switch (menu) {
    case MenuId::File:
        return tr("&File");
    case MenuId::Edit:
        return tr("&Edit");
    case MenuId::View:
        return tr("&View");
    case MenuId::Sync:
        return tr("&Sync");
    case MenuId::Emergency:
        return tr("E&mergency");
    case MenuId::Help:
        break;
    }
    return tr("&Help");
}

QList<MenuId> Actions::menus()
{
    return {MenuId::File, MenuId::Edit, MenuId::View, MenuId::Sync, MenuId::Emergency, MenuId::Help};
}

} // namespace Ui
