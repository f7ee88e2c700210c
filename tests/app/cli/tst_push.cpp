// “syncdesk push” a few at a time: the real program on a PostgreSQL and a demo shop of the test's own.

#include "sync/db/pgsession.h"
#include "tests/support/demoshop.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/program.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace TestSupport;
using Sync::PgSession;

#define ENDS_WITH(code, ended) QVERIFY2((ended).exitCode == (code), (ended).all().constData())

class TestPush final : public QObject
{
    Q_OBJECT

    Tests::PrivatePostgres m_postgres;
    QTemporaryDir m_folder;
    DemoShop m_shop{{.products = 12, .locations = 1, .bulkFileCache = {}, .more = {}}};
    Sync::ConnectionSettings m_database;

    Ended run(const QStringList &arguments) const
    {
        QProcessEnvironment environment = cleanEnvironment(m_folder.path());
        environment.insert(u"DATABASE_URL"_s,
            u"postgresql:///%1?host=%2&user=%3&port=%4"_s.arg(m_database.database, m_database.host, m_database.user)
                .arg(m_database.port));
        environment.insert(u"SHOPIFY_SHOP_URL"_s, m_shop.url());
        environment.insert(u"SHOPIFY_ACCESS_TOKEN"_s, m_shop.token());
        return runProgram(arguments, environment);
    }
    /// How many of all products are of this vendor in the shop.
    int ofVendor(const QString &vendor)
    {
        int count = 0;
        const QJsonObject answer = m_shop.graphql(u"{ products(first: 50) { nodes { vendor } } }"_s);
        for (const QJsonValue product : answer["data"_L1]["products"_L1]["nodes"_L1].toArray())
            count += product["vendor"_L1].toString() == vendor;
        return count;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
        m_database = m_postgres.createDatabase();
        ENDS_WITH(0, run({u"pull"_s, u"--quiet"_s}));
        ENDS_WITH(0, run({u"approve"_s, u"--all"_s}));
        ENDS_WITH(0, run({u"apply"_s, u"--quiet"_s}));
    }

    void sendsTheFirstThreeAndStops()
    {
        QVERIFY((*PgSession::open(m_database))
                    ->executeText(u"UPDATE products SET vendor = 'Sent by parts' "
                                  "WHERE id IN (SELECT id FROM products ORDER BY id LIMIT 5)"_s));
        Ended ended = run({u"staged"_s, u"--find-edits"_s, u"--direction"_s, u"push"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json()["total"_L1].toInt(), 5);
        ENDS_WITH(0, run({u"approve"_s, u"--all"_s, u"--direction"_s, u"push"_s}));
        QCOMPARE(ofVendor(u"Sent by parts"_s), 0);

        ended = run({u"push"_s, u"--send-first"_s, u"3"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json()["status"_L1].toString(), u"completed"_s);
        QCOMPARE(ended.json()["total"_L1].toInt(), 3);
        QCOMPARE(ended.json()["succeeded"_L1].toInt(), 3);
        QCOMPARE(ended.json()["warnings"_L1].toArray(), QJsonArray()); // what was read back is what was sent
        QCOMPARE(ofVendor(u"Sent by parts"_s), 3);

        // The rest waits, still approved.
        ended = run({u"staged"_s, u"--status"_s, u"approved"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json()["total"_L1].toInt(), 2);
        ended = run({u"status"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json()["staged_approved"_L1].toInt(), 2);
        QVERIFY(ended.json()["interrupted"_L1].toArray().isEmpty()); // a run that was to stop is none that was cut

        ended = run({u"push"_s, u"--send-first"_s, u"3"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json()["succeeded"_L1].toInt(), 2);
        QCOMPARE(ofVendor(u"Sent by parts"_s), 5);
        ENDS_WITH(3, run({u"push"_s, u"--send-first"_s, u"3"_s})); // nothing approved is left to send
    }
};

QTEST_GUILESS_MAIN(TestPush)
#include "tst_push.moc"
