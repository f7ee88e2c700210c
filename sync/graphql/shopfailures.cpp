#include "sync/graphql/shopfailures.h"

#include <QCoreApplication>

namespace Sync {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::ShopClient", text);
}

QString nothingLost()
{
    return tr("Your edits are kept here.");
}

QString tryAgain()
{
    return tr("Try again in a few minutes; if it stays, look at status.shopify.com.");
}
} // namespace

Failure noSuchHost(const QString &host, const QString &detail)
{
    return {.kind = FailureKind::ShopUnreachable,
        .what = tr("No shop answers at %1.").arg(host),
        .meaning = nothingLost(),
        .remedy = tr("Check the spelling of the shop address and this computer's network."),
        .detail = detail};
}

Failure noConnection(const QString &host, const QString &detail)
{
    return {.kind = FailureKind::ShopUnreachable,
        .what = tr("%1 does not accept connections.").arg(host),
        .meaning = nothingLost(),
        .remedy = tr("Check this computer's network, then try again."),
        .detail = detail};
}

Failure noAnswer(const QString &host, const QString &detail)
{
    return {.kind = FailureKind::ShopUnreachable,
        .what = tr("%1 did not answer in time, or the connection broke.").arg(host),
        .meaning = nothingLost(),
        .remedy = tr("Check this computer's network, then try again."),
        .detail = detail};
}

Failure shopInTrouble(const QString &detail)
{
    return {.kind = FailureKind::ShopUnreachable,
        .what = tr("Shopify has trouble answering at the moment."),
        .meaning = nothingLost(),
        .remedy = tryAgain(),
        .detail = detail};
}

Failure unreadableAnswer(const QString &detail)
{
    return {.kind = FailureKind::ShopAnswer,
        .what = tr("The answer that came is not one of Shopify's, or it is damaged."),
        .meaning
        = tr("Something between this computer and Shopify may be in the way, such as a login page of the network."),
        .remedy = tr("Open any web page to see whether the network asks for a login, then try again."),
        .detail = detail};
}

Failure listWithoutEnd(const QString &detail)
{
    return {.kind = FailureKind::ShopAnswer,
        .what = tr("Shopify gave the same page of a list again instead of the next one."),
        .meaning = tr("The rest of the list is not known, so nothing of it is used."),
        .remedy = tr("Try again in a few minutes."),
        .detail = detail};
}

Failure redirected(const QString &detail)
{
    return {.kind = FailureKind::ShopAnswer,
        .what = tr("The shop address leads to another address."),
        .meaning = tr("The access token was not sent on; it is for the shop's own address only."),
        .remedy = tr("Use the address that ends in .myshopify.com; find it in Shopify under Settings, Domains."),
        .detail = detail};
}

Failure tokenRefused(const QString &detail)
{
    return {.kind = FailureKind::ShopUnauthorised,
        .what = tr("Shopify no longer accepts this access."),
        .meaning = tr("The token is wrong, or somebody removed the app or changed its permissions."),
        .remedy = tr("Give another token in File, Connections."),
        .detail = detail};
}

Failure scopeMissing(const QString &scope, const QString &detail)
{
    return {.kind = FailureKind::ShopForbidden,
        .what = scope.isEmpty() ? tr("Shopify does not allow this.")
                                : tr("Shopify does not allow this. Missing: %1.").arg(scope),
        .meaning = tr("The app was installed with fewer permissions than Syncdesk needs."),
        .remedy = tr("Open the app's permissions in Shopify, grant what is missing and connect again."),
        .detail = detail};
}

Failure shopFrozen(const QString &detail)
{
    return {.kind = FailureKind::ShopUnavailable,
        .what = tr("Shopify has frozen this shop because of an unpaid bill."),
        .meaning = tr("Nothing was sent."),
        .remedy = tr("The shop's owner can settle it in Shopify under Settings, Billing."),
        .detail = detail};
}

Failure shopLocked(const QString &detail)
{
    return {.kind = FailureKind::ShopUnavailable,
        .what = tr("Shopify has locked this shop."),
        .meaning = tr("Nothing was sent."),
        .remedy = tr("Contact Shopify support."),
        .detail = detail};
}

Failure noSuchShop(const QString &host, const QString &detail)
{
    return {.kind = FailureKind::ShopUnavailable,
        .what = tr("There is no shop at %1.").arg(host),
        .meaning = tr("The address is misspelt, or the shop was closed."),
        .remedy = tr("Check the shop address in File, Connections."),
        .detail = detail};
}

Failure versionNotServed(const QString &asked, const QString &served)
{
    return {.kind = FailureKind::ShopVersion,
        .what = tr("Shopify answers with version %1 of its interface instead of %2.").arg(served, asked),
        .meaning = tr("Fields may be missing or mean something else, so nothing is read or sent."),
        .remedy = tr("Update Syncdesk, or choose a version Shopify still serves in File, Connections.")};
}

Failure throttledTooLong(const QString &detail)
{
    return {.kind = FailureKind::ShopThrottled,
        .what = tr("Shopify has been asking to wait for several minutes."),
        .meaning = tr("Other programs may be using up this app's share. ") + nothingLost(),
        .remedy = tr("Wait a little, or stop the other program, then try again."),
        .detail = detail};
}

Failure trafficSuspected(const QString &detail)
{
    return {.kind = FailureKind::ShopThrottled,
        .what = tr("Shopify takes our requests for an attack and refuses them."),
        .meaning = nothingLost(),
        .remedy = tr("Wait an hour; if it stays, contact Shopify support with the request number in the log."),
        .detail = detail};
}

Failure requestTooDear(const QString &detail)
{
    return {.kind = FailureKind::Internal,
        .what = tr("A request was larger than Shopify allows."),
        .meaning = nothingLost(),
        .remedy = tr("Choose a smaller batch size in File, Connections, and report this."),
        .detail = detail};
}

Failure documentRefused(const QString &detail)
{
    return {.kind = FailureKind::ShopAnswer,
        .what = tr("Shopify did not understand a request of Syncdesk."),
        .meaning = tr("This version of Syncdesk does not fit the version of Shopify's interface. Nothing was changed."),
        .remedy = tr("Update Syncdesk; if it is up to date, report this with the request number in the log."),
        .detail = detail};
}

} // namespace Sync
