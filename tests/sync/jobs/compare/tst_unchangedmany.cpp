#include "tests/sync/jobs/support/catalogueworld.h"

#include "sync/db/pgtransaction.h"
#include "sync/jobs/common/batchledger.h"
#include "sync/jobs/compare/comparison.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace Tests;

namespace {

constexpr int products = 100'000;

/// All three sides, made by the database itself. They say the same in other words: tags in another order and case. The
/// base has no hash, as after a change of how hashes are made, and the whole catalogue was saved again.
const QString everything = uR"(
    BEGIN;
    SET LOCAL syncdesk.applying = 'on';
    INSERT INTO shopify_products (id, line_hash, content_hash, title, handle, description_html, vendor, product_type, status,
            tags, seo_title, seo_description, option_names, created_at, updated_at, variant_count)
        SELECT n, n, md5('product ' || n)::uuid, 'Product ' || n, 'product-' || n, '<p>No. ' || n || ' "x" &amp; שלום</p>',
               'Vendor ' || n % 50, 'Type', 'active', ARRAY['RED', 'Ink ' || n % 7, ' office'], '', 'About ' || n,
               ARRAY['Size'], now(), now(), 1 + n % 3
        FROM generate_series(1, %1) n;
    INSERT INTO shopify_variants (id, product_id, line_hash, content_hash, inventory_item_id, position, title, sku, barcode,
            price, compare_at_price, cost, inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, option1)
        SELECT n * 10 + v, n, n * 10 + v, md5('variant ' || n || ' ' || v)::uuid, n * 10 + v, v + 1, 'Size ' || v,
               'SKU-' || n || '-' || v, CASE WHEN n % 5 > 0 THEN 'B' || n END, n % 100 + 0.5,
               CASE WHEN n % 4 = 0 THEN n % 100 + 9 END, CASE WHEN n % 2 = 0 THEN 0.25 END, n % 9, 'deny', true, n % 3 > 0,
               0.5, 'kg', 'Size ' || v
        FROM generate_series(1, %1) n, generate_series(0, n % 3) v;
    INSERT INTO shopify_facets (line_hash, product_id, variant_id, field, value)
        SELECT n, n, 0, 'metafield:custom.colour:single_line_text_field', 'colour ' || n % 20 FROM generate_series(1, %1) n
        UNION ALL
        SELECT -n, 0, n * 10, 'metafield:custom.pages:number_integer', n::text FROM generate_series(1, %1, 3) n;

    INSERT INTO base_products (id, content_hash, title, handle, description_html, vendor, product_type, status, tags,
            seo_title, seo_description, option_names)
        SELECT id, '00000000-0000-0000-0000-000000000000', title, handle, description_html, vendor, product_type, status,
               ARRAY['office', 'ink ' || id % 7, 'red'], seo_title, seo_description, option_names
        FROM shopify_products;
    INSERT INTO base_variants (id, product_id, content_hash, inventory_item_id, position, title, sku, barcode, price,
            compare_at_price, cost, inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, option1)
        SELECT id, product_id, '00000000-0000-0000-0000-000000000000', inventory_item_id, position, title, sku, barcode,
               price::numeric(12, 2), compare_at_price, cost, inventory_quantity, inventory_policy, tracked, taxable, weight,
               weight_unit, option1
        FROM shopify_variants;
    INSERT INTO base_facets (product_id, variant_id, field, value)
        SELECT coalesce(v.product_id, f.product_id), f.variant_id, f.field, f.value
        FROM shopify_facets f LEFT JOIN shopify_variants v ON v.id = f.variant_id;

    INSERT INTO products (name, shopify_product_id, shopify_sync_status, handle, description_html, vendor, product_type,
            status, tags, seo_title, seo_description, option_names, locally_edited)
        SELECT title, id, 'modified', handle, description_html, vendor, product_type, status, tags, seo_title,
               seo_description, option_names, true
        FROM base_products;
    INSERT INTO product_variants (product_id, shopify_variant_id, inventory_item_id, position, title, sku, barcode, price,
            compare_at_price, cost, inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, option1)
        SELECT p.id, b.id, b.inventory_item_id, b.position, b.title, b.sku, b.barcode, b.price, b.compare_at_price, b.cost,
               b.inventory_quantity, b.inventory_policy, b.tracked, b.taxable, b.weight, b.weight_unit, b.option1
        FROM base_variants b JOIN products p ON p.shopify_product_id = b.product_id;
    INSERT INTO product_facets (product_id, variant_id, field, value)
        SELECT p.id, v.id, b.field, b.value
        FROM base_facets b
        JOIN products p ON p.shopify_product_id = b.product_id
        LEFT JOIN product_variants v ON v.shopify_variant_id = b.variant_id;
    INSERT INTO mirror_state (complete, query_fingerprint) VALUES (true, 'f1');
    COMMIT;
    ANALYZE;
)"_s;

} // namespace

/// Unchanged stages nothing, of as many products as a large shop has: whole, set-wise, and whichever way it is asked.
class TestUnchangedMany final : public QObject
{
    Q_OBJECT

    PrivatePostgres m_postgres;
    std::unique_ptr<CatalogueWorld> m_world;

    /// As after a pull that has filled the mirror afresh.
    StagedCounts compareEverything()
    {
        const auto ledger = BatchLedger::open(m_world->session(), BatchKind::Pull, {}, m_world->who());
        if (!ledger)
            qFatal("%s", qUtf8Printable(ledger.failure().detail));
        Comparison comparison(m_world->session(), ledger->id(), {});
        const auto staged = PgTransaction::run(m_world->session(), [&](PgSession &) -> Result<StagedCounts> {
            if (auto begun = comparison.begin(); !begun)
                return begun.failure();
            if (auto scoped = comparison.addScope(CompareScope::Everything); !scoped)
                return scoped.failure();
            if (auto pulled = comparison.stagePull(CompareScope::Everything); !pulled)
                return pulled.failure();
            if (auto pushed = comparison.stagePush(); !pushed)
                return pushed.failure();
            if (auto refreshed = comparison.refreshStatus(); !refreshed)
                return refreshed.failure();
            return comparison.staged();
        });
        if (!staged)
            qFatal("%s (%s)", qUtf8Printable(staged.failure().text()), qUtf8Printable(staged.failure().detail));
        return *staged;
    }
    qint64 toSend()
    {
        const auto waiting = stageLocalEdits(m_world->session(), m_world->who());
        if (!waiting)
            qFatal("%s (%s)", qUtf8Printable(waiting.failure().text()), qUtf8Printable(waiting.failure().detail));
        return *waiting;
    }
    qint64 changes() { return m_world->number(u"SELECT count(*) FROM staged_product_changes"_s); }

private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<CatalogueWorld>(m_postgres);
        const auto filled = m_world->session().executeScript(everything.arg(products).toUtf8());
        QVERIFY2(filled, filled ? "" : qUtf8Printable(filled.failure().text() + filled.failure().detail));
        QCOMPARE(m_world->number(u"SELECT count(*) FROM products"_s), products);
        QCOMPARE(m_world->number(u"SELECT count(*) FROM product_variants"_s),
            m_world->number(u"SELECT sum(variant_count) FROM shopify_products"_s));
    }

    /// No hash agrees, so every field of every product is looked at; and then the hashes are known.
    void fieldByField()
    {
        QCOMPARE(compareEverything(), (StagedCounts{0, 0}));
        QCOMPARE(changes(), 0);
        QCOMPARE(
            m_world->number(
                u"SELECT (SELECT count(*) FROM base_products b JOIN shopify_products m USING (id) WHERE b.content_hash <> m.content_hash) + (SELECT count(*) FROM base_variants b JOIN shopify_variants m USING (id) WHERE b.content_hash <> m.content_hash)"_s),
            0);
    }

    void byHashesAlone()
    {
        QCOMPARE(compareEverything(), (StagedCounts{0, 0}));
        QCOMPARE(changes(), 0);
    }

    /// Every product is said to be edited, and none is.
    void asEditsToSend()
    {
        QCOMPARE(toSend(), 0);
        QCOMPARE(changes(), 0);
        QCOMPARE(
            m_world->number(u"SELECT count(*) FROM products WHERE shopify_sync_status <> 'synced' OR locally_edited"_s),
            0);
    }

    /// The one among them that did change is found.
    void whatChangedIsFound()
    {
        m_world->execute(
            u"UPDATE shopify_products SET title = 'Elsewhere', content_hash = gen_random_uuid() WHERE id = %1"_s.arg(
                products / 2));
        m_world->execute(
            u"UPDATE product_variants SET price = price + 1 WHERE shopify_variant_id = %1"_s.arg(products / 3 * 10));
        QCOMPARE(compareEverything(), (StagedCounts{1, 0}));
        QCOMPARE(toSend(), 1);
        QCOMPARE(m_world->stagedFields(u"f.field"_s, u"pending"_s).count(u','), 1);
    }
};

QTEST_GUILESS_MAIN(TestUnchangedMany)
#include "tst_unchangedmany.moc"
