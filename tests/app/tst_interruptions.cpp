// kill -9 of the real program in the middle of a run, and the three ways on from there: go on, roll back, leave.

#include "sync/db/pgsession.h"
#include "tests/support/demoshop.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/program.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Sync::PgSession;
using TestSupport::DemoShop;
using TestSupport::Ended;
using TestSupport::runProgram;

namespace {

constexpr int products = 24;
constexpr int edited = 12;
/// The turn of a killed program runs out after half a minute.
constexpr int turnIsOver = 60'000;
/// What it sent last may arrive for two minutes; so long nobody may take it for lost.
constexpr int withinSeconds = 300;

DemoShop::Options shopOptions()
{
    return {.products = products, .locations = 1, .bulkFileCache = {}, .more = {}};
}

} // namespace

#define ENDS_WITH(code, ended) QVERIFY2((ended).exitCode == (code), (ended).all().constData())

class TestInterruptions final : public QObject
{
    Q_OBJECT

    Tests::PrivatePostgres m_postgres;
    QTemporaryDir m_folder;
    DemoShop m_shop{shopOptions()};
    Sync::ConnectionSettings m_database;

    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = TestSupport::cleanEnvironment(m_folder.path());
        environment.insert(u"DATABASE_URL"_s,
            u"postgresql:///%1?host=%2&user=%3&port=%4"_s.arg(m_database.database, m_database.host, m_database.user)
                .arg(m_database.port));
        environment.insert(u"SHOPIFY_SHOP_URL"_s, m_shop.url());
        environment.insert(u"SHOPIFY_ACCESS_TOKEN"_s, m_shop.token());
        environment.insert(u"PARALLEL_WORKERS"_s, u"1"_s);
        environment.insert(u"SYNC_BATCH_SIZE"_s, u"1"_s);
        return environment;
    }
    Ended run(const QStringList &arguments) const { return runProgram(arguments, environment(), withinSeconds); }
    QString value(const QString &statement) const
    {
        const auto session = PgSession::open(m_database);
        const auto rows = session ? (*session)->executeText(statement) : Sync::Result<Sync::PgRows>(session.failure());
        return !rows ? rows.failure().detail : rows->isEmpty() ? QString() : rows->first().text(0);
    }
    int number(const QString &statement) const { return value(statement).toInt(); }
    QString shopName() const
    {
        const Ended refused
            = run({u"rollback"_s, u"--batch-id"_s, value(u"SELECT max(id) FROM sync_batches"_s), u"--json"_s});
        return refused.failure().value("remedy"_L1).toString().section(u"--confirm-shop "_s, 1).chopped(1);
    }

    /// Starts the program, and kills it as soon as the statement counts to `after` and more.
    void killDuring(const QStringList &arguments, const QString &count, int after)
    {
        QProcess process;
        process.setProcessEnvironment(environment());
        process.start(QStringLiteral(SYNCDESK_PROGRAM), arguments);
        QVERIFY(process.waitForStarted());
        QVERIFY2(
            QTest::qWaitFor([&] { return number(count) >= after || process.state() == QProcess::NotRunning; }, 60'000),
            "it did not come so far");
        QVERIFY2(process.state() == QProcess::Running, process.readAllStandardError().constData());
        process.kill();
        QVERIFY(process.waitForFinished());
    }
    /// What `status` says of the run that was cut short; an empty object when there is none.
    QJsonObject interrupted() const
    {
        return run({u"status"_s, u"--json"_s}).json().value("interrupted"_L1).toArray().first().toObject();
    }
    int renamedInShop()
    {
        int count = 0;
        const QJsonObject all = m_shop.snapshot().value("products"_L1).toObject();
        for (const QJsonValue product : all)
            count += product.toObject().value("title"_L1).toString().endsWith(u" !"_s);
        return count;
    }
    void slowUpdates(int milliseconds)
    {
        m_shop.faults(milliseconds == 0 ? QJsonArray()
                                        : QJsonArray{QJsonObject{{u"match"_s, u"productUpdate"_s},
                                            {u"action"_s, u"delay"_s}, {u"ms"_s, milliseconds}}});
    }
    void fillCatalogue()
    {
        ENDS_WITH(0, run({u"pull"_s}));
        ENDS_WITH(0, run({u"approve"_s, u"--all"_s, u"--direction"_s, u"pull"_s}));
        ENDS_WITH(0, run({u"apply"_s}));
    }
    void approveEdits()
    {
        value(u"UPDATE products SET name = name || ' !' WHERE id IN (SELECT id FROM products ORDER BY id LIMIT %1) "
              "RETURNING id"_s.arg(edited));
        ENDS_WITH(0, run({u"staged"_s, u"--find-edits"_s}));
        ENDS_WITH(0, run({u"approve"_s, u"--all"_s, u"--direction"_s, u"push"_s}));
    }
    /// A push killed after a few products.
    void cutPush(QString *batch)
    {
        fillCatalogue();
        approveEdits();
        slowUpdates(250);
        killDuring({u"push"_s}, u"SELECT count(*) FROM sync_operations WHERE state = 'confirmed'"_s, 3);
        slowUpdates(0);
        const QJsonObject cut = interrupted();
        QCOMPARE(cut.value("kind"_L1).toString(), u"push"_s);
        QVERIFY(cut.value("written"_L1).toInt() >= 3);
        QVERIFY(cut.value("can_resume"_L1).toBool());
        *batch = QString::number(cut.value("batch_id"_L1).toInteger());
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_shop.start(), qPrintable(m_shop.error())); }
    void init()
    {
        m_shop.reset();
        slowUpdates(0);
        m_database = m_postgres.createDatabase();
    }

    void aPushGoesOnAndEachProductIsWrittenOnce()
    {
        QString batch;
        cutPush(&batch);
        const Ended ended = run({u"resume"_s, batch, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(renamedInShop(), edited);
        QCOMPARE(m_shop.log().size(), edited); // one effect each, whatever was under way
        QCOMPARE(value(u"SELECT status FROM sync_batches WHERE id = "_s + batch), u"interrupted"_s);
        QCOMPARE(number(u"SELECT count(*) FROM sync_operations WHERE state IN ('planned', 'sent', 'unknown')"_s), 0);
        QVERIFY(interrupted().isEmpty());
        // Nobody is asked twice.
        ENDS_WITH(Sync::exitCode(Sync::FailureKind::NotFound), run({u"resume"_s, batch}));
    }

    void aPushGoesOnWithNothingApprovedSince()
    {
        QString batch;
        cutPush(&batch);
        value(u"UPDATE products SET name = name || ' !' WHERE id = (SELECT max(id) FROM products) RETURNING id"_s);
        value(u"WITH change AS (INSERT INTO staged_product_changes (batch_id, direction, change_type, status, "
              "product_id, shopify_product_id, title, local_version, decided_by, decided_at) SELECT %1, 'push', "
              "'update', 'approved', id, shopify_product_id, name, content_version, 'anna', now() FROM products "
              "WHERE id = (SELECT max(id) FROM products) RETURNING id, title) "
              "INSERT INTO staged_field_changes (change_id, field, base_value, local_value, remote_value) "
              "SELECT id, 'title', left(title, -2), title, left(title, -2) FROM change RETURNING id"_s.arg(batch));
        QCOMPARE(number(u"SELECT count(*) FROM products WHERE name LIKE '% !'"_s), edited + 1);
        ENDS_WITH(0, run({u"resume"_s, batch}));
        QCOMPARE(renamedInShop(), edited);
        QCOMPARE(number(u"SELECT count(*) FROM staged_product_changes WHERE direction = 'push' AND "
                        "status = 'approved'"_s),
            1);
    }

    void aPushIsRolledBack()
    {
        QString batch;
        cutPush(&batch);
        const QString name = shopName();
        Ended ended;
        QVERIFY(QTest::qWaitFor(
            [&] {
                ended = run({u"rollback"_s, u"--batch-id"_s, batch, u"--confirm"_s, name, u"--json"_s});
                return ended.failure().value("kind"_L1).toString() != u"busy"_s;
            },
            turnIsOver));
        ENDS_WITH(0, ended);
        QCOMPARE(renamedInShop(), 0);
        QVERIFY(interrupted().isEmpty());
    }

    void aPushIsLeft()
    {
        QString batch;
        cutPush(&batch);
        const int renamed = renamedInShop();
        ENDS_WITH(0, run({u"resume"_s, batch, u"--leave"_s}));
        QVERIFY(interrupted().isEmpty());
        QVERIFY(renamedInShop() < edited);
        QVERIFY(renamedInShop() >= renamed);
        // The rest is still approved: the next push sends it, each product once.
        Ended ended;
        QVERIFY(QTest::qWaitFor(
            [&] {
                ended = run({u"push"_s, u"--json"_s});
                return ended.failure().value("kind"_L1).toString() != u"busy"_s;
            },
            turnIsOver));
        ENDS_WITH(0, ended);
        QCOMPARE(renamedInShop(), edited);
        QCOMPARE(m_shop.log().size(), edited);
        QVERIFY(interrupted().isEmpty());
    }

    void aPullIsPulledAgain()
    {
        m_shop.faults({QJsonObject{{u"match"_s, u"bulkOperation"_s}, {u"action"_s, u"delay"_s}, {u"ms"_s, 3000}},
            QJsonObject{{u"match"_s, u"currentBulkOperation"_s}, {u"action"_s, u"delay"_s}, {u"ms"_s, 3000}},
            QJsonObject{{u"match"_s, u"node"_s}, {u"action"_s, u"delay"_s}, {u"ms"_s, 3000}},
            QJsonObject{{u"match"_s, u"bulkOperationRunQuery"_s}, {u"action"_s, u"delay"_s}, {u"ms"_s, 3000}}});
        killDuring({u"pull"_s}, u"SELECT count(*) FROM sync_batches WHERE kind = 'pull' AND status = 'running'"_s, 1);
        m_shop.faults({});
        QCOMPARE(interrupted().value("kind"_L1).toString(), u"pull"_s);
        QCOMPARE(number(u"SELECT count(*) FROM products"_s), 0);
        const Ended ended = run({u"resume"_s, u"--json"_s}); // the only one
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("staged"_L1).toInt(), products);
        QVERIFY(interrupted().isEmpty());
    }

    void anApplyGoesOn()
    {
        ENDS_WITH(0, run({u"pull"_s}));
        ENDS_WITH(0, run({u"approve"_s, u"--all"_s, u"--direction"_s, u"pull"_s}));
        // Held at the tenth product until the program is gone.
        value(u"CREATE FUNCTION wait_a_while() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
              "IF (SELECT count(*) FROM products) >= 8 THEN PERFORM pg_sleep(20); END IF; RETURN NEW; END $$"_s);
        value(u"CREATE TRIGGER slow BEFORE INSERT ON products FOR EACH ROW EXECUTE FUNCTION wait_a_while()"_s);
        killDuring({u"apply"_s}, u"SELECT count(*) FROM sync_versions"_s, 4);
        value(u"DROP FUNCTION wait_a_while CASCADE"_s);
        const QJsonObject cut = interrupted();
        QCOMPARE(cut.value("kind"_L1).toString(), u"apply"_s);
        QVERIFY(cut.value("written"_L1).toInt() >= 4);
        ENDS_WITH(0, run({u"resume"_s}));
        QCOMPARE(number(u"SELECT count(*) FROM products"_s), products);
        QVERIFY(interrupted().isEmpty());
    }

    void aRollbackGoesOn()
    {
        fillCatalogue();
        approveEdits();
        ENDS_WITH(0, run({u"push"_s}));
        QCOMPARE(renamedInShop(), edited);
        const QString push = value(u"SELECT max(id) FROM sync_batches"_s);
        const QString name = shopName();
        slowUpdates(250);
        killDuring({u"rollback"_s, u"--batch-id"_s, push, u"--confirm"_s, name},
            u"SELECT count(*) FROM sync_operations WHERE state = 'confirmed' AND undoes IS NOT NULL"_s, 3);
        slowUpdates(0);
        const QJsonObject cut = interrupted();
        QCOMPARE(cut.value("kind"_L1).toString(), u"rollback"_s);
        const Ended ended = run({u"resume"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(renamedInShop(), 0);
        QCOMPARE(number(u"SELECT count(*) FROM products WHERE name LIKE '% !'"_s), 0);
        QVERIFY(interrupted().isEmpty());
    }

    void whatWasNotInterruptedCannotBeGoneOnWith()
    {
        ENDS_WITH(2, run({u"resume"_s}));
        ENDS_WITH(0, run({u"pull"_s}));
        ENDS_WITH(Sync::exitCode(Sync::FailureKind::NotFound),
            run({u"resume"_s, value(u"SELECT max(id) FROM sync_batches"_s)}));
        ENDS_WITH(2, run({u"resume"_s, u"soon"_s}));
    }
};

QTEST_GUILESS_MAIN(TestInterruptions)

#include "tst_interruptions.moc"
