#include "sync/reader/composedquery.h"
#include "sync/reader/sqlfragments.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

class TestComposedQuery final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesFragmentsApart();
    void patternsFindTextLiterally_data();
    void patternsFindTextLiterally();
    void typedTextIsNeverPartOfTheStatement();
    void putsTheOrderInBothKeys();
    void anEmptyQueryHasNoFilter();
};

void TestComposedQuery::takesFragmentsApart()
{
    const SqlFragments fragments = SqlFragments::parse("-- about\n-- [one]\nSELECT 1\n\n-- why\n-- [two]\nA\nB\n");
    QCOMPARE(fragments["one"], QByteArray("SELECT 1\n"));
    QCOMPARE(fragments["two"], QByteArray("A\nB\n"));
    QCOMPARE(fragments.names().size(), 2);
}

void TestComposedQuery::patternsFindTextLiterally_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("pattern");
    QTest::newRow("plain") << u"pen"_s << u"%pen%"_s;
    QTest::newRow("spaces around") << u"  pen "_s << u"%pen%"_s;
    QTest::newRow("percent") << u"100%"_s << u"%100\\%%"_s;
    QTest::newRow("underscore") << u"a_b"_s << u"%a\\_b%"_s;
    QTest::newRow("backslash") << u"a\\b"_s << u"%a\\\\b%"_s;
    QTest::newRow("quote") << u"O'Neill"_s << u"%O'Neill%"_s;
    QTest::newRow("nul") << u"a"_s + QChar(0) + u"b"_s << u"%ab%"_s;
}

void TestComposedQuery::patternsFindTextLiterally()
{
    QFETCH(QString, text);
    QTEST(containsPattern(text), "pattern");
}

void TestComposedQuery::typedTextIsNeverPartOfTheStatement()
{
    ProductQuery query;
    query.text = u"'; DROP TABLE products; --"_s;
    query.vendor = query.text;
    query.productType = query.text;
    const ComposedQuery composed = composeProductQuery(query);
    const QByteArray statement = composed.statement(SqlFragments::file(u"reader/product_query")["order"]);
    QVERIFY(!statement.contains("DROP"));
    QVERIFY(!statement.contains('{'));
    QCOMPARE(composed.values[u"vendor"_s].toString(), query.text);
}

void TestComposedQuery::putsTheOrderInBothKeys()
{
    ProductQuery query;
    query.sort = ProductSort::Vendor;
    query.order = Qt::DescendingOrder;
    QCOMPARE(composeProductQuery(query).sort.trimmed(), QByteArray("p.vendor DESC, p.id DESC"));
}

void TestComposedQuery::anEmptyQueryHasNoFilter()
{
    QVERIFY(composeProductQuery({}).filters.isEmpty());
    QVERIFY(composeProductQuery({}).values.isEmpty());
    QVERIFY(composeStagedQuery({}).filters.isEmpty());
}

QTEST_GUILESS_MAIN(TestComposedQuery)
#include "tst_composedquery.moc"
