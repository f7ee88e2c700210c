#pragma once

#include "models/settings/connectionform.h"

#include <QDialog>

#include <functional>

class QListWidget;
class QListWidgetItem;
class QPushButton;
class QStackedWidget;

namespace Ui {

class NoticePanel;
class ShopSection;

/// Where shops and databases are set up: the list of set-ups, and the one chosen to look at, change, try, keep, open
/// or remove. Nothing is kept before Save; what was typed is never dropped without asking.
class ConnectionsDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionsDialog)

public:
    /// `connections` outlives the dialog. `openProfile` is the one whose window is open; empty when none is.
    ConnectionsDialog(Sync::Connections &connections, const QString &openProfile, QWidget *parent = nullptr);

    /// Shows a profile, or the form for a new shop.
    void showProfile(const QString &name);
    void showNew();
    /// Looks into a `.env` file and, when that is agreed to, fills the form for a new shop from it.
    void importFile(const QString &path);
    /// Asks for the file to look into.
    void chooseFile();

Q_SIGNALS:
    /// A set-up is to be opened, or opened again because it was changed.
    void openRequested(const QString &profile);

protected:
    void reject() override;

private:
    void build();
    QWidget *buildList();
    QWidget *buildButtons();
    QWidget *buildDemoPanel();
    void fillList();
    void selectInList(const QString &name);
    void choose(QListWidgetItem *item);
    void update();
    void tellKeychain();
    void save(bool andOpen);
    void afterSaving(const QString &profile, Sync::SecretLife life);
    void askRemove();
    void remove(const QString &name);
    void unlessChanged(std::function<void()> then);

    Sync::Connections &m_connections;
    const QString m_openProfile;
    Models::ConnectionForm m_form;
    QListWidget *m_list;
    NoticePanel *m_notices;
    QStackedWidget *m_stack;
    ShopSection *m_shop;
    QPushButton *m_add;
    QPushButton *m_import;
    QPushButton *m_remove;
    QPushButton *m_save;
    QPushButton *m_open;
    bool m_openWhenSaved = false;
    bool m_keychainTold = false; ///< Once is enough; the buttons go on saying it.
};

} // namespace Ui
