#include "sync/graphql/shopaddress.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Sync::FailureKind;
using Sync::ShopAddress;

class TestShopAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understandsWhatPeopleHaveAtHand_data();
    void understandsWhatPeopleHaveAtHand();
    void refusesWhatIsNoShop_data();
    void refusesWhatIsNoShop();
    void buildsTheAddressesOfTheInterface();
};

void TestShopAddress::understandsWhatPeopleHaveAtHand_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isNoticed");
    QTest::newRow("handle") << u"example"_s << u"https://example.myshopify.com"_s << true;
    QTest::newRow("handle in capitals") << u"Example-2"_s << u"https://example-2.myshopify.com"_s << true;
    QTest::newRow("shop address") << u"example.myshopify.com"_s << u"https://example.myshopify.com"_s << false;
    QTest::newRow("with spaces around") << u"  example.myshopify.com\n"_s << u"https://example.myshopify.com"_s
                                        << false;
    QTest::newRow("with a path") << u"https://example.myshopify.com/admin/products?x=1"_s
                                 << u"https://example.myshopify.com"_s << false;
    QTest::newRow("admin page") << u"https://admin.shopify.com/store/example/products"_s
                                << u"https://example.myshopify.com"_s << true;
    QTest::newRow("admin page without scheme")
        << u"admin.shopify.com/store/example"_s << u"https://example.myshopify.com"_s << true;
    QTest::newRow("http becomes https") << u"http://example.myshopify.com"_s << u"https://example.myshopify.com"_s
                                        << true;
    QTest::newRow("local shop") << u"http://127.0.0.1:8080"_s << u"http://127.0.0.1:8080"_s << false;
    QTest::newRow("local shop by name") << u"http://localhost:8080/"_s << u"http://localhost:8080"_s << false;
    QTest::newRow("local shop over IPv6") << u"http://[::1]:8080"_s << u"http://[::1]:8080"_s << false;
}

void TestShopAddress::understandsWhatPeopleHaveAtHand()
{
    QFETCH(QString, typed);
    QFETCH(QString, url);
    QFETCH(bool, isNoticed);
    const auto address = ShopAddress::parse(typed);
    QVERIFY2(address.isOk(), address.isOk() ? "" : qPrintable(address.failure().text()));
    QCOMPARE(address->url.toString(), url);
    QCOMPARE(!address->notice.isEmpty(), isNoticed);
}

void TestShopAddress::refusesWhatIsNoShop_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("said");
    QTest::newRow("empty") << u""_s << u"There is no shop address."_s;
    QTest::newRow("spaces") << u"   "_s << u"There is no shop address."_s;
    QTest::newRow("public address") << u"example.com"_s << u"example.com is the shop's public address."_s;
    QTest::newRow("public address with www")
        << u"https://www.example.com/x"_s << u"www.example.com is the shop's public address."_s;
    const QString notAShop = u"This is not a Shopify shop address."_s;
    QTest::newRow("look-alike ending") << u"example.myshopify.com.evil.net"_s << notAShop;
    QTest::newRow("look-alike with letters of another script") << u"ex\u0430mple.myshopify.com"_s << notAShop;
    QTest::newRow("user before the host") << u"https://example.myshopify.com@evil.net"_s << notAShop;
    QTest::newRow("password in the address") << u"https://a:b@example.myshopify.com"_s << notAShop;
    QTest::newRow("space inside") << u"exam ple.myshopify.com"_s << notAShop;
    QTest::newRow("two labels") << u"a.b.myshopify.com"_s << notAShop;
    QTest::newRow("no label") << u".myshopify.com"_s << notAShop;
    QTest::newRow("underscore") << u"a_b.myshopify.com"_s << notAShop;
    QTest::newRow("begins with a dash") << u"-a.myshopify.com"_s << notAShop;
    QTest::newRow("another port") << u"https://example.myshopify.com:8443"_s << notAShop;
    QTest::newRow("other scheme") << u"ftp://example.myshopify.com"_s << notAShop;
    QTest::newRow("file") << u"file:///etc/passwd"_s << notAShop;
    QTest::newRow("number address of another computer") << u"http://10.0.0.1:8080"_s << notAShop;
    QTest::newRow("backslash") << u"https://example.myshopify.com\\@evil.net"_s << notAShop;
    QTest::newRow("very long") << QString(5000, u'a') << notAShop;
    QTest::newRow("admin page of no shop")
        << u"https://admin.shopify.com/"_s << u"This page does not belong to one shop."_s;
}

void TestShopAddress::refusesWhatIsNoShop()
{
    QFETCH(QString, typed);
    QFETCH(QString, said);
    const auto address = ShopAddress::parse(typed);
    QVERIFY(!address.isOk());
    QCOMPARE(address.failure().kind, FailureKind::BadInput);
    QCOMPARE(address.failure().what, said);
    QVERIFY(!address.failure().remedy.isEmpty());
}

void TestShopAddress::buildsTheAddressesOfTheInterface()
{
    const auto shop = ShopAddress::parse(u"example"_s);
    QCOMPARE(
        shop->graphqlUrl(u"2026-10"_s).toString(), u"https://example.myshopify.com/admin/api/2026-10/graphql.json"_s);
    QCOMPARE(
        shop->restShopUrl(u"2026-10"_s).toString(), u"https://example.myshopify.com/admin/api/2026-10/shop.json"_s);
    QCOMPARE(shop->tokenUrl().toString(), u"https://example.myshopify.com/admin/oauth/access_token"_s);
    QCOMPARE(shop->domain(), u"example.myshopify.com"_s);
    QVERIFY(!shop->isLocal());
    const auto local = ShopAddress::parse(u"http://127.0.0.1:8080"_s);
    QCOMPARE(local->domain(), u"127.0.0.1:8080"_s);
    QVERIFY(local->isLocal());
}

QTEST_GUILESS_MAIN(TestShopAddress)
#include "tst_shopaddress.moc"
