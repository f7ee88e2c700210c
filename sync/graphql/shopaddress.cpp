#include "sync/graphql/shopaddress.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>
#include <QStringList>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::ShopAddress", text);
}

Failure badAddress(const QString &what, const QString &remedy)
{
    return {.kind = FailureKind::BadInput, .what = what, .meaning = tr("No connection was tried."), .remedy = remedy};
}

Failure notAShop()
{
    return badAddress(tr("This is not a Shopify shop address."), tr("Type it like example.myshopify.com."));
}

bool isLocalHost(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

bool isHandle(const QString &text)
{
    static const QRegularExpression handle(u"^[a-z0-9][a-z0-9-]*$"_s);
    return handle.match(text).hasMatch();
}

Result<ShopAddress> ofHandle(const QString &handle, bool isSpelledOut)
{
    if (!isHandle(handle))
        return notAShop();
    const QString host = handle + ".myshopify.com"_L1;
    return ShopAddress{QUrl("https://"_L1 + host), isSpelledOut ? QString() : tr("Using %1.").arg(host)};
}

Result<ShopAddress> ofLocal(const QUrl &typed)
{
    QUrl url;
    url.setScheme(typed.scheme());
    url.setHost(typed.host());
    url.setPort(typed.port());
    return ShopAddress{url};
}

/// https://admin.shopify.com/store/HANDLE/products
Result<ShopAddress> ofAdminPage(const QUrl &url)
{
    const QStringList parts = url.path().split(u'/', Qt::SkipEmptyParts);
    if (parts.size() < 2 || parts.at(0) != "store"_L1)
        return badAddress(tr("This page does not belong to one shop."),
            tr("Open your shop's admin and copy the address from there, or type example.myshopify.com."));
    return ofHandle(parts.at(1).toLower(), false);
}

Result<ShopAddress> ofHost(const QUrl &url)
{
    const QString host = url.host().toLower();
    if (host == "admin.shopify.com"_L1)
        return ofAdminPage(url);
    if (host.endsWith(".myshopify.com"_L1)) {
        Result<ShopAddress> address = ofHandle(host.chopped(14), true);
        if (address && url.scheme() == "http"_L1)
            address->notice = tr("Using https instead of http.");
        return address;
    }
    if (host.contains("shopify"_L1) || !host.contains(u'.') || !QHostAddress(host).isNull())
        return notAShop();
    return badAddress(tr("%1 is the shop's public address.").arg(host),
        tr("Type the one that ends in .myshopify.com; find it in Shopify under Settings, Domains."));
}
} // namespace

Result<ShopAddress> ShopAddress::parse(const QString &text)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty())
        return badAddress(
            tr("There is no shop address."), tr("Type your shop's address, for example example.myshopify.com."));
    static const QRegularExpression never(u"[\\s@\\\\]|[^\\x21-\\x7e]"_s);
    if (typed.size() > 2000 || never.match(typed).hasMatch())
        return notAShop();
    if (isHandle(typed.toLower()) && typed.toLower() != "localhost"_L1)
        return ofHandle(typed.toLower(), false);
    const QUrl url(typed.contains("://"_L1) ? typed : "https://"_L1 + typed, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "https"_L1 && url.scheme() != "http"_L1))
        return notAShop();
    if (isLocalHost(url.host()))
        return ofLocal(url);
    if (url.port(443) != 443 && !(url.scheme() == "http"_L1 && url.port() == 80))
        return notAShop();
    return ofHost(url);
}

QString ShopAddress::domain() const
{
    return url.port() < 0 ? url.host() : u"%1:%2"_s.arg(url.host()).arg(url.port());
}

bool ShopAddress::isLocal() const
{
    return isLocalHost(url.host());
}

QUrl ShopAddress::graphqlUrl(const QString &apiVersion) const
{
    QUrl endpoint = url;
    endpoint.setPath(u"/admin/api/%1/graphql.json"_s.arg(apiVersion));
    return endpoint;
}

QUrl ShopAddress::restShopUrl(const QString &apiVersion) const
{
    QUrl endpoint = url;
    endpoint.setPath(u"/admin/api/%1/shop.json"_s.arg(apiVersion));
    return endpoint;
}

QUrl ShopAddress::tokenUrl() const
{
    QUrl endpoint = url;
    endpoint.setPath(u"/admin/oauth/access_token"_s);
    return endpoint;
}

} // namespace Sync
