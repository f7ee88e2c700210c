#include "sync/checks/shopchecks.h"

#include "sync/graphql/accessscopes.h"
#include "sync/ports/shop.h"

#include <QCoreApplication>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 MostClockDifferenceSeconds = 30;
constexpr double FewPoints = 0.1;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Checks", text);
}

CheckResult noShop()
{
    return checkNotUsed(tr("No shop is connected."));
}

ShopRequest accessRequest()
{
    return {.document = u"shop_access"_s, .cost = 3};
}

CheckResult described(const ShopReply &reply, const ShopContact &contact)
{
    const QJsonValue shop = reply.data.value("shop"_L1);
    return checkOk(tr("%1 answers with version %2.").arg(shop["name"_L1].toString(), contact.apiVersion),
        {shop["myshopifyDomain"_L1].toString(), tr("Answered in %1 ms").arg(contact.roundTrip.count())});
}

CheckResult scopes(const ShopReply &reply, const QStringList &needed)
{
    const QStringList evidence = grantedScopes(reply.data);
    const QStringList missing = missingScopes(evidence, needed);
    if (missing.isEmpty())
        return checkOk(tr("The token has every permission that is needed."), evidence);
    return checkFailed(tr("Missing permissions: %1.").arg(missing.join(u", ")),
        tr("What needs them will be refused. Grant them to the app in Shopify and connect again."), evidence);
}

CheckResult clock(const ShopContact &contact)
{
    if (!contact.serverTime.isValid() || !contact.localTime.isValid())
        return checkNotUsed(tr("Shopify has not told its time."));
    const qint64 difference = contact.serverTime.secsTo(contact.localTime);
    if (qAbs(difference) <= MostClockDifferenceSeconds)
        return checkOk(tr("This computer's clock agrees with Shopify's."));
    const QString summary = difference > 0 ? tr("This computer's clock is %1 seconds ahead of Shopify's.")
                                           : tr("This computer's clock is %1 seconds behind Shopify's.");
    return checkAttention(summary.arg(qAbs(difference)),
        tr("Changes may be missed or pulled twice. Set this computer's clock."),
        {contact.serverTime.toString(Qt::ISODate), contact.localTime.toString(Qt::ISODate)});
}

CheckResult limits(const ThrottleState &bucket, const Result<RestCallLimit> &rest)
{
    QStringList evidence;
    if (bucket.maximum > 0)
        evidence += tr("GraphQL: %1 of %2 points, %3 more each second")
                        .arg(qRound(bucket.available))
                        .arg(qRound(bucket.maximum))
                        .arg(qRound(bucket.restorePerSecond));
    if (rest && rest->size > 0)
        evidence += tr("REST: %1 of %2 calls used").arg(rest->used).arg(rest->size);
    const bool isBucketLow = bucket.maximum > 0 && bucket.available < bucket.maximum * FewPoints;
    const bool isRestLow = rest && rest->size > 0 && rest->used > rest->size * (1 - FewPoints);
    if (isBucketLow || isRestLow)
        return checkAttention(tr("Shopify's limit is nearly used up."),
            tr("Runs go on, but slowly. Other programs with this token may be busy."), evidence);
    if (evidence.isEmpty())
        return rest ? checkNotUsed(tr("Shopify has not told its limits."))
                    : checkFailure(CheckStatus::CouldNotCheck, rest.failure());
    return checkOk(tr("There is plenty left of Shopify's limits."), evidence);
}
} // namespace

QString ShopReachableCheck::id() const
{
    return u"shopify.reachable"_s;
}

QString ShopReachableCheck::name() const
{
    return tr("Shopify answers and accepts the token");
}

QCoro::Task<CheckResult> ShopReachableCheck::run(const CheckContext *context, std::stop_token stop)
{
    if (!context->shop)
        co_return noShop();
    const Result<ShopReply> reply = co_await context->shop->execute(accessRequest(), stop);
    if (!reply)
        co_return checkFailure(CheckStatus::Failed, reply.failure());
    co_return described(*reply, context->shop->lastContact());
}

QString ShopScopesCheck::id() const
{
    return u"shopify.scopes"_s;
}

QString ShopScopesCheck::name() const
{
    return tr("The token may do what is needed");
}

QCoro::Task<CheckResult> ShopScopesCheck::run(const CheckContext *context, std::stop_token stop)
{
    if (!context->shop)
        co_return noShop();
    const Result<ShopReply> reply = co_await context->shop->execute(accessRequest(), stop);
    if (!reply)
        co_return checkFailure(CheckStatus::CouldNotCheck, reply.failure());
    co_return scopes(*reply, context->scopes);
}

QString ShopClockCheck::id() const
{
    return u"shopify.clock"_s;
}

QString ShopClockCheck::name() const
{
    return tr("Clocks agree");
}

QCoro::Task<CheckResult> ShopClockCheck::run(const CheckContext *context, std::stop_token stop)
{
    if (!context->shop)
        co_return noShop();
    const Result<ShopReply> reply = co_await context->shop->execute(accessRequest(), stop);
    if (!reply)
        co_return checkFailure(CheckStatus::CouldNotCheck, reply.failure());
    co_return clock(context->shop->lastContact());
}

QString ShopLimitsCheck::id() const
{
    return u"shopify.limits"_s;
}

QString ShopLimitsCheck::name() const
{
    return tr("Shopify's limits are not used up");
}

QCoro::Task<CheckResult> ShopLimitsCheck::run(const CheckContext *context, std::stop_token stop)
{
    if (!context->shop)
        co_return noShop();
    const Result<RestCallLimit> rest = co_await context->shop->restCallLimit(stop);
    co_return limits(context->shop->throttle(), rest);
}

} // namespace Sync
