#include "sync/api/catalogue.h"
#include "sync/jobs/push/variantorder.h"
#include "tests/support/demoproduct.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::DemoProduct;
using TestSupport::DemoShop;

#define VERIFY_OK(result)                                                                                              \
    QVERIFY2(result, (result) ? "" : qUtf8Printable((result).failure().text() + u' ' + (result).failure().detail))

namespace {

FieldMap place(int number)
{
    return {{Field::position.toString(), QString::number(number)}};
}

QList<VariantContent> variants(int count)
{
    QList<VariantContent> all;
    for (int i = 1; i <= count; ++i)
        all += VariantContent{.id = ShopifyId{i}, .fields = place(i)};
    return all;
}

ContentPatch wanted(const QMap<qint64, int> &places)
{
    ContentPatch patch;
    for (auto one = places.cbegin(); one != places.cend(); ++one)
        patch.variants.insert(one.key(), place(*one));
    return patch;
}

/// What Shopify makes of the calls, one variant after the other.
QList<qint64> moved(QList<qint64> order, const QList<Step> &steps)
{
    for (const Step &step : steps) {
        const QMap<qint64, int> places = placesIn(step.after);
        for (const qint64 id : orderBy(places))
            order.move(order.indexOf(id), places.value(id) - 1);
    }
    return order;
}

} // namespace

/// The order of variants: the calls, and how it is sent to the demo shop over HTTP and taken back.
class TestVariantOrder final : public QObject
{
    Q_OBJECT

    DemoShop m_shop{{.products = 40, .locations = 1, .restoreRate = 2000}};
    std::unique_ptr<Tests::PrivatePostgres> m_server;
    std::unique_ptr<DemoProduct> m_product;

    QString inShop()
    {
        QStringList titles;
        const QJsonObject data = m_product->inShop(u"variants(first: 10) { nodes { title } }"_s);
        for (const QJsonValue &variant : data[u"variants"][u"nodes"].toArray())
            titles += variant[u"title"].toString();
        return titles.join(u' ');
    }
    QString here()
    {
        return m_product->desk().value(
            u"SELECT string_agg(title || position, ' ' ORDER BY position, id) FROM product_variants"_s);
    }
    void reorder(const QStringList &titles)
    {
        for (qsizetype i = 0; i < titles.size(); ++i)
            m_product->desk().sql(
                u"UPDATE product_variants SET position = %1 WHERE title = '%2'"_s.arg(i + 1).arg(titles.at(i)));
    }
    void reorderThere(const QString &title, int to)
    {
        const QJsonObject data = m_product->inShop(u"variants(first: 10) { nodes { id title } }"_s);
        for (const QJsonValue &variant : data[u"variants"][u"nodes"].toArray())
            if (variant[u"title"].toString() == title)
                m_product->graphql(
                    u"mutation { productVariantsBulkReorder(productId: \"%1\", positions: [{id: \"%2\", position: %3}]) { userErrors { message } } }"_s
                        .arg(m_product->gid(), variant[u"id"].toString())
                        .arg(to));
    }
    BatchId sent()
    {
        if (m_product->desk().stageAndApprove() != 1)
            return {};
        const auto report = m_product->desk().push();
        return report && report->status == BatchStatus::Completed ? report->batch : BatchId{};
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
        m_server = std::make_unique<Tests::PrivatePostgres>();
    }

    void init()
    {
        m_product = std::make_unique<DemoProduct>(*m_server, m_shop,
            u"productOptions: [{name: \"Size\", values: [{name: \"S\"}, {name: \"M\"}, {name: \"L\"}, {name: \"XL\"}]}], variants: [{optionValues: [{optionName: \"Size\", name: \"S\"}], price: \"1.00\"}, {optionValues: [{optionName: \"Size\", name: \"M\"}], price: \"2.00\"}, {optionValues: [{optionName: \"Size\", name: \"L\"}], price: \"3.00\"}, {optionValues: [{optionName: \"Size\", name: \"XL\"}], price: \"4.00\"}]"_s);
        m_product->desk().stagesPlaces = true;
        QCOMPARE(inShop(), u"S M L XL"_s);
        QCOMPARE(here(), u"S1 M2 L3 XL4"_s);
    }

    void stepsMoveWhatIsNamed_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QList<qint64>>("removed");
        QTest::addColumn<QList<qint64>>("order");
        QTest::newRow("last to the front") << 4 << QList<qint64>{} << QList<qint64>{4, 1, 2, 3};
        QTest::newRow("first to the end") << 4 << QList<qint64>{} << QList<qint64>{2, 3, 4, 1};
        QTest::newRow("two swapped") << 4 << QList<qint64>{} << QList<qint64>{1, 3, 2, 4};
        QTest::newRow("turned round") << 5 << QList<qint64>{} << QList<qint64>{5, 4, 3, 2, 1};
        QTest::newRow("while one goes") << 5 << QList<qint64>{2} << QList<qint64>{5, 4, 3, 1};
        QTest::newRow("while the first goes") << 4 << QList<qint64>{1} << QList<qint64>{4, 3, 2};
        QList<qint64> many;
        for (qint64 id = 600; id > 0; --id)
            many += id;
        QTest::newRow("more than a call takes") << 600 << QList<qint64>{} << many;
    }
    void stepsMoveWhatIsNamed()
    {
        QFETCH(int, count);
        QFETCH(QList<qint64>, removed);
        QFETCH(QList<qint64>, order);
        QList<int> slots;
        QList<qint64> start;
        for (int i = 1; i <= count; ++i)
            if (!removed.contains(i)) {
                slots += i;
                start += i;
            }
        QMap<qint64, int> places;
        for (qsizetype i = 0; i < order.size(); ++i)
            if (start.at(i) != order.at(i))
                places.insert(order.at(i), slots.at(i));
        const QList<Step> steps
            = stepsReordering(variants(count), QSet<qint64>(removed.cbegin(), removed.cend()), wanted(places));
        QCOMPARE(moved(start, steps), order);
        for (const Step &step : steps) {
            QVERIFY(step.after.variants.size() <= 250);
            QCOMPARE(step.after.variants.keys(), step.before.variants.keys());
        }
    }

    void nothingToMoveIsNoCall()
    {
        QVERIFY(stepsReordering(variants(3), {}, {}).isEmpty());
        QVERIFY(stepsReordering(variants(3), {}, wanted({{1, 1}, {2, 2}})).isEmpty());
    }

    void isSentAndTakenBack()
    {
        auto &desk = m_product->desk();
        const auto before = desk.snapshot();
        reorder({u"XL"_s, u"S"_s, u"M"_s, u"L"_s});
        const BatchId batch = sent();
        QVERIFY(batch.isValid());
        QCOMPARE(inShop(), u"XL S M L"_s);
        QCOMPARE(here(), u"XL1 S2 M3 L4"_s);
        QCOMPARE(desk.value(u"SELECT string_agg(kind, ' ') FROM sync_operations"_s), u"variants_reorder"_s);
        QCOMPARE(
            desk.value(
                u"SELECT string_agg(b.position || ' ' || m.position, ',' ORDER BY b.position) FROM base_variants b "
                "JOIN shopify_variants m USING (id)"_s),
            u"1 1,2 2,3 3,4 4"_s);
        QCOMPARE(desk.value(u"SELECT concat_ws(' ', shopify_sync_status, locally_edited::text) FROM products"_s),
            u"synced false"_s);
        QCOMPARE(desk.stageAndApprove(), 0);
        const auto back = desk.rollBack({.batch = batch});
        VERIFY_OK(back);
        QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
        QCOMPARE(inShop(), u"S M L XL"_s);
        QCOMPARE(before.differences(desk.snapshot()), QStringList());
    }

    void goesWithAVariantThatIsRemoved()
    {
        auto &desk = m_product->desk();
        desk.sql(u"DELETE FROM product_variants WHERE title = 'S'"_s);
        reorder({u"XL"_s, u"L"_s, u"M"_s});
        // As the comparison tells it: those that stay change places among themselves.
        desk.sql(u"UPDATE product_variants SET position = position + 1"_s);
        const BatchId batch = sent();
        QVERIFY(batch.isValid());
        QCOMPARE(inShop(), u"XL L M"_s);
        QCOMPARE(here(), u"XL1 L2 M3"_s);
        VERIFY_OK(desk.rollBack({.batch = batch}));
        QCOMPARE(inShop(), u"M L XL S"_s);
    }

    void overwritesNobodysOrder()
    {
        auto &desk = m_product->desk();
        reorder({u"XL"_s, u"S"_s, u"M"_s, u"L"_s});
        QCOMPARE(desk.stageAndApprove(), 1);
        reorderThere(u"M"_s, 1);
        const auto report = desk.push();
        VERIFY_OK(report);
        QCOMPARE(report->conflicts, 1);
        QCOMPARE(inShop(), u"M S L XL"_s);
        QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations"_s), u"0"_s);
    }

    void aLostAnswerIsReadBack_data()
    {
        QTest::addColumn<QString>("action");
        for (const QString &action : {u"dropAfter"_s, u"dropBefore"_s, u"internalError"_s})
            QTest::addRow("%s", qPrintable(action)) << action;
    }
    void aLostAnswerIsReadBack()
    {
        QFETCH(QString, action);
        auto &desk = m_product->desk();
        reorder({u"M"_s, u"S"_s, u"L"_s, u"XL"_s});
        QCOMPARE(desk.stageAndApprove(), 1);
        const QJsonObject rule{{u"action"_s, action}, {u"match"_s, u"productVariantsBulkReorder"_s}, {u"nth"_s, 1}};
        m_shop.faults({rule});
        const auto report = desk.push();
        m_shop.faults({});
        VERIFY_OK(report);
        QCOMPARE(report->succeeded, 1);
        QCOMPARE(inShop(), u"M S L XL"_s);
        QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE state <> 'confirmed'"_s), u"0"_s);
    }

    void anotherOrderSinceIsLeftAlone()
    {
        auto &desk = m_product->desk();
        reorder({u"XL"_s, u"S"_s, u"M"_s, u"L"_s});
        const BatchId batch = sent();
        QVERIFY(batch.isValid());
        reorderThere(u"L"_s, 1);
        const auto plan = desk.planRollback({.batch = batch});
        VERIFY_OK(plan);
        QCOMPARE(plan->willRestore, 0);
        QCOMPARE(plan->changedSince, 2);
        VERIFY_OK(desk.rollBack({.batch = batch, .restoreConflicts = true}));
        QCOMPARE(inShop(), u"S M L XL"_s);
    }

    void whatIsBackThereFollowsHere()
    {
        auto &desk = m_product->desk();
        reorder({u"XL"_s, u"S"_s, u"M"_s, u"L"_s});
        const BatchId batch = sent();
        QVERIFY(batch.isValid());
        reorderThere(u"XL"_s, 4);
        VERIFY_OK(desk.rollBack({.batch = batch}));
        QCOMPARE(inShop(), u"S M L XL"_s);
        QCOMPARE(here(), u"S1 M2 L3 XL4"_s);
        QCOMPARE(desk.value(u"SELECT locally_edited FROM products"_s), u"f"_s);
    }
};

QTEST_GUILESS_MAIN(TestVariantOrder)
#include "tst_variantorder.moc"
