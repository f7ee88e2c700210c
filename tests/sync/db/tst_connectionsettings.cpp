#include "sync/db/connectionsettings.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

class TestConnectionSettings final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsUrls_data();
    void readsUrls();
    void refusesWhatCannotBeUsed_data();
    void refusesWhatCannotBeUsed();
    void keepsOptionsItKnowsAndNamesTheRest();
    void protectsConnectionsToOtherComputers();
    void neverShowsThePassword();
    void deadLinksAreNoticed();
};

void TestConnectionSettings::readsUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QByteArray>("password");

    QTest::newRow("full") << u"postgresql://anna:secret@db1:5433/shop"_s << u"db1"_s << 5433 << u"shop"_s << u"anna"_s
                          << "secret"_ba;
    QTest::newRow("short scheme") << u"postgres://anna@db1/shop"_s << u"db1"_s << 5432 << u"shop"_s << u"anna"_s
                                  << ""_ba;
    QTest::newRow("driver") << u"postgresql+psycopg://a:b@db1/shop"_s << u"db1"_s << 5432 << u"shop"_s << u"a"_s
                            << "b"_ba;
    QTest::newRow("driver 2") << u"postgresql+psycopg2://a:b@db1/shop"_s << u"db1"_s << 5432 << u"shop"_s << u"a"_s
                              << "b"_ba;
    QTest::newRow("percent") << u"postgresql://a%40b:p%3A%2F%40%25%C3%A4@db1/my%20shop"_s << u"db1"_s << 5432
                             << u"my shop"_s << u"a@b"_s << "p:/@%\xc3\xa4"_ba;
    QTest::newRow("unencoded @") << u"postgresql://a:p@ss@db1/shop"_s << u"db1"_s << 5432 << u"shop"_s << u"a"_s
                                 << "p@ss"_ba;
    QTest::newRow("IPv6") << u"postgresql://a@[2001:db8::1]:5433/shop"_s << u"2001:db8::1"_s << 5433 << u"shop"_s
                          << u"a"_s << ""_ba;
    QTest::newRow("IPv6 without port") << u"postgresql://[::1]/shop"_s << u"::1"_s << 5432 << u"shop"_s << u""_s
                                       << ""_ba;
    QTest::newRow("socket as host") << u"postgresql://%2Frun%2Fpg/shop"_s << u"/run/pg"_s << 5432 << u"shop"_s << u""_s
                                    << ""_ba;
    QTest::newRow("socket as option") << u"postgresql:///shop?host=/run/pg&user=a&port=5434"_s << u"/run/pg"_s << 5434
                                      << u"shop"_s << u"a"_s << ""_ba;
    QTest::newRow("password as option") << u"postgresql://db1/shop?password=a%26b"_s << u"db1"_s << 5432 << u"shop"_s
                                        << u""_s << "a&b"_ba;
    QTest::newRow("blanks around") << u"  postgresql://db1/shop\n"_s << u"db1"_s << 5432 << u"shop"_s << u""_s << ""_ba;
}

void TestConnectionSettings::readsUrls()
{
    QFETCH(QString, url);
    const auto settings = ConnectionSettings::fromUrl(url);
    QVERIFY2(settings.isOk(), settings.isOk() ? "" : qPrintable(settings.failure().text()));
    QTEST(settings->host, "host");
    QTEST(int(settings->port), "port");
    QTEST(settings->database, "database");
    QTEST(settings->user, "user");
    QTEST(settings->password.reveal(), "password");
}

void TestConnectionSettings::refusesWhatCannotBeUsed_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("empty") << u""_s;
    QTest::newRow("another kind") << u"mysql://a:canary-7@db1/shop"_s;
    QTest::newRow("no scheme") << u"a:canary-7@db1/shop"_s;
    QTest::newRow("no database") << u"postgresql://a:canary-7@db1"_s;
    QTest::newRow("port of letters") << u"postgresql://a:canary-7@db1:abc/shop"_s;
    QTest::newRow("port too large") << u"postgresql://a:canary-7@db1:70000/shop"_s;
    QTest::newRow("slash in password") << u"postgresql://a:canary-7/x@db1/shop"_s;
    QTest::newRow("hash in password") << u"postgresql://a:canary-7#x@db1/shop"_s;
    QTest::newRow("damaged escape") << u"postgresql://a:canary-7%zz@db1/shop"_s;
    QTest::newRow("cut escape") << u"postgresql://a:canary-7%4@db1/shop"_s;
    QTest::newRow("NUL") << u"postgresql://a:canary-7%00@db1/shop"_s;
    QTest::newRow("not UTF-8") << u"postgresql://a:canary-7%ff@db1/shop"_s;
    QTest::newRow("several computers") << u"postgresql://a:canary-7@db1,db2/shop"_s;
    QTest::newRow("open bracket") << u"postgresql://a:canary-7@[::1/shop"_s;
    QTest::newRow("sslmode") << u"postgresql://a:canary-7@db1/shop?sslmode=maybe"_s;
    QTest::newRow("timeout") << u"postgresql://a:canary-7@db1/shop?connect_timeout=soon"_s;
}

void TestConnectionSettings::refusesWhatCannotBeUsed()
{
    QFETCH(QString, url);
    const auto settings = ConnectionSettings::fromUrl(url);
    QVERIFY(!settings);
    QCOMPARE(settings.failure().kind, FailureKind::BadInput);
    QVERIFY(!settings.failure().remedy.isEmpty());
    QVERIFY(!settings.failure().text().contains(u"canary"));
    QVERIFY(!settings.failure().detail.contains(u"canary"));
}

void TestConnectionSettings::keepsOptionsItKnowsAndNamesTheRest()
{
    QStringList ignored;
    const auto settings = ConnectionSettings::fromUrl(
        u"postgresql://db1/shop?sslmode=require&connect_timeout=9&pgbouncer=true&options=-c%20search_path%3Dx"
        "&sslrootcert=/etc/ca.pem&application_name=report",
        &ignored);
    QVERIFY(settings.isOk());
    QCOMPARE(settings->sslMode, SslMode::Require);
    QCOMPARE(settings->connectTimeout, std::chrono::seconds(9));
    QCOMPARE(settings->rootCertificate, u"/etc/ca.pem"_s);
    QCOMPARE(settings->applicationName, u"report"_s);
    QCOMPARE(settings->extraOptions, (QList<std::pair<QString, QString>>{{u"options"_s, u"-c search_path=x"_s}}));
    QCOMPARE(ignored, QStringList{u"pgbouncer"_s});
}

void TestConnectionSettings::protectsConnectionsToOtherComputers()
{
    ConnectionSettings settings;
    settings.database = u"shop"_s;
    settings.host = u"db1.example.org"_s;
    QCOMPARE(settings.effectiveSslMode(), SslMode::VerifyFull);
    QVERIFY(settings.isProtected());
    QVERIFY(settings.libpqParameters().contains(std::pair("sslmode"_ba, "verify-full"_ba)));
    settings.sslMode = SslMode::Require;
    QVERIFY(!settings.isProtected());
    for (const QString &host : {u"localhost"_s, u"127.0.0.1"_s, u"::1"_s, u"/run/pg"_s, u""_s}) {
        settings.host = host;
        settings.sslMode.reset();
        QVERIFY2(settings.isLocal() && settings.isProtected(), qPrintable(host));
    }
    settings.host = u"127.example.org"_s;
    QVERIFY(!settings.isLocal());
}

void TestConnectionSettings::neverShowsThePassword()
{
    const auto settings = ConnectionSettings::fromUrl(u"postgresql://anna:canary-7@db1/shop?sslmode=require");
    QVERIFY(settings.isOk());
    QCOMPARE(settings->redacted(), u"postgresql://anna@db1:5432/shop?sslmode=require"_s);
}

void TestConnectionSettings::deadLinksAreNoticed()
{
    ConnectionSettings settings;
    settings.host = u"db1"_s;
    const auto parameters = settings.libpqParameters();
    for (const auto &[keyword, value] :
        {std::pair("keepalives_idle"_ba, "3"_ba), std::pair("keepalives_interval"_ba, "2"_ba),
            std::pair("keepalives_count"_ba, "2"_ba), std::pair("tcp_user_timeout"_ba, "5000"_ba)})
        QVERIFY2(parameters.contains(std::pair(keyword, value)), keyword.constData());
}

QTEST_GUILESS_MAIN(TestConnectionSettings)
#include "tst_connectionsettings.moc"
