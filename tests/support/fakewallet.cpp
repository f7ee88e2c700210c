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

bool FakeWallet::answers()
{
    if (++calls != nth)
        return true;
    sendErrorReply(QDBusError::Failed, u"The wallet does not do that now."_s);
    return false;
}

bool FakeWallet::isEnabled()
{
    return answers();
}

QString FakeWallet::networkWallet()
{
    return answers() ? u"kdewallet"_s : QString();
}

int FakeWallet::open(const QString &, qlonglong, const QString &)
{
    return answers() ? 1 : -1;
}

int FakeWallet::entryType(int, const QString &folder, const QString &key, const QString &)
{
    constexpr int unknown = 0;
    constexpr int stream = 2;
    return answers() && entries.contains(place(folder, key)) ? stream : unknown;
}

QByteArray FakeWallet::readEntry(int, const QString &folder, const QString &key, const QString &)
{
    return answers() ? entries.value(place(folder, key)) : QByteArray();
}

int FakeWallet::writeEntry(int, const QString &folder, const QString &key, const QByteArray &value, const QString &)
{
    if (!answers())
        return -1;
    entries.insert(place(folder, key), value);
    return 0;
}

int FakeWallet::removeEntry(int, const QString &folder, const QString &key, const QString &)
{
    if (!answers())
        return -1;
    entries.remove(place(folder, key));
    return 0;
}

} // namespace TestSupport
