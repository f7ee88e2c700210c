#include "sync/db/sqlcatalog.h"
#include "sync/db/sqlstatement.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

class TestSqlStatement final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namedParametersBecomeNumbers_data();
    void namedParametersBecomeNumbers();
    void theCatalogueHoldsWhatItNames();
};

void TestSqlStatement::namedParametersBecomeNumbers_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("parameters");

    QTest::newRow("none") << "select 1"_ba
                          << "select 1"_ba << QByteArrayList();
    QTest::newRow("one") << "where id = :id"_ba
                         << "where id = $1"_ba << QByteArrayList{"id"};
    QTest::newRow("the same twice") << ":a, :b_2, :a"_ba
                                    << "$1, $2, $1"_ba << QByteArrayList{"a", "b_2"};
    QTest::newRow("a cast is none") << ":id::bigint, x::text"_ba
                                    << "$1::bigint, x::text"_ba << QByteArrayList{"id"};
    QTest::newRow("a quoted colon is none") << "':no' \":no\" :yes"_ba
                                            << "':no' \":no\" $1"_ba << QByteArrayList{"yes"};
    QTest::newRow("doubled quotes") << "'it''s :no' :yes"_ba
                                    << "'it''s :no' $1"_ba << QByteArrayList{"yes"};
    QTest::newRow("escape strings") << "E'\\':no' :yes"_ba
                                    << "E'\\':no' $1"_ba << QByteArrayList{"yes"};
    QTest::newRow("dollar quotes") << "$x$ :no $$ $x$ :yes"_ba
                                   << "$x$ :no $$ $x$ $1"_ba << QByteArrayList{"yes"};
    QTest::newRow("plain dollar quotes") << "$$:no$$ :yes"_ba
                                         << "$$:no$$ $1"_ba << QByteArrayList{"yes"};
    QTest::newRow("a slice is none") << "a[1:n] || a[lo:hi]"_ba
                                     << "a[1:n] || a[lo:hi]"_ba << QByteArrayList();
    QTest::newRow("a time is none") << "interval '10:00'"_ba
                                    << "interval '10:00'"_ba << QByteArrayList();
    QTest::newRow("assignment is none") << "f(a := :x)"_ba
                                        << "f(a := $1)"_ba << QByteArrayList{"x"};
    QTest::newRow("line comments go") << "-- it's :no\nselect :x -- end"_ba
                                      << "select $1"_ba << QByteArrayList{"x"};
    QTest::newRow("nested comments go") << "/* a /* :no */ ' */select :x"_ba
                                        << "select $1"_ba << QByteArrayList{"x"};
    QTest::newRow("an unfinished quote ends") << "select 'abc :x"_ba
                                              << "select 'abc :x"_ba << QByteArrayList();
    QTest::newRow("an unfinished comment ends") << "select 1 /* abc"_ba
                                                << "select 1"_ba << QByteArrayList();
}

void TestSqlStatement::namedParametersBecomeNumbers()
{
    QFETCH(QByteArray, sql);
    const SqlStatement statement = parseSql(sql);
    QTEST(statement.text, "text");
    QTEST(QByteArrayList(statement.parameters), "parameters");
}

void TestSqlStatement::theCatalogueHoldsWhatItNames()
{
    QVERIFY(SqlCatalog::names().contains(u"session/ping"_s));
    for (const QString &name : SqlCatalog::names())
        QVERIFY2(!sql(name).text.isEmpty(), qPrintable(name));
    QCOMPARE(&sql(u"session/ping"), &sql(u"session/ping"));
    QCOMPARE(sql(u"session/ping").text, QByteArray("select 1"));
}

QTEST_GUILESS_MAIN(TestSqlStatement)
#include "tst_sqlstatement.moc"
