#pragma once

#include "sync/api/connections.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace Ui {
class ConnectionsDialog;
class WelcomeWindow;
} // namespace Ui

namespace App {

/// Leads to a set-up: the Welcome of the very first start and the Connections dialog, and from both to the profile to
/// open.
class SetupGuide final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SetupGuide)

public:
    /// `connections` outlives it. `openProfile` is the one this window works on.
    SetupGuide(Sync::Connections &connections, QString openProfile, QObject *parent = nullptr);
    ~SetupGuide() override;

    void showWelcome();
    /// Opens the dialog over `parent`, at the open profile; an open dialog comes to the front.
    void openConnections(QWidget *parent);

Q_SIGNALS:
    /// A profile is to be opened; it is the current one from now on.
    void profileChosen(const QString &name);
    void quitRequested();

private:
    Ui::ConnectionsDialog *openDialog(QWidget *parent, const QString &openProfile);
    void tryDemo();

    Sync::Connections &m_connections;
    const QString m_openProfile;
    std::unique_ptr<Ui::WelcomeWindow> m_welcome;
    QPointer<Ui::ConnectionsDialog> m_dialog;
};

} // namespace App
