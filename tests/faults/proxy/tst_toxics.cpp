// The fault proxy itself: each toxic, each way, measured against an echo.

#include "tests/faults/proxy/faultproxy.h"

#include <QElapsedTimer>
#include <QLocalServer>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace TestSupport;

namespace {

/// A client of the proxy that remembers what came and when.
class Client final
{
    Q_DISABLE_COPY_MOVE(Client)

public:
    explicit Client(const FaultProxy &proxy)
    {
        QObject::connect(&socket, &QIODevice::readyRead, &socket, [this] {
            if (received.isEmpty())
                firstAfter = clock.elapsed();
            received += socket.readAll();
            lastAfter = clock.elapsed();
        });
        QObject::connect(&socket, &QTcpSocket::disconnected, &socket, [this] { endedAfter = clock.elapsed(); });
        QObject::connect(
            &socket, &QTcpSocket::errorOccurred, &socket, [this](QAbstractSocket::SocketError e) { error = e; });
        socket.connectToHost(u"127.0.0.1"_s, proxy.port());
    }

    void send(const QByteArray &bytes)
    {
        clock.start();
        socket.write(bytes);
    }

    QTcpSocket socket;
    QElapsedTimer clock;
    QByteArray received;
    QAbstractSocket::SocketError error = QAbstractSocket::UnknownSocketError;
    qint64 firstAfter = -1;
    qint64 lastAfter = -1;
    qint64 endedAfter = -1;
};

} // namespace

class TestToxics final : public QObject
{
    Q_OBJECT

    QTcpServer m_server;
    QByteArray m_atServer;
    int m_endsAtServer = 0;
    int m_openAtServer = 0;
    std::function<void()> m_onServed;

    ProxyTarget target() const { return {.port = m_server.serverPort()}; }

private Q_SLOTS:
    void initTestCase()
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            ++m_openAtServer;
            connect(socket, &QIODevice::readyRead, this, [this, socket] {
                const QByteArray bytes = socket->readAll();
                m_atServer += bytes;
                if (m_onServed)
                    m_onServed();
                socket->write(bytes);
            });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                ++m_endsAtServer;
                --m_openAtServer;
                socket->deleteLater();
            });
        });
        QVERIFY(m_server.listen(QHostAddress::LocalHost));
    }
    void init()
    {
        QTRY_COMPARE(m_openAtServer, 0); // of the test before
        m_atServer.clear();
        m_endsAtServer = 0;
    }

    void passesEverythingAsItCame()
    {
        FaultProxy proxy(target());
        Client client(proxy);
        const QByteArray much(3'000'000, 'x');
        client.send(much);
        QTRY_COMPARE(client.received.size(), much.size());
        QCOMPARE(m_atServer, much);
        QCOMPARE(proxy.connections(), 1);
        client.socket.disconnectFromHost();
        QTRY_COMPARE(m_endsAtServer, 1);
        QTRY_COMPARE(proxy.connections(), 0);
    }

    void leadsToAUnixSocketToo()
    {
        const QTemporaryDir folder;
        QLocalServer server;
        QVERIFY(server.listen(folder.filePath(u"socket"_s)));
        connect(&server, &QLocalServer::newConnection, this, [&server] {
            QLocalSocket *socket = server.nextPendingConnection();
            connect(socket, &QIODevice::readyRead, socket, [socket] { socket->write(socket->readAll()); });
        });
        FaultProxy proxy({.socketPath = server.fullServerName()});
        Client client(proxy);
        client.send("hello");
        QTRY_COMPARE(client.received, "hello"_ba);
        proxy.resetAll();
        QTRY_COMPARE(client.error, QAbstractSocket::RemoteHostClosedError);
    }

    void latencyHoldsBackOnlyItsWay_data()
    {
        QTest::addColumn<Way>("way");
        QTest::newRow("to the server") << Way::ToServer;
        QTest::newRow("to the client") << Way::ToClient;
    }

    void latencyHoldsBackOnlyItsWay()
    {
        QFETCH(Way, way);
        FaultProxy proxy(target());
        proxy.setToxics({{.kind = Toxic::Kind::Latency, .way = way, .delay = 200ms, .jitter = 50ms}});
        Client client(proxy);
        qint64 servedAfter = -1;
        m_onServed = [&servedAfter, &client] { servedAfter = client.clock.elapsed(); };
        client.send("late");
        QTRY_COMPARE(client.received, "late"_ba);
        m_onServed = {};
        // Whatever else the computer does only makes it later.
        const qint64 held = way == Way::ToServer ? servedAfter : client.firstAfter - servedAfter;
        QVERIFY2(held >= 140, qPrintable(QString::number(held)));
    }

    void jitterLetsNothingOvertake()
    {
        FaultProxy proxy(target());
        proxy.setToxics(
            {{.kind = Toxic::Kind::Latency, .delay = 20ms, .jitter = 20ms}, {.kind = Toxic::Kind::Slicer, .bytes = 3}});
        Client client(proxy);
        QByteArray counted;
        for (int i = 0; i < 400; ++i)
            counted += QByteArray::number(i) + ' ';
        client.send(counted);
        QTRY_COMPARE(client.received, counted);
    }

    void whatIsLostComesLaterAndWhole()
    {
        FaultProxy proxy(target());
        proxy.setToxics({{.kind = Toxic::Kind::Loss, .delay = 50ms, .oneIn = 1}});
        Client client(proxy);
        QByteArray counted;
        for (int i = 0; counted.size() < 4'000; ++i) // three segments
            counted += QByteArray::number(i) + ' ';
        client.send(counted);
        QTRY_COMPARE(client.received, counted);
        QVERIFY2(client.firstAfter >= 45, qPrintable(QString::number(client.firstAfter)));
        QVERIFY2(client.lastAfter >= 145, qPrintable(QString::number(client.lastAfter)));
    }

    void bandwidthTakesItsTime()
    {
        FaultProxy proxy(target());
        proxy.setToxics({{.kind = Toxic::Kind::Bandwidth, .bytes = 10'000}});
        Client client(proxy);
        client.send(QByteArray(5'000, 'x'));
        QTRY_COMPARE(client.received.size(), 5'000);
        QVERIFY2(client.lastAfter >= 400, qPrintable(QString::number(client.lastAfter)));
    }

    void slicesComeOneByOne()
    {
        FaultProxy proxy(target());
        proxy.setToxics({{.kind = Toxic::Kind::Slicer, .delay = 20ms, .bytes = 4}});
        Client client(proxy);
        client.send("0123456789ab");
        QTRY_COMPARE(client.received, "0123456789ab"_ba);
        QVERIFY2(client.lastAfter >= 35, qPrintable(QString::number(client.lastAfter)));
    }

    void limitedDataEndsTheConnection()
    {
        FaultProxy proxy(target());
        proxy.setToxics({{.kind = Toxic::Kind::LimitData, .bytes = 5}});
        Client client(proxy);
        client.send("0123456789");
        QTRY_VERIFY(client.endedAfter >= 0);
        QCOMPARE(client.received, "01234"_ba);
    }

    void aTimeoutSwallowsAndThenCloses()
    {
        FaultProxy proxy(target());
        proxy.setToxics({{.kind = Toxic::Kind::Timeout, .way = Way::ToServer, .delay = 150ms}});
        Client client(proxy);
        client.send("lost");
        QTRY_COMPARE(m_endsAtServer, 1);
        QVERIFY(client.clock.elapsed() >= 140);
        QCOMPARE(m_atServer, QByteArray());
    }

    void aTimeoutOfNothingNeverCloses()
    {
        FaultProxy proxy(target());
        proxy.setToxics({{.kind = Toxic::Kind::Timeout}});
        Client client(proxy);
        client.send("swallowed");
        QTRY_COMPARE(m_atServer, "swallowed"_ba);
        // A second connection goes the whole way meanwhile, so what is missing is missing for good.
        proxy.setToxics({});
        Client second(proxy);
        second.send("heard");
        QTRY_COMPARE(second.received, "heard"_ba);
        QCOMPARE(client.received, QByteArray());
        QCOMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
    }

    void aResetIsNoEnd()
    {
        FaultProxy proxy(target());
        proxy.setToxics({{.kind = Toxic::Kind::ResetPeer, .way = Way::ToServer, .delay = 0ms}});
        // Qt calls a reset and an end by the same name.
        const int client = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(proxy.port());
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        QCOMPARE(::connect(client, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        QCOMPARE(::send(client, "reset", 5, 0), 5);
        char byte = 0;
        QCOMPARE(::recv(client, &byte, 1, 0), -1);
        QCOMPARE(errno, ECONNRESET);
        ::close(client);
        QTRY_COMPARE(m_endsAtServer, 1);
    }

    void aSlowEndComesLate()
    {
        FaultProxy proxy(target());
        proxy.setToxics({{.kind = Toxic::Kind::SlowClose, .way = Way::ToServer, .delay = 200ms}});
        Client client(proxy);
        client.send("bye");
        QTRY_COMPARE(m_atServer, "bye"_ba);
        client.clock.start();
        client.socket.disconnectFromHost();
        QTRY_COMPARE(m_endsAtServer, 1);
        QVERIFY(client.clock.elapsed() >= 190);
    }

    void downRefusesAndComesBack()
    {
        FaultProxy proxy(target());
        Client before(proxy);
        before.send("before");
        QTRY_COMPARE(before.received, "before"_ba);
        proxy.setDown(true);
        QTRY_VERIFY(before.endedAfter >= 0);
        Client meanwhile(proxy);
        QTRY_COMPARE(meanwhile.error, QAbstractSocket::ConnectionRefusedError);
        proxy.setDown(false);
        Client after(proxy);
        after.send("after");
        QTRY_COMPARE(after.received, "after"_ba);
        proxy.goDownFor(100ms);
        QTRY_VERIFY(after.endedAfter >= 0);
        const auto isBack = [&proxy] {
            QTcpSocket socket;
            socket.connectToHost(u"127.0.0.1"_s, proxy.port());
            return socket.waitForConnected(1000);
        };
        QTRY_VERIFY(isBack());
    }

    void onlyAShareOfTheConnectionsIsMet()
    {
        FaultProxy proxy(target());
        proxy.setToxics({{.kind = Toxic::Kind::LimitData, .bytes = 1, .toxicity = 0}});
        Client client(proxy);
        client.send("whole");
        QTRY_COMPARE(client.received, "whole"_ba);
    }
};

QTEST_GUILESS_MAIN(TestToxics)
#include "tst_toxics.moc"
