#include "sync/engine/shoplink.h"

#include "sync/async/signalwait.h"
#include "sync/graphql/accessscopes.h"
#include "sync/jobs/push/shopanswers.h"
#include "sync/ports/clock.h"
#include "sync/ports/shop.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <utility>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcShop, "syncdesk.engine.shop")

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::ShopLink)
};

Failure scopesMissing(const QStringList &missing)
{
    return {FailureKind::ShopForbidden,
        Words::tr("Shopify does not allow everything that is needed. Missing: %1.").arg(missing.join(u", "_s)),
        Words::tr("Reading or sending the parts these rights cover will be refused."),
        Words::tr("Add the rights to the app in Shopify's admin and connect again.")};
}

Failure nameless()
{
    return {FailureKind::ShopAnswer, Words::tr("The shop answered, but did not say which one it is."),
        Words::tr("Nothing is read or sent before that is certain."),
        Words::tr("Check the shop's address in File, Connections.")};
}

} // namespace

ShopLink::ShopLink(ShopPort &shop, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_shop(shop)
    , m_clock(clock)
    , m_link{LinkState::Unknown, {}, {}}
{ }

QCoro::Task<void> ShopLink::greet(std::stop_token stop)
{
    if (std::exchange(m_isGreeting, true))
        co_return;
    if (m_link.state == LinkState::Unknown || m_link.state == LinkState::Failed)
        tell({LinkState::Connecting, Words::tr("connecting"), m_link.failure});
    const std::chrono::milliseconds asked = m_clock.monotonic();
    const Result<ShopReply> reply = co_await m_shop.execute({.document = u"shop_greeting"_s}, stop);
    m_isGreeting = false;
    m_greetedAt = m_clock.monotonic();
    if (reply)
        understand(reply->data, m_greetedAt - asked);
    else if (!stop.stop_requested())
        fail(reply.failure());
    Q_EMIT greeted();
}

QCoro::Task<Result<ShopIdentity>> ShopLink::identify(std::stop_token stop)
{
    if (m_identity.domain.isEmpty() && !m_isGreeting)
        co_await greet(stop);
    while (m_identity.domain.isEmpty() && m_isGreeting && !stop.stop_requested())
        co_await SignalWait(this, &ShopLink::greeted, stop);
    if (stop.stop_requested())
        co_return stopped();
    if (m_identity.domain.isEmpty())
        co_return Failure(m_link.failure);
    co_return ShopIdentity(m_identity);
}

void ShopLink::fail(const Failure &failure)
{
    qCWarning(lcShop, "%s (%s)", qUtf8Printable(failure.what), qUtf8Printable(failure.detail));
    tell({LinkState::Failed, failure.what, failure});
}

void ShopLink::understand(const QJsonObject &data, std::chrono::milliseconds took)
{
    const QJsonObject shop = data[u"shop"].toObject();
    if (shop[u"myshopifyDomain"].toString().isEmpty())
        return fail(nameless());
    m_shopName = shop[u"name"].toString();
    m_identity = {shop[u"myshopifyDomain"].toString(), shopNumber(shop[u"id"].toString()).value};
    if (const QStringList missing = missingScopes(grantedScopes(data)); !missing.isEmpty()) {
        const Failure failure = scopesMissing(missing);
        tell({LinkState::Attention, failure.what, failure});
        return;
    }
    tell({LinkState::Ok, Words::tr("connected, %1 ms").arg(took.count()), {}});
}

void ShopLink::tell(Link link)
{
    if (std::exchange(m_link, link) != link)
        Q_EMIT changed();
}

} // namespace Sync
