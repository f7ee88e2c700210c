#include "sync/graphql/shopclient.h"

#include "sync/graphql/graphqldocument.h"
#include "sync/graphql/shopfailures.h"
#include "sync/ports/deadline.h"

#include <QJsonDocument>
#include <QLocale>
#include <QLoggingCategory>

namespace Sync {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {
Q_LOGGING_CATEGORY(lcShop, "syncdesk.shop")

constexpr milliseconds GraceAfterStop{5'000};

QByteArray requestBody(const QString &document, const QJsonObject &variables)
{
    return QJsonDocument(QJsonObject{{u"query"_s, document}, {u"variables"_s, variables}})
        .toJson(QJsonDocument::Compact);
}

std::optional<MissKind> missOf(AnswerVerdict verdict)
{
    switch (verdict) {
    case AnswerVerdict::NotSent:
        return MissKind::NotSent;
    case AnswerVerdict::NoAnswer:
        return MissKind::NoAnswer;
    case AnswerVerdict::Throttled:
        return MissKind::Throttled;
    case AnswerVerdict::Suspicious:
        return MissKind::Suspicious;
    case AnswerVerdict::Ok:
    case AnswerVerdict::TokenRefused:
    case AnswerVerdict::Final:
        break;
    }
    return {};
}
} // namespace

ShopClient::ShopClient(ShopClientSettings settings, HttpClient &http, TokenSource &tokens, Clock &clock, Random &random)
    : m_settings(std::move(settings))
    , m_http(http)
    , m_tokens(tokens)
    , m_clock(clock)
    , m_retries(random)
    , m_pacer(clock)
{ }

QCoro::Task<Result<ShopReply>> ShopClient::execute(ShopRequest request, std::stop_token stop)
{
    const Result<QString> document = graphqlDocument(request.document);
    if (!document)
        co_return document.failure();
    const QByteArray body = requestBody(*document, request.variables);
    Misses misses;
    Result<Secret> token = co_await m_tokens.token(stop);
    while (true) {
        if (stop.stop_requested())
            co_return stopped();
        if (!token)
            co_return token.failure();
        const AnswerReading reading = co_await exchange(body, request, *token, stop);
        if (reading.verdict == AnswerVerdict::Ok)
            co_return reading.reply;
        if (reading.verdict == AnswerVerdict::TokenRefused && !std::exchange(misses.tokenWasRenewed, true)) {
            token = co_await m_tokens.renewed(*token, stop);
            continue;
        }
        const std::optional<milliseconds> delay = delayAfter(reading, misses, request);
        if (!delay) {
            if (reading.failure.kind != FailureKind::Stopped)
                qCWarning(lcShop, "%s: %s [%s]", qUtf8Printable(request.document),
                    qUtf8Printable(reading.failure.detail), qUtf8Printable(reading.failure.requestId));
            co_return reading.failure;
        }
        if (request.departure) {
            // What it was decided on may hold no longer after a wait: whoever decided looks anew.
            Failure notSent = reading.failure;
            notSent.sendAgainAfter = *delay;
            co_return notSent;
        }
        // Awaited in a statement of its own: GCC 12 destroys the temporaries of a condition twice.
        const bool slept = co_await m_clock.sleep(*delay, stop);
        if (!slept)
            co_return stopped();
    }
}

QCoro::Task<AnswerReading> ShopClient::exchange(
    QByteArray body, ShopRequest request, Secret token, std::stop_token stop)
{
    std::optional<milliseconds> by;
    if (request.departure)
        by = request.departure->by;
    const Result<CostBucket::Reservation> reservation = co_await points(learnedCost(request), by, stop);
    if (!reservation && reservation.failure().kind == FailureKind::ShopThrottled)
        co_return leftNotInTime();
    if (!reservation)
        co_return AnswerReading{.verdict = AnswerVerdict::Final, .failure = reservation.failure()};
    if (request.departure && !request.departure->mayLeave()) {
        m_pacer.giveBack(*reservation);
        co_return leftNotInTime();
    }
    HttpRequest http{.verb = "POST",
        .url = m_settings.address.graphqlUrl(m_settings.apiVersion),
        .body = std::move(body),
        .timeout = m_settings.timeout};
    http.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"},
        {"X-Shopify-Access-Token", token.reveal()}};
    if (request.isMutation)
        http.graceAfterStop = GraceAfterStop;
    const milliseconds sentAt = m_clock.monotonic();
    const HttpAnswer answer = co_await m_http.send(std::move(http), stop);
    noteContact(answer, sentAt);
    AnswerReading reading = readShopAnswer(answer,
        {.host = m_settings.address.domain(),
            .document = request.document,
            .apiVersion = m_settings.apiVersion,
            .isMutation = request.isMutation});
    m_pacer.settle(*reservation, reading.cost);
    learnCost(request, reading.cost);
    // Told to wait outside the bucket: nobody else need try meanwhile.
    if (reading.verdict == AnswerVerdict::Throttled && !reading.cost && reading.wait > milliseconds::zero())
        m_pacer.hold(reading.wait);
    co_return reading;
}

QCoro::Task<Result<CostBucket::Reservation>> ShopClient::points(
    double cost, std::optional<milliseconds> by, std::stop_token stop)
{
    if (!by)
        co_return co_await m_pacer.pass(cost, stop);
    const milliseconds now = m_clock.monotonic();
    if (now + m_pacer.held() > *by)
        co_return leftNotInTime().failure;
    const Deadline deadline(m_clock, *by - now, stop);
    Result<CostBucket::Reservation> passed = co_await m_pacer.pass(cost, deadline.token());
    if (!passed && deadline.isOver())
        co_return leftNotInTime().failure;
    co_return passed;
}

/// As if Shopify had said to wait: as long as it has told everybody to, otherwise whoever sends waits for points first.
AnswerReading ShopClient::leftNotInTime() const
{
    return {.verdict = AnswerVerdict::Throttled,
        .failure = throttledTooLong(u"it did not leave in time"_s),
        .wait = std::max(m_pacer.held(), milliseconds(1))};
}

std::optional<milliseconds> ShopClient::delayAfter(
    const AnswerReading &reading, Misses &misses, const ShopRequest &request) const
{
    const std::optional<MissKind> kind = missOf(reading.verdict);
    if (!kind || reading.failure.mayHaveHappened)
        return {};
    misses.inARow = *kind == misses.kind ? misses.inARow + 1 : 1;
    misses.kind = *kind;
    const int inARow = request.departure ? request.departure->misses.with(reading.failure.kind).inARow : misses.inARow;
    return m_retries.nextDelay(*kind, inARow, request.isMutation, reading.wait);
}

QCoro::Task<Result<RestCallLimit>> ShopClient::restCallLimit(std::stop_token stop)
{
    const Result<Secret> token = co_await m_tokens.token(stop);
    if (!token)
        co_return token.failure();
    HttpRequest http{.url = m_settings.address.restShopUrl(m_settings.apiVersion), .timeout = m_settings.timeout};
    http.headers = {{"Accept", "application/json"}, {"X-Shopify-Access-Token", token->reveal()}};
    const milliseconds sentAt = m_clock.monotonic();
    const HttpAnswer answer = co_await m_http.send(std::move(http), stop);
    noteContact(answer, sentAt);
    if (answer.end != HttpEnd::Answered || answer.status != 200) {
        const AnswerReading reading
            = readShopAnswer(answer, {.host = m_settings.address.domain(), .apiVersion = m_settings.apiVersion});
        co_return reading.failure;
    }
    const QList<QByteArray> parts = answer.header("X-Shopify-Shop-Api-Call-Limit").split('/');
    co_return RestCallLimit{.used = parts.value(0).toInt(), .size = parts.value(1).toInt()};
}

double ShopClient::learnedCost(const ShopRequest &request) const
{
    return std::max(request.cost, m_learned.value({request.document, request.cost}));
}

void ShopClient::learnCost(const ShopRequest &request, const std::optional<CostReport> &report)
{
    if (report && report->requested > learnedCost(request))
        m_learned.insert({request.document, request.cost}, report->requested);
}

void ShopClient::noteContact(const HttpAnswer &answer, milliseconds sentAt)
{
    if (answer.status == 0)
        return;
    m_contact.localTime = m_clock.now();
    // RFC 9110: always English and GMT.
    QDateTime date
        = QLocale::c().toDateTime(QString::fromLatin1(answer.header("Date")), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    m_contact.serverTime = date;
    m_contact.apiVersion = QString::fromLatin1(answer.header("X-Shopify-API-Version"));
    m_contact.roundTrip = m_clock.monotonic() - sentAt;
}

} // namespace Sync
