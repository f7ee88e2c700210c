#include "app/demoshop/server/shopserver.h"

#include "app/demoshop/catalogue/words.h"
#include "app/demoshop/faults/faulty.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTimer>
#include <QUuid>

#include <algorithm>

namespace DemoShop {

using namespace Qt::StringLiterals;

namespace {

const QStringList &supportedVersions()
{
    static const QStringList versions{
        u"2025-10"_s, u"2026-01"_s, u"2026-04"_s, u"2026-07"_s, u"2026-10"_s, u"unstable"_s};
    return versions;
}

const QStringList &allScopes()
{
    static const QStringList scopes{u"read_products"_s, u"write_products"_s, u"read_inventory"_s, u"write_inventory"_s,
        u"read_locations"_s, u"read_publications"_s, u"write_publications"_s, u"read_files"_s, u"write_files"_s};
    return scopes;
}

bool isVersion(const QString &text)
{
    return text == "unstable"_L1
        || (text.size() == 7 && text[4] == u'-' && text.first(4).toInt() > 2018 && text.sliced(5).toInt() > 0);
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

ShopServer::ShopServer(const Graphql::Schema &schema, Options options)
    : m_startOptions(std::move(options))
    , m_options(m_startOptions)
    , m_store({m_options.products, m_options.seed, m_options.locations})
    , m_shop(schema, m_store)
    , m_graphql(m_shop, m_options.restoreRate)
    , m_bulk(m_shop,
          {m_options.bulkFileCache,
              m_options.escapesBulkFiles ? JsonWriter::Escaping::Shopify : JsonWriter::Escaping::Plain,
              m_options.bulkMilliseconds, m_options.bulkLinesPerSecond},
          [this](const QString &mutation, const QJsonObject &variables) {
              return m_graphql.answerUncharged(mutation, variables);
          })
    , m_control(m_shop)
    , m_http([this](HttpRequest request, const Responder &respond) { handle(std::move(request), respond); })
{
    m_shop.bulk = &m_bulk;
    m_shop.uploads = &m_uploads;
    m_uptime.start();
    if (!m_options.stateFile.isEmpty()) {
        keepState();
    }
}

bool ShopServer::listen()
{
    return m_http.listen(m_options.port);
}

QString ShopServer::url() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_http.port());
}

QStringList ShopServer::namesOf(const HttpRequest &request)
{
    if (request.path.startsWith("/bulk-files/")) {
        return {u"bulk-download"_s};
    }
    if (request.path == "/staged-uploads") {
        return {u"staged-upload"_s};
    }
    if (request.path == "/admin/oauth/access_token") {
        return {u"token"_s};
    }
    if (!request.path.endsWith("/graphql.json")) {
        return {u"rest"_s};
    }
    QByteArray error;
    bool isMutation = false;
    const auto query = GraphqlService::read(request.body, &error);
    QStringList names = query ? GraphqlService::rootFields(*query, &isMutation) : QStringList();
    names << u"graphql"_s << (isMutation ? u"mutation"_s : u"query"_s);
    return names;
}

void ShopServer::handle(HttpRequest request, const Responder &respond)
{
    ++m_requests;
    if (request.path.startsWith("/demo/")) {
        respond(control(request));
        return;
    }
    const std::optional<FaultRules::Rule> fault = m_faults.isEmpty() ? std::nullopt : m_faults.meet(namesOf(request));
    int delay = m_options.latencyMilliseconds;
    if (fault && fault->action == "late"_L1) { // no answer now, and yet the request is carried out later
        HttpResponse lost;
        lost.isDropped = true;
        respond(std::move(lost));
        QTimer::singleShot(Faulty::delay(*fault), this, [this, request = std::move(request)] { route(request); });
        return;
    }
    delay += fault ? Faulty::delay(*fault) : 0;
    if (delay == 0) {
        answer(request, fault, respond);
        return;
    }
    QTimer::singleShot(
        delay, this, [this, request = std::move(request), fault, respond] { answer(request, fault, respond); });
}

void ShopServer::answer(
    const HttpRequest &request, const std::optional<FaultRules::Rule> &fault, const Responder &respond)
{
    QElapsedTimer clock;
    clock.start();
    HttpResponse response = fault ? answerWith(request, *fault) : route(request);
    m_busyNanoseconds += clock.nsecsElapsed();
    respond(std::move(response));
}

HttpResponse ShopServer::answerWith(const HttpRequest &request, const FaultRules::Rule &fault)
{
    if (fault.action == "throttled"_L1) {
        QByteArray error;
        const auto query = GraphqlService::read(request.body, &error);
        return HttpResponse::json(200, query ? m_graphql.throttled(*query) : error);
    }
    if (fault.action == "revokeToken"_L1) {
        m_revokedTokens.insert(request.header("x-shopify-access-token"));
    } else if (fault.action == "drain"_L1) {
        m_graphql.bucket().drain(fault.details[u"points"].toDouble(1e9));
    } else if (fault.action == "corrupt"_L1 && request.path.endsWith("/graphql.json")) {
        m_bulk.setCorruption(fault.details[u"how"].toString());
    } else if (fault.action == "bulk"_L1) {
        static const QHash<QString, BulkTrouble> troubles{{u"failed"_s, BulkTrouble::Failed},
            {u"partial"_s, BulkTrouble::FailedWithPartialData}, {u"expired"_s, BulkTrouble::Expired},
            {u"stuck"_s, BulkTrouble::Stuck}};
        m_bulk.setTrouble(troubles.value(fault.details[u"trouble"].toString(), BulkTrouble::Failed));
    }
    if (!Faulty::isExecuted(fault)) {
        return Faulty::instead(fault);
    }
    if (fault.action == "stale"_L1 && namesOf(request).contains(u"query"_s)) {
        m_store.lookBack(fault.details[u"behind"].toInt());
        HttpResponse response = route(request);
        m_store.lookAhead();
        return response;
    }
    HttpResponse response = route(request);
    m_bulk.clearFaults();
    return Faulty::spoiled(std::move(response), fault, m_shop.caller.requestId);
}

HttpResponse ShopServer::route(const HttpRequest &request)
{
    if (request.path.startsWith("/bulk-files/")) {
        return bulkFile(request);
    }
    if (request.path == "/staged-uploads") {
        return m_uploads.receive(request);
    }
    if (request.path == "/admin/oauth/access_token") {
        return accessToken(request);
    }
    return request.path.startsWith("/admin/api/") ? admin(request)
                                                  : HttpResponse::json(404, "{\"errors\":\"Not Found\"}");
}

QStringList ShopServer::scopesOf(const QByteArray &token) const
{
    if (m_revokedTokens.contains(token)) {
        return {};
    }
    QStringList scopes = allScopes();
    scopes.removeIf([this](const QString &scope) { return m_options.withheldScopes.contains(scope); });
    if (token == m_options.token.toUtf8()) {
        return scopes;
    }
    if (token == m_options.readOnlyToken.toUtf8()) {
        return scopes.filter(u"read_"_s);
    }
    return m_grantedTokens.value(token) > QDateTime::currentSecsSinceEpoch() ? scopes : QStringList();
}

HttpResponse ShopServer::admin(const HttpRequest &request)
{
    const QList<QByteArray> parts = request.path.split('/'); // "", admin, api, version, what
    const QString version = QString::fromLatin1(parts.value(3));
    const QByteArray what = parts.value(4);
    if (parts.size() != 5 || !isVersion(version) || (what != "graphql.json" && what != "shop.json")) {
        return HttpResponse::json(404, "{\"errors\":\"Not Found\"}");
    }
    m_shop.caller.requestId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    // Whoever came through a proxy is to fetch files through it too.
    const QByteArray host = request.header("host");
    m_shop.caller.baseUrl = host.isEmpty() ? url() : u"http://"_s + QString::fromLatin1(host);
    m_shop.caller.scopes = scopesOf(request.header("x-shopify-access-token"));
    HttpResponse response;
    if (m_shop.caller.scopes.isEmpty()) {
        response = HttpResponse::json(
            401, "{\"errors\":\"[API] Invalid API key or access token (unrecognized login or wrong password)\"}");
    } else {
        response = what == "graphql.json" ? graphql(request) : shopJson();
    }
    // A version that is not served any more is answered by the oldest that is.
    const QString served = supportedVersions().contains(version) ? version : supportedVersions().first();
    response.setHeader("X-Shopify-API-Version", served.toLatin1());
    response.setHeader("X-Request-Id", m_shop.caller.requestId.toLatin1());
    return response;
}

HttpResponse ShopServer::graphql(const HttpRequest &request)
{
    if (request.method != "POST") {
        return HttpResponse::json(406, "{\"errors\":\"Not Acceptable\"}");
    }
    QByteArray error;
    std::optional<GraphqlService::Request> query = GraphqlService::read(request.body, &error);
    if (!query) {
        return HttpResponse::json(400, error);
    }
    query->wantsCostFields = request.header("shopify-graphql-cost-debug") == "1";
    return HttpResponse::json(200, m_graphql.answer(*query));
}

HttpResponse ShopServer::shopJson()
{
    const QString name = QString::fromUtf8(Words::shopName.data(), Words::shopName.size());
    const QJsonObject shop{{u"id"_s, qint64(60'000'000'001)}, {u"name"_s, name}, {u"email"_s, u"shop@example.com"_s},
        {u"myshopify_domain"_s, u"syncdesk-demo.myshopify.com"_s}, {u"currency"_s, u"EUR"_s},
        {u"iana_timezone"_s, u"Europe/Berlin"_s}, {u"plan_name"_s, u"demo"_s}};
    HttpResponse response = HttpResponse::json(200, compact({{u"shop"_s, shop}}));
    response.setHeader("X-Shopify-Shop-Api-Call-Limit", m_options.restoreRate >= 1000 ? "1/400" : "1/40");
    return response;
}

HttpResponse ShopServer::accessToken(const HttpRequest &request)
{
    QJsonObject given = QJsonDocument::fromJson(request.body).object();
    if (given.isEmpty()) {
        const QUrlQuery form(QString::fromUtf8(request.body));
        for (const auto &[name, value] : form.queryItems(QUrl::FullyDecoded)) {
            given.insert(name, value);
        }
    }
    const bool isRight = given[u"grant_type"].toString() == "client_credentials"_L1
        && given[u"client_id"].toString() == "demo-client"_L1 && given[u"client_secret"].toString() == m_options.token;
    if (request.method != "POST" || !isRight) {
        return HttpResponse::json(400,
            compact({{u"error"_s, u"invalid_client"_s},
                {u"error_description"_s, u"The client id, secret or grant type is wrong."_s}}));
    }
    constexpr qint64 oneDay = 86'399;
    const QByteArray token = "shpat_" + QByteArray::number(QRandomGenerator::global()->generate64(), 16);
    m_grantedTokens.insert(token, QDateTime::currentSecsSinceEpoch() + oneDay);
    return HttpResponse::json(200,
        compact({{u"access_token"_s, QString::fromLatin1(token)}, {u"scope"_s, allScopes().join(u',')},
            {u"expires_in"_s, oneDay}}));
}

HttpResponse ShopServer::bulkFile(const HttpRequest &request)
{
    if (!request.header("x-shopify-access-token").isEmpty() || !request.header("authorization").isEmpty()) {
        ++m_tokensSentToBulk;
        qWarning("An access token was sent to a bulk file's address: that is another host and must never see it.");
        return HttpResponse::text(403, "An access token must never be sent here.");
    }
    if (request.method != "GET" && request.method != "HEAD") {
        return HttpResponse::text(405, "Bulk files can only be read.");
    }
    const auto file = m_bulk.file(request.path, request.query.queryItemValue(u"signature"_s).toLatin1());
    std::unique_ptr<BodySource> source = file ? file->open() : nullptr;
    if (!source) {
        return HttpResponse::text(403, "The signature is wrong or has expired.");
    }
    HttpResponse response;
    response.setHeader("Content-Type", "application/jsonl");
    response.source = std::move(source);
    return response;
}

HttpResponse ShopServer::control(const HttpRequest &request)
{
    const QByteArray what = request.path.sliced(6);
    if (what == "stats") {
        return HttpResponse::json(200, statistics());
    }
    if (what == "faults") {
        return setFaults(request);
    }
    if (what == "settings" && request.method == "POST") {
        return setSettings(request);
    }
    if (what == "reset" && request.method == "POST") {
        reset();
        return HttpResponse::json(200, "{}");
    }
    if (std::optional<HttpResponse> response = m_control.answer(what, request)) {
        return std::move(*response);
    }
    return HttpResponse::json(404, "{\"error\":\"There is no such control.\"}");
}

HttpResponse ShopServer::setFaults(const HttpRequest &request)
{
    QString error;
    if (request.method == "POST"
        && !m_faults.set(QJsonDocument::fromJson(request.body).object()[u"rules"].toArray(), &error)) {
        return HttpResponse::json(422, compact({{u"error"_s, error}}));
    }
    m_store.remember(m_faults.furthestBehind());
    return HttpResponse::json(200, compact({{u"rules"_s, m_faults.report()}}));
}

HttpResponse ShopServer::setSettings(const HttpRequest &request)
{
    const QJsonObject given = QJsonDocument::fromJson(request.body).object();
    if (given.contains(u"latency_ms"_s)) {
        m_options.latencyMilliseconds = std::max(0, given[u"latency_ms"].toInt());
    }
    if (given[u"restore_rate"].toDouble() > 0) {
        m_options.restoreRate = given[u"restore_rate"].toDouble();
        m_graphql.bucket().setRestoreRate(m_options.restoreRate);
    }
    if (given.contains(u"search_lag_ms"_s)) {
        m_store.setSearchLag(std::max(0, given[u"search_lag_ms"].toInt()));
    }
    if (given.contains(u"withheld_scopes"_s)) {
        m_options.withheldScopes = given[u"withheld_scopes"].toVariant().toStringList();
    }
    if (given.contains(u"now"_s)) {
        m_store.setNow(std::max<qint64>(0, given[u"now"].toInteger()));
    }
    return HttpResponse::json(
        200, compact({{u"latency_ms"_s, m_options.latencyMilliseconds}, {u"restore_rate"_s, m_options.restoreRate}}));
}

void ShopServer::keepState()
{
    // What is put back is no effect of anybody's request.
    const auto record = std::exchange(m_store.onChange, nullptr);
    m_state = std::make_unique<StateFile>(m_options.stateFile, m_store);
    m_store.onChange = [this, record](const Product *before, const Product *after) {
        if (record) {
            record(before, after);
        }
        m_state->noteChange();
    };
}

void ShopServer::reset()
{
    m_faults.clear();
    m_revokedTokens.clear();
    m_options = m_startOptions;
    m_bulk.reset();
    m_store.reset();
    m_control.reset();
    m_graphql.bucket().setRestoreRate(m_options.restoreRate);
    m_grantedTokens.clear();
    m_tokensSentToBulk = 0;
}

QByteArray ShopServer::statistics()
{
    return compact({{u"requests"_s, m_requests}, {u"throttled"_s, m_graphql.throttledCount()},
        {u"refusedDocuments"_s, m_graphql.refusedDocuments()}, {u"pointsUsed"_s, m_graphql.pointsUsed()},
        {u"pointsAvailable"_s, m_graphql.bucket().available()}, {u"tokensSentToBulk"_s, m_tokensSentToBulk},
        {u"busyMs"_s, static_cast<double>(m_busyNanoseconds) / 1e6}, {u"uptimeMs"_s, m_uptime.elapsed()},
        {u"products"_s, m_store.catalogue().size()}});
}

} // namespace DemoShop
