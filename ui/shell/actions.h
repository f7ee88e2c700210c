#pragma once

#include <QAction>
#include <QHash>
#include <QList>
#include <QObject>

namespace Ui {

/// The menus of the window, from left to right.
enum class MenuId { File, Edit, View, Sync, Emergency, Help };

/// Everything the window itself can do. The table behind it is the only place that says what an action is called, where
/// it stands and which key it has; menus, command palette, key sheet and tests read it.
enum class ActionId {
    Connections,
    ApprovalRules,
    Reconnect,
    Quit,
    CommandPalette,
    ToggleRail,
    AppearanceSystem,
    AppearanceLight,
    AppearanceDark,
    Refresh,
    NextPane,
    PreviousPane,
    PullChanged,
    PullFull,
    Apply,
    Send,
    Schedules,
    PauseRun,
    StopRun,
    RunChecks,
    StopEverything,
    Maintenance,
    RollBack,
    Replay,
    BackUp,
    KeySheet,
    Tour,
    About,
};

/// Makes the actions of the table and hands them out; what they do is connected by whoever owns the deed.
class Actions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Actions)

public:
    explicit Actions(QObject *parent = nullptr);

    QAction *action(ActionId id) const { return m_actions.value(int(id)); }
    /// The actions of a menu in order; separators among them.
    QList<QAction *> menu(MenuId menu) const { return m_menus.value(int(menu)); }
    /// Every action, separators left out, in menu order.
    QList<QAction *> all() const;
    static QString menuTitle(MenuId menu);
    static QList<MenuId> menus();

private:
    QHash<int, QAction *> m_actions;
    QHash<int, QList<QAction *>> m_menus;
};

} // namespace Ui
