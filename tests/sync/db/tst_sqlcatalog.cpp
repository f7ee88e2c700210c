#include "sync/db/pgsession.h"
#include "tests/support/privatepostgres.h"

#include <QTest>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;
using namespace Sync;
using Tests::PrivatePostgres;

/// Every statement in resources/sql, against the schema the migrations build.
class TestSqlCatalog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyStatementCanBePrepared_data();
    void everyStatementCanBePrepared();

private:
    void run(const QByteArray &statement)
    {
        const PgResultPointer result(PQexec(m_session->native(), statement.constData()));
        QVERIFY2(PQresultStatus(result.get()) == PGRES_COMMAND_OK, PQresultErrorMessage(result.get()));
    }

    PrivatePostgres m_postgres;
    std::unique_ptr<PgSession> m_session;
};

void TestSqlCatalog::initTestCase()
{
    m_session = std::move(PgSession::open(m_postgres.createDatabase())).value();
    // Statements may work on temporary tables that an earlier step made, most of which go with their transaction.
    run("BEGIN");
    for (const QString &name : SqlCatalog::names())
        if (sql(name).text.toLower().startsWith("create temp"))
            run(sql(name).text);
    run("SAVEPOINT made");
}

void TestSqlCatalog::everyStatementCanBePrepared_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : SqlCatalog::names())
        QTest::newRow(qPrintable(name)) << name;
}

void TestSqlCatalog::everyStatementCanBePrepared()
{
    QFETCH(QString, name);
    // What begins a transaction is sent as two statements at once; each of them is looked at.
    const QByteArray text = sql(name).text;
    const QByteArrayList statements = name == u"session/begin"_s ? text.split(';') : QByteArrayList{text};
    for (const QByteArray &statement : statements) {
        const PgResultPointer prepared(PQprepare(m_session->native(), "looked_at", statement.constData(), 0, nullptr));
        const QByteArray error = PQresultErrorMessage(prepared.get());
        run("ROLLBACK TO made");
        QVERIFY2(PQresultStatus(prepared.get()) == PGRES_COMMAND_OK, error.constData());
        run("DEALLOCATE looked_at");
    }
}

QTEST_GUILESS_MAIN(TestSqlCatalog)
#include "tst_sqlcatalog.moc"
