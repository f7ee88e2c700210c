#include "sync/secrets/redaction.h"

#include "sync/api/secret.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Sync::redact;

class TestRedaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesOutWhatLooksLikeASecret_data();
    void takesOutWhatLooksLikeASecret();
    void leavesOrdinaryTextAlone_data();
    void leavesOrdinaryTextAlone();
    void takesOutRegisteredSecrets();
};

void TestRedaction::takesOutWhatLooksLikeASecret_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("redacted");
    QTest::newRow("access token") << u"token shpat_0a1b2c3d4e5f6789 refused"_s << u"token [token] refused"_s;
    QTest::newRow("app secret") << u"(shpss_0123abcd)"_s << u"([token])"_s;
    QTest::newRow("password in a database address")
        << u"postgresql://anna:S3cr%40t@db1:5432/shop"_s << u"postgresql://anna:[password]@db1:5432/shop"_s;
    QTest::newRow("header") << u"X-Shopify-Access-Token: abcdef"_s << u"X-Shopify-Access-Token: [hidden]"_s;
    QTest::newRow("bearer") << u"Authorization: Bearer abc.def"_s << u"Authorization: [hidden]"_s;
    QTest::newRow("JSON") << u"{\"access_token\":\"abc\",\"scope\":\"read\"}"_s
                          << u"{\"access_token\":[hidden],\"scope\":\"read\"}"_s;
    QTest::newRow("form") << u"client_id=1&client_secret=abc&x=2"_s << u"client_id=1&client_secret=[hidden]&x=2"_s;
    QTest::newRow("libpq") << u"host=db1 password='a b' user=x"_s << u"host=db1 password=[hidden] user=x"_s;
    QTest::newRow("download link") << u"https://f.example/r?a=1&X-Goog-Signature=0123&b=2"_s
                                   << u"https://f.example/r?a=1&X-Goog-Signature=[hidden]&b=2"_s;
}

void TestRedaction::takesOutWhatLooksLikeASecret()
{
    QFETCH(QString, text);
    QFETCH(QString, redacted);
    QCOMPARE(redact(text), redacted);
}

void TestRedaction::leavesOrdinaryTextAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("sentence") << u"The password was refused. Check the access token."_s;
    QTest::newRow("address") << u"https://example.myshopify.com/admin/api/2026-10/graphql.json"_s;
    QTest::newRow("time") << u"14:02:10 started; price 12.50 @ 3"_s;
    QTest::newRow("product") << u"Shipping_box shparrow_"_s;
}

void TestRedaction::leavesOrdinaryTextAlone()
{
    QFETCH(QString, text);
    QCOMPARE(redact(text), text);
}

void TestRedaction::takesOutRegisteredSecrets()
{
    Sync::registerSecret(Sync::Secret(u"correct horse"_s));
    Sync::registerSecret(Sync::Secret(u"pen"_s));
    QCOMPARE(redact(u"said 'correct horse' twice: correct horse"_s), u"said '[secret]' twice: [secret]"_s);
    QCOMPARE(redact(u"a pen"_s), u"a pen"_s);
}

QTEST_APPLESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
