// “syncdesk rules” as scripts use it: the real program on a PostgreSQL and a demo shop of the test's own.

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

class TestRules final : public QObject
{
    Q_OBJECT

    Tests::PrivatePostgres m_postgres;
    QTemporaryDir m_folder;
    DemoShop m_shop{{.products = 12, .locations = 1, .bulkFileCache = {}, .more = {}}};
    Sync::ConnectionSettings m_database;

    Ended run(QStringList arguments) const
    {
        QProcessEnvironment environment = cleanEnvironment(m_folder.path());
        environment.insert(u"DATABASE_URL"_s,
            u"postgresql:///%1?host=%2&user=%3&port=%4"_s.arg(m_database.database, m_database.host, m_database.user)
                .arg(m_database.port));
        environment.insert(u"SHOPIFY_SHOP_URL"_s, m_shop.url());
        environment.insert(u"SHOPIFY_ACCESS_TOKEN"_s, m_shop.token());
        arguments.prepend(u"rules"_s);
        return runProgram(arguments, environment);
    }
    void execute(const QString &statement) const { QVERIFY((*PgSession::open(m_database))->executeText(statement)); }
    QString idOf(const QString &name) const
    {
        const Ended ended = run({u"list"_s, u"--json"_s});
        for (const QJsonValue rule : ended.json()["rules"_L1].toArray())
            if (rule["name"_L1] == name)
                return QString::number(rule["id"_L1].toInteger());
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
        m_database = m_postgres.createDatabase();
    }

    void saysWhatThereIs()
    {
        Ended ended = run({});
        ENDS_WITH(2, ended);
        QVERIFY(ended.error.contains("needs to be told what to do"));
        ended = run({u"--help"_s});
        ENDS_WITH(0, ended);
        QVERIFY(ended.out.contains("rules simulate [ID]"));
        QVERIFY2(ended.out.contains("collections, channels, media"), ended.out.constData());
    }

    void listsTheDefaults()
    {
        Ended ended = run({u"list"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json()["rules"_L1].toArray().size(), 4);
        ended = run({u"list"_s});
        ENDS_WITH(0, ended);
        QVERIFY(ended.out.contains("Minor text change"));
    }

    void makesChangesTriesAndRemovesARule()
    {
        Ended ended = run({u"set"_s, u"--name"_s, u"Small prices"_s, u"--decides"_s, u"automatic"_s, u"--fields"_s,
            u"*price"_s, u"--limit"_s, u"price:5%"_s, u"--limit"_s, u"price:down:0.50"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        const QString id = idOf(u"Small prices"_s);
        QVERIFY(!id.isEmpty());
        ended = run({u"set"_s, id, u"--max-fields"_s, u"2"_s, u"--direction"_s, u"pull"_s});
        ENDS_WITH(0, ended);
        ended = run({u"show"_s, id, u"--json"_s});
        ENDS_WITH(0, ended);
        const QJsonObject rule = ended.json();
        QCOMPARE(rule["decides"_L1].toString(), u"automatic"_s);
        QCOMPARE(rule["direction"_L1].toString(), u"pull"_s);
        QCOMPARE(rule["max_fields"_L1].toInt(), 2);
        QCOMPARE(rule["limits"_L1][1]["movement"_L1].toString(), u"down"_s);
        QCOMPARE(rule["limits"_L1][1]["limit"_L1].toString(), u"0.50"_s);
        execute(u"insert into sync_batches (id, kind, status, started_by, desk) overriding system value"
                " values (900, 'pull', 'completed', 'A', 'd')"_s);
        execute(
            u"insert into staged_product_changes (id, batch_id, direction, change_type, shopify_product_id, title,"
            " field_count) values (901, 900, 'pull', 'update', 1, 'Pen', 1), (902, 900, 'pull', 'update', 2, 'Ink', 1)"_s);
        execute(
            u"insert into staged_field_changes (change_id, shopify_variant_id, field, base_value, local_value,"
            " remote_value) values (901, 11, 'price', '10', '10', '10.50'), (902, 21, 'price', '10', '10', '10.51')"_s);
        ended = run({u"simulate"_s, id, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json()["waiting"_L1].toInt(), 2);
        QCOMPARE(ended.json()["approved_by_this_rule"_L1].toInt(), 1);
        ended = run({u"simulate"_s, id, u"--limit"_s, u"price:6%"_s});
        ENDS_WITH(0, ended);
        QVERIFY2(ended.out.contains("approve 2"), ended.out.constData());
        ended = run({u"disable"_s, id, u"--json"_s});
        ENDS_WITH(0, ended);
        ended = run({u"show"_s, id});
        QVERIFY2(ended.out.contains("disabled"), ended.out.constData());
        ENDS_WITH(0, run({u"enable"_s, id}));
        ENDS_WITH(0, run({u"remove"_s, id}));
        QVERIFY(idOf(u"Small prices"_s).isEmpty());
    }

    void leavesSalesChannelsOut()
    {
        ENDS_WITH(0,
            run({u"set"_s, u"--name"_s, u"All but channels"_s, u"--decides"_s, u"automatic"_s, u"--fields"_s, u"*"_s,
                u"--except"_s, u"channels,media"_s}));
        const QString id = idOf(u"All but channels"_s);
        const Ended ended = run({u"show"_s, id});
        ENDS_WITH(0, ended);
        QVERIFY2(ended.out.contains("channels, media"), ended.out.constData());
        ENDS_WITH(0, run({u"remove"_s, id}));
    }

    void refusesInSentences()
    {
        Ended ended = run({u"set"_s, u"--name"_s, u"x"_s, u"--fields"_s, u"prise"_s, u"--json"_s});
        ENDS_WITH(2, ended);
        QVERIFY(ended.failure()["what"_L1].toString().contains(u"no field"_s));
        ended = run({u"set"_s, u"--name"_s, u"x"_s, u"--limit"_s, u"price"_s});
        ENDS_WITH(2, ended);
        QVERIFY(ended.error.contains("price:20%"));
        ended = run({u"show"_s, u"99999"_s});
        QVERIFY(ended.exitCode != 0);
        QVERIFY(ended.error.contains("There is no rule 99999"));
    }

    void restoresTheDefaults()
    {
        ENDS_WITH(0, run({u"remove"_s, idOf(u"Minor text change"_s)}));
        ENDS_WITH(0, run({u"restore-defaults"_s}));
        QVERIFY(!idOf(u"Minor text change"_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
