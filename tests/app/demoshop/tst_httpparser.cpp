#include "app/demoshop/http/httpparser.h"

#include <QTest>

using namespace DemoShop;

/// Requests cut from bytes as they arrive, and bytes that are no requests.
class TestHttpParser final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsByteByByte_data();
    void readsByteByByte();
    void readsPipelinedRequests();
    void refuses_data();
    void refuses();
};

void TestHttpParser::readsByteByByte_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no body") << QByteArray("GET /a%20b?x=1 HTTP/1.1\r\nHost: h\r\n\r\n") << QByteArray();
    QTest::newRow("length") << QByteArray("POST /a%20b HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello")
                            << QByteArray("hello");
    QTest::newRow("chunks") << QByteArray("POST /a%20b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                                          "3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n")
                            << QByteArray("hello");
    QTest::newRow("chunks with trailer") << QByteArray("POST /a%20b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                                                       "5\r\nhello\r\n0\r\nA: b\r\n\r\n")
                                         << QByteArray("hello");
}

void TestHttpParser::readsByteByByte()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, body);
    HttpParser parser;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        QVERIFY(!parser.next());
        parser.feed(bytes.sliced(i, 1));
    }
    const auto request = parser.next();
    QVERIFY(request);
    QCOMPARE(request->path, QByteArray("/a b"));
    QCOMPARE(request->body, body);
    QVERIFY(request->keepsAlive);
    QVERIFY(!parser.next());
    QCOMPARE(parser.error(), 0);
}

void TestHttpParser::readsPipelinedRequests()
{
    HttpParser parser;
    parser.feed("POST /1 HTTP/1.1\r\nContent-Length: 1\r\n\r\nAGET /2 HTTP/1.1\r\nConnection: close\r\n\r\nGET /3 "
                "HTTP/1.0\r\n\r\n");
    QCOMPARE(parser.next()->path, QByteArray("/1"));
    const auto second = parser.next();
    QCOMPARE(second->path, QByteArray("/2"));
    QVERIFY(!second->keepsAlive);
    QVERIFY(!parser.next()->keepsAlive);
    QVERIFY(!parser.next());
}

void TestHttpParser::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("not http") << QByteArray("\x16\x03\x01 hello\r\n\r\n") << 400;
    QTest::newRow("header without colon") << QByteArray("GET / HTTP/1.1\r\nHost\r\n\r\n") << 400;
    QTest::newRow("header name with space") << QByteArray("GET / HTTP/1.1\r\nHost : x\r\n\r\n") << 400;
    QTest::newRow("negative length") << QByteArray("GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n") << 400;
    QTest::newRow("two lengths") << QByteArray(
        "GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n")
                                 << 400;
    QTest::newRow("unknown encoding") << QByteArray("GET / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n") << 501;
    QTest::newRow("bad chunk size") << QByteArray("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n") << 400;
    QTest::newRow("chunk without end") << QByteArray("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n")
                                       << 400;
    QTest::newRow("too long") << QByteArray("GET / HTTP/1.1\r\nContent-Length: 999999999999\r\n\r\n") << 413;
    QTest::newRow("endless head") << QByteArray("GET / HTTP/1.1\r\nA: ") + QByteArray(70'000, 'a') << 431;
}

void TestHttpParser::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    HttpParser parser;
    parser.feed(bytes);
    QVERIFY(!parser.next());
    if (parser.error() == 0) {
        QVERIFY(!parser.next());
    }
    QCOMPARE(parser.error(), status);
}

QTEST_GUILESS_MAIN(TestHttpParser)
#include "tst_httpparser.moc"
