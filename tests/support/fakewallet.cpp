#include "tests/support/fakewallet.h"

#include <QDBusConnection>
#include <QDBusError>

namespace TestSupport {

using namespace Qt::StringLiterals;

namespace {

constexpr auto connectionName = "fake-wallet"_L1;
constexpr int patience = 10'000; ///< milliseconds

QString place(const QString &folder, const QString &key)
{
    return folder + u'/' + key;
}

} // namespace

FakeWallet::~FakeWallet()
{
    QDBusConnection::disconnectFromBus(connectionName);
    m_bus.kill();
    m_bus.waitForFinished(patience);
}

bool FakeWallet::start()
{
    m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    while (!m_bus.canReadLine()) {
        if (!m_bus.waitForReadyRead(patience)) {
            m_error = u"The session bus did not start: %1"_s.arg(m_bus.errorString());
            return false;
        }
    }
    m_address = QString::fromUtf8(m_bus.readLine()).trimmed();
    QDBusConnection connection = QDBusConnection::connectToBus(m_address, connectionName);
    const bool isTaken = connection.registerObject(u"/modules/kwalletd5"_s, this, QDBusConnection::ExportAllSlots)
        && connection.registerService(u"org.kde.kwalletd5"_s);
    if (!isTaken)
        m_error = connection.lastError().message();
    return isTaken;
}

QString FakeWallet::networkWallet() const
{
    return u"kdewallet"_s;
}

int FakeWallet::open(const QString &, qlonglong, const QString &)
{
    return 1;
}

int FakeWallet::entryType(int, const QString &folder, const QString &key, const QString &)
{
    constexpr int unknown = 0;
    constexpr int stream = 2;
    return entries.contains(place(folder, key)) ? stream : unknown;
}

QByteArray FakeWallet::readEntry(int, const QString &folder, const QString &key, const QString &)
{
    return entries.value(place(folder, key));
}

int FakeWallet::writeEntry(int, const QString &folder, const QString &key, const QByteArray &value, const QString &)
{
    entries.insert(place(folder, key), value);
    return 0;
}

int FakeWallet::removeEntry(int, const QString &folder, const QString &key, const QString &)
{
    entries.remove(place(folder, key));
    return 0;
}

} // namespace TestSupport
