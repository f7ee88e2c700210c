#pragma once

#include <QDBusContext>
#include <QHash>
#include <QObject>
#include <QProcess>

namespace TestSupport {

/// A KWallet that programs under test find on a session bus of the test's own: what QtKeychain talks to on a desktop.
/// Answers while the test's event loop runs.
class FakeWallet final : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.KWallet")
    Q_DISABLE_COPY_MOVE(FakeWallet)

public:
    FakeWallet() = default;
    ~FakeWallet() override;

    /// Starts the bus and takes the wallet's name on it; false with error().
    bool start();
    QString error() const { return m_error; }
    /// For DBUS_SESSION_BUS_ADDRESS of the program under test.
    QString busAddress() const { return m_address; }

    /// What is kept, by "folder/key".
    QHash<QString, QByteArray> entries;

    int calls = 0; ///< So far.
    int nth = 0; ///< The one that is answered by an error, from 1; none where it is 0.

public Q_SLOTS:
    // The part of org.kde.KWallet that QtKeychain uses.
    QString networkWallet();
    bool isEnabled();
    int open(const QString &wallet, qlonglong window, const QString &application);
    int entryType(int handle, const QString &folder, const QString &key, const QString &application);
    QByteArray readEntry(int handle, const QString &folder, const QString &key, const QString &application);
    int writeEntry(
        int handle, const QString &folder, const QString &key, const QByteArray &value, const QString &application);
    int removeEntry(int handle, const QString &folder, const QString &key, const QString &application);

private:
    /// Counts a call; the answer to one that fails is an error, whatever it returns.
    bool answers();

    QProcess m_bus;
    QString m_address;
    QString m_error;
};

} // namespace TestSupport
