#include "sync/graphql/shopclient.h"

#include "sync/graphql/usererrors.h"
#include "tests/support/manualclock.h"
#include "tests/support/rawhttpserver.h"
#include "tests/support/runtask.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSslConfiguration>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Sync::FailureKind;
using Sync::Result;
using Sync::Secret;
using Sync::ShopReply;
using Sync::ShopRequest;
using TestSupport::CertificateFlaw;
using TestSupport::RawHttpServer;
using TestSupport::RawRequest;
using TestSupport::runTask;

namespace {
const QByteArray Token = "shpat_0123456789abcdef";

QByteArray cost(double requested, double actual, double available, double maximum = 2000, double restore = 100)
{
    return R"({"cost":{"requestedQueryCost":)" + QByteArray::number(requested) + R"(,"actualQueryCost":)"
        + QByteArray::number(actual) + R"(,"throttleStatus":{"maximumAvailable":)" + QByteArray::number(maximum)
        + R"(,"currentlyAvailable":)" + QByteArray::number(available) + R"(,"restoreRate":)"
        + QByteArray::number(restore) + "}}}";
}

QByteArray good()
{
    return R"({"data":{"shop":{"name":"Example"}},"extensions":)" + cost(1, 1, 1990) + "}";
}

QByteArray answer(int status, const QByteArray &body, QList<QByteArray> headers = {})
{
    headers += {"X-Shopify-API-Version: 2026-10", "X-Request-Id: request-1"};
    return RawHttpServer::answer(status, body, headers);
}

/// The system's clock, but waits between attempts pass twenty times as fast.
class HurriedClock final : public Sync::Clock
{
public:
    QDateTime now() const override { return m_clock.now(); }
    std::chrono::milliseconds monotonic() const override { return m_clock.monotonic(); }
    QCoro::Task<bool> sleep(std::chrono::milliseconds duration, std::stop_token stop) override
    {
        co_return co_await m_clock.sleep(duration / hurry, stop);
    }
    std::unique_ptr<Sync::Timer> timer(std::function<void()> due) override { return m_clock.timer(std::move(due)); }

    int hurry = 20;

private:
    Sync::SystemClock m_clock;
};

/// A client of one raw server, with everything it needs.
struct Desk
{
    explicit Desk(const QUrl &url, std::chrono::milliseconds timeout = 1s)
        : client({.address = {.url = url}, .apiVersion = u"2026-10"_s, .timeout = timeout}, http, token, clock, random)
    { }

    Result<ShopReply> ask(bool isMutation = false, std::stop_token stop = {})
    {
        const ShopRequest request{
            .document = isMutation ? u"product_delete"_s : u"shop_access"_s, .isMutation = isMutation, .cost = 10};
        return runTask(client.execute(request, stop))
            .value_or(Result<ShopReply>(Sync::Failure{.what = u"the test waited in vain"_s}));
    }

    /// Of a write that may leave within so long.
    Result<ShopReply> write(std::chrono::milliseconds within, bool mayLeave = true, Sync::ShopMisses misses = {})
    {
        const ShopRequest request{.document = u"product_delete"_s,
            .isMutation = true,
            .cost = 10,
            .departure = Sync::ShopDeparture{
                .by = clock.monotonic() + within, .mayLeave = [mayLeave] { return mayLeave; }, .misses = misses}};
        return runTask(client.execute(request, {}))
            .value_or(Result<ShopReply>(Sync::Failure{.what = u"the test waited in vain"_s}));
    }

    HurriedClock clock;
    Sync::SystemRandom random;
    Sync::HttpClient http{clock};
    Sync::StaticToken token{Secret(Token)};
    Sync::ShopClient client;
};

/// This program trusts that authority, if one is named, for as long as the object lives.
class TrustedAuthority final
{
    Q_DISABLE_COPY_MOVE(TrustedAuthority)

public:
    explicit TrustedAuthority(const QString &file)
    {
        if (file.isEmpty())
            return;
        QSslConfiguration trusting = m_before;
        if (!trusting.addCaCertificates(file))
            qFatal("%s holds no certificate", qUtf8Printable(file));
        QSslConfiguration::setDefaultConfiguration(trusting);
    }
    ~TrustedAuthority() { QSslConfiguration::setDefaultConfiguration(m_before); }

private:
    const QSslConfiguration m_before = QSslConfiguration::defaultConfiguration();
};
} // namespace

class TestShopClient : public QObject
{
    Q_OBJECT

    TestSupport::Certificates m_certificates;

private Q_SLOTS:
    void asksAndAnswers();
    void mapsEachAnswerToWords_data();
    void mapsEachAnswerToWords();
    void readsAreTriedAgainAfterTrouble_data();
    void readsAreTriedAgainAfterTrouble();
    void aSuspicionOfShopifysIsWaitedOut();
    void aMutationIsSentOnce_data();
    void aMutationIsSentOnce();
    void aMutationIsSentAgainWhenItWasNotExecuted_data();
    void aMutationIsSentAgainWhenItWasNotExecuted();
    void aWriteThatFollowsFromAReadIsTriedOnce_data();
    void aWriteThatFollowsFromAReadIsTriedOnce();
    void whatFollowsFromAReadIsToldToComeAgainWhenNobodyAnswers();
    void saysWhenItIsTimeToGiveUp();
    void nothingLeavesThatMayNot();
    void waitsForPointsOnlyUntilItHasToLeave();
    void nobodyTriesWhileShopifyAsksToWait();
    void aMutationAnsweredInPartMayHaveHappened();
    void neverFollowsARedirect();
    void aCertificateThatCannotBeTrustedIsNamed_data();
    void aCertificateThatCannotBeTrustedIsNamed();
    void aCertificateOfATrustedAuthorityIsAccepted();
    void saysThatThereIsNoSuchComputer();
    void saysThatNobodyAnswers();
    void waitsForPointsAndIsNeverThrottled();
    void stopsWhileWaitingForPoints();
    void stopsWhileWaitingForAnAnswer();
    void aMutationInFlightIsAwaitedAfterAStop();
    void aMutationThatStaysUnansweredIsGivenUp();
    void keepsManyRequestsInFlight();
    void renewsARefusedTokenOnce();
    void oneRenewsForAll();
    void readsTheRestCallLimit();
    void notesTheServersClockAndVersion();
    void readsUserErrors();
};

void TestShopClient::asksAndAnswers()
{
    RawHttpServer server([](QTcpSocket &socket, const RawRequest &) { socket.write(answer(200, good())); });
    Desk desk(server.url());
    const auto reply = desk.ask();
    QVERIFY2(reply.isOk(), reply.isOk() ? "" : qPrintable(reply.failure().text()));
    QCOMPARE(reply->data.value(u"shop"_s).toObject().value(u"name"_s).toString(), u"Example"_s);
    QCOMPARE(reply->requestId, u"request-1"_s);
    QCOMPARE(reply->actualCost, 1.0);
    QCOMPARE(desk.client.throttle().maximum, 2000.0);
    const RawRequest request = server.requests().constFirst();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.path, "/admin/api/2026-10/graphql.json");
    QCOMPARE(request.headers.value("x-shopify-access-token"), Token);
    QCOMPARE(request.headers.value("content-type"), "application/json");
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    QVERIFY(body.value(u"query"_s).toString().startsWith(u"query ShopAccess"_s));
    QVERIFY(!body.value(u"query"_s).toString().contains(u'#'));
}

void TestShopClient::mapsEachAnswerToWords_data()
{
    const auto graphqlError = [](const QByteArray &message, const QByteArray &extensions) {
        return answer(
            200, R"({"data":null,"errors":[{"message":")" + message + R"(","extensions":)" + extensions + "}]}");
    };
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<FailureKind>("kind");
    QTest::addColumn<QString>("part");
    QTest::newRow("401") << answer(401, R"({"errors":"[API] Invalid API key or access token"})")
                         << FailureKind::ShopUnauthorised << u"no longer accepts"_s;
    QTest::newRow("402") << answer(402, "{}") << FailureKind::ShopUnavailable << u"frozen"_s;
    QTest::newRow("403") << answer(
        403, R"({"errors":"[API] This action requires merchant approval for write_products scope."})")
                         << FailureKind::ShopForbidden << u"write_products"_s;
    QTest::newRow("403 without a name") << answer(403, "{}") << FailureKind::ShopForbidden << u"does not allow"_s;
    QTest::newRow("404") << answer(404, R"({"errors":"Not Found"})") << FailureKind::ShopUnavailable
                         << u"There is no shop at"_s;
    QTest::newRow("423") << answer(423, "{}") << FailureKind::ShopUnavailable << u"locked"_s;
    QTest::newRow("scope missing") << graphqlError(
        "Access denied for locations field. Required access: `read_locations` access scope.",
        R"({"code":"ACCESS_DENIED"})")
                                   << FailureKind::ShopForbidden << u"read_locations"_s;
    QTest::newRow("scope missing, in extensions") << graphqlError(
        "Access denied", R"({"code":"ACCESS_DENIED","requiredAccess":"`write_inventory` access scope."})")
                                                  << FailureKind::ShopForbidden << u"write_inventory"_s;
    QTest::newRow("too dear") << graphqlError("Query cost is 1200", R"({"code":"MAX_COST_EXCEEDED"})")
                              << FailureKind::Internal << u"larger than Shopify allows"_s;
    QTest::newRow("document refused") << graphqlError(
        "Field 'x' doesn't exist on type 'Shop'", R"({"code":"undefinedField"})")
                                      << FailureKind::ShopAnswer << u"did not understand"_s;
    QTest::newRow("error without code") << answer(200, R"({"errors":[{"message":"syntax error"}]})")
                                        << FailureKind::ShopAnswer << u"did not understand"_s;
    QTest::newRow("another version") << RawHttpServer::answer(200, good(), {"X-Shopify-API-Version: 2026-01"})
                                     << FailureKind::ShopVersion << u"2026-01"_s;
    QTest::newRow("strange status") << answer(418, "{}") << FailureKind::ShopAnswer << u"not one of Shopify's"_s;
}

void TestShopClient::mapsEachAnswerToWords()
{
    QFETCH(QByteArray, bytes);
    QFETCH(FailureKind, kind);
    QFETCH(QString, part);
    RawHttpServer server([&](QTcpSocket &socket, const RawRequest &) { socket.write(bytes); });
    Desk desk(server.url());
    const auto reply = desk.ask();
    QVERIFY(!reply.isOk());
    QCOMPARE(reply.failure().kind, kind);
    QVERIFY2(reply.failure().text().contains(part), qPrintable(reply.failure().text()));
    QVERIFY(!reply.failure().remedy.isEmpty());
    QVERIFY(!reply.failure().mayHaveHappened);
    QVERIFY(!reply.failure().detail.contains(u"shpat_"_s));
    QCOMPARE(server.requests().size(), 1);
}

void TestShopClient::readsAreTriedAgainAfterTrouble_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("500") << answer(500, {});
    QTest::newRow("502 with HTML") << RawHttpServer::answer(502, "<html>Bad gateway</html>", {}, "text/html");
    QTest::newRow("503") << answer(503, {});
    QTest::newRow("HTML with 200") << RawHttpServer::answer(200, "<html>Log in</html>", {}, "text/html");
    QTest::newRow("empty with 200") << answer(200, {});
    QTest::newRow("cut JSON") << answer(200, good().chopped(20));
    QTest::newRow("JSON of something else") << answer(200, R"({"ok":true})");
    QTest::newRow("list") << answer(200, "[1]");
    QTest::newRow("data is null without errors") << answer(200, R"({"data":null})");
    QTest::newRow("body cut by the network") << answer(200, good()).chopped(30);
    QTest::newRow("internal error") << answer(
        200, R"({"errors":[{"message":"oops","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]})");
    QTest::newRow("no answer at all") << QByteArray();
    QTest::newRow("not HTTP") << QByteArray("hello\r\n\r\n");
}

void TestShopClient::readsAreTriedAgainAfterTrouble()
{
    QFETCH(QByteArray, bytes);
    RawHttpServer server([&](QTcpSocket &socket, const RawRequest &request) {
        socket.write(request.number == 0 ? bytes : answer(200, good()));
        if (request.number == 0)
            socket.disconnectFromHost();
    });
    Desk desk(server.url());
    const auto reply = desk.ask();
    QVERIFY2(reply.isOk(), reply.isOk() ? "" : qPrintable(reply.failure().detail));
    QCOMPARE(server.requests().size(), 2);
}

/// 430: Shopify takes the traffic for hostile, and whoever insists makes it worse.
void TestShopClient::aSuspicionOfShopifysIsWaitedOut()
{
    int suspicions = 1;
    RawHttpServer server([&](QTcpSocket &socket, const RawRequest &request) {
        socket.write(request.number < suspicions ? answer(430, "{}") : answer(200, good()));
    });
    Desk desk(server.url());
    desk.clock.hurry = 1000;
    QElapsedTimer timer;
    timer.start();
    QVERIFY(desk.ask().isOk());
    QCOMPARE(server.requests().size(), 2);
    QVERIFY2(timer.elapsed() >= 29, "it came again within half a minute");

    suspicions = 100;
    const auto reply = desk.ask();
    QVERIFY(!reply.isOk());
    QCOMPARE(reply.failure().kind, FailureKind::ShopThrottled);
    QVERIFY(!reply.failure().remedy.isEmpty());
    QVERIFY(!reply.failure().mayHaveHappened);
    QCOMPARE(server.requests().size(), 2 + 4);
}

void TestShopClient::aMutationIsSentOnce_data()
{
    readsAreTriedAgainAfterTrouble_data();
    QTest::newRow("silence") << QByteArray("wait");
    QTest::newRow("reset") << QByteArray("reset");
}

void TestShopClient::aMutationIsSentOnce()
{
    QFETCH(QByteArray, bytes);
    // The first request makes the connection a kept one: Qt repeats requests on those by itself.
    RawHttpServer server([&](QTcpSocket &socket, const RawRequest &request) {
        if (request.number == 0) {
            socket.write(answer(200, good()));
        } else if (bytes == "reset") {
            socket.abort();
        } else if (bytes != "wait") {
            socket.write(bytes);
            socket.disconnectFromHost();
        }
    });
    Desk desk(server.url(), 400ms);
    QVERIFY(desk.ask().isOk());
    const auto reply = desk.ask(true);
    QVERIFY(!reply.isOk());
    QVERIFY(reply.failure().mayHaveHappened);
    QVERIFY(reply.failure().kind == FailureKind::ShopUnreachable || reply.failure().kind == FailureKind::ShopAnswer);
    QTest::qWait(100);
    QCOMPARE(server.requests().size(), 2);
}

void TestShopClient::aMutationIsSentAgainWhenItWasNotExecuted_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("THROTTLED") << answer(200,
        R"({"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],"extensions":)"
        R"({"cost":{"requestedQueryCost":10,"actualQueryCost":null,"throttleStatus":{"maximumAvailable":2000,"currentlyAvailable":5,"restoreRate":100}}}})");
    QTest::newRow("429") << answer(429, "{}", {"Retry-After: 0.2"});
    QTest::newRow("429 without a time") << answer(429, "{}");
}

void TestShopClient::aMutationIsSentAgainWhenItWasNotExecuted()
{
    QFETCH(QByteArray, bytes);
    RawHttpServer server([&](QTcpSocket &socket, const RawRequest &request) {
        socket.write(request.number == 0 ? bytes : answer(200, good()));
    });
    Desk desk(server.url());
    QVERIFY(desk.ask(true).isOk());
    QCOMPARE(server.requests().size(), 2);
}

void TestShopClient::aWriteThatFollowsFromAReadIsTriedOnce_data()
{
    aMutationIsSentAgainWhenItWasNotExecuted_data();
    QTest::newRow("430") << answer(430, "{}");
}

void TestShopClient::aWriteThatFollowsFromAReadIsTriedOnce()
{
    QFETCH(QByteArray, bytes);
    RawHttpServer server([&](QTcpSocket &socket, const RawRequest &) { socket.write(bytes); });
    Desk desk(server.url());
    const auto reply = desk.write(5s);
    QVERIFY(!reply.isOk());
    QCOMPARE(reply.failure().kind, FailureKind::ShopThrottled);
    QVERIFY(!reply.failure().mayHaveHappened);
    QVERIFY(reply.failure().sendAgainAfter.has_value());
    QVERIFY(*reply.failure().sendAgainAfter >= 50ms);
    QCOMPARE(server.requests().size(), 1);
}

void TestShopClient::whatFollowsFromAReadIsToldToComeAgainWhenNobodyAnswers()
{
    QUrl url;
    {
        RawHttpServer server([](QTcpSocket &, const RawRequest &) {});
        url = server.url();
    }
    Desk desk(url);
    const auto reply = desk.write(5s);
    QVERIFY(!reply.isOk());
    QCOMPARE(reply.failure().kind, FailureKind::ShopUnreachable);
    QVERIFY(!reply.failure().mayHaveHappened);
    QVERIFY(reply.failure().sendAgainAfter.has_value());
    const auto last = desk.write(5s, true, {FailureKind::ShopUnreachable, 4});
    QVERIFY(!last.isOk());
    QVERIFY(!last.failure().sendAgainAfter);
    // What came in between for another reason counts anew.
    const auto first = desk.write(5s, true, {FailureKind::ShopThrottled, 4});
    QVERIFY(!first.isOk());
    QVERIFY(first.failure().sendAgainAfter.has_value());
}

void TestShopClient::saysWhenItIsTimeToGiveUp()
{
    RawHttpServer server([](QTcpSocket &socket, const RawRequest &) { socket.write(answer(429, "{}")); });
    Desk desk(server.url());
    const auto oneMore = desk.write(5s, true, {FailureKind::ShopThrottled, 59});
    QVERIFY(!oneMore.isOk());
    QVERIFY(oneMore.failure().sendAgainAfter.has_value());
    const auto last = desk.write(5s, true, {FailureKind::ShopThrottled, 60});
    QVERIFY(!last.isOk());
    QCOMPARE(last.failure().kind, FailureKind::ShopThrottled);
    QVERIFY(!last.failure().sendAgainAfter);
    QVERIFY(!last.failure().mayHaveHappened);
}

void TestShopClient::nothingLeavesThatMayNot()
{
    RawHttpServer server([](QTcpSocket &socket, const RawRequest &) { socket.write(answer(200, good())); });
    Desk desk(server.url());
    QVERIFY(desk.ask().isOk());
    const double before = desk.client.throttle().available;
    const auto reply = desk.write(5s, false);
    QVERIFY(!reply.isOk());
    QVERIFY(!reply.failure().mayHaveHappened);
    QVERIFY(reply.failure().sendAgainAfter.has_value());
    QVERIFY(*reply.failure().sendAgainAfter < 1s);
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(desk.client.throttle().available >= before);
    QVERIFY(desk.write(5s).isOk());
}

void TestShopClient::waitsForPointsOnlyUntilItHasToLeave()
{
    RawHttpServer server([](QTcpSocket &socket, const RawRequest &) {
        socket.write(answer(200, R"({"data":{},"extensions":)" + cost(10, 10, 0, 1000, 0.1) + "}"));
    });
    Desk desk(server.url());
    QVERIFY(desk.ask().isOk());
    QElapsedTimer timer;
    timer.start();
    const auto reply = desk.write(100ms);
    QVERIFY(!reply.isOk());
    QCOMPARE(reply.failure().kind, FailureKind::ShopThrottled);
    QVERIFY(!reply.failure().mayHaveHappened);
    QVERIFY(reply.failure().sendAgainAfter.has_value());
    QVERIFY(timer.elapsed() < 5'000); // the points take 300 s to come, and even this clock 15 s
    QCOMPARE(server.requests().size(), 1);
}

void TestShopClient::nobodyTriesWhileShopifyAsksToWait()
{
    RawHttpServer server(
        [](QTcpSocket &socket, const RawRequest &) { socket.write(answer(429, "{}", {"Retry-After: 500"})); });
    Desk desk(server.url());
    QVERIFY(!desk.write(5s).isOk());
    const auto reply = desk.write(5s);
    QVERIFY(!reply.isOk());
    QVERIFY(reply.failure().sendAgainAfter.has_value());
    QVERIFY(*reply.failure().sendAgainAfter > 400s);
    QCOMPARE(server.requests().size(), 1);
}

void TestShopClient::aMutationAnsweredInPartMayHaveHappened()
{
    RawHttpServer server([](QTcpSocket &socket, const RawRequest &) {
        socket.write(answer(200,
            R"({"data":{"productDelete":{"deletedProductId":"x"}},"errors":[{"message":"no","extensions":{"code":"ACCESS_DENIED"}}]})"));
    });
    Desk desk(server.url());
    const auto reply = desk.ask(true);
    QVERIFY(!reply.isOk());
    QCOMPARE(reply.failure().kind, FailureKind::ShopForbidden);
    QVERIFY(reply.failure().mayHaveHappened);
}

void TestShopClient::neverFollowsARedirect()
{
    RawHttpServer elsewhere([](QTcpSocket &socket, const RawRequest &) { socket.write(answer(200, good())); });
    for (int status : {301, 302, 303, 307, 308}) {
        RawHttpServer server([&](QTcpSocket &socket, const RawRequest &) {
            socket.write(answer(status, {}, {"Location: " + elsewhere.url(u"/x"_s).toEncoded()}));
        });
        Desk desk(server.url());
        const auto reply = desk.ask();
        QVERIFY(!reply.isOk());
        QCOMPARE(reply.failure().kind, FailureKind::ShopAnswer);
        QCOMPARE(server.requests().size(), 1);
    }
    QCOMPARE(elsewhere.connections(), 0);
}

void TestShopClient::aCertificateThatCannotBeTrustedIsNamed_data()
{
    QTest::addColumn<CertificateFlaw>("flaw");
    QTest::addColumn<bool>("authorityIsTrusted");
    QTest::addColumn<QString>("says");
    QTest::newRow("made by itself") << CertificateFlaw::SelfSigned << false
                                    << u"was made by itself; nobody vouches for it"_s;
    QTest::newRow("unknown authority") << CertificateFlaw::None << false
                                       << u"Nobody this computer trusts vouches for the certificate of 127.0.0.1"_s;
    QTest::newRow("for another host") << CertificateFlaw::WrongHost << true << u"(it is for elsewhere.example)"_s;
    QTest::newRow("for another host, by an unknown authority")
        << CertificateFlaw::WrongHost << false << u"(it is for elsewhere.example)"_s;
    QTest::newRow("expired") << CertificateFlaw::Expired << true << u"has expired"_s;
    QTest::newRow("expired, by an unknown authority") << CertificateFlaw::Expired << false << u"has expired"_s;
}

void TestShopClient::aCertificateThatCannotBeTrustedIsNamed()
{
    QFETCH(CertificateFlaw, flaw);
    QFETCH(bool, authorityIsTrusted);
    QFETCH(QString, says);
    const TrustedAuthority trusted(authorityIsTrusted ? m_certificates.authority() : QString());
    RawHttpServer server(
        [](QTcpSocket &socket, const RawRequest &) { socket.write(answer(200, good())); }, m_certificates.make(flaw));
    Desk desk(server.url());
    const auto reply = desk.ask(true);
    QVERIFY(!reply.isOk());
    QCOMPARE(reply.failure().kind, FailureKind::ShopTls);
    QVERIFY2(reply.failure().what.contains(says), qPrintable(reply.failure().what));
    QVERIFY(reply.failure().meaning.contains(u"nothing was sent"_s) && !reply.failure().remedy.isEmpty());
    QVERIFY(!reply.failure().mayHaveHappened);
    QVERIFY(server.requests().isEmpty());
}

void TestShopClient::aCertificateOfATrustedAuthorityIsAccepted()
{
    const TrustedAuthority trusted(m_certificates.authority());
    RawHttpServer server([](QTcpSocket &socket, const RawRequest &) { socket.write(answer(200, good())); },
        m_certificates.make(CertificateFlaw::None));
    Desk desk(server.url());
    QVERIFY(desk.ask(true));
    QCOMPARE(server.requests().size(), 1);
}

void TestShopClient::saysThatThereIsNoSuchComputer()
{
    Desk desk(QUrl(u"https://nowhere.invalid"_s));
    const auto reply = desk.ask();
    QVERIFY(!reply.isOk());
    QCOMPARE(reply.failure().kind, FailureKind::ShopUnreachable);
    QCOMPARE(reply.failure().what, u"No shop answers at nowhere.invalid."_s);
}

void TestShopClient::saysThatNobodyAnswers()
{
    QUrl url;
    {
        RawHttpServer server([](QTcpSocket &, const RawRequest &) {});
        url = server.url();
    }
    Desk desk(url);
    const auto reply = desk.ask(true);
    QVERIFY(!reply.isOk());
    QCOMPARE(reply.failure().kind, FailureKind::ShopUnreachable);
    QVERIFY(!reply.failure().mayHaveHappened);
}

void TestShopClient::waitsForPointsAndIsNeverThrottled()
{
    // A bucket of 100 points that gets 200 a second back: 40 requests of 10 need about 1.5 seconds.
    double available = 100;
    int throttled = 0;
    QElapsedTimer since;
    since.start();
    qint64 last = 0;
    RawHttpServer server([&](QTcpSocket &socket, const RawRequest &) {
        available = std::min(100.0, available + double(since.elapsed() - last) * 0.2);
        last = since.elapsed();
        if (available < 10) {
            ++throttled;
            socket.write(answer(200,
                R"({"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],"extensions":)"
                    + cost(10, 0, available, 100, 200) + "}"));
            return;
        }
        available -= 10;
        socket.write(answer(200, R"({"data":{},"extensions":)" + cost(10, 10, std::floor(available), 100, 200) + "}"));
    });
    Desk desk(server.url());
    desk.clock.hurry = 1;
    QVERIFY(desk.ask().isOk());
    std::vector<QCoro::Task<Result<ShopReply>>> tasks;
    const QElapsedTimer started = since;
    for (int i = 0; i < 40; ++i)
        tasks.push_back(desk.client.execute({.document = u"shop_access"_s, .cost = 10}, {}));
    int succeeded = 0;
    for (auto &task : tasks)
        succeeded += runTask(std::move(task)).value().isOk();
    QCOMPARE(succeeded, 40);
    QCOMPARE(throttled, 0);
    QVERIFY2(started.elapsed() < 4000, qPrintable(QString::number(started.elapsed())));
}

void TestShopClient::stopsWhileWaitingForPoints()
{
    RawHttpServer server([](QTcpSocket &socket, const RawRequest &) {
        socket.write(answer(200, R"({"data":{},"extensions":)" + cost(10, 10, 0, 1000, 0.1) + "}"));
    });
    Desk desk(server.url());
    QVERIFY(desk.ask().isOk());
    std::stop_source stop;
    QTimer::singleShot(50, this, [&] { stop.request_stop(); });
    QElapsedTimer timer;
    timer.start();
    const auto reply = desk.ask(true, stop.get_token());
    QVERIFY(!reply.isOk());
    QCOMPARE(reply.failure().kind, FailureKind::Stopped);
    QVERIFY(!reply.failure().mayHaveHappened);
    QVERIFY(timer.elapsed() < 20'000); // the points take 100 s to come
    QCOMPARE(server.requests().size(), 1);
}

void TestShopClient::stopsWhileWaitingForAnAnswer()
{
    RawHttpServer server([](QTcpSocket &, const RawRequest &) {});
    Desk desk(server.url(), 30s);
    std::stop_source stop;
    QTimer::singleShot(100, this, [&] { stop.request_stop(); });
    QElapsedTimer timer;
    timer.start();
    const auto reply = desk.ask(false, stop.get_token());
    QVERIFY(!reply.isOk());
    QCOMPARE(reply.failure().kind, FailureKind::Stopped);
    QVERIFY(timer.elapsed() < 20'000); // the answer is waited for 30 s
}

void TestShopClient::aMutationInFlightIsAwaitedAfterAStop()
{
    RawHttpServer server([](QTcpSocket &socket, const RawRequest &) {
        QTimer::singleShot(400, &socket, [&socket] { socket.write(answer(200, good())); });
    });
    Desk desk(server.url(), 30s);
    std::stop_source stop;
    QTimer::singleShot(100, this, [&] { stop.request_stop(); });
    const auto reply = desk.ask(true, stop.get_token());
    QVERIFY(reply.isOk());
}

void TestShopClient::aMutationThatStaysUnansweredIsGivenUp()
{
    TestSupport::ManualClock clock;
    std::stop_source stop;
    RawHttpServer server([&stop](QTcpSocket &, const RawRequest &) { stop.request_stop(); });
    Sync::SystemRandom random;
    Sync::HttpClient http(clock);
    Sync::StaticToken token{Secret(Token)};
    Sync::ShopClient client({.address = {.url = server.url()}, .apiVersion = u"2026-10"_s}, http, token, clock, random);
    const std::chrono::milliseconds before = clock.monotonic();
    QTimer moves;
    moves.callOnTimeout([&clock] { clock.advance(1s); });
    moves.start(1ms);
    const auto reply = runTask(client.execute({.document = u"product_delete"_s, .isMutation = true}, stop.get_token()));
    QVERIFY(reply && !reply->isOk());
    QVERIFY(reply->failure().mayHaveHappened);
    QVERIFY(clock.monotonic() - before >= 5s);
    QCOMPARE(server.requests().size(), 1);
}

void TestShopClient::keepsManyRequestsInFlight()
{
    RawHttpServer server([](QTcpSocket &socket, const RawRequest &) {
        QTimer::singleShot(200, &socket, [&socket] {
            socket.write(answer(200, R"({"data":{},"extensions":)" + cost(10, 10, 39'000, 40'000, 2000) + "}"));
        });
    });
    Desk desk(server.url(), 10s);
    QVERIFY(desk.ask().isOk());
    QElapsedTimer timer;
    timer.start();
    std::vector<QCoro::Task<Result<ShopReply>>> tasks;
    for (int i = 0; i < 200; ++i)
        tasks.push_back(desk.client.execute({.document = u"shop_access"_s, .cost = 10}, {}));
    for (auto &task : tasks)
        QVERIFY(runTask(std::move(task)).value().isOk());
    const double rate = 200'000.0 / double(timer.elapsed());
    qInfo("%.0f requests a second at 200 ms, %d connections", rate, server.connections());
    QVERIFY(rate >= 100);
}

void TestShopClient::renewsARefusedTokenOnce()
{
    RawHttpServer server([](QTcpSocket &socket, const RawRequest &request) {
        if (request.path == "/admin/oauth/access_token")
            socket.write(answer(
                200, R"({"access_token":"token-)" + QByteArray::number(request.number) + R"(","expires_in":86399})"));
        else if (request.headers.value("x-shopify-access-token") == "token-0")
            socket.write(answer(401, R"({"errors":"[API] Invalid API key or access token"})"));
        else
            socket.write(answer(200, good()));
    });
    Desk desk(server.url());
    const Sync::ShopAddress address{.url = server.url()};
    Sync::ClientCredentialsToken tokens(
        desk.http, desk.clock, address.tokenUrl(), u"the-id"_s, Secret(QByteArray("the secret&")));
    Sync::ShopClient client(
        {.address = address, .apiVersion = u"2026-10"_s}, desk.http, tokens, desk.clock, desk.random);
    const auto reply = runTask(client.execute({.document = u"shop_access"_s}, {}));
    QVERIFY(reply && reply->isOk());
    QCOMPARE(server.requests().size(), 4);
    QCOMPARE(server.requests().constFirst().body,
        "grant_type=client_credentials&client_id=the-id&client_secret=the%20secret%26");
}

void TestShopClient::oneRenewsForAll()
{
    int granted = 0;
    RawHttpServer server([&](QTcpSocket &socket, const RawRequest &request) {
        if (request.path != "/admin/oauth/access_token") {
            socket.write(answer(200, good()));
            return;
        }
        ++granted;
        QTimer::singleShot(
            50, &socket, [&socket] { socket.write(answer(200, R"({"access_token":"one","expires_in":86399})")); });
    });
    Desk desk(server.url());
    const Sync::ShopAddress address{.url = server.url()};
    Sync::ClientCredentialsToken tokens(
        desk.http, desk.clock, address.tokenUrl(), u"id"_s, Secret(QByteArray("secret")));
    std::vector<QCoro::Task<Result<Secret>>> tasks;
    for (int i = 0; i < 20; ++i)
        tasks.push_back(tokens.token({}));
    for (auto &task : tasks)
        QVERIFY(runTask(std::move(task)).value().isOk());
    QCOMPARE(granted, 1);
}

void TestShopClient::readsTheRestCallLimit()
{
    RawHttpServer server([](QTcpSocket &socket, const RawRequest &) {
        socket.write(answer(200, R"({"shop":{}})", {"X-Shopify-Shop-Api-Call-Limit: 3/40"}));
    });
    Desk desk(server.url());
    const auto limit = runTask(desk.client.restCallLimit({}));
    QVERIFY(limit && limit->isOk());
    QCOMPARE((*limit)->used, 3);
    QCOMPARE((*limit)->size, 40);
    QCOMPARE(server.requests().constFirst().path, "/admin/api/2026-10/shop.json");
}

void TestShopClient::notesTheServersClockAndVersion()
{
    RawHttpServer server([](QTcpSocket &socket, const RawRequest &) {
        socket.write(answer(200, good(), {"Date: Mon, 02 Nov 2026 09:10:11 GMT"}));
    });
    Desk desk(server.url());
    QVERIFY(desk.ask().isOk());
    QCOMPARE(desk.client.lastContact().serverTime, QDateTime(QDate(2026, 11, 2), QTime(9, 10, 11), Qt::UTC));
    QCOMPARE(desk.client.lastContact().apiVersion, u"2026-10"_s);
}

void TestShopClient::readsUserErrors()
{
    const QJsonObject data = QJsonDocument::fromJson(R"({"productVariantsBulkUpdate":{"userErrors":[
        {"field":["variants","2","price"],"message":"Price is bad","code":"NEGATIVE_PRICE_VALUE"},
        {"field":null,"message":"Something else"}]}})")
                                 .object();
    const auto errors = Sync::UserErrors::read(data, u"productVariantsBulkUpdate"_s);
    QVERIFY(errors.isOk());
    QCOMPARE(errors->errors.size(), 2);
    QCOMPARE(errors->errors.at(0).item(), std::optional(2));
    QVERIFY(!errors->errors.at(1).item().has_value());
    QVERIFY(errors->hasCode(u"NEGATIVE_PRICE_VALUE"));
    const Sync::Failure failure = errors->failure(u"request-1"_s);
    QCOMPARE(failure.kind, FailureKind::ShopRefused);
    QVERIFY(failure.what.contains(u"Price is bad"_s));
    const auto missing = Sync::UserErrors::read(data, u"productUpdate"_s);
    QVERIFY(!missing.isOk());
    QVERIFY(missing.failure().mayHaveHappened);
}

QTEST_GUILESS_MAIN(TestShopClient)
#include "tst_shopclient.moc"
