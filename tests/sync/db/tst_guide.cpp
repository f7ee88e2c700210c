#include "sync/db/pgsession.h"
#include "tests/support/privatepostgres.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;

/// The statements of the troubleshooting guide, word for word, on the schema the migrations build.
class TestGuide final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyStatementRunsUnchanged_data();
    void everyStatementRunsUnchanged();
    void theyDoWhatTheGuideSays();

private:
    QString path(const QString &name) const { return QString::fromUtf8(FIXTURES) + u'/' + name; }
    PgRows run(const QString &name);
    void seed(PgSession &session);

    PrivatePostgres m_postgres;
    ConnectionSettings m_settings;
    std::unique_ptr<PgSession> m_session;
};

void TestGuide::initTestCase()
{
    m_settings = m_postgres.createDatabase();
    m_session = std::move(PgSession::open(m_settings)).value();
    seed(*m_session);
}

void TestGuide::seed(PgSession &session)
{
    const auto seeded = session.executeScript(
        "insert into products (sku, name, category_id, shopify_product_id, shopify_sync_status, shopify_synced_at) "
        "values"
        " ('A-1', 'old pen', null, 1, 'error', now()), ('A-1', 'new pen', null, null, null, null),"
        " ('A-2', 'ruler', (select id from categories where name = 'Uncategorized'), 2, 'synced', now());"
        "insert into sync_history (product_id, action, status) select id, 'update', 'error' from products where name = "
        "'ruler'");
    QVERIFY2(seeded.isOk(), seeded ? "" : qPrintable(seeded.failure().detail));
}

void TestGuide::everyStatementRunsUnchanged_data()
{
    QTest::addColumn<QString>("name");
    const QStringList names = QDir(path({})).entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    QVERIFY(names.size() >= 20);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void TestGuide::everyStatementRunsUnchanged()
{
    QFETCH(QString, name);
    int exitCode = -1;
    const QString output = m_postgres.psql(m_settings, {u"-f"_s, path(name)}, &exitCode);
    QVERIFY2(exitCode == 0, qPrintable(output));
    QVERIFY2(!output.isEmpty(), qPrintable(name));
}

PgRows TestGuide::run(const QString &name)
{
    QFile file(path(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(name));
    auto rows = m_session->executeText(QString::fromUtf8(file.readAll()));
    if (!rows)
        qFatal("%s", qPrintable(rows.failure().detail));
    return std::move(rows).value();
}

void TestGuide::theyDoWhatTheGuideSays()
{
    m_session = std::move(PgSession::open(m_postgres.createDatabase())).value();
    seed(*m_session);

    const PgRows counts = run(u"database-queries-01.sql"_s);
    QCOMPARE(counts.first().int64(counts.column(u"total")), 3);
    QCOMPARE(counts.first().int64(counts.column(u"synced")), 2);
    QCOMPARE(counts.first().int64(counts.column(u"not_synced")), 1);
    QCOMPARE(run(u"database-queries-03.sql"_s).size(), 1);
    QCOMPARE(run(u"database-queries-04.sql"_s).first().int64(0), 0);
    QCOMPARE(run(u"issue-3-01.sql"_s).size(), 2);
    QCOMPARE(run(u"issue-3-02.sql"_s).size(), 2); // no mirror yet
    QCOMPARE(run(u"issue-3-03.sql"_s).affected(), 1);
    QVERIFY(run(u"database-issues-04.sql"_s).size() >= 3);
    QCOMPARE(run(u"database-issues-05.sql"_s).first().text(0), u"A-1"_s);
    QCOMPARE(run(u"database-issues-06.sql"_s).affected(), 1);
    QVERIFY(run(u"database-issues-05.sql"_s).isEmpty());
    QCOMPARE(m_session->executeText(u"select name from products where sku = 'A-1'"_s)->first().text(0), u"new pen"_s);
    QCOMPARE(run(u"database-issues-07.sql"_s).affected(), 0);
    QCOMPARE(run(u"database-issues-08.sql"_s).affected(), 1);
    QCOMPARE(run(u"reset-sequences-01.sql"_s).first().int64(0), 3);
}

QTEST_GUILESS_MAIN(TestGuide)
#include "tst_guide.moc"
