// The command line as scripts use it: the real program on a PostgreSQL and a demo shop of the test's own.

#include "sync/db/pgsession.h"
#include "tests/support/demoshop.h"
#include "tests/support/privatepostgres.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Sync::PgSession;
using TestSupport::DemoShop;

namespace {

constexpr int products = 30;

DemoShop::Options shopOptions()
{
    return {.products = products, .locations = 1, .bulkFileCache = {}, .more = {}};
}

struct Ended
{
    int exitCode = -1;
    QByteArray out;
    QByteArray error;

    /// Standard output, which has to be one object and nothing else; else an empty one.
    QJsonObject json() const
    {
        QJsonParseError parsed;
        const QJsonDocument document = QJsonDocument::fromJson(out, &parsed);
        return parsed.error == QJsonParseError::NoError ? document.object() : QJsonObject();
    }
    QJsonObject failure() const { return json().value("error"_L1).toObject(); }
    QByteArray all() const { return QByteArray::number(exitCode) + '\n' + out + error; }
};

} // namespace

#define ENDS_WITH(code, ended) QVERIFY2((ended).exitCode == (code), (ended).all().constData())

class TestCommands final : public QObject
{
    Q_OBJECT

    Tests::PrivatePostgres m_postgres;
    QTemporaryDir m_folder;
    DemoShop m_shop{shopOptions()};
    Sync::ConnectionSettings m_database;
    qint64 m_push = 0; ///< The batch that was sent.

    static QString address(const Sync::ConnectionSettings &database)
    {
        return u"postgresql:///%1?host=%2&user=%3&port=%4"_s.arg(database.database, database.host, database.user)
            .arg(database.port);
    }

    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SYNCDESK_DATA_DIR"_s, m_folder.filePath(u"data"_s));
        environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.filePath(u"config"_s));
        environment.insert(u"DATABASE_URL"_s, address(m_database));
        environment.insert(u"SHOPIFY_SHOP_URL"_s, m_shop.url());
        environment.insert(u"SHOPIFY_ACCESS_TOKEN"_s, m_shop.token());
        return environment;
    }

    static Ended start(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment)
    {
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(program, arguments);
        if (!process.waitForFinished(120'000)) {
            process.kill();
            process.waitForFinished();
            return {
                -2, process.readAllStandardOutput(), process.readAllStandardError() + "\n(killed: it took too long)"};
        }
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -3, process.readAllStandardOutput(),
            process.readAllStandardError()};
    }
    Ended run(const QStringList &arguments, const QMap<QString, QString> &variables = {}) const
    {
        QProcessEnvironment all = environment();
        for (auto variable = variables.cbegin(); variable != variables.cend(); ++variable)
            all.insert(variable.key(), variable.value());
        return start(QStringLiteral(SYNCDESK_PROGRAM), arguments, all);
    }

    QString value(const QString &statement) { return value(m_database, statement); }
    static QString value(const Sync::ConnectionSettings &database, const QString &statement)
    {
        const auto session = PgSession::open(database);
        const auto rows = session ? (*session)->executeText(statement) : Sync::Result<Sync::PgRows>(session.failure());
        return !rows          ? rows.failure().text() + rows.failure().detail
            : rows->isEmpty() ? QString()
                              : rows->first().text(0);
    }
    QJsonObject product(const QString &shopifyId)
    {
        return m_shop.snapshot({u"gid://shopify/Product/"_s + shopifyId})
            .value("products"_L1)
            .toObject()
            .begin()
            ->toObject();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
        m_database = m_postgres.createDatabase(Tests::PrivatePostgres::Migrated::No);
    }

    void migrationsGoUpAndDown()
    {
        const auto applied = [](const Ended &ended) {
            int count = 0;
            const QJsonArray all = ended.json().value("migrations"_L1).toArray();
            for (const QJsonValue migration : all)
                count += migration.toObject().value("applied"_L1).toBool();
            return count;
        };
        Ended ended = run({u"migrate"_s, u"status"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        const qsizetype known = ended.json().value("migrations"_L1).toArray().size();
        QVERIFY(known >= 3);
        QCOMPARE(applied(ended), 0);
        ended = run({u"migrate"_s, u"up"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(applied(ended), known);

        // Down is refused without the database's name, and saves a database that is not ours before it is changed.
        ended = run({u"migrate"_s, u"down-to"_s, u"1"_s, u"--json"_s});
        ENDS_WITH(3, ended);
        QVERIFY2(ended.failure().value("remedy"_L1).toString().contains(m_database.database), ended.out.constData());
        ended = run({u"migrate"_s, u"status"_s, u"--json"_s});
        QCOMPARE(applied(ended), known);
        ended = run({u"migrate"_s, u"down-to"_s, u"1"_s, u"--confirm"_s, m_database.database, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(applied(ended), 1);
        QCOMPARE(value(u"SELECT to_regclass('sync_batches') IS NULL"_s), u"t"_s);
        // The shop named in the environment has a folder of its own.
        QDirIterator backups(m_folder.filePath(u"data"_s), {u"*.dump"_s}, QDir::Files, QDirIterator::Subdirectories);
        QVERIFY(backups.hasNext());
        QVERIFY(!backups.next().contains(u"/demo/"_s));
        QVERIFY(!backups.hasNext());
        ended = run({u"migrate"_s, u"up"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(applied(ended), known);
    }

    void migrateNeedsNoShop()
    {
        const Ended ended = run({u"migrate"_s, u"status"_s},
            {{u"SHOPIFY_ACCESS_TOKEN"_s, {}}, {u"SHOPIFY_SHOP_URL"_s, u"example.myshopify.com"_s}});
        ENDS_WITH(0, ended);
        QVERIFY(ended.out.contains("applied"));
    }

    void pullsAndTellsHowFar()
    {
        const Ended ended = run({u"pull"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("staged"_L1).toInt(), products);
        QVERIFY2(
            ended.error.contains("Reading from Shopify") || ended.error.contains("Loading"), ended.error.constData());
    }

    void stagedChangesAreListedShownAndDecided()
    {
        Ended ended = run({u"staged"_s, u"--json"_s, u"--limit"_s, u"3"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("total"_L1).toInt(), products);
        const QJsonArray changes = ended.json().value("changes"_L1).toArray();
        QCOMPARE(changes.size(), 3);
        QStringList ids;
        for (const QJsonValue change : changes)
            ids += QString::number(change.toObject().value("change_id"_L1).toInteger());

        ended = run({u"staged"_s, u"--severity"_s, u"high"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("total"_L1).toInt(), 0); // nothing is in conflict
        QVERIFY(changes.first().toObject().value("conflict_severity"_L1).isNull());
        ended = run({u"staged"_s, u"--severity"_s, u"awful"_s, u"--json"_s});
        QVERIFY(ended.exitCode != 0);
        ended = run({u"staged"_s, ids.at(0), u"--json"_s});
        ENDS_WITH(0, ended);
        QVERIFY(!ended.json().value("field_changes"_L1).toArray().isEmpty());
        ended = run({u"approve"_s, ids.at(0), u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("changed"_L1).toInt(), 1);
        ended = run({u"reject"_s, ids.at(1), u"--reason"_s, u"not ours"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(value(u"SELECT status FROM staged_product_changes WHERE id = "_s + ids.at(1)), u"rejected"_s);
        ended = run({u"approve"_s, u"--all"_s, u"--direction"_s, u"pull"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("changed"_L1).toInt(), products - 2);
        ended = run({u"approve"_s, u"2000000000"_s, u"--json"_s}); // one that is not there
        ENDS_WITH(1, ended);
        ended = run({u"staged"_s, u"--status"_s, u"rejected"_s});
        ENDS_WITH(0, ended);
        QVERIFY(ended.out.contains("1 staged changes"));
    }

    void appliesWhatIsApproved()
    {
        const Ended ended = run({u"apply"_s, u"--json"_s, u"--quiet"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("succeeded"_L1).toInt(), products - 1);
        QCOMPARE(value(u"SELECT count(*) FROM products"_s), QString::number(products - 1));
        QVERIFY2(ended.error.isEmpty(), ended.error.constData());
    }

    void sendsAnEditAndTellsItsHistory()
    {
        value(
            u"UPDATE products SET name = 'Edited by a script' WHERE id = (SELECT min(id) FROM products) RETURNING id"_s);
        Ended ended = run({u"staged"_s, u"--find-edits"_s, u"--direction"_s, u"push"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("total"_L1).toInt(), 1);
        ended = run({u"approve"_s, u"--all"_s, u"--direction"_s, u"push"_s});
        ENDS_WITH(0, ended);
        ended = run({u"push"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("succeeded"_L1).toInt(), 1);
        QVERIFY(!ended.error.isEmpty()); // progress
        m_push = ended.json().value("batch_id"_L1).toInteger();
        QCOMPARE(product(value(u"SELECT shopify_product_id FROM products WHERE name = 'Edited by a script'"_s))
                     .value("title"_L1)
                     .toString(),
            u"Edited by a script"_s);
        ended = run({u"history"_s, u"--batch-id"_s, QString::number(m_push), u"--json"_s});
        ENDS_WITH(0, ended);
        const QJsonArray history = ended.json().value("history"_L1).toArray();
        QCOMPARE(history.size(), 1);
        QCOMPARE(history.first().toObject().value("status"_L1).toString(), u"success"_s);
        ended = run({u"history"_s, u"--product"_s,
            QString::number(history.first().toObject().value("product_id"_L1).toInteger())});
        ENDS_WITH(0, ended);
        QVERIFY(ended.out.contains("Edited by a script"));
        ended = run({u"batches"_s, u"--limit"_s, u"1"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(
            ended.json().value("batches"_L1).toArray().first().toObject().value("batch_id"_L1).toInteger(), m_push);
    }

    // The level that all desks share holds for a command from its first moment on.
    void guardsHoldOnTheCommandLineToo()
    {
        const auto edit = [this](const QString &set) {
            value(
                u"UPDATE products SET %1 WHERE id IN (SELECT id FROM products ORDER BY id LIMIT 3) RETURNING id"_s.arg(
                    set));
            ENDS_WITH(0, run({u"staged"_s, u"--find-edits"_s}));
            ENDS_WITH(0, run({u"approve"_s, u"--all"_s, u"--direction"_s, u"push"_s}));
        };
        const auto level = [this](const QString &word) {
            value(u"INSERT INTO settings (key, value, updated_by) VALUES ('safe_level', to_jsonb('%1'::text), 'a') "
                  "ON CONFLICT (key) DO UPDATE SET value = excluded.value RETURNING key"_s.arg(word));
        };
        edit(u"vendor = 'Guarded'"_s);
        const qsizetype before = m_shop.log().size();

        level(u"read_only"_s);
        Ended ended = run({u"push"_s, u"--json"_s});
        ENDS_WITH(3, ended);
        QVERIFY2(ended.failure().value("what"_L1).toString().contains(u"read-only"_s), ended.out.constData());

        ended = run({u"push"_s, u"--override-breaker"_s, u"--json"_s});
        ENDS_WITH(3, ended);
        const QString remedy = ended.failure().value("remedy"_L1).toString();
        const QString name = remedy.section(u"--confirm-shop "_s, 1).chopped(1);
        QVERIFY2(!name.isEmpty(), qPrintable(remedy));
        QCOMPARE(m_shop.log().size(), before);

        level(u"careful"_s);
        // The first one, then stop; and the rest past the lowered level.
        ended = run({u"push"_s, u"--first"_s, u"1"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("succeeded"_L1).toInt(), 1);
        level(u"read_only"_s);
        ended = run({u"push"_s, u"--safe-level"_s, u"careful"_s, u"--json"_s});
        ENDS_WITH(3, ended);
        ended = run({u"push"_s, u"--safe-level"_s, u"careful"_s, u"--confirm"_s, name, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("succeeded"_L1).toInt(), 2);
        // Lowered for that command only.
        QCOMPARE(value(u"SELECT value #>> '{}' FROM settings WHERE key = 'safe_level'"_s), u"read_only"_s);
        level(u"careful"_s);

        // A locked shop takes nothing without its name, typed; whatever else is typed is refused at any level.
        ended = run({u"safe-level"_s, u"set"_s, u"locked"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(value(u"SELECT value #>> '{}' FROM settings WHERE key = 'safe_level'"_s), u"locked"_s);
        ended = run({u"safe-level"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("level"_L1).toString(), u"locked"_s);
        ended = run({u"safe-level"_s, u"set"_s, u"careful"_s, u"--json"_s});
        ENDS_WITH(3, ended);
        QVERIFY2(
            ended.failure().value("remedy"_L1).toString().contains(u"--safe-level careful"_s), ended.out.constData());
        ENDS_WITH(2, run({u"safe-level"_s, u"set"_s, u"loose"_s, u"--json"_s}));
        edit(u"vendor = 'Guarded and locked'"_s);
        const qsizetype unsent = m_shop.log().size();
        ended = run({u"push"_s, u"--json"_s});
        ENDS_WITH(3, ended);
        QVERIFY2(ended.failure().value("what"_L1).toString().contains(u"locked"_s), ended.out.constData());
        ended = run({u"push"_s, u"--confirm-shop"_s, u"another-shop"_s, u"--json"_s});
        ENDS_WITH(3, ended);
        QVERIFY2(ended.failure().value("what"_L1).toString().contains(u"another-shop"_s), ended.out.constData());
        QCOMPARE(m_shop.log().size(), unsent);
        ended = run({u"push"_s, u"--confirm-shop"_s, name, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("succeeded"_L1).toInt(), 3);
        level(u"careful"_s);

        // The breaker's limits are settings of the profile.
        ENDS_WITH(0, run({u"config"_s, u"set"_s, u"safety.most-products"_s, u"2"_s}));
        edit(u"vendor = 'Guarded again'"_s);
        ended = run({u"push"_s, u"--json"_s});
        ENDS_WITH(3, ended);
        QCOMPARE(ended.failure().value("kind"_L1).toString(), u"breaker-held"_s);
        ended = run({u"push"_s, u"--override-breaker"_s, u"--json"_s});
        ENDS_WITH(3, ended);
        ended = run({u"push"_s, u"--override-breaker"_s, u"--confirm"_s, name, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("succeeded"_L1).toInt(), 3);
        ENDS_WITH(0, run({u"config"_s, u"set"_s, u"safety.most-products"_s, u"500"_s}));
    }

    void schedulesAreMadeListedSwitchedAndRun()
    {
        Ended ended = run({u"schedules"_s, u"list"_s});
        ENDS_WITH(0, ended);
        QVERIFY(ended.out.contains("There are no schedules."));
        ended = run({u"schedules"_s, u"add"_s, u"--action"_s, u"pull-changed"_s, u"--at"_s, u"07:00"_s, u"--days"_s,
            u"mon,tue,wed,thu,fri"_s, u"--zone"_s, u"Europe/Berlin"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        const QString id = QString::number(ended.json().value("schedule_id"_L1).toInteger());
        ended = run({u"schedules"_s, u"add"_s, u"--action"_s, u"push"_s, u"--every"_s, u"15"_s, u"--name"_s, u"Often"_s,
            u"--json"_s});
        ENDS_WITH(0, ended);
        const QString push = QString::number(ended.json().value("schedule_id"_L1).toInteger());
        ended = run({u"schedules"_s, u"list"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        const QJsonArray schedules = ended.json().value("schedules"_L1).toArray();
        QCOMPARE(schedules.size(), 2);
        QCOMPARE(schedules.at(0).toObject().value("at"_L1).toString(), u"07:00"_s);
        QCOMPARE(schedules.at(0).toObject().value("days"_L1).toString(), u"mon,tue,wed,thu,fri"_s);
        QCOMPARE(schedules.at(1).toObject().value("every_minutes"_L1).toInt(), 15);
        QVERIFY(schedules.at(0).toObject().value("last"_L1).isNull());

        ended = run({u"schedules"_s, u"run-due"_s});
        ENDS_WITH(0, ended);
        QVERIFY(ended.out.contains("Nothing is due."));
        value(u"UPDATE schedules SET next_run = now() - interval '9 days' RETURNING id"_s);
        ended = run({u"schedules"_s, u"disable"_s, push, u"--json"_s});
        ENDS_WITH(0, ended);
        ended = run({u"schedules"_s, u"run-due"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        const QJsonArray runs = ended.json().value("runs"_L1).toArray();
        QCOMPARE(runs.size(), 1); // what was missed is one run, and what is off is none
        QCOMPARE(runs.first().toObject().value("outcome"_L1).toString(), u"done"_s);
        const QString batch = QString::number(runs.first().toObject().value("batch_id"_L1).toInteger());
        QVERIFY(value(u"SELECT started_by FROM sync_batches WHERE id = "_s + batch)
                    .startsWith(u"Schedule “Every weekday"_s));

        // Nothing is approved: switched on and due, the push has nothing to do, which is well.
        ended = run({u"schedules"_s, u"enable"_s, push});
        ENDS_WITH(0, ended);
        value(u"UPDATE schedules SET next_run = now() RETURNING id"_s);
        value(u"UPDATE maintenance SET active = true, reason = 'Stocktaking' RETURNING active"_s);
        ended = run({u"schedules"_s, u"run-due"_s});
        ENDS_WITH(3, ended);
        QVERIFY2(ended.error.contains("Stocktaking"), ended.error.constData());
        value(u"UPDATE maintenance SET active = false RETURNING active"_s);
        ended = run({u"schedules"_s, u"run-due"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("runs"_L1).toArray().size(), 2);
        for (const QString &each : {id, push}) {
            ended = run({u"schedules"_s, u"remove"_s, each});
            ENDS_WITH(0, ended);
        }
        ended = run({u"schedules"_s, u"remove"_s, id, u"--json"_s});
        ENDS_WITH(Sync::exitCode(Sync::FailureKind::NotFound), ended);
    }

    void schedulesThatCannotBeAreRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing said") << QStringList{};
        QTest::newRow("no such word") << QStringList{u"start"_s};
        QTest::newRow("no id") << QStringList{u"remove"_s};
        QTest::newRow("no action") << QStringList{u"add"_s, u"--at"_s, u"07:00"_s};
        QTest::newRow("no such action") << QStringList{u"add"_s, u"--action"_s, u"delete"_s, u"--at"_s, u"07:00"_s};
        QTest::newRow("no time") << QStringList{u"add"_s, u"--action"_s, u"push"_s};
        QTest::newRow("time and interval")
            << QStringList{u"add"_s, u"--action"_s, u"push"_s, u"--at"_s, u"07:00"_s, u"--every"_s, u"15"_s};
        QTest::newRow("no time of day") << QStringList{u"add"_s, u"--action"_s, u"push"_s, u"--at"_s, u"25:00"_s};
        QTest::newRow("too often") << QStringList{u"add"_s, u"--action"_s, u"push"_s, u"--every"_s, u"1"_s};
        QTest::newRow("no such day") << QStringList{
            u"add"_s, u"--action"_s, u"push"_s, u"--at"_s, u"07:00"_s, u"--days"_s, u"someday"_s};
        QTest::newRow("no such zone") << QStringList{
            u"add"_s, u"--action"_s, u"push"_s, u"--at"_s, u"07:00"_s, u"--zone"_s, u"Moon/Base"_s};
    }
    void schedulesThatCannotBeAreRefused()
    {
        QFETCH(QStringList, arguments);
        const Ended ended = run(QStringList{u"schedules"_s} + arguments + QStringList{u"--json"_s});
        ENDS_WITH(2, ended);
        QVERIFY(!ended.failure().value("what"_L1).toString().isEmpty());
        QCOMPARE(value(u"SELECT count(*) FROM schedules"_s), u"0"_s);
    }

    void listsAreFilteredAndSorted_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("matching"); // a condition on sync_batches
        QTest::newRow("kind") << QStringList{u"--kind"_s, u"push"_s} << u"kind = 'push'"_s;
        QTest::newRow("status") << QStringList{u"--status"_s, u"completed"_s} << u"status = 'completed'"_s;
        QTest::newRow("trouble") << QStringList{u"--trouble"_s}
                                 << u"failed > 0 OR status IN ('partial', 'failed', 'cancelled', 'interrupted')"_s;
        // Digits stand in host names, process numbers and messages too.
        QTest::newRow("number") << QStringList{u"--find"_s, QString::number(m_push)}
                                << u"id = %1 OR concat(message, '|', started_by, '|', desk) LIKE '%%1%'"_s.arg(m_push);
        QTest::newRow("nobody") << QStringList{u"--find"_s, u"nobody of that name"_s} << u"false"_s;
    }

    void listsAreFilteredAndSorted()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, matching);
        const Ended ended = run(QStringList{u"batches"_s, u"--json"_s} + arguments);
        ENDS_WITH(0, ended);
        QCOMPARE(QString::number(ended.json().value("total"_L1).toInt(-1)),
            value(u"SELECT count(*) FROM sync_batches WHERE "_s + matching));
    }

    void listsSayThatNothingMatches()
    {
        const QString batch = QString::number(m_push);
        Ended ended = run({u"batches"_s, u"--kind"_s, u"replay"_s});
        ENDS_WITH(0, ended);
        QVERIFY2(ended.out.contains("No batch matches."), ended.all().constData());
        ended = run({u"history"_s, u"--batch-id"_s, batch, u"--status"_s, u"error"_s});
        ENDS_WITH(0, ended);
        QVERIFY2(ended.out.contains("No line matches."), ended.all().constData());
        ended = run({u"history"_s, u"--batch-id"_s, batch, u"--find"_s, u"edited BY"_s, u"--sort"_s, u"title"_s});
        ENDS_WITH(0, ended);
        QVERIFY2(ended.out.contains("Edited by a script"), ended.all().constData());
        const auto firstBatch = [](const Ended &list) {
            return list.json().value("batches"_L1).toArray().first().toObject().value("batch_id"_L1).toInteger();
        };
        ended = run({u"batches"_s, u"--json"_s, u"--sort"_s, u"started:reverse"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(QString::number(firstBatch(ended)), value(u"SELECT min(id) FROM sync_batches"_s));
        ended = run({u"batches"_s, u"--json"_s, u"--sort"_s, u"succeeded"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(QString::number(firstBatch(ended)),
            value(u"SELECT id FROM sync_batches ORDER BY succeeded DESC, id DESC LIMIT 1"_s));
    }

    void rollsTheBatchBack()
    {
        const QString batch = QString::number(m_push);
        Ended ended = run({u"rollback"_s, u"--batch-id"_s, batch, u"--plan"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QVERIFY(ended.json().value("will_restore"_L1).toInt() > 0);
        QVERIFY(ended.json().value("touches_shopify"_L1).toBool());
        QCOMPARE(value(u"SELECT count(*) FROM products WHERE name = 'Edited by a script'"_s), u"1"_s);

        ended = run({u"rollback"_s, u"--batch-id"_s, batch, u"--json"_s});
        ENDS_WITH(3, ended);
        const QString remedy = ended.failure().value("remedy"_L1).toString();
        const QString name = remedy.section(u"--confirm-shop "_s, 1).chopped(1);
        QVERIFY2(!name.isEmpty(), qPrintable(remedy));
        ended = run({u"rollback"_s, u"--batch-id"_s, batch, u"--confirm"_s, name, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("succeeded"_L1).toInt(), 1);
        QCOMPARE(value(u"SELECT count(*) FROM products WHERE name = 'Edited by a script'"_s), u"0"_s);
        QCOMPARE(
            value(
                u"SELECT count(*) FROM products p JOIN shopify_products m ON m.id = p.shopify_product_id WHERE m.title <> p.name"_s),
            u"0"_s);
        const QString id = value(u"SELECT shopify_product_id FROM products ORDER BY id LIMIT 1"_s);
        QCOMPARE(product(id).value("title"_L1).toString(), value(u"SELECT name FROM products ORDER BY id LIMIT 1"_s));
    }

    void aRollbackOfAPartShowsItsPlanWhole()
    {
        const QString batch = QString::number(m_push);
        const QString product
            = value(u"SELECT product_id FROM sync_operations WHERE batch_id = %1 LIMIT 1"_s.arg(batch));
        Ended ended = run({u"rollback"_s, u"--batch-id"_s, batch, u"--product"_s, product, u"--field"_s, u"title"_s,
            u"--field"_s, u"price"_s, u"--creates"_s, u"archive"_s, u"--dry-run"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        const QJsonArray items = ended.json().value("items"_L1).toArray();
        QVERIFY(!items.isEmpty());
        for (const QJsonValue item : items)
            QCOMPARE(item.toObject().value("field"_L1).toString(), u"title"_s);
        ended = run({u"rollback"_s, u"--batch-id"_s, batch, u"--dry-run"_s});
        ENDS_WITH(0, ended);
        QVERIFY2(ended.out.contains("reason") && ended.out.contains("holds already"), ended.all().constData());
        ended = run({u"rollback"_s, u"--batch-id"_s, batch, u"--field"_s, u"colour"_s});
        ENDS_WITH(2, ended);
        QVERIFY(ended.error.contains("variants.price"));
        ended = run({u"rollback"_s, u"--batch-id"_s, batch, u"--creates"_s, u"hide"_s});
        ENDS_WITH(2, ended);
        QVERIFY(ended.error.contains("keep, archive or delete"));
    }

    void replaysWhatWasRecorded()
    {
        Ended ended = run({u"replay"_s, u"--from"_s, u"2020-01-01"_s, u"--to"_s, u"2020-01-02"_s, u"--dry-run"_s});
        ENDS_WITH(0, ended);
        QVERIFY2(ended.out.contains("The journal has nothing in this time"), ended.all().constData());
        const QString today = QDate::currentDate().toString(Qt::ISODate);
        const QString yesterday = QDate::currentDate().addDays(-1).toString(Qt::ISODate);
        ended = run({u"replay"_s, u"--from"_s, yesterday, u"--to"_s, today, u"--dry-run"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QVERIFY(ended.json().value("recorded"_L1).toInt() > 0);
        QVERIFY(ended.json().value("already_back"_L1).toInt() > 0);
        ended = run({u"replay"_s, u"--from"_s, yesterday, u"--to"_s, today, u"--json"_s});
        ENDS_WITH(3, ended);
        const QString name = ended.failure().value("remedy"_L1).toString().section(u"--confirm-shop "_s, 1).chopped(1);
        QCOMPARE(value(u"SELECT count(*) FROM sync_batches WHERE kind = 'replay'"_s), u"0"_s);
        const QString names = value(u"SELECT string_agg(name, ',' ORDER BY id) FROM products"_s);
        ended = run({u"replay"_s, u"--from"_s, yesterday, u"--to"_s, today, u"--confirm"_s, name, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("kind"_L1).toString(), u"replay"_s);
        QVERIFY(!ended.json().value("warnings"_L1).toArray().isEmpty()); // where the backup is
        QCOMPARE(value(u"SELECT string_agg(name, ',' ORDER BY id) FROM products"_s), names);
    }

    void aPushThatIsOvertakenEndsWithOne()
    {
        const QString id = value(
            u"UPDATE products SET name = 'Ours' WHERE id = (SELECT max(id) FROM products) RETURNING shopify_product_id"_s);
        ENDS_WITH(0, run({u"staged"_s, u"--find-edits"_s}));
        ENDS_WITH(0, run({u"approve"_s, u"--all"_s, u"--direction"_s, u"push"_s}));
        m_shop.edit({{u"product"_s, QString(u"gid://shopify/Product/"_s + id)},
            {u"fields"_s, QJsonObject{{u"title"_s, u"Theirs"_s}}}});
        const Ended ended = run({u"push"_s, u"--json"_s});
        ENDS_WITH(1, ended);
        QCOMPARE(ended.json().value("succeeded"_L1).toInt(-1), 0);
        QCOMPARE(product(id).value("title"_L1).toString(), u"Theirs"_s);
    }

    void usageErrorsEndWithTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown command") << QStringList{u"frobnicate"_s};
        QTest::newRow("unknown option") << QStringList{u"pull"_s, u"--everything"_s};
        QTest::newRow("no window") << QStringList{u"replay"_s};
        QTest::newRow("not a time") << QStringList{
            u"replay"_s, u"--from"_s, u"2025-13-01"_s, u"--to"_s, u"2025-12-02"_s};
        QTest::newRow("backwards") << QStringList{
            u"replay"_s, u"--from"_s, u"2025-01-02"_s, u"--to"_s, u"2025-01-01"_s};
        QTest::newRow("no batch") << QStringList{u"rollback"_s, u"--batch-id"_s, u"last"_s};
        QTest::newRow("not a change") << QStringList{u"approve"_s, u"first"_s};
        QTest::newRow("which changes") << QStringList{u"reject"_s};
        QTest::newRow("whose history") << QStringList{u"history"_s};
        QTest::newRow("not a status") << QStringList{u"staged"_s, u"--status"_s, u"odd"_s};
        QTest::newRow("not a kind") << QStringList{u"batches"_s, u"--kind"_s, u"odd"_s};
        QTest::newRow("not a batch's status") << QStringList{u"batches"_s, u"--status"_s, u"approved"_s};
        QTest::newRow("not a column") << QStringList{u"batches"_s, u"--sort"_s, u"colour"_s};
        QTest::newRow("not an outcome") << QStringList{u"history"_s, u"--batch-id"_s, u"1"_s, u"--status"_s, u"odd"_s};
        QTest::newRow("not a column of lines")
            << QStringList{u"history"_s, u"--product"_s, u"1"_s, u"--sort"_s, u"failed"_s};
        QTest::newRow("not a verb") << QStringList{u"migrate"_s, u"sideways"_s};
        QTest::newRow("down to nowhere") << QStringList{u"migrate"_s, u"down-to"_s};
        QTest::newRow("not a check") << QStringList{u"doctor"_s, u"--only"_s, u"database,weather"_s};
        QTest::newRow("not a remedy") << QStringList{u"doctor"_s, u"--fix"_s, u"everything"_s};
    }

    void usageErrorsEndWithTwo()
    {
        QFETCH(QStringList, arguments);
        const Ended ended = run(arguments + QStringList{u"--json"_s});
        ENDS_WITH(2, ended);
        QVERIFY2(!ended.failure().value("what"_L1).toString().isEmpty(), ended.all().constData());
        QCOMPARE(ended.json().value("ok"_L1).toBool(true), false);
        QVERIFY(!ended.error.isEmpty());
    }

    void anIncompleteInstallationEndsWithFive()
    {
        // The program alone, without the demo shop's beside it.
        const QString program = m_folder.filePath(u"syncdesk"_s);
        QVERIFY(QFile::copy(QStringLiteral(SYNCDESK_PROGRAM), program));
        QProcessEnvironment variables = environment();
        variables.remove(u"SHOPIFY_SHOP_URL"_s);
        variables.remove(u"SHOPIFY_ACCESS_TOKEN"_s);
        const Ended ended = start(program, {u"status"_s, u"--json"_s}, variables);
        ENDS_WITH(5, ended);
        QCOMPARE(ended.failure().value("kind"_L1).toString(), u"internal"_s);
        QVERIFY2(ended.error.contains("demo shop"), ended.error.constData());
    }

    void theDoctorLooksAtWhatIsAskedAndMends()
    {
        Ended ended = run({u"doctor"_s, u"--only"_s, u"database.indexes"_s, u"--json"_s});
        ENDS_WITH(0, ended);
        QCOMPARE(ended.json().value("checks"_L1).toArray().size(), 1);
        value(u"DROP INDEX products_vendor"_s);
        ended = run({u"doctor"_s, u"--only"_s, u"database.indexes"_s, u"--json"_s});
        const QJsonObject check = ended.json().value("checks"_L1).toArray().first().toObject();
        QCOMPARE(check.value("status"_L1).toString(), u"attention"_s);
        const QString remedy = check.value("remedy"_L1).toObject().value("id"_L1).toString();
        QVERIFY(!remedy.isEmpty());
        ended = run({u"doctor"_s, u"--fix"_s, remedy, u"--json"_s});
        ENDS_WITH(0, ended);
        QVERIFY(!ended.json().value("summary"_L1).toString().isEmpty());
        QCOMPARE(value(u"SELECT to_regclass('products_vendor') IS NOT NULL"_s), u"t"_s);
        ended = run({u"doctor"_s, u"--only"_s, u"shopify,database"_s, u"--json"_s});
        QVERIFY(ended.json().value("checks"_L1).toArray().size() > 4);
        const QJsonArray checks = ended.json().value("checks"_L1).toArray();
        for (const QJsonValue each : checks)
            QVERIFY(QStringList({u"shopify"_s, u"database"_s}).contains(each.toObject().value("group"_L1).toString()));
    }

    void theDoctorWorksWhereNothingElseDoes_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("setTo");
        QTest::addColumn<QString>("failed");
        QTest::addColumn<QString>("says");
        QTest::newRow("no database") << u"DATABASE_URL"_s << u"postgresql://nobody@127.0.0.1:1/shop"_s
                                     << u"database.reachable"_s << QString();
        QTest::newRow("no token") << u"SHOPIFY_ACCESS_TOKEN"_s << QString() << u"shopify.reachable"_s
                                  << u"no access token"_s;
    }

    void theDoctorWorksWhereNothingElseDoes()
    {
        QFETCH(QString, variable);
        QFETCH(QString, setTo);
        QFETCH(QString, failed);
        QFETCH(QString, says);
        const Ended ended = run({u"doctor"_s, u"--json"_s}, {{variable, setTo}});
        ENDS_WITH(1, ended);
        const QJsonArray checks = ended.json().value("checks"_L1).toArray();
        QVERIFY2(checks.size() > 15, ended.all().constData());
        const QString group = failed.section(u'.', 0, 0);
        bool othersAreWell = false;
        for (const QJsonValue each : checks) {
            const QJsonObject check = each.toObject();
            const QString status = check.value("status"_L1).toString();
            if (check.value("id"_L1).toString() == failed) {
                QCOMPARE(status, u"failed"_s);
                QVERIFY2(check.value("summary"_L1).toString().contains(says), ended.out.constData());
            } else if (check.value("group"_L1).toString() == group && check.value("id"_L1) != "database.backup"_L1) {
                QCOMPARE(status, u"could_not_check"_s);
            } else {
                othersAreWell = othersAreWell || status == "ok"_L1;
            }
        }
        QVERIFY(othersAreWell);
        QVERIFY(ended.json().value("could_not_check"_L1).toInt() > 0);
    }

    void whatCouldNotBeCheckedIsNotWell()
    {
        const Ended ended = run({u"doctor"_s, u"--only"_s, u"database.indexes"_s, u"--json"_s},
            {{u"DATABASE_URL"_s, u"postgresql://nobody@127.0.0.1:1/shop"_s}});
        ENDS_WITH(1, ended);
        QCOMPARE(ended.json().value("could_not_check"_L1).toInt(), 1);
        QCOMPARE(ended.json().value("failed"_L1).toInt(), 0);
    }

    void whatWasReadDifferentlyIsSaid()
    {
        const Ended ended
            = run({u"batches"_s, u"--json"_s}, {{u"DATABASE_URL"_s, address(m_database) + u"&pgbouncer=true"_s}});
        ENDS_WITH(0, ended);
        QVERIFY2(ended.error.contains("pgbouncer"), ended.error.constData());
        QVERIFY(!ended.json().isEmpty());
    }

    /// The last of all: afterwards there is no shop.
    void aShopThatIsGoneEndsWithFour()
    {
        m_shop.kill();
        const Ended pull = run({u"pull"_s, u"--json"_s});
        ENDS_WITH(4, pull);
        QVERIFY(!pull.failure().value("what"_L1).toString().isEmpty());
        const Ended doctor = run({u"doctor"_s, u"--only"_s, u"shopify,computer.memory"_s, u"--json"_s});
        ENDS_WITH(1, doctor);
        const QJsonArray checks = doctor.json().value("checks"_L1).toArray();
        for (const QJsonValue each : checks) {
            const QString status = each.toObject().value("status"_L1).toString();
            if (each.toObject().value("group"_L1) == "shopify"_L1)
                QVERIFY2(status == "failed"_L1 || status == "could_not_check"_L1, doctor.out.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestCommands)
#include "tst_commands.moc"
