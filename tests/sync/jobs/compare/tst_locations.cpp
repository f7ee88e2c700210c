#include "tests/sync/jobs/support/catalogueworld.h"

#include "sync/db/pgtransaction.h"
#include "sync/jobs/apply/restoreimages.h"
#include "sync/jobs/compare/comparison.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace Tests;

namespace {

const QString vienna = u"stock:701"_s;
const QString graz = u"stock:702"_s;
const QList<StockLocation> both{{ShopifyId{701}, u"Shop Vienna"_s}, {ShopifyId{702}, u"Shop Graz"_s}};
const QList<StockLocation> one{{ShopifyId{701}, u"Shop Vienna"_s}};

ModelVariant stocked(const QString &title, const QMap<QString, QString> &stock)
{
    ModelVariant variant;
    variant.title = title;
    variant.metafields = stock;
    variant.quantity = 0;
    for (const QString &quantity : stock)
        variant.quantity += quantity.toInt();
    return variant;
}

ModelShop shopAtTwoPlaces()
{
    ModelShop shop;
    shop[1] = {u"Pen"_s, u"Acme"_s, {}, {},
        {{11, stocked(u"Blue"_s, {{vienna, u"5"_s}, {graz, u"3"_s}})}, {12, stocked(u"Red"_s, {{vienna, u"7"_s}})}}};
    shop[2] = {u"Paper"_s, u"Mill"_s, {}, {}, {{21, stocked(u"A4"_s, {{graz, u"-2"_s}})}}};
    return shop;
}

/// The same shop as one that has a single location tells it.
ModelShop inOnePlace(ModelShop shop)
{
    for (ModelProduct &product : shop)
        for (ModelVariant &variant : product.variants)
            variant.metafields.clear();
    return shop;
}

} // namespace

/// Stock at several locations through pull, comparison, decision, apply and restore.
class TestCompareLocations final : public QObject
{
    Q_OBJECT

    PrivatePostgres m_postgres;
    std::unique_ptr<CatalogueWorld> m_world;
    ModelShop m_shop;

    QString fields(const QString &status = u"pending"_s) { return m_world->stagedFields(u"f.field"_s, status); }
    QString status(qint64 product)
    {
        return m_world->text(
            u"SELECT concat_ws(' ', shopify_sync_status, locally_edited::text, total_inventory) FROM products WHERE shopify_product_id = %1"_s
                .arg(product));
    }
    void edit(const QString &field, const QString &value, qint64 variant = 11)
    {
        m_world->execute(
            u"INSERT INTO product_facets (product_id, variant_id, field, value) SELECT product_id, id, '%1', '%2' FROM product_variants WHERE shopify_variant_id = %3 ON CONFLICT (product_id, coalesce(variant_id, 0), field) DO UPDATE SET value = excluded.value"_s
                .arg(field, value)
                .arg(variant));
    }
    /// Somebody at the shop sells, counts, or moves goods.
    void atShop(qint64 product, qint64 variant, const QMap<QString, QString> &stock)
    {
        ModelVariant &there = m_shop[product].variants[variant];
        there = stocked(there.title, stock);
    }
    void pull(const QString &fingerprint = u"f1"_s)
    {
        const auto outcome = m_world->pull(m_shop, fingerprint);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.failure().text() + outcome.failure().detail));
    }
    void stageEdits()
    {
        const auto staged = stageLocalEdits(m_world->session(), m_world->who());
        QVERIFY2(staged, staged ? "" : qPrintable(staged.failure().text() + staged.failure().detail));
    }
    void acceptAll(qint64 changes = 1)
    {
        m_world->approveAll();
        QCOMPARE(m_world->applyAll().first, (ChunkOutcome{changes, 0, 0}));
    }
    void verifyAllAgree()
    {
        QCOMPARE(m_world->mirror(), m_shop);
        QCOMPARE(m_world->catalogue(), m_shop);
        QCOMPARE(m_world->base(), m_shop);
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<CatalogueWorld>(m_postgres);
        m_world->locations = both;
        m_shop = shopAtTwoPlaces();
        pull();
        acceptAll(2);
        verifyAllAgree();
        QCOMPARE(status(1), u"synced false 15"_s);
    }

    void nothingChangedWritesAndStagesNothing()
    {
        const auto outcome = m_world->pull(m_shop);
        QVERIFY(outcome);
        QCOMPARE(outcome->mirrorRowsWritten, 0);
        QCOMPARE(outcome->staged, (StagedCounts{0, 0}));
        stageEdits();
        QCOMPARE(fields(), QString());
    }

    void whatMovedAtShopifyIsProposedPerLocationAndNeverAsTotal()
    {
        atShop(1, 11, {{vienna, u"4"_s}, {graz, u"9"_s}});
        atShop(1, 12, {});
        pull();
        QCOMPARE(fields(), u"pull 11 stock:701 5|5|4, pull 11 stock:702 3|3|9, pull 12 stock:701 7|7|-"_s);
        QCOMPARE(m_world->base()[1].variants[11].metafields.value(vienna), u"5"_s);
        acceptAll();
        verifyAllAgree();
        QCOMPARE(status(1), u"synced false 13"_s);
    }

    void goodsMovedBetweenLocationsLeaveTheTotal()
    {
        atShop(1, 11, {{vienna, u"1"_s}, {graz, u"7"_s}});
        pull();
        QCOMPARE(fields(), u"pull 11 stock:701 5|5|1, pull 11 stock:702 3|3|7"_s);
        acceptAll();
        verifyAllAgree();
    }

    void applyingIsTakenBackTotalsIncluded()
    {
        atShop(1, 11, {{vienna, u"4"_s}});
        pull();
        const QString before = m_world->snapshot();
        m_world->approveAll();
        const auto [outcome, batch] = m_world->applyAll();
        QCOMPARE(outcome, (ChunkOutcome{1, 0, 0}));
        QVERIFY(m_world->snapshot() != before);
        const auto ledger = BatchLedger::open(m_world->session(), BatchKind::Rollback, {}, m_world->who(), batch);
        const auto undone = PgTransaction::run(m_world->session(), [&](PgSession &session) {
            return restoreProductImages(session, batch, ledger->id(), {}, ChangedSince::Leave);
        });
        QVERIFY(undone);
        QCOMPARE(undone->restored, 1);
        QCOMPARE(m_world->snapshot(), before);
    }

    void anEditHereIsForSendingAndTheTotalFollows()
    {
        edit(graz, u"10"_s);
        edit(graz, u"2"_s, 12);
        QCOMPARE(status(1), u"modified true 24"_s);
        stageEdits();
        QCOMPARE(fields(), u"push 11 stock:702 3|10|3, push 12 stock:702 -|2|-"_s);
        edit(graz, u"3"_s);
        m_world->execute(u"DELETE FROM product_facets WHERE value = '2'"_s);
        stageEdits();
        QCOMPARE(fields(), QString());
        QCOMPARE(status(1), u"synced false 15"_s);
    }

    void theTotalByItselfIsNeverForSending()
    {
        m_world->execute(u"UPDATE product_variants SET inventory_quantity = 99 WHERE shopify_variant_id = 11"_s);
        stageEdits();
        QCOMPARE(fields(), QString());
    }

    void bothAlikeSettlesAndBothDifferentlyIsAConflictOfMediumWeight()
    {
        edit(vienna, u"4"_s);
        edit(graz, u"1"_s);
        atShop(1, 11, {{vienna, u"4"_s}, {graz, u"2"_s}});
        pull();
        QCOMPARE(fields(), u"pull 11 stock:702 3|1|2!"_s);
        QCOMPARE(m_world->base()[1].variants[11].metafields.value(vienna), u"4"_s);
        QCOMPARE(
            m_world->text(u"SELECT open_conflict_severity(id) FROM staged_product_changes WHERE status = 'pending'"_s),
            u"1"_s);
    }

    void aVariantBringsItsStockAndTakesItAlong()
    {
        m_shop[1].variants[13] = stocked(u"Black"_s, {{vienna, u"1"_s}, {graz, u"1"_s}});
        m_shop[1].variants.remove(11);
        pull();
        acceptAll();
        verifyAllAgree();
    }

    /// What was deleted here stays so, whatever is sold of it there.
    void whatIsDeletedHereAndSoldThereStaysDeleted()
    {
        m_world->execute(u"DELETE FROM product_variants WHERE shopify_variant_id = 11"_s);
        m_world->execute(u"DELETE FROM products WHERE shopify_product_id = 2"_s);
        atShop(1, 11, {{vienna, u"2"_s}});
        atShop(2, 21, {{vienna, u"1"_s}, {graz, u"4"_s}});
        pull();
        QCOMPARE(m_world->text(u"SELECT count(*) FROM staged_product_changes WHERE status = 'pending'"_s), u"0"_s);
        stageEdits();
        QCOMPARE(fields(), u"push 11  Blue|-|Blue"_s);
        QCOMPARE(
            m_world->text(
                u"SELECT string_agg(concat_ws(' ', direction, change_type, shopify_product_id), ', ' ORDER BY change_type) FROM staged_product_changes WHERE status = 'pending'"_s),
            u"push delete 2, push update 1"_s);
    }

    void aSecondLocationSpreadsWhatAgreesAndProposesTheRest()
    {
        m_world = std::make_unique<CatalogueWorld>(m_postgres);
        m_world->locations = one;
        m_shop = inOnePlace(shopAtTwoPlaces());
        pull();
        acceptAll(2);
        QCOMPARE(m_world->text(u"SELECT count(*) FROM product_facets"_s), u"0"_s);
        m_world->execute(u"UPDATE product_variants SET inventory_quantity = 8 WHERE shopify_variant_id = 12"_s);
        stageEdits();
        QCOMPARE(fields(), u"push 12 inventory_quantity 7|8|7"_s);

        m_world->locations = both;
        m_shop = shopAtTwoPlaces();
        pull(u"f2"_s);
        QCOMPARE(fields(), u"pull 12 stock:701 -|-|7"_s);
        QCOMPARE(m_world->catalogue()[1].variants[11], m_shop[1].variants[11]);
        acceptAll();
        verifyAllAgree();
        QCOMPARE(status(1), u"synced false 15"_s);
        QCOMPARE(m_world->text(u"SELECT string_agg(name || active, ' ' ORDER BY id) FROM locations"_s),
            u"Shop Viennatrue Shop Graztrue"_s);
    }

    void backToOneLocationTheTotalCountsAgain()
    {
        m_world->locations = one;
        m_shop = inOnePlace(m_shop);
        m_shop[1].variants[11].quantity = 6;
        pull(u"f2"_s);
        QCOMPARE(fields(), u"pull 11 inventory_quantity 8|8|6"_s);
        QCOMPARE(m_world->text(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
        acceptAll();
        verifyAllAgree();
        QCOMPARE(m_world->text(u"SELECT string_agg(name || active, ' ' ORDER BY id) FROM locations"_s),
            u"Shop Viennatrue Shop Grazfalse"_s);
    }

    void aLocationThatClosedTakesItsStockAlong()
    {
        m_world->locations = QList<StockLocation>{both.first(), {ShopifyId{703}, u"Shop Linz"_s}};
        for (const auto &[product, variant] : {std::pair<qint64, qint64>{1, 11}, {2, 21}})
            m_shop[product].variants[variant].metafields.remove(graz);
        m_shop[1].variants[11].quantity = 5;
        m_shop[2].variants[21].quantity = 0;
        pull(u"f2"_s);
        QCOMPARE(fields(), u"pull 11 stock:702 3|3|-, pull 21 stock:702 -2|-2|-"_s);
        acceptAll(2);
        verifyAllAgree();
    }

    void rulesOnStockHoldForEachLocation()
    {
        m_world->execute(
            u"INSERT INTO sync_approval_rules (name, priority, change_types, conditions, auto_approve) SELECT name, place, change_types, conditions, auto_approve FROM default_approval_rules() WHERE default_key = 'stock'"_s);
        m_world->execute(
            u"INSERT INTO sync_approval_rules (name, priority, conditions, auto_approve) VALUES ('Stock', 9, '{\"fields\": [\"inventory_quantity\"], \"no_conflict\": true}', true)"_s);
        atShop(1, 11, {{vienna, u"2"_s}, {graz, u"9"_s}}); // 5 to 2 is a drop by 60 %
        atShop(2, 21, {{graz, u"4"_s}});
        pull();
        QCOMPARE(fields(), u"pull 11 stock:701 5|5|2, pull 11 stock:702 3|3|9"_s);
        QCOMPARE(fields(u"approved"_s), u"pull 21 stock:702 -2|-2|4"_s);
    }

    void aLevelWithoutItsLocationIsRefusedWithItsLine_data()
    {
        QTest::addColumn<QByteArray>("line");
        const auto row
            = [](const char *name, const char *line) { QTest::newRow(name) << QByteArray(line).replace('\'', '"'); };
        row("no location",
            "{'id':'gid://shopify/InventoryLevel/"
            "1','quantities':[{'name':'available','quantity':1}],'__parentId':'gid://shopify/ProductVariant/11'}");
        row("no quantity",
            "{'id':'gid://shopify/InventoryLevel/1','location':{'id':'gid://shopify/Location/"
            "701'},'quantities':[{'name':'on_hand','quantity':1}],'__parentId':'gid://shopify/ProductVariant/11'}");
        row("of a product",
            "{'id':'gid://shopify/InventoryLevel/1','location':{'id':'gid://shopify/Location/"
            "701'},'quantities':[{'name':'available','quantity':1}],'__parentId':'gid://shopify/Product/1'}");
        row("no parent",
            "{'id':'gid://shopify/InventoryLevel/1','location':{'id':'gid://shopify/Location/"
            "701'},'quantities':[{'name':'available','quantity':1}]}");
        row("too many",
            "{'id':'gid://shopify/InventoryLevel/1','location':{'id':'gid://shopify/Location/"
            "701'},'quantities':[{'name':'available','quantity':99999999999}],'__parentId':'gid://shopify/"
            "ProductVariant/11'}");
    }
    void aLevelWithoutItsLocationIsRefusedWithItsLine()
    {
        QFETCH(const QByteArray, line);
        const auto outcome = m_world->pullFile(bulkFile(m_shop) + line.toStdString() + '\n');
        QVERIFY(!outcome);
        QCOMPARE(outcome.failure().kind, FailureKind::DataCorrupt);
        QCOMPARE(m_world->mirror(), m_shop);
    }

    void theOldTableOfLevelsIsAView()
    {
        QCOMPARE(
            m_world->text(
                u"SELECT string_agg(concat_ws(' ', inventory_item_id, location_id, available), ', ' ORDER BY 1) FROM (SELECT * FROM shopify_inventory_levels ORDER BY 1, 2) l"_s),
            u"1000011 701 5, 1000011 702 3, 1000012 701 7, 1000021 702 -2"_s);
    }
};

QTEST_GUILESS_MAIN(TestCompareLocations)
#include "tst_locations.moc"
