#include "tests/sync/jobs/support/catalogueworld.h"

#include "sync/jobs/compare/comparison.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace Tests;

namespace {

/// As many as a database handles in seconds also in a developer build; SYNCDESK_PRODUCTS asks for another number.
/// tst_unchangedmany compares 100,000, and bench_pull pulls them.
qint64 productCount()
{
    const qint64 asked = qEnvironmentVariableIntValue("SYNCDESK_PRODUCTS");
    return asked > 0 ? asked : 5'000;
}

ModelShop shopOf(qint64 products)
{
    ModelShop shop;
    for (qint64 id = 1; id <= products; ++id) {
        ModelProduct &product = shop[id];
        product.title = u"Product %1"_s.arg(id);
        product.description = u"<p>No. %1 \"x\" &amp; שלום</p>"_s.arg(id);
        product.tags = {u"office"_s, u"Ink %1"_s.arg(id % 7), u"été"_s};
        for (qint64 variant = 0; variant < 1 + id % 3; ++variant)
            product.variants[id * 10 + variant] = {u"Size %1"_s.arg(variant), u"SKU-%1-%2"_s.arg(id).arg(variant),
                u"%1.50"_s.arg(id % 100), {}, int(id % 9)};
    }
    return shop;
}

} // namespace

/// A big shop in which nothing is different by meaning: nothing may be staged, whichever way it is told.
class TestUnchanged final : public QObject
{
    Q_OBJECT

    PrivatePostgres m_postgres;
    std::unique_ptr<CatalogueWorld> m_world;
    ModelShop m_shop;

    void pullsNothing(const ModelShop &shop, const QString &fingerprint)
    {
        const auto outcome = m_world->pull(shop, fingerprint);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.failure().text() + outcome.failure().detail));
        QCOMPARE(outcome->staged, (StagedCounts{0, 0}));
        const auto edits = stageLocalEdits(m_world->session(), m_world->who());
        QVERIFY(edits);
        QCOMPARE(*edits, 0);
        QCOMPARE(m_world->number(u"SELECT count(*) FROM staged_product_changes WHERE status <> 'applied'"_s), 0);
        QCOMPARE(
            m_world->number(u"SELECT count(*) FROM products WHERE shopify_sync_status <> 'synced' OR locally_edited"_s),
            0);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_shop = shopOf(productCount());
        m_world = std::make_unique<CatalogueWorld>(m_postgres);
        const auto first = m_world->pull(m_shop);
        QVERIFY(first);
        QCOMPARE(first->staged.staged, m_shop.size());
        m_world->approveAll();
        QCOMPARE(m_world->applyAll(1'000).first.applied, m_shop.size());
    }

    void toldAgain()
    {
        const auto again = m_world->pull(m_shop);
        QVERIFY(again);
        QCOMPARE(again->mirrorRowsWritten, 0);
        pullsNothing(m_shop, u"f1"_s);
    }

    /// Another version of the API: every line is read and every product compared.
    void toldByAnotherQuery() { pullsNothing(m_shop, u"f2"_s); }

    void toldInOtherWords()
    {
        ModelShop other = m_shop;
        for (ModelProduct &product : other) {
            product.tags = {product.tags[2].toUpper(), u" OFFICE "_s, product.tags[1]};
            for (ModelVariant &variant : product.variants)
                variant.price.chop(1);
        }
        pullsNothing(other, u"f2"_s);
        // And the base has not moved from what both sides agreed on by meaning.
        pullsNothing(m_shop, u"f3"_s);
    }

    /// The catalogue saved again as it is, by whoever: triggers see no edit.
    void savedAgain()
    {
        m_world->execute(u"UPDATE products SET name = name, tags = tags, updated_at = now()"_s);
        pullsNothing(m_shop, u"f3"_s);
    }
};

QTEST_GUILESS_MAIN(TestUnchanged)
#include "tst_unchanged.moc"
