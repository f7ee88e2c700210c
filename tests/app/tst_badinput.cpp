// The real program from the command line, met by everything that can be wrong with a shop, a database, a disk or a
// file: it says so, ends with the right code, and has changed nothing.

#include "sync/db/pgsession.h"
#include "tests/support/certificates.h"
#include "tests/support/demoshop.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/program.h"
#include "tests/support/rawhttpserver.h"
#include "tests/support/smalldisk.h"

#include <QDir>
#include <QJsonArray>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace TestSupport;
using Sync::ConnectionSettings;
using Sync::PgSession;
using Tests::PrivatePostgres;

namespace {

constexpr int products = 60;

QString urlOf(const ConnectionSettings &database, const QString &user = u"syncdesk"_s, const QString &password = {})
{
    return u"postgresql:///%1?host=%2&user=%3&password=%4"_s.arg(database.database, database.host, user, password);
}

QJsonArray fault(const QString &match, const QString &action, QJsonObject details = {})
{
    details.insert(u"match"_s, match);
    details.insert(u"action"_s, action);
    return {details};
}

/// A file that Shopify itself makes like that: length and counts are told of it as it is.
QJsonArray asMade(const QString &how)
{
    return fault(u"bulkOperationRunQuery"_s, u"corrupt"_s, {{u"how"_s, how}});
}

} // namespace

class TestBadInput final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    PrivatePostgres m_postgres;
    DemoShop m_shop{{.products = products, .bulkFileCache = {}, .more = {}}};
    Certificates m_certificates;
    ConnectionSettings m_database; ///< Pulled and applied; what no bad input may change.

    QProcessEnvironment environment(const ConnectionSettings &database) const
    {
        QProcessEnvironment environment = cleanEnvironment(m_folder.path());
        environment.insert(u"DATABASE_URL"_s, urlOf(database));
        environment.insert(u"SHOPIFY_SHOP_URL"_s, m_shop.url());
        environment.insert(u"SHOPIFY_ACCESS_TOKEN"_s, m_shop.token());
        return environment;
    }
    QProcessEnvironment environment() const { return environment(m_database); }
    QProcessEnvironment with(const QString &variable, const QString &value) const
    {
        QProcessEnvironment changed = environment();
        changed.insert(variable, value);
        return changed;
    }

    static void execute(const ConnectionSettings &database, const QString &statement)
    {
        const auto session = PgSession::open(database);
        const auto done
            = session ? (*session)->executeScript(statement.toUtf8()) : Sync::Result<Sync::Done>(session.failure());
        QVERIFY2(done, done ? "" : qPrintable(done.failure().detail));
    }
    static QString text(const ConnectionSettings &database, const QString &query)
    {
        const auto session = PgSession::open(database);
        const auto rows = session ? (*session)->executeText(query) : Sync::Result<Sync::PgRows>(session.failure());
        return rows ? rows->first().text(0) : rows.failure().detail;
    }
    /// Everything that staff or Shopify put there, as one line to compare.
    static QString contents(const ConnectionSettings &database)
    {
        QString whole;
        const QString all = u"t"_s;
        for (const auto &[table, columns] :
            {std::pair{u"products"_s, all}, {u"product_variants"_s, all}, {u"shopify_products"_s, all},
                {u"shopify_variants"_s, all}, {u"staged_product_changes"_s, u"(id, status, decided_by, product_id)"_s},
                {u"staged_field_changes"_s, all}})
            whole
                += text(database,
                       u"SELECT count(*) || ':' || md5(coalesce(string_agg(%1::text, '|' ORDER BY id), '')) FROM %2 t"_s
                           .arg(columns, table))
                + u' ';
        return whole;
    }
    static QString openBatches(const ConnectionSettings &database)
    {
        return text(
            database, u"SELECT count(*)::text FROM sync_batches WHERE status IN ('queued', 'running', 'paused')"_s);
    }

    /// The three sentences are there and no word of the machinery is among them.
    static void checkSentences(const Ended &ended, const QString &kind, const QString &says)
    {
        const QJsonObject failure = ended.failure();
        QVERIFY2(!failure.isEmpty(), ended.all().constData());
        QVERIFY(!ended.json().value(u"ok"_s).toBool(true));
        QVERIFY2(failure.value(u"kind"_s).toString() == kind, ended.all().constData());
        const QString what = failure.value(u"what"_s).toString();
        QVERIFY2(what.contains(says), qPrintable(what));
        QString all;
        for (const QString &part : {u"what"_s, u"meaning"_s, u"remedy"_s}) {
            const QString sentence = failure.value(part).toString();
            QVERIFY2(sentence.endsWith(u'.'), qPrintable(part + u": "_s + sentence));
            all += sentence + u' ';
        }
        for (const QString &secret : {m_secret, u"right-password"_s})
            QVERIFY2(!ended.all().contains(secret.toUtf8()), ended.all().constData());
        for (const QString &jargon : {u"SQLSTATE"_s, u"errno"_s, u"exception"_s, u"QNetwork"_s, u"libpq"_s, u"NULL"_s})
            QVERIFY2(!all.contains(jargon), qPrintable(all));
        QVERIFY(QString::fromUtf8(ended.error).contains(what));
    }
    /// The gids of the first products of the shop, as pulled.
    QStringList firstGids(int count) const
    {
        return text(m_database,
            u"SELECT string_agg('gid://shopify/Product/' || id, ',' ORDER BY id) FROM (SELECT id FROM shopify_products ORDER BY id LIMIT %1) p"_s
                .arg(count))
            .split(u',');
    }
    static inline const QString m_secret = u"shpat_test_0123456789abcdef"_s;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
        QCOMPARE(m_shop.token(), m_secret);
        m_database = m_postgres.createDatabase(PrivatePostgres::Migrated::No);
        for (const QStringList &command : {QStringList{u"pull"_s}, {u"approve"_s, u"--all"_s}, {u"apply"_s}}) {
            const Ended ended = runProgram(command, environment());
            QVERIFY2(ended.exitCode == 0, ended.all().constData());
        }
        // One edit waits to be sent, one change from Shopify waits for a decision.
        execute(m_database, u"UPDATE products SET vendor = 'Edited here' WHERE id = (SELECT min(id) FROM products)"_s);
        QCOMPARE(runProgram({u"staged"_s, u"--find-edits"_s}, environment()).exitCode, 0);
        QCOMPARE(runProgram({u"approve"_s, u"--all"_s}, environment()).exitCode, 0);
        const QString gid
            = u"gid://shopify/Product/"_s + text(m_database, u"SELECT max(id)::text FROM shopify_products"_s);
        m_shop.edit({{u"product"_s, gid}, {u"fields"_s, QJsonObject{{u"title"_s, u"Edited there"_s}}}});
        QCOMPARE(runProgram({u"pull"_s}, environment()).exitCode, 0);
    }

    void cleanup() { m_shop.faults({}); }

    void theShopIsWrong_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QJsonArray>("faults");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("says");
        const QStringList pull{u"pull"_s};
        const QStringList push{u"push"_s};
        const QString token = u"SHOPIFY_ACCESS_TOKEN"_s;
        QTest::newRow("wrong token") << pull << token << u"shpat_wrong"_s << QJsonArray() << 3 << u"shop-unauthorised"_s
                                     << u"Shopify no longer accepts this access"_s;
        QTest::newRow("wrong token, sending") << push << token << u"shpat_wrong"_s << QJsonArray() << 3
                                              << u"shop-unauthorised"_s << u"Shopify no longer accepts this access"_s;
        QTest::newRow("missing scope") << push << token << m_shop.readOnlyToken() << QJsonArray() << 3
                                       << u"shop-forbidden"_s << u"Missing: write_"_s;
        QTest::newRow("version of another time") << pull << u"SHOPIFY_API_VERSION"_s << u"2024-01"_s << QJsonArray()
                                                 << 3 << u"shop-version"_s << u"instead of 2024-01"_s;
        QTest::newRow("frozen") << pull << QString() << QString()
                                << fault(u"graphql"_s, u"status"_s, {{u"status"_s, 402}}) << 4 << u"shop-unavailable"_s
                                << u"frozen this shop"_s;
        QTest::newRow("locked") << pull << QString() << QString()
                                << fault(u"graphql"_s, u"status"_s, {{u"status"_s, 423}}) << 4 << u"shop-unavailable"_s
                                << u"locked this shop"_s;
        QTest::newRow("no such shop") << pull << QString() << QString()
                                      << fault(u"graphql"_s, u"status"_s, {{u"status"_s, 404}}) << 4
                                      << u"shop-unavailable"_s << u"There is no shop at"_s;
        QTest::newRow("leads elsewhere") << pull << QString() << QString()
                                         << fault(u"graphql"_s, u"status"_s,
                                                {{u"status"_s, 302}, {u"location"_s, u"https://example.com/"_s}})
                                         << 5 << u"shop-answer"_s << u"leads to another address"_s;
        QTest::newRow("reading in bulk fails there")
            << pull << QString() << QString()
            << fault(u"bulkOperationRunQuery"_s, u"bulk"_s, {{u"trouble"_s, u"failed"_s}}) << 4 << u"shop-unreachable"_s
            << QString();
    }

    void theShopIsWrong()
    {
        QFETCH(QStringList, command);
        QFETCH(QString, variable);
        QFETCH(QString, value);
        QFETCH(QJsonArray, faults);
        QFETCH(int, exitCode);
        QFETCH(QString, kind);
        QFETCH(QString, says);
        m_shop.faults(faults);
        const QString before = contents(m_database);
        const Ended ended = runProgram(
            command + QStringList{u"--json"_s}, variable.isEmpty() ? environment() : with(variable, value));
        QVERIFY2(ended.exitCode == exitCode, ended.all().constData());
        checkSentences(ended, kind, says);
        QCOMPARE(contents(m_database), before);
        QCOMPARE(openBatches(m_database), u"0"_s);
    }

    void theShopsCertificateIsWrong_data()
    {
        QTest::addColumn<CertificateFlaw>("flaw");
        QTest::addColumn<QString>("says");
        QTest::newRow("made by itself") << CertificateFlaw::SelfSigned << u"was made by itself"_s;
        QTest::newRow("for another host") << CertificateFlaw::WrongHost << u"(it is for elsewhere.example)"_s;
        QTest::newRow("expired") << CertificateFlaw::Expired << u"has expired"_s;
    }

    void theShopsCertificateIsWrong()
    {
        QFETCH(CertificateFlaw, flaw);
        QFETCH(QString, says);
        RawHttpServer server([](QTcpSocket &, const RawRequest &) {}, m_certificates.make(flaw));
        const QString before = contents(m_database);
        const Ended ended = runProgram({u"pull"_s, u"--json"_s}, with(u"SHOPIFY_SHOP_URL"_s, server.url().toString()));
        QVERIFY2(ended.exitCode == 4, ended.all().constData());
        checkSentences(ended, u"shop-tls"_s, says);
        QVERIFY(server.requests().isEmpty()); // the token never left
        QCOMPARE(contents(m_database), before);
    }

    void withoutANetwork()
    {
        if (QProcess::execute(u"unshare"_s, {u"--net"_s, u"true"_s}) != 0)
            QSKIP("Only who may take the network away can be without one.");
        const Ended ended = runProgram({u"pull"_s, u"--json"_s},
            with(u"SHOPIFY_SHOP_URL"_s, u"example.myshopify.com"_s), 120, {u"unshare"_s, u"--net"_s});
        QVERIFY2(ended.exitCode == 4, ended.all().constData());
        checkSentences(ended, u"shop-unreachable"_s, u"No shop answers at example.myshopify.com"_s);
    }

    void theFileIsDamaged_data()
    {
        QTest::addColumn<QJsonArray>("faults");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("says");
        const auto onTheWay = [](const QString &how) {
            return fault(u"bulk-download"_s, u"corrupt"_s, {{u"how"_s, how}});
        };
        QTest::newRow("cut inside a character")
            << asMade(u"cutInCharacter"_s) << u"data-corrupt"_s << u"of the file from Shopify is cut off or damaged"_s;
        QTest::newRow("not JSON") << asMade(u"brokenJson"_s) << u"data-corrupt"_s
                                  << u"Line 1 of the file from Shopify is cut off or damaged"_s;
        QTest::newRow("a line of 50 MB") << asMade(u"longLine"_s) << u"data-corrupt"_s
                                         << u"Line 1 of the file from Shopify is longer than any product can be"_s;
        QTest::newRow("cut on the way") << onTheWay(u"cutInCharacter"_s) << u"data-corrupt"_s
                                        << u"does not have the length Shopify told"_s;
        QTest::newRow("more on the way") << onTheWay(u"duplicateLines"_s) << u"data-corrupt"_s
                                         << u"does not have the length Shopify told"_s;
    }

    void theFileIsDamaged()
    {
        QFETCH(QJsonArray, faults);
        QFETCH(QString, kind);
        QFETCH(QString, says);
        m_shop.faults(faults);
        const QString before = contents(m_database);
        const Ended ended = runProgram({u"pull"_s, u"--json"_s}, environment());
        QVERIFY2(ended.exitCode == 5, ended.all().constData());
        checkSentences(ended, kind, says);
        QCOMPARE(contents(m_database), before);
        QCOMPARE(openBatches(m_database), u"0"_s);
    }

    /// A shop seen for the first time leaves nothing half behind either.
    void aDamagedFirstFileStagesNothing()
    {
        const ConnectionSettings fresh = m_postgres.createDatabase();
        m_shop.faults(asMade(u"cutInCharacter"_s));
        QCOMPARE(runProgram({u"pull"_s}, environment(fresh)).exitCode, 5);
        QCOMPARE(text(fresh,
                     u"SELECT (SELECT count(*) FROM staged_product_changes) + (SELECT count(*) FROM products) || ''"_s),
            u"0"_s);
        m_shop.faults({});
        const Ended good = runProgram({u"pull"_s, u"--json"_s}, environment(fresh));
        QCOMPARE(good.exitCode, 0);
        QCOMPARE(good.json().value(u"staged"_s).toInt(), products);
    }

    void whatIsOnlyOddIsRead_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how :
            {"childrenFirst", "duplicateLines", "byteOrderMark", "windowsLines", "blankLines", "noLastNewline"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }

    void whatIsOnlyOddIsRead()
    {
        QFETCH(QString, how);
        m_shop.faults(asMade(how));
        const QString before = contents(m_database);
        const Ended ended = runProgram({u"pull"_s, u"--json"_s}, environment());
        QVERIFY2(ended.exitCode == 0, ended.all().constData());
        QCOMPARE(contents(m_database), before);
    }

    void orphansAndRepeatedLinesAreNamed()
    {
        const ConnectionSettings fresh = m_postgres.createDatabase();
        m_shop.faults(asMade(u"lostParent"_s));
        const Ended ended = runProgram({u"pull"_s, u"--json"_s}, environment(fresh));
        QVERIFY2(ended.exitCode == 0, ended.all().constData());
        QVERIFY2(ended.out.contains("belong to a product that is not in the file"), ended.out.constData());
        QCOMPARE(text(fresh, u"SELECT count(*)::text FROM shopify_products"_s), QString::number(products - 1));
        QCOMPARE(
            text(fresh,
                u"SELECT count(*)::text FROM shopify_variants v WHERE NOT EXISTS (SELECT FROM shopify_products p WHERE p.id = v.product_id)"_s),
            u"0"_s);
    }

    void oddPricesAreNamedAndNeverTakenUnseen()
    {
        const ConnectionSettings fresh = m_postgres.createDatabase();
        m_shop.faults(asMade(u"oddPrices"_s));
        const Ended pulled = runProgram({u"pull"_s, u"--json"_s}, environment(fresh));
        QVERIFY2(pulled.exitCode == 0, pulled.all().constData());
        QVERIFY2(pulled.out.contains("it was read as 1000"), pulled.out.constData());
        QVERIFY2(pulled.out.contains("has a negative amount (-1)"), pulled.out.constData());
        QCOMPARE(runProgram({u"approve"_s, u"--all"_s}, environment(fresh)).exitCode, 0);
        const Ended applied = runProgram({u"apply"_s, u"--json"_s}, environment(fresh));
        QVERIFY2(applied.exitCode == 1, applied.all().constData()); // done, but for the negative one
        QCOMPARE(applied.json().value(u"failed"_s).toInt(), 1);
        QCOMPARE(applied.json().value(u"succeeded"_s).toInt(), products - 1);
        QCOMPARE(text(fresh, u"SELECT count(*)::text FROM product_variants WHERE price = 1000"_s), u"1"_s);
        QCOMPARE(text(fresh, u"SELECT count(*)::text FROM product_variants WHERE price < 0"_s), u"0"_s);
        const QString why = text(fresh, u"SELECT failure FROM staged_product_changes WHERE status = 'failed'"_s);
        QVERIFY2(why.contains(u"a negative amount"_s), qPrintable(why));
    }

    void skusThatAreMissingOrTwiceAreTakenAndNamed()
    {
        const ConnectionSettings fresh = m_postgres.createDatabase();
        const QJsonObject before = m_shop.snapshot(firstGids(3)).value(u"products"_s).toObject();
        for (const QString &gid : before.keys()) {
            const QString variant = before.value(gid).toObject().value(u"variants"_s).toObject().keys().first();
            const QString sku = gid == before.keys().first() ? QString() : u"TWICE-1"_s;
            const QJsonObject edited = m_shop.edit({{u"product"_s, gid}, {u"fields"_s, QJsonObject{}},
                {u"variants"_s, QJsonArray{QJsonObject{{u"id"_s, variant}, {u"sku"_s, sku}}}}});
            QVERIFY2(edited.contains(u"product"_s), qPrintable(edited.value(u"error"_s).toString()));
        }
        for (const QStringList &command : {QStringList{u"pull"_s}, {u"approve"_s, u"--all"_s}, {u"apply"_s}}) {
            const Ended ended = runProgram(command, environment(fresh));
            QVERIFY2(ended.exitCode == 0, ended.all().constData());
        }
        QCOMPARE(text(fresh, u"SELECT count(*)::text FROM product_variants WHERE sku = 'TWICE-1'"_s), u"2"_s);
        QCOMPARE(text(fresh, u"SELECT (count(*) >= 1)::text FROM product_variants WHERE coalesce(sku, '') = ''"_s),
            u"true"_s);
        const Ended doctor = runProgram({u"doctor"_s, u"--only"_s, u"data"_s, u"--json"_s}, environment(fresh));
        QJsonObject found;
        for (const QJsonValue &check : doctor.json().value(u"checks"_s).toArray())
            if (check[u"id"].toString() == u"data.duplicate-skus")
                found = check.toObject();
        QCOMPARE(found.value(u"status"_s).toString(), u"attention"_s);
        QVERIFY2(found.value(u"evidence"_s).toArray().contains(u"TWICE-1: 2 variants"_s), doctor.out.constData());
        QCOMPARE(runProgram({u"pull"_s, u"--json"_s}, environment(fresh)).json().value(u"staged"_s).toInt(), 0);
    }

    void theDatabaseIsWrong_data()
    {
        QTest::addColumn<QString>("prepare");
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("password");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("says");
        const QStringList pull{u"pull"_s};
        QTest::newRow("wrong password") << QString() << pull << u"password_user"_s << u"wrong"_s << 3
                                        << u"database-refused"_s
                                        << u"PostgreSQL on this computer refused the user \"password_user\""_s;
        QTest::newRow("no such user") << QString() << pull << u"nobody_here"_s << QString() << 3
                                      << u"database-refused"_s << u"refused the user \"nobody_here\""_s;
        QTest::newRow("no rights") << QString() << pull << u"password_user"_s << u"right-password"_s << 3
                                   << u"database-refused"_s << u"has no right to do this"_s;
        QTest::newRow("read only")
            << u"DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$"_s
            << pull << u"syncdesk"_s << QString() << 3 << u"database-read-only"_s << u"allows reading only"_s;
        QTest::newRow("tables of others")
            << u"DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE public.orders (id int)"_s << pull
            << u"syncdesk"_s << QString() << 3 << u"database-foreign"_s
            << u"already holds 1 table that Syncdesk did not make"_s;
        QTest::newRow("newer schema")
            << u"INSERT INTO schema_migrations SELECT 999, 'tomorrow', 'x', now(), 'anna', '9.0'"_s << pull
            << u"syncdesk"_s << QString() << 3 << u"database-foreign"_s
            << u"was upgraded to version 999 by Syncdesk 9.0"_s;
        QTest::newRow("a table is missing")
            << u"DROP TABLE staged_product_changes CASCADE"_s << QStringList{u"staged"_s} << u"syncdesk"_s << QString()
            << 3 << u"database-foreign"_s << u"is not built the way"_s;
    }

    void theDatabaseIsWrong()
    {
        QFETCH(QString, prepare);
        QFETCH(QStringList, command);
        QFETCH(QString, user);
        QFETCH(QString, password);
        QFETCH(int, exitCode);
        QFETCH(QString, kind);
        QFETCH(QString, says);
        const ConnectionSettings database = m_postgres.createDatabase();
        if (!prepare.isEmpty())
            execute(database, prepare);
        QProcessEnvironment wrong = environment(database);
        wrong.insert(u"DATABASE_URL"_s, urlOf(database, user, password));
        const QString tables
            = u"SELECT string_agg(tablename, ',' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public'"_s;
        const QString before = text(database, tables);
        const Ended ended = runProgram(command + QStringList{u"--json"_s}, wrong);
        QVERIFY2(ended.exitCode == exitCode, ended.all().constData());
        checkSentences(ended, kind, says);
        QCOMPARE(text(database, tables), before);
    }

    void thereIsNoSuchDatabase()
    {
        ConnectionSettings absent = m_database;
        absent.database = u"absent"_s;
        const Ended ended = runProgram({u"status"_s, u"--json"_s}, environment(absent));
        QVERIFY2(ended.exitCode == 3, ended.all().constData());
        checkSentences(ended, u"database-refused"_s, u"There is no database \"absent\""_s);
    }

    void aReadOnlyDatabaseCanStillBeRead()
    {
        const ConnectionSettings database = m_postgres.createDatabase();
        execute(database,
            u"DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$"_s);
        const Ended ended = runProgram({u"status"_s, u"--json"_s}, environment(database));
        QVERIFY2(ended.exitCode == 0, ended.all().constData());
    }

    void aFullDatabaseDiskLosesNothing()
    {
        const SmallDisk disk(48);
        if (!disk.isMounted())
            QSKIP("Only who may mount can make a small disk.");
        execute(m_postgres.settings(),
            u"CREATE TABLESPACE small LOCATION '%1'"_s.arg(disk.folderFor(m_postgres.directory())));
        const ConnectionSettings database = m_postgres.createDatabase();
        execute(m_postgres.settings(), u"ALTER DATABASE %1 SET TABLESPACE small"_s.arg(database.database));
        disk.fill();
        const Ended full = runProgram({u"pull"_s, u"--json"_s}, environment(database));
        QVERIFY2(full.exitCode == 5, full.all().constData());
        checkSentences(full, u"database-full"_s, u"disk on this computer is full"_s);
        disk.empty();
        const Ended pulled = runProgram({u"pull"_s, u"--json"_s}, environment(database));
        QVERIFY2(pulled.exitCode == 0, pulled.all().constData());
        QCOMPARE(pulled.json().value(u"staged"_s).toInt(), products);
        QCOMPARE(runProgram({u"approve"_s, u"--all"_s}, environment(database)).exitCode, 0);

        disk.fill();
        const Ended stuck = runProgram({u"apply"_s, u"--json"_s}, environment(database));
        QVERIFY2(stuck.exitCode == 5, stuck.all().constData());
        checkSentences(stuck, u"database-full"_s, u"disk on this computer is full"_s);
        disk.empty();
        const Ended applied = runProgram({u"apply"_s, u"--json"_s}, environment(database));
        QVERIFY2(applied.exitCode == 0, applied.all().constData());
        QCOMPARE(text(database, u"SELECT count(*)::text FROM products"_s), QString::number(products));
        execute(m_postgres.settings(), u"DROP DATABASE %1"_s.arg(database.database));
        execute(m_postgres.settings(), u"DROP TABLESPACE small"_s);
    }

    /// Without room for its log the server goes down whole, and comes back when there is room.
    void aServerThatWentDownForWantOfRoomIsFoundAgain()
    {
        const SmallDisk disk(160);
        if (!disk.isMounted())
            QSKIP("Only who may mount can make a small disk.");
        const QByteArray before = qgetenv("TMPDIR");
        qputenv("TMPDIR", disk.folder().toUtf8());
        PrivatePostgres postgres;
        if (before.isNull())
            qunsetenv("TMPDIR");
        else
            qputenv("TMPDIR", before);
        const ConnectionSettings database = postgres.createDatabase();
        const auto session = PgSession::open(database);
        QVERIFY2(session, session ? "" : qPrintable(session.failure().detail));
        disk.fill();
        // More than the rest of the segment it is at.
        QVERIFY(!(*session)->executeText(
            u"SELECT pg_logical_emit_message(false, 'x', repeat('x', 1000000)) FROM generate_series(1, 40)"_s));
        const Ended down = runProgram({u"pull"_s, u"--json"_s}, environment(database));
        QVERIFY2(down.exitCode == 4, down.all().constData());
        checkSentences(down, u"database-unreachable"_s, {});
        disk.empty();
        if (!postgres.isRunning())
            postgres.start();
        QTRY_VERIFY_WITH_TIMEOUT(PgSession::open(database), 20'000); // it may be recovering still
        const Ended pulled = runProgram({u"pull"_s, u"--json"_s}, environment(database));
        QVERIFY2(pulled.exitCode == 0, pulled.all().constData());
        QCOMPARE(pulled.json().value(u"staged"_s).toInt(), products);
    }

    /// The log has nowhere to go, nor has the backup before a rollback: the one is done without, the other is not.
    void aFullLocalDiskStopsOnlyWhatNeedsIt()
    {
        const SmallDisk disk(2);
        if (!disk.isMounted())
            QSKIP("Only who may mount can make a small disk.");
        QProcessEnvironment cramped = environment();
        cramped.insert(u"SYNCDESK_DATA_DIR"_s, disk.folder());
        disk.fill();
        const Ended pulled = runProgram({u"pull"_s, u"--json"_s}, cramped);
        QVERIFY2(pulled.exitCode == 0, pulled.all().constData());
        const QString batch = text(m_database, u"SELECT max(id)::text FROM sync_batches WHERE kind = 'apply'"_s);
        const QString before = contents(m_database);
        const QString shop = QUrl(m_shop.url()).authority();
        const Ended rolled
            = runProgram({u"rollback"_s, u"--batch-id"_s, batch, u"--confirm"_s, shop, u"--json"_s}, cramped);
        QVERIFY2(rolled.exitCode == 5, rolled.all().constData());
        checkSentences(rolled, u"local-disk"_s, {});
        QCOMPARE(contents(m_database), before);
        QCOMPARE(QDir(disk.folder() + u"/demo/backups"_s).entryList(QDir::Files).size(), 0);
    }

    void wrongArgumentsAreAnObjectToo()
    {
        for (const QStringList &wrong : {QStringList{u"frobnicate"_s}, {u"pull"_s, u"--since"_s, u"yesterday"_s},
                 {u"pull"_s, u"--everything"_s}, {u"rollback"_s, u"--batch-id"_s, u"x"_s}, {u"staged"_s, u"one"_s},
                 {u"push"_s, u"--send-first"_s, u"0"_s}}) {
            const Ended ended = runProgram(wrong + QStringList{u"--json"_s}, environment());
            QVERIFY2(ended.exitCode == 2, ended.all().constData());
            QVERIFY2(!ended.failure().value(u"what"_s).toString().isEmpty(), ended.all().constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_badinput.moc"
