#include "tests/sync/jobs/support/catalogueworld.h"

#include "sync/db/pgtransaction.h"
#include "sync/jobs/apply/restoreimages.h"
#include "sync/jobs/compare/comparison.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace Tests;

namespace {

const QString colour = u"metafield:custom.colour:single_line_text_field"_s;
const QString pages = u"metafield:custom.pages:number_integer"_s;

ModelVariant named(const QString &title)
{
    ModelVariant variant;
    variant.title = title;
    return variant;
}

ModelShop twoProducts()
{
    ModelShop shop;
    shop[1] = {u"Pen"_s, u"Acme"_s, {}, {}, {{11, named(u"Blue"_s)}, {12, named(u"Red"_s)}}};
    shop[1].metafields = {{colour, u"blue \"<b>\""_s}, {pages, u"16"_s}};
    shop[1].variants[11].metafields = {{colour, u"dark"_s}};
    shop[2] = {u"Paper"_s, u"Mill"_s, {}, {}, {{21, named(u"A4"_s)}}};
    return shop;
}

} // namespace

/// Metafields through pull, comparison, decision, apply and restore.
class TestMetafields final : public QObject
{
    Q_OBJECT

    PrivatePostgres m_postgres;
    std::unique_ptr<CatalogueWorld> m_world;
    ModelShop m_shop;

    QString fields(const QString &status = u"pending"_s)
    {
        return m_world->stagedFields(u"split_part(f.field, ':', 2)"_s, status);
    }
    QString status(qint64 product)
    {
        return m_world->text(
            u"SELECT concat_ws(' ', shopify_sync_status, locally_edited::text) FROM products WHERE shopify_product_id = %1"_s
                .arg(product));
    }
    void edit(const QString &value, const QString &field = colour)
    {
        m_world->execute(
            u"UPDATE product_facets SET value = '%1' WHERE field = '%2' AND variant_id IS NULL"_s.arg(value, field));
    }
    void pull()
    {
        const auto outcome = m_world->pull(m_shop);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.failure().text() + outcome.failure().detail));
    }
    void stageEdits()
    {
        const auto staged = stageLocalEdits(m_world->session(), m_world->who());
        QVERIFY2(staged, staged ? "" : qPrintable(staged.failure().text() + staged.failure().detail));
    }
    void decide(const QString &decision)
    {
        m_world->execute(u"UPDATE staged_field_changes SET decision = '%1', edited_value = 'own'"_s.arg(decision));
        m_world->approveAll();
        QCOMPARE(m_world->applyAll().first, (ChunkOutcome{1, 0, 0}));
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<CatalogueWorld>(m_postgres);
        m_shop = twoProducts();
        pull();
        m_world->approveAll();
        QCOMPARE(m_world->applyAll().first, (ChunkOutcome{2, 0, 0}));
        QCOMPARE(m_world->mirror(), m_shop);
        QCOMPARE(m_world->catalogue(), m_shop);
        QCOMPARE(m_world->base(), m_shop);
        QCOMPARE(status(1), u"synced false"_s);
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

    void whatShopifyChangedAddedAndRemovedIsProposedAndApplied()
    {
        m_shop[1].metafields.remove(pages);
        m_shop[1].metafields[colour] = u"green"_s;
        m_shop[1].variants[11].metafields.clear();
        m_shop[1].variants[12].metafields[pages] = u"3"_s;
        pull();
        QCOMPARE(fields(),
            u"pull 0 custom.colour blue \"<b>\"|blue \"<b>\"|green, pull 0 custom.pages 16|16|-, pull 11 custom.colour "
            "dark|dark|-, pull 12 custom.pages -|-|3"_s);
        decide(u"accept"_s);
        QCOMPARE(m_world->catalogue(), m_shop);
        QCOMPARE(m_world->base(), m_shop);
        QCOMPARE(status(1), u"synced false"_s);
    }

    void applyingIsTakenBackFieldForField()
    {
        m_shop[1].metafields[colour] = u"green"_s;
        m_shop[1].variants[11].metafields.clear();
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

    void bothAlikeSettlesWithoutAWord()
    {
        edit(u"green"_s);
        QCOMPARE(status(1), u"modified true"_s);
        m_shop[1].metafields[colour] = u"green"_s;
        pull();
        QCOMPARE(fields(), QString());
        QCOMPARE(m_world->base(), m_shop);
        QCOMPARE(status(1), u"synced false"_s);
    }

    void bothRemovedSettlesToo()
    {
        m_world->execute(u"DELETE FROM product_facets WHERE field = '%1'"_s.arg(pages));
        m_shop[1].metafields.remove(pages);
        pull();
        QCOMPARE(fields(), QString());
        QCOMPARE(m_world->base(), m_shop);
        QCOMPARE(status(1), u"synced false"_s);
    }

    void bothDifferentlyIsAConflict_data()
    {
        QTest::addColumn<QString>("decision");
        QTest::addColumn<QString>("here");
        QTest::addColumn<QString>("toSend");
        QTest::newRow("theirs") << u"take_theirs"_s << u"green"_s << QString();
        QTest::newRow("ours") << u"keep_ours"_s << u"red"_s << u"push 0 custom.colour green|red|green"_s;
        QTest::newRow("own") << u"edited"_s << u"own"_s << u"push 0 custom.colour green|own|green"_s;
    }
    void bothDifferentlyIsAConflict()
    {
        QFETCH(const QString, decision);
        edit(u"red"_s);
        m_shop[1].metafields[colour] = u"green"_s;
        pull();
        QCOMPARE(fields(), u"pull 0 custom.colour blue \"<b>\"|red|green!"_s);
        QCOMPARE(status(1), u"conflict true"_s);
        decide(decision);
        QTEST(m_world->catalogue()[1].metafields.value(colour), "here");
        QCOMPARE(m_world->base()[1].metafields.value(colour), u"green"_s);
        QTEST(fields(u"approved"_s), "toSend");
    }

    void bothSidesIndependentChangesSurvive()
    {
        edit(u"17"_s, pages);
        m_shop[1].metafields[colour] = u"green"_s;
        pull();
        decide(u"accept"_s);
        stageEdits();
        QCOMPARE(m_world->catalogue()[1].metafields.value(colour), u"green"_s);
        QCOMPARE(fields(), u"push 0 custom.pages 16|17|16"_s);
    }

    void whatIsEditedHereIsForSending()
    {
        edit(u"red"_s);
        m_world->execute(u"DELETE FROM product_facets WHERE variant_id IS NOT NULL"_s);
        m_world->execute(
            u"INSERT INTO product_facets (product_id, variant_id, field, value) SELECT product_id, id, '%1', '9' FROM product_variants WHERE shopify_variant_id = 12"_s
                .arg(pages));
        stageEdits();
        QCOMPARE(fields(),
            u"push 0 custom.colour blue \"<b>\"|red|blue \"<b>\", push 11 custom.colour dark|-|dark, push 12 "
            "custom.pages -|9|-"_s);
        edit(u"blue \"<b>\""_s);
        m_world->execute(u"DELETE FROM product_facets WHERE value = '9'"_s);
        m_world->execute(
            u"INSERT INTO product_facets (product_id, variant_id, field, value) SELECT product_id, id, '%1', 'dark' FROM product_variants WHERE shopify_variant_id = 11"_s
                .arg(colour));
        stageEdits();
        QCOMPARE(fields(), QString());
        QCOMPARE(status(1), u"synced false"_s);
    }

    void aRejectedFacetIsNotProposedAgain()
    {
        m_shop[1].metafields[colour] = u"green"_s;
        pull();
        m_world->execute(u"UPDATE staged_product_changes SET status = 'rejected' WHERE status = 'pending'"_s);
        QVERIFY(m_world->pull(m_shop, u"f2"_s)); // all compared anew
        QCOMPARE(fields(), QString());
        QCOMPARE(m_world->catalogue()[1].metafields.value(colour), u"blue \"<b>\""_s);
    }

    void aVariantBringsItsOwnAndTakesThemAlong()
    {
        m_shop[1].variants[13] = named(u"Black"_s);
        m_shop[1].variants[13].metafields[colour] = u"black"_s;
        m_shop[1].variants.remove(11);
        pull();
        decide(u"accept"_s);
        QCOMPARE(m_world->catalogue(), m_shop);
        QCOMPARE(m_world->base(), m_shop);
        QCOMPARE(m_world->mirror(), m_shop);
    }

    /// Both sides added a variant of the same options: what only ours has stays, to be sent.
    void aTwinKeepsWhatOnlyItHas_data()
    {
        QTest::addColumn<QString>("ours");
        QTest::addColumn<bool>("isConflict");
        QTest::newRow("the same") << u"black"_s << false;
        QTest::newRow("another") << u"white"_s << true;
    }
    void aTwinKeepsWhatOnlyItHas()
    {
        QFETCH(QString, ours);
        QFETCH(bool, isConflict);
        m_shop[1].variants[13] = named(u"White"_s);
        m_shop[1].variants[13].metafields[colour] = u"black"_s;
        m_world->execute(
            u"INSERT INTO product_variants (product_id, position, title, sku, price, compare_at_price, inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, option1) SELECT product_id, 3, 'White', sku, price, compare_at_price, inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, 'White' FROM product_variants WHERE shopify_variant_id = 12"_s);
        for (const auto &[field, value] : {std::pair{colour, ours}, {pages, u"5"_s}})
            m_world->execute(
                u"INSERT INTO product_facets (product_id, variant_id, field, value) SELECT product_id, id, '%1', '%2' FROM product_variants WHERE shopify_variant_id IS NULL"_s
                    .arg(field, value));
        pull();
        QCOMPARE(m_world->text(u"SELECT string_agg(f.is_conflict::text, ' ') FROM staged_field_changes f "
                               "JOIN staged_product_changes c ON c.id = f.change_id "
                               "WHERE c.status = 'pending' AND f.shopify_variant_id = 13 AND f.field = ''"_s),
            isConflict ? u"true"_s : u"false"_s);
        m_world->execute(
            u"UPDATE staged_field_changes SET decision = CASE WHEN is_conflict THEN 'take_theirs' ELSE 'accept' END"_s);
        m_world->approveAll();
        QCOMPARE(m_world->applyAll().first.failed, 0);
        QCOMPARE(m_world->text(u"SELECT string_agg(f.value, ' ' ORDER BY f.value) FROM product_facets f "
                               "JOIN product_variants v ON v.id = f.variant_id WHERE v.shopify_variant_id = 13"_s),
            u"5 black"_s);
        QCOMPARE(m_world->text(u"SELECT value FROM base_facets WHERE variant_id = 13"_s), u"black"_s);
        QCOMPARE(m_world->text(u"SELECT local_value FROM facet_edits"_s), u"5"_s);
    }

    void aVariantThatWasDeletedHereAndChangedThereIsAConflict()
    {
        m_world->execute(u"DELETE FROM product_variants WHERE shopify_variant_id = 11"_s);
        m_shop[1].variants[11].metafields[colour] = u"bright"_s;
        pull();
        stageEdits();
        QCOMPARE(m_world->text(u"SELECT string_agg(concat_ws(' ', c.direction, f.shopify_variant_id, "
                               "f.is_conflict::text), ', ') FROM staged_field_changes f "
                               "JOIN staged_product_changes c ON c.id = f.change_id WHERE c.status = 'pending'"_s),
            u"pull 11 true"_s);
    }

    /// Around a write more may be read than was asked for: what the mirror learned so is proposed all the same.
    void whatTheMirrorKnewAlreadyIsProposed()
    {
        m_world->execute(
            u"UPDATE shopify_facets SET value = 'green', line_hash = 12345 WHERE field = '%1' AND product_id = 1"_s.arg(
                colour));
        m_shop[1].metafields[colour] = u"green"_s;
        pull();
        QCOMPARE(fields(), u"pull 0 custom.colour blue \"<b>\"|blue \"<b>\"|green"_s);
    }

    void theOrderOfLinesIsFreeAndAnotherIdOfTheSameValueIsNoChange()
    {
        QList<std::string> lines = bulkLines(m_shop);
        std::string file;
        for (auto line = lines.rbegin(); line != lines.rend(); ++line)
            file += QByteArray::fromStdString(*line).replace("shopify/Metafield/", "shopify/Metafield/9").toStdString()
                + '\n';
        const auto outcome = m_world->pullFile(file, lines.size(), m_shop.size());
        QVERIFY(outcome);
        QCOMPARE(outcome->staged, (StagedCounts{0, 0}));
        QCOMPARE(m_world->mirror(), m_shop);
        QCOMPARE(outcome->facetOrphans, 0);
    }

    void oneWithoutAnOwnerIsReportedAndLeftOut()
    {
        const std::string file = bulkFile(m_shop)
            + R"({"id":"gid://shopify/Metafield/5","namespace":"custom","key":"lost","type":"boolean","value":"true","__parentId":"gid://shopify/Product/99"})"
              "\n";
        const auto outcome = m_world->pullFile(file);
        QVERIFY(outcome);
        QCOMPARE(outcome->facetOrphans, 1);
        QCOMPARE(m_world->mirror(), m_shop);
    }

    void oneToldTwiceDifferentlyEndsNoPull()
    {
        const auto outcome = m_world->pullFile(bulkFile(m_shop)
            + R"({"id":"gid://shopify/Metafield/5","namespace":"custom","key":"colour","type":"single_line_text_field","value":"green","__parentId":"gid://shopify/Product/1"})"
              "\n");
        QVERIFY(outcome);
        QVERIFY(m_world->mirror()[1].metafields.contains(colour));
    }

    void oneWithoutItsNameIsRefusedWithItsLine()
    {
        const auto outcome = m_world->pullFile(bulkFile(m_shop)
            + R"({"id":"gid://shopify/Metafield/5","key":"x","type":"boolean","value":"true","__parentId":"gid://shopify/Product/1"})"
              "\n");
        QVERIFY(!outcome);
        QCOMPARE(outcome.failure().kind, FailureKind::DataCorrupt);
        QCOMPARE(m_world->mirror(), m_shop);
    }

    void aBaseOfOldWithoutMetafieldsGetsThemProposed()
    {
        m_world->execute(u"TRUNCATE product_facets, base_facets"_s);
        QVERIFY(m_world->pull(m_shop, u"f2"_s));
        QCOMPARE(fields(),
            u"pull 0 custom.colour -|-|blue \"<b>\", pull 0 custom.pages -|-|16, pull 11 custom.colour -|-|dark"_s);
        decide(u"accept"_s);
        QCOMPARE(m_world->catalogue(), m_shop);
        QCOMPARE(m_world->base(), m_shop);
    }
};

QTEST_GUILESS_MAIN(TestMetafields)
#include "tst_metafields.moc"
