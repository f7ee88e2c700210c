#include "sync/settings/shoptest.h"

#include "sync/graphql/accessscopes.h"
#include "sync/graphql/graphqldocument.h"
#include "sync/graphql/httpclient.h"
#include "sync/graphql/shopaddress.h"
#include "sync/graphql/shopanswer.h"
#include "sync/graphql/tokensource.h"
#include "sync/ports/stopwatch.h"
#include "sync/settings/testedline.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <array>

namespace Sync {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::ShopTest)
};

/// A person waits for it.
constexpr auto patience = 15s;

/// The questions, in the order in which an answer to a later one needs the earlier.
enum Question { Reach, Encryption, Access, Version, Scopes };
constexpr int questions = 5;

using Lines = std::array<CheckResult, questions>;

Lines unanswered(const QString &version)
{
    const std::array<std::pair<QString, QString>, questions> names{{
        {u"shop.reach"_s, Words::tr("The shop answers")},
        {u"shop.encryption"_s, Words::tr("The connection is encrypted")},
        {u"shop.access"_s, Words::tr("The access is accepted")},
        {u"shop.version"_s, Words::tr("Version %1 is served").arg(version)},
        {u"shop.scopes"_s, Words::tr("Everything needed is allowed")},
    }};
    Lines lines;
    for (size_t i = 0; i < lines.size(); ++i)
        lines[i] = {.id = names[i].first,
            .group = CheckGroup::Shopify,
            .status = CheckStatus::CouldNotCheck,
            .name = names[i].second,
            .summary = Words::tr("Not checked, because of the line above."),
            .meaning = {},
            .evidence = {}};
    return lines;
}

/// Which question a failure answers with no.
Question answeredBy(FailureKind kind)
{
    switch (kind) {
    case FailureKind::ShopTls:
        return Encryption;
    case FailureKind::ShopUnauthorised:
        return Access;
    case FailureKind::ShopForbidden:
        return Scopes;
    case FailureKind::ShopVersion:
        return Version;
    default:
        return Reach;
    }
}

void settleUpTo(Lines &lines, Question end, const ShopAddress &address)
{
    if (end > Reach)
        settle(lines[Reach], CheckStatus::Ok, Words::tr("%1 answers.").arg(address.domain()));
    if (end > Encryption) {
        if (address.url.scheme() == "http"_L1)
            settle(lines[Encryption], CheckStatus::NotUsed, Words::tr("Not needed: the shop is on this computer."));
        else
            settle(lines[Encryption], CheckStatus::Ok, Words::tr("Encrypted, and the shop has proved who it is."));
    }
    if (end > Access)
        settle(lines[Access], CheckStatus::Ok, Words::tr("Shopify accepts the access."));
}

Result<QList<CheckResult>> done(const Lines &lines)
{
    return QList<CheckResult>(lines.begin(), lines.end());
}

HttpRequest accessRequest(const QUrl &url, const QString &document, const Secret &token)
{
    HttpRequest request{.verb = "POST", .url = url, .timeout = patience};
    request.body = QJsonDocument(QJsonObject{{u"query"_s, document}}).toJson(QJsonDocument::Compact);
    request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"},
        {"X-Shopify-Access-Token", token.reveal()}};
    return request;
}

void refuseAccess(CheckResult &line, const Profile &profile, const ProfileSecrets &secrets)
{
    const bool isClient = !profile.clientId.isEmpty();
    if (isClient && secrets.clientSecret.isEmpty())
        settle(line, CheckStatus::Failed, Words::tr("There is no client secret yet."),
            Words::tr("Copy it from the app's settings in the Dev Dashboard."));
    else if (isClient)
        settle(line, CheckStatus::Failed, Words::tr("Shopify does not accept this client id and secret."),
            Words::tr("Check that both are of the same app and that it is installed in this shop."));
    else if (secrets.accessToken.isEmpty())
        settle(line, CheckStatus::Failed, Words::tr("There is no access token yet."),
            Words::tr("Paste the token that begins with shpat_."));
    else
        settle(line, CheckStatus::Failed, Words::tr("Shopify does not accept this access token."),
            Words::tr("It is wrong or was withdrawn. Copy it again, or make a new one in Shopify."));
}

void understand(Lines &lines, const ShopAddress &address, const ShopReply &reply, std::chrono::milliseconds took)
{
    settleUpTo(lines, Version, address);
    const QString name = reply.data["shop"_L1]["name"_L1].toString();
    settle(lines[Reach], CheckStatus::Ok, Words::tr("“%1” answers at %2.").arg(name, address.domain()));
    lines[Reach].duration = took;
    settle(lines[Version], CheckStatus::Ok, Words::tr("Shopify serves it."));
    const QStringList granted = grantedScopes(reply.data);
    lines[Scopes].evidence = granted;
    if (const QStringList missing = missingScopes(granted); missing.isEmpty())
        settle(lines[Scopes], CheckStatus::Ok, Words::tr("Every right that is needed is granted."));
    else
        settle(lines[Scopes], CheckStatus::Failed, Words::tr("Missing: %1.").arg(missing.join(", "_L1)),
            Words::tr("What needs these rights will be refused. Open the app's permissions in Shopify, grant them and "
                      "test again."));
}

} // namespace

QCoro::Task<Result<QList<CheckResult>>> testShop(
    Profile profile, ProfileSecrets secrets, Clock &clock, std::stop_token stop)
{
    const Result<ShopAddress> address = ShopAddress::parse(profile.shop);
    if (!address)
        co_return address.failure();
    const Result<QString> document = graphqlDocument(u"shop_access"_s);
    if (!document)
        co_return document.failure();
    Lines lines = unanswered(profile.apiVersion);
    HttpClient http(clock);
    Secret token = secrets.accessToken;
    if (!profile.clientId.isEmpty()) {
        ClientCredentialsToken source(http, clock, address->tokenUrl(), profile.clientId, secrets.clientSecret);
        const Result<Secret> granted = co_await source.token(stop);
        if (stop.stop_requested())
            co_return stopped();
        if (!granted) {
            const Question question = answeredBy(granted.failure().kind);
            settleUpTo(lines, question, *address);
            fail(lines[question], granted.failure());
            if (question == Access)
                refuseAccess(lines[Access], profile, secrets);
            co_return done(lines);
        }
        token = *granted;
    }
    const Stopwatch stopwatch(clock);
    const HttpAnswer answer
        = co_await http.send(accessRequest(address->graphqlUrl(profile.apiVersion), *document, token), stop);
    if (stop.stop_requested())
        co_return stopped();
    const AnswerReading reading = readShopAnswer(
        answer, {.host = address->domain(), .document = u"shop_access"_s, .apiVersion = profile.apiVersion});
    if (reading.verdict == AnswerVerdict::Ok) {
        understand(lines, *address, reading.reply, stopwatch.elapsed());
        co_return done(lines);
    }
    const Question question = answeredBy(reading.failure.kind);
    settleUpTo(lines, question, *address);
    fail(lines[question], reading.failure);
    if (question == Access)
        refuseAccess(lines[Access], profile, secrets);
    co_return done(lines);
}

} // namespace Sync
