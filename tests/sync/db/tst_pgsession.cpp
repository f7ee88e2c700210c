#include "sync/db/pgsession.h"
#include "tests/support/privatepostgres.h"

#include <QJsonObject>
#include <QTcpServer>
#include <QTest>
#include <QThread>
#include <QTimeZone>

#include <thread>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;

class TestPgSession final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void valuesComeBackAsTheyWent_data();
    void valuesComeBackAsTheyWent();
    void numericsStayExact();
    void timesAreInUtcWhateverTheServerThinks();
    void arraysComeBackAsTheyWent();
    void nullIsOnlyWhatSaysSo();
    void textThatCannotBeStoredIsRefusedWithItsPosition_data();
    void textThatCannotBeStoredIsRefusedWithItsPosition();
    void parametersMustFitTheStatement();
    void answersOutliveOtherStatements();
    void frequentStatementsArePrepared();
    void aPreparedStatementSurvivesAChangedTable();
    void statementsGoTogether();
    void theFirstThatFailsFailsAllOfThem();
    void aConnectionLostAmongThemIsSaid();
    void streamsRowsWithoutHoldingThem();
    void aStreamMayStopEarly();
    void aStreamThatBreaksIsAFailure();
    void copyIsLeftToNative();
    void anotherThreadMayCancel();
    void aLostConnectionIsSaid();
    void aCancellerMayOutliveItsSession();
    void speaksOfUnreachableServers_data();
    void speaksOfUnreachableServers();
    void aSilentServerTimesOut();
    void serversThatRefuseAreUnderstood();
    void sqlStatesBecomeKinds_data();
    void sqlStatesBecomeKinds();
    void refusedConnectionsAreTold_data();
    void refusedConnectionsAreTold();
    void failuresOfARealServer_data();
    void failuresOfARealServer();

private:
    std::unique_ptr<PgSession> open(const ConnectionSettings &settings)
    {
        auto session = PgSession::open(settings);
        if (!session)
            qFatal("%s", qUtf8Printable(session.failure().text() + session.failure().detail));
        return std::move(session).value();
    }

    PrivatePostgres m_postgres;
    ConnectionSettings m_settings;
    std::unique_ptr<PgSession> m_session;
};

void TestPgSession::initTestCase()
{
    m_settings = m_postgres.createDatabase(PrivatePostgres::Migrated::No);
    m_session = open(m_settings);
    QVERIFY(m_session->executeScript("create table kept (id int8 primary key, body text)"));
}

void TestPgSession::valuesComeBackAsTheyWent_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<PgValue>("value");
    QTest::addColumn<QVariant>("expected");

    const QDateTime instant(QDate(2026, 7, 1), QTime(10, 0, 0, 123), Qt::UTC);
    QTest::newRow("text") << u"text"_s << PgValue(u"Grüße, \"O'Neil\" \\ 🛒"_s)
                          << QVariant(u"Grüße, \"O'Neil\" \\ 🛒"_s);
    QTest::newRow("right to left") << u"text"_s << PgValue(u"עט כחול"_s) << QVariant(u"עט כחול"_s);
    QTest::newRow("an attack") << u"text"_s << PgValue(u"'; drop table kept; --"_s)
                               << QVariant(u"'; drop table kept; --"_s);
    QTest::newRow("empty") << u"text"_s << PgValue(QString()) << QVariant(u""_s);
    QTest::newRow("bigint max") << u"int8"_s << PgValue(std::numeric_limits<qint64>::max())
                                << QVariant(std::numeric_limits<qint64>::max());
    QTest::newRow("bigint min") << u"int8"_s << PgValue(std::numeric_limits<qint64>::min())
                                << QVariant(std::numeric_limits<qint64>::min());
    QTest::newRow("integer") << u"int4"_s << PgValue(-7) << QVariant(-7);
    QTest::newRow("true") << u"bool"_s << PgValue(true) << QVariant(true);
    QTest::newRow("false") << u"bool"_s << PgValue(false) << QVariant(false);
    QTest::newRow("double") << u"float8"_s << PgValue(0.1) << QVariant(0.1);
    QTest::newRow("time") << u"timestamptz"_s << PgValue(instant) << QVariant(instant);
    QTest::newRow("date") << u"date"_s << PgValue(QDate(2026, 2, 28)) << QVariant(QDate(2026, 2, 28));
    QTest::newRow("bytes") << u"bytea"_s << PgValue(QByteArray("a\0b\xff", 4)) << QVariant(QByteArray("a\0b\xff", 4));
    QTest::newRow("json") << u"jsonb"_s << PgValue(QJsonObject{{u"a"_s, u"ö"_s}}) << QVariant(u"{\"a\": \"ö\"}"_s);
    QTest::newRow("id") << u"int8"_s << PgValue(ProductId{42}) << QVariant(42LL);
    QTest::newRow("no id") << u"int8"_s << PgValue(ProductId{}) << QVariant();
    QTest::newRow("null") << u"text"_s << PgValue(std::nullopt) << QVariant();
    QTest::newRow("optional") << u"text"_s << PgValue(std::optional<QString>(u"x"_s)) << QVariant(u"x"_s);
    QTest::newRow("empty optional") << u"int8"_s << PgValue(std::optional<qint64>()) << QVariant();
}

void TestPgSession::valuesComeBackAsTheyWent()
{
    QFETCH(QString, type);
    QFETCH(PgValue, value);
    const auto rows = m_session->executeText(u"select :value::"_s + type, {{u"value", value}});
    QVERIFY2(rows.isOk(), rows ? "" : qPrintable(rows.failure().detail));
    QCOMPARE(rows->size(), 1);
    QTEST(rows->first().value(0), "expected");
}

void TestPgSession::numericsStayExact()
{
    const QString money = u"12345678901234567890.1234567890"_s;
    const auto rows = m_session->executeText(u"select :a::numeric, 0.1::numeric + 0.2::numeric"_s, {{u"a", money}});
    QVERIFY(rows.isOk());
    QCOMPARE(rows->first().text(0), money);
    QCOMPARE(rows->first().value(0), QVariant(money));
    QCOMPARE(rows->first().text(1), u"0.3"_s);
}

void TestPgSession::timesAreInUtcWhateverTheServerThinks()
{
    QVERIFY(m_session->executeScript(
        "do $$ begin execute format('alter database %I set timezone to ''Asia/Tokyo''', current_database());"
        "execute format('alter database %I set datestyle to ''SQL, DMY''', current_database()); end $$"));
    const auto session = open(m_settings);
    const QDateTime winter(QDate(2026, 1, 31), QTime(12, 30), QTimeZone("Europe/Berlin"));
    const auto rows = session->executeText(
        u"select :at::timestamptz, '2026-01-31 10:00:00.5+00'::timestamptz, 'infinity'::timestamptz, '0044-03-15 BC'::timestamptz"_s,
        {{u"at", winter}});
    QVERIFY(rows.isOk());
    QCOMPARE(rows->first().dateTime(0), winter);
    QCOMPARE(rows->first().dateTime(0).timeSpec(), Qt::UTC);
    QCOMPARE(rows->first().dateTime(1), QDateTime(QDate(2026, 1, 31), QTime(10, 0, 0, 500), Qt::UTC));
    QVERIFY(!rows->first().dateTime(2).isValid());
}

void TestPgSession::arraysComeBackAsTheyWent()
{
    const QStringList texts{u"plain"_s, u""_s, u"NULL"_s, u"a,b"_s, u"\"q\" \\ {x}"_s, u"ü 🛒"_s, u" "_s};
    const QList<qint64> numbers{1, -2, std::numeric_limits<qint64>::max()};
    const auto rows = m_session->executeText(
        u"select :texts::text[], :numbers::bigint[], :none::text[], array['a', null], cardinality(:texts::text[]), :ids::bigint[]"_s,
        {{u"texts", texts}, {u"numbers", numbers}, {u"none", QStringList()}, {u"ids", QList<ProductId>{{3}, {4}}}});
    QVERIFY2(rows.isOk(), rows ? "" : qPrintable(rows.failure().detail));
    QCOMPARE(rows->first().textList(0), texts);
    QCOMPARE(rows->first().int64List(1), numbers);
    QCOMPARE(rows->first().textList(2), QStringList());
    QCOMPARE(rows->first().textList(3), (QStringList{u"a"_s, QString()}));
    QVERIFY(rows->first().textList(3).at(1).isNull());
    QCOMPARE(rows->first().int32(4), int(texts.size()));
    QCOMPARE(rows->first().int64List(5), (QList<qint64>{3, 4}));
}

void TestPgSession::nullIsOnlyWhatSaysSo()
{
    const auto rows = m_session->executeText(u"select :a::text is null, :b::text is null, :c::timestamptz is null"_s,
        {{u"a", QString()}, {u"b", std::nullopt}, {u"c", QDateTime()}});
    QVERIFY(rows.isOk());
    QVERIFY(!rows->first().boolean(0));
    QVERIFY(rows->first().boolean(1));
    QVERIFY(rows->first().boolean(2));
}

void TestPgSession::textThatCannotBeStoredIsRefusedWithItsPosition_data()
{
    QTest::addColumn<PgValue>("value");
    QTest::addColumn<int>("position");
    QTest::newRow("NUL") << PgValue(u"ab\0c"_s) << 3;
    QTest::newRow("high surrogate alone") << PgValue(u"a"_s + QChar(0xd83d) + u'b') << 2;
    QTest::newRow("high surrogate at the end") << PgValue(u"a"_s + QChar(0xd83d)) << 2;
    QTest::newRow("low surrogate alone") << PgValue(QString(QChar(0xdc00))) << 1;
    QTest::newRow("in an array") << PgValue(QStringList{u"fine"_s, u"x\0"_s}) << 2;
    QTest::newRow("in json") << PgValue(QJsonObject{{u"a"_s, u"x\0"_s}}) << 8;
}

void TestPgSession::textThatCannotBeStoredIsRefusedWithItsPosition()
{
    QFETCH(PgValue, value);
    QFETCH(int, position);
    const auto rows = m_session->executeText(u"select :value::text"_s, {{u"value", value}});
    QVERIFY(!rows);
    QCOMPARE(rows.failure().kind, FailureKind::BadInput);
    QVERIFY2(rows.failure().what.contains(u"position %1."_s.arg(position)), qPrintable(rows.failure().what));
}

void TestPgSession::parametersMustFitTheStatement()
{
    const auto missing = m_session->executeText(u"select :a::int, :b::int"_s, {{u"a", 1}});
    QVERIFY(!missing);
    QCOMPARE(missing.failure().kind, FailureKind::Internal);
    const auto wrong = m_session->executeText(u"select :a::int"_s, {{u"b", 1}});
    QVERIFY(!wrong);
    QVERIFY(wrong.failure().detail.contains(u"no value for parameter a"));
    QVERIFY(!m_session->executeText(u"select 1"_s, {{u"b", 1}}));
}

void TestPgSession::answersOutliveOtherStatements()
{
    const auto first = m_session->executeText(u"select n, 'row ' || n as name from generate_series(1, 1000) n"_s);
    QVERIFY(first.isOk());
    QVERIFY(m_session->executeText(u"select 1"_s));
    qint64 sum = 0;
    for (const PgRow row : *first)
        sum += row.int64(first->column(u"n"));
    QCOMPARE(sum, 500'500);
    QCOMPARE(first->row(9).text(1), u"row 10"_s);
    QCOMPARE(first->columnName(1), u"name"_s);
    QCOMPARE(first->column(u"absent"), -1);
    const auto inserted = m_session->executeText(u"insert into kept select n from generate_series(1, 5) n"_s);
    QVERIFY(inserted.isOk());
    QCOMPARE(inserted->affected(), 5);
    QCOMPARE(m_session->executeText(u"delete from kept where id = any(:ids)"_s, {{u"ids", QList<qint64>{1, 2, 9}}})
                 ->affected(),
        2);
}

void TestPgSession::frequentStatementsArePrepared()
{
    const auto session = open(m_settings);
    for (int i = 0; i < 5; ++i)
        QVERIFY(session->ping());
    const auto prepared = session->executeText(u"select name from pg_prepared_statements"_s);
    QVERIFY(prepared.isOk());
    QCOMPARE(prepared->size(), 1);
    QCOMPARE(prepared->first().text(0), u"session/ping"_s);
}

void TestPgSession::aPreparedStatementSurvivesAChangedTable()
{
    QVERIFY(m_session->executeScript("create table shape (a int); insert into shape values (1)"));
    const SqlStatement statement = parseSql("select * from shape", "test/shape");
    for (int i = 0; i < 4; ++i)
        QCOMPARE(m_session->execute(statement)->columnCount(), 1);
    QVERIFY(m_session->executeScript("alter table shape add b text"));
    const auto rows = m_session->execute(statement);
    QVERIFY2(rows.isOk(), rows ? "" : qPrintable(rows.failure().detail));
    QCOMPARE(rows->columnCount(), 2);
}

void TestPgSession::statementsGoTogether()
{
    QVERIFY(m_session->executeScript("create table together (n int primary key, note text)"));
    const SqlStatement insert = parseSql("insert into together values (:n::int, :note)", "test/together_insert");
    const SqlStatement count = parseSql("select count(*), max(note) from together", "test/together_count");
    for (int round = 0; round < 4; ++round) { // prepared from the third time on
        const PgCall first{&insert, {{u"n", 2 * round}, {u"note", u"a"_s}}};
        const PgCall second{&insert, {{u"n", 2 * round + 1}, {u"note", u"ä%1"_s.arg(round)}}};
        const auto answers = m_session->executeAll({first, second, {&count, {}}});
        QVERIFY(answers.isOk());
        QCOMPARE(answers->size(), size_t(3));
        QCOMPARE(answers->at(0).affected(), 1);
        QCOMPARE(answers->at(2).first().int64(0), 2 * round + 2);
        QCOMPARE(answers->at(2).first().text(1), u"ä%1"_s.arg(round));
    }
    QVERIFY(m_session->executeAll({})->empty());
    QVERIFY(m_session->ping());
    QVERIFY(!m_session->isInTransaction());
}

void TestPgSession::theFirstThatFailsFailsAllOfThem()
{
    QVERIFY(m_session->executeScript("create table failing (n int primary key)"));
    const SqlStatement insert = parseSql("insert into failing values (:n::int)");
    const auto calls = [&insert](const QList<int> &numbers) {
        std::vector<PgCall> all;
        for (const int number : numbers)
            all.push_back({&insert, {{u"n", number}}});
        return all;
    };
    const auto refused = m_session->executeAll(calls({1, 2, 1, 3}));
    QVERIFY(!refused);
    QCOMPARE(m_session->lastError().state, QByteArray("23505"));
    QCOMPARE(m_session->executeText(u"select count(*) from failing"_s)->first().int64(0), 0);
    const auto unbound = m_session->executeAll({{&insert, {{u"n", 1}}}, {&insert, {}}});
    QVERIFY(!unbound);
    QCOMPARE(unbound.failure().kind, FailureKind::Internal);
    QCOMPARE(m_session->executeText(u"select count(*) from failing"_s)->first().int64(0), 0);
    QVERIFY(m_session->executeAll(calls({1, 2})));
    QCOMPARE(m_session->executeText(u"select count(*) from failing"_s)->first().int64(0), 2);
}

void TestPgSession::aConnectionLostAmongThemIsSaid()
{
    const auto victim = open(m_settings);
    const SqlStatement suicide = parseSql("select pg_terminate_backend(pg_backend_pid())");
    const SqlStatement after = parseSql("select 1");
    const auto lost = victim->executeAll({{&after, {}}, {&suicide, {}}, {&after, {}}, {&after, {}}});
    QVERIFY(!lost);
    QCOMPARE(lost.failure().kind, FailureKind::DatabaseUnreachable);
    QVERIFY(!victim->isOpen());
    const auto again = victim->executeAll({{&after, {}}, {&after, {}}});
    QVERIFY(!again);
    QCOMPARE(again.failure().kind, FailureKind::DatabaseUnreachable);
}

void TestPgSession::streamsRowsWithoutHoldingThem()
{
    qint64 sum = 0;
    const auto visited = m_session->stream(
        parseSql("select n from generate_series(1, :last::int) n"), {{u"last", 10'000}}, [&sum](const PgRow &row) {
            sum += row.int64(0);
            return true;
        });
    QVERIFY(visited.isOk());
    QCOMPARE(*visited, 10'000);
    QCOMPARE(sum, 50'005'000);
    QVERIFY(m_session->ping());
}

void TestPgSession::aStreamMayStopEarly()
{
    const SqlStatement endless = parseSql("select generate_series(1, 2000000000)");
    const auto visited = m_session->stream(endless, {}, [](const PgRow &row) { return row.int64(0) < 3; });
    QVERIFY(visited.isOk());
    QCOMPARE(*visited, 3);
    QVERIFY(m_session->ping());
}

void TestPgSession::aStreamThatBreaksIsAFailure()
{
    const auto visited = m_session->stream(
        parseSql("select 10 / (5 - n) from generate_series(1, 9) n"), {}, [](const PgRow &) { return true; });
    QVERIFY(!visited);
    QCOMPARE(m_session->lastError().state, "22012"_ba);
    QVERIFY(!m_session->stream(parseSql("select from nowhere"), {}, [](const PgRow &) { return true; }));
    QVERIFY(m_session->ping());
}

void TestPgSession::copyIsLeftToNative()
{
    const auto session = open(m_settings);
    const auto copied = session->executeText(u"copy kept from stdin"_s);
    QVERIFY(!copied);
    QCOMPARE(copied.failure().kind, FailureKind::Internal);
}

void TestPgSession::anotherThreadMayCancel()
{
    // Asking before the statement runs does nothing, so ask until it was heard.
    std::jthread canceller([cancel = m_session->canceller()](const std::stop_token &stop) {
        while (!stop.stop_requested()) {
            cancel->cancel();
            QThread::msleep(20);
        }
    });
    const auto slept = m_session->executeText(u"select pg_sleep(30)"_s);
    QVERIFY(!slept);
    QCOMPARE(slept.failure().kind, FailureKind::Stopped);
    QVERIFY(m_session->lastError().isCancelled());
    canceller.request_stop();
    canceller.join();
    QVERIFY(m_session->isOpen());
    m_session = open(m_settings); // a last cancel may still be on its way to the old one
}

void TestPgSession::aLostConnectionIsSaid()
{
    const auto victim = open(m_settings);
    QVERIFY(m_session->executeText(u"select pg_terminate_backend(:pid::int)"_s, {{u"pid", victim->backendPid()}}));
    QTRY_VERIFY(
        m_session
            ->executeText(u"select 1 from pg_stat_activity where pid = :pid::int"_s, {{u"pid", victim->backendPid()}})
            ->isEmpty());
    const auto first = victim->ping();
    QVERIFY(!first);
    QCOMPARE(first.failure().kind, FailureKind::DatabaseUnreachable);
    QVERIFY(first.failure().isTransient());
    QVERIFY(!victim->isOpen());
    const auto second = victim->ping();
    QVERIFY(!second);
    QCOMPARE(second.failure().kind, FailureKind::DatabaseUnreachable);
}

void TestPgSession::aCancellerMayOutliveItsSession()
{
    auto session = open(m_settings);
    const auto canceller = session->canceller();
    session.reset();
    canceller->cancel();
    QVERIFY(m_session->ping());
}

void TestPgSession::speaksOfUnreachableServers_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown name") << u"db.invalid"_s << u"No computer called \"db.invalid\" was found."_s;
    QTest::newRow("no socket") << u"/nonexistent"_s << u"No PostgreSQL answers on this computer, port 1."_s;
    QTest::newRow("closed port") << u"127.0.0.1"_s << u"No PostgreSQL answers on 127.0.0.1, port 1."_s;
}

void TestPgSession::speaksOfUnreachableServers()
{
    QFETCH(QString, host);
    ConnectionSettings settings = m_settings;
    settings.host = host;
    settings.port = 1;
    const auto session = PgSession::open(settings);
    QVERIFY(!session);
    QCOMPARE(session.failure().kind, FailureKind::DatabaseUnreachable);
    QTEST(session.failure().what, "says");
    QVERIFY(!session.failure().remedy.isEmpty());
}

void TestPgSession::aSilentServerTimesOut()
{
    QTcpServer mute;
    QVERIFY(mute.listen(QHostAddress::LocalHost));
    ConnectionSettings settings = m_settings;
    settings.host = u"127.0.0.1"_s;
    settings.port = mute.serverPort();
    settings.connectTimeout = std::chrono::seconds(1);
    const auto session = PgSession::open(settings);
    QVERIFY(!session);
    QCOMPARE(session.failure().kind, FailureKind::DatabaseUnreachable);
    QVERIFY2(session.failure().what.contains(u"did not answer"), qPrintable(session.failure().what));
}

void TestPgSession::serversThatRefuseAreUnderstood()
{
    ConnectionSettings settings = m_settings;
    settings.user = u"password_user"_s;
    settings.password = Secret(u"canary-wrong"_s);
    const auto wrong = PgSession::open(settings);
    QVERIFY(!wrong);
    QCOMPARE(wrong.failure().kind, FailureKind::DatabaseRefused);
    QCOMPARE(wrong.failure().what, u"PostgreSQL on this computer refused the user \"password_user\"."_s);
    QVERIFY(wrong.failure().detail.contains(u"28P01"));
    QVERIFY(!wrong.failure().detail.contains(u"canary"));
    settings.password = Secret();
    QCOMPARE(PgSession::open(settings).failure().kind, FailureKind::DatabaseRefused);
    settings.password = Secret(u"right-password"_s);
    QVERIFY(PgSession::open(settings));

    settings = m_settings;
    settings.database = u"absent"_s;
    const auto absent = PgSession::open(settings);
    QVERIFY(!absent);
    QCOMPARE(absent.failure().kind, FailureKind::DatabaseRefused);
    QCOMPARE(absent.failure().what, u"There is no database \"absent\" on this computer."_s);

    settings = m_settings;
    settings.user = u"password_user"_s;
    settings.password = Secret(u"right-password"_s);
    QVERIFY(m_session->executeText(u"alter role password_user connection limit 0"_s));
    const auto full = PgSession::open(settings);
    QVERIFY(m_session->executeText(u"alter role password_user connection limit -1"_s));
    QVERIFY(!full);
    QCOMPARE(full.failure().kind, FailureKind::DatabaseUnreachable);
    QCOMPARE(full.failure().what, u"The database on this computer accepts no more connections."_s);
    QVERIFY(full.failure().remedy.contains(u"max_connections"));
    QVERIFY(full.failure().detail.contains(u"53300"));
    QVERIFY(PgSession::open(settings));
}

void TestPgSession::sqlStatesBecomeKinds_data()
{
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<FailureKind>("kind");
    const std::pair<const char *, FailureKind> rows[]
        = {{"08006", FailureKind::DatabaseUnreachable}, {"08001", FailureKind::DatabaseUnreachable},
            {"28P01", FailureKind::DatabaseRefused}, {"28000", FailureKind::DatabaseRefused},
            {"3D000", FailureKind::DatabaseRefused}, {"53100", FailureKind::DatabaseFull},
            {"53200", FailureKind::DatabaseError}, {"53300", FailureKind::DatabaseUnreachable},
            {"57P01", FailureKind::DatabaseUnreachable}, {"57P02", FailureKind::DatabaseUnreachable},
            {"57P03", FailureKind::DatabaseUnreachable}, {"25006", FailureKind::DatabaseReadOnly},
            {"42501", FailureKind::DatabaseRefused}, {"40001", FailureKind::DatabaseConflict},
            {"40P01", FailureKind::DatabaseConflict}, {"55P03", FailureKind::DatabaseConflict},
            {"57014", FailureKind::Stopped}, {"42P01", FailureKind::DatabaseForeign},
            {"42703", FailureKind::DatabaseForeign}, {"23505", FailureKind::BadInput}, {"22P05", FailureKind::BadInput},
            {"22021", FailureKind::BadInput}, {"22003", FailureKind::BadInput}, {"XX001", FailureKind::DatabaseError},
            {"0A000", FailureKind::DatabaseError}, {"", FailureKind::DatabaseError}};
    for (const auto &[state, kind] : rows)
        QTest::newRow(state) << QByteArray(state) << kind;
}

void TestPgSession::sqlStatesBecomeKinds()
{
    QFETCH(QByteArray, state);
    SqlError error;
    error.state = state;
    error.message = u"in the server's language"_s;
    const Failure failure = failureFromSqlError(error, {u"db1"_s, u"shop"_s, u"anna"_s, u"area/verb"_s});
    QTEST(failure.kind, "kind");
    QVERIFY(failure.what.endsWith(u'.') && failure.meaning.endsWith(u'.') && failure.remedy.endsWith(u'.'));
    QVERIFY2(failure.what.size() + failure.remedy.size() <= 240, qPrintable(failure.text()));
    QVERIFY(!failure.text().contains(error.message));
    QVERIFY(state.isEmpty() || !failure.text().contains(QString::fromLatin1(state)));
    QVERIFY(failure.detail.contains(error.message));
    QVERIFY(failure.detail.contains(u"area/verb"));
}

void TestPgSession::refusedConnectionsAreTold_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<FailureKind>("kind");
    QTest::addColumn<QString>("says");
    QTest::newRow("untrusted")
        << u"connection to server at \"db1\", port 5432 failed: SSL error: certificate verify failed"_s
        << FailureKind::DatabaseTls
        << u"The certificate of the database server db1 has expired, or nobody this computer trusts vouches for it."_s;
    QTest::newRow("another name")
        << u"server certificate for \"db2\" (and 1 other name) does not match host name \"db1\""_s
        << FailureKind::DatabaseTls << u"The certificate of the database server is not for db1 (it is for db2)."_s;
    QTest::newRow("no root certificate")
        << u"root certificate file \"/x/root.crt\" does not exist"_s << FailureKind::DatabaseTls
        << u"There is no certificate file /x/root.crt to check the database server db1 with."_s;
    QTest::newRow("without TLS") << u"server does not support SSL, but SSL was required"_s << FailureKind::DatabaseTls
                                 << u"The database server db1 does not offer a protected connection."_s;
    QTest::newRow("another fault of TLS") << u"SSL error: tlsv1 alert protocol version"_s << FailureKind::DatabaseTls
                                          << u"db1 and this computer could not agree on a protected connection."_s;
    QTest::newRow("not from here")
        << u"FATAL:  28000: no pg_hba.conf entry for host \"10.0.0.7\", user \"anna\", database \"shop\", no encryption"_s
        << FailureKind::DatabaseRefused
        << u"PostgreSQL on db1 does not let the user \"anna\" connect to \"shop\" from this computer in this way."_s;
    QTest::newRow("in German") << u"failed: SCHWERWIEGEND:  28P01: Passwort-Authentifizierung fehlgeschlagen"_s
                               << FailureKind::DatabaseRefused << u"PostgreSQL on db1 refused the user \"anna\"."_s;
    QTest::newRow("no slot left") << u"failed: FATAL:  53300: remaining connection slots are reserved"_s
                                  << FailureKind::DatabaseUnreachable
                                  << u"The database on db1 accepts no more connections."_s;
    QTest::newRow("recovering") << u"failed: FATAL:  57P03: the database system is in recovery mode"_s
                                << FailureKind::DatabaseUnreachable
                                << u"The database on db1 is starting, stopping or recovering."_s;
    QTest::newRow("starting") << u"failed: FATAL:  57P03: the database system is starting up"_s
                              << FailureKind::DatabaseUnreachable
                              << u"The database on db1 is starting, stopping or recovering."_s;
    QTest::newRow("stopping, in German") << u"failed: SCHWERWIEGEND:  57P03: das Datenbanksystem fährt herunter"_s
                                         << FailureKind::DatabaseUnreachable
                                         << u"The database on db1 is starting, stopping or recovering."_s;
    QTest::newRow("ended by its administrator")
        << u"failed: FATAL:  57P01: terminating connection due to administrator command"_s
        << FailureKind::DatabaseUnreachable << u"The connection to the database on db1 was lost."_s;
    QTest::newRow("no room to let anybody in") << u"failed: FATAL:  XX000: could not write init file"_s
                                               << FailureKind::DatabaseFull << u"The database's disk on db1 is full."_s;
    QTest::newRow("the last address counts")
        << u"failed: FATAL:  28000: no pg_hba.conf entry\nfailed: FATAL:  3D000: database does not exist"_s
        << FailureKind::DatabaseRefused << u"There is no database \"shop\" on db1."_s;
}

void TestPgSession::refusedConnectionsAreTold()
{
    QFETCH(QString, message);
    const Failure failure = failureFromConnectError(message, {u"db1"_s, u"shop"_s, u"anna"_s, u"connecting"_s}, 5432);
    QTEST(failure.kind, "kind");
    QTEST(failure.what, "says");
    QVERIFY(failure.detail.contains(message));
}

void TestPgSession::failuresOfARealServer_data()
{
    QTest::addColumn<QString>("prepare");
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<FailureKind>("kind");
    QTest::newRow("read only") << u"set default_transaction_read_only = on"_s << u"create table x (a int)"_s
                               << "25006"_ba << FailureKind::DatabaseReadOnly;
    QTest::newRow("no right") << u"set role password_user"_s << u"select * from kept"_s << "42501"_ba
                              << FailureKind::DatabaseRefused;
    QTest::newRow("no table") << QString() << u"select * from absent"_s << "42P01"_ba << FailureKind::DatabaseForeign;
    QTest::newRow("no column") << QString() << u"select absent from kept"_s << "42703"_ba
                               << FailureKind::DatabaseForeign;
    QTest::newRow("twice") << u"insert into kept values (77)"_s << u"insert into kept values (77)"_s << "23505"_ba
                           << FailureKind::BadInput;
    QTest::newRow("too large") << QString() << u"select 9223372036854775807::int8 + 1"_s << "22003"_ba
                               << FailureKind::BadInput;
    QTest::newRow("lock timeout") << u"set lock_timeout = 50"_s << u"delete from held"_s << "55P03"_ba
                                  << FailureKind::DatabaseConflict;
    QTest::newRow("statement timeout") << u"set statement_timeout = 50"_s << u"select pg_sleep(30)"_s << "57014"_ba
                                       << FailureKind::Stopped;
    QTest::newRow("nonsense") << QString() << u"selct 1"_s << "42601"_ba << FailureKind::DatabaseError;
}

void TestPgSession::failuresOfARealServer()
{
    QFETCH(QString, prepare);
    QFETCH(QString, statement);
    QFETCH(FailureKind, kind);
    QVERIFY(m_session->executeScript("create table if not exists held (a int)"));
    const auto holder = open(m_settings);
    QVERIFY(holder->executeScript("begin"));
    QVERIFY(holder->executeScript("lock table held"));
    const auto session = open(m_settings);
    QVERIFY(prepare.isEmpty() || session->executeText(prepare));
    const auto rows = session->executeText(statement);
    QVERIFY(!rows);
    QTEST(session->lastError().state, "state");
    QCOMPARE(rows.failure().kind, kind);
}

QTEST_GUILESS_MAIN(TestPgSession)
#include "tst_pgsession.moc"
