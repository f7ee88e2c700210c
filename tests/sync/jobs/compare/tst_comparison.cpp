#include "tests/sync/jobs/support/catalogueworld.h"

#include "sync/db/pgtransaction.h"
#include "sync/jobs/apply/restoreimages.h"
#include "sync/jobs/compare/comparison.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace Tests;

namespace {

ModelShop twoProducts()
{
    ModelShop shop;
    shop[1] = {u"Pen"_s, u"Acme"_s, u"<p>Writes</p>"_s, {u"blue"_s, u"Ink"_s},
        {{11, {u"Blue"_s, u"P-1"_s, u"1.50"_s, u"0.70"_s, 5}}, {12, {u"Red"_s, u"P-2"_s, u"1.50"_s, {}, 6}}}};
    shop[2] = {u"Paper"_s, u"Mill"_s, QString(), {}, {{21, {u"A4"_s, {}, u"4.00"_s, {}, 100}}}};
    return shop;
}

} // namespace

/// Pull, compare, decide, apply and restore, on one small shop.
class TestComparison final : public QObject
{
    Q_OBJECT

    PrivatePostgres m_postgres;
    std::unique_ptr<CatalogueWorld> m_world;
    ModelShop m_shop;

    /// Open changes as `direction change_type shopify_id fields/conflicts`.
    QString open(const QString &status = u"pending"_s)
    {
        return m_world->text(
            u"SELECT coalesce(string_agg(concat_ws(' ', direction, change_type, shopify_product_id, field_count || '/' || conflict_count), ', ' ORDER BY direction, shopify_product_id), '') FROM staged_product_changes WHERE status = '%1'"_s
                .arg(status));
    }
    QString fields()
    {
        return m_world->text(
            u"SELECT coalesce(string_agg(concat_ws(' ', f.shopify_variant_id, f.field, coalesce(f.base_value, '-') || '|' || coalesce(f.local_value, '-') || '|' || coalesce(f.remote_value, '-')) || CASE WHEN f.is_conflict THEN '!' ELSE '' END, ', ' ORDER BY f.shopify_variant_id, f.field), '') FROM staged_field_changes f JOIN staged_product_changes c ON c.id = f.change_id WHERE c.status IN ('pending', 'approved')"_s);
    }
    /// What is proposed for lists that both sides changed, per direction.
    QString merged()
    {
        return m_world->text(
            u"SELECT coalesce(string_agg(c.direction || ' ' || f.merged_value, ', ' ORDER BY c.direction), '') FROM staged_field_changes f JOIN staged_product_changes c ON c.id = f.change_id WHERE c.status IN ('pending', 'approved')"_s);
    }
    QString statusOf(qint64 product)
    {
        return m_world->text(
            u"SELECT concat_ws(' ', shopify_sync_status, locally_edited::text) FROM products WHERE shopify_product_id = %1"_s
                .arg(product));
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
    ChunkOutcome apply() { return m_world->applyAll().first; }
    void writeOptionsHere(const QString &names)
    {
        m_world->execute(u"UPDATE products SET option_names = '%1' WHERE shopify_product_id = 1"_s.arg(names));
    }
    void writeOptionsThere(const QString &names)
    {
        m_world->execute(
            u"UPDATE shopify_products SET option_names = '%1', content_hash = gen_random_uuid() WHERE id = 1"_s.arg(
                names));
    }
    void compareAll()
    {
        Comparison comparison(m_world->session(), BatchId{1}, {});
        const auto done = PgTransaction::run(m_world->session(), [&](PgSession &) -> Result<Done> {
            if (auto begun = comparison.begin(); !begun)
                return begun;
            if (auto scoped = comparison.addScope(CompareScope::Everything); !scoped)
                return scoped;
            return comparison.stagePull(CompareScope::Everything);
        });
        QVERIFY2(done, done ? "" : qPrintable(done.failure().detail));
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<CatalogueWorld>(m_postgres);
        m_shop = twoProducts();
        pull();
        QCOMPARE(open(), u"pull create 1 0/0, pull create 2 0/0"_s);
        m_world->approveAll();
        QCOMPARE(apply(), (ChunkOutcome{2, 0, 0}));
        QCOMPARE(m_world->catalogue(), m_shop);
        QCOMPARE(m_world->base(), m_shop);
        QCOMPARE(statusOf(1), u"synced false"_s);
    }

    void aNewProductRepeatsItsVariants()
    {
        QCOMPARE(
            m_world->text(
                u"SELECT concat_ws(' ', sku, variant_count, min_price, total_inventory) FROM products WHERE shopify_product_id = 1"_s),
            u"P-1 2 1.50 11"_s);
    }

    void nothingChangedStagesAndWritesNothing()
    {
        const auto outcome = m_world->pull(m_shop);
        QVERIFY(outcome);
        QVERIFY(!outcome->filledAfresh);
        QCOMPARE(outcome->mirrorRowsWritten, 0);
        QCOMPARE(outcome->staged, (StagedCounts{0, 0}));
        stageEdits();
        QCOMPARE(open(), QString());
        QCOMPARE(m_world->number(u"SELECT count(*) FROM sync_batches WHERE kind = 'push'"_s), 0);
    }

    void anotherOrderOfLinesChangesNothing()
    {
        QList<std::string> lines = bulkLines(m_shop);
        std::string file;
        for (auto line = lines.rbegin(); line != lines.rend(); ++line)
            file += *line + "\r\n";
        const auto outcome = m_world->pullFile(file, lines.size(), m_shop.size());
        QVERIFY(outcome);
        QCOMPARE(outcome->mirrorRowsWritten, 0);
    }

    void shopifysChangesArePullFields()
    {
        m_shop[1].title = u"Fountain pen"_s;
        m_shop[1].variants[12].price = u"1.75"_s;
        m_shop[1].variants[11].cost.reset();
        pull();
        QCOMPARE(open(), u"pull update 1 3/0"_s);
        QCOMPARE(fields(), u"0 title Pen|Pen|Fountain pen, 11 cost 0.70|0.70|-, 12 price 1.50|1.50|1.75"_s);
        QCOMPARE(statusOf(1), u"pending false"_s);
        m_world->approveAll();
        QCOMPARE(apply(), (ChunkOutcome{1, 0, 0}));
        QCOMPARE(m_world->catalogue(), m_shop);
        QCOMPARE(m_world->base(), m_shop);
        QCOMPARE(statusOf(1), u"synced false"_s);
    }

    void theSameAmountInOtherWordsIsNoChange()
    {
        m_shop[1].variants[12].price = u"1.5"_s;
        m_shop[1].tags = {u"INK"_s, u"Blue"_s};
        pull();
        QCOMPARE(open(), QString());
        QCOMPARE(statusOf(1), u"synced false"_s);
    }

    void noValueDiffersFromEmptyText()
    {
        m_shop[2].variants[21].sku = QString(u""_s);
        pull();
        QCOMPARE(fields(), u"21 sku -|-|"_s);
    }

    void bothSidesChangedAlikeIsSettledWithoutAWord()
    {
        m_world->execute(u"UPDATE products SET name = 'Quill' WHERE shopify_product_id = 1"_s);
        QCOMPARE(statusOf(1), u"modified true"_s);
        m_shop[1].title = u"Quill"_s;
        pull();
        QCOMPARE(open(), QString());
        QCOMPARE(m_world->base(), m_shop);
        QCOMPARE(statusOf(1), u"synced false"_s);
    }

    void oneFieldAlikeAndOneNotSettlesTheOne()
    {
        m_world->execute(u"UPDATE products SET name = 'Quill', vendor = 'Ours' WHERE shopify_product_id = 1"_s);
        m_shop[1].title = u"Quill"_s;
        m_shop[1].vendor = u"Theirs"_s;
        pull();
        QCOMPARE(fields(), u"0 vendor Acme|Ours|Theirs!"_s);
        QCOMPARE(m_world->text(u"SELECT title || ' ' || vendor FROM base_products WHERE id = 1"_s), u"Quill Acme"_s);
        QCOMPARE(statusOf(1), u"conflict true"_s);
    }

    void theirsTakenEndsTheConflict()
    {
        conflictOverVendor(u"take_theirs"_s);
        QCOMPARE(m_world->catalogue(), m_shop);
        QCOMPARE(m_world->base(), m_shop);
        QCOMPARE(open() + open(u"approved"_s), QString());
        QCOMPARE(statusOf(1), u"synced false"_s);
    }

    void oursKeptIsStagedForSendingByTheSameDecision()
    {
        conflictOverVendor(u"keep_ours"_s);
        QCOMPARE(m_world->catalogue()[1].vendor, u"Ours"_s);
        QCOMPARE(m_world->base()[1].vendor, u"Theirs"_s);
        QCOMPARE(open(u"approved"_s), u"push update 1 1/0"_s);
        QCOMPARE(fields(), u"0 vendor Theirs|Ours|Theirs"_s);
        QCOMPARE(m_world->text(u"SELECT decided_by FROM staged_product_changes WHERE direction = 'push'"_s), u"bea"_s);
        QCOMPARE(statusOf(1), u"pending true"_s);
    }

    void aValueOfOnesOwnIsStagedForSendingToo()
    {
        conflictOverVendor(u"edited"_s);
        QCOMPARE(m_world->catalogue()[1].vendor, u"Own"_s);
        QCOMPARE(fields(), u"0 vendor Theirs|Own|Theirs"_s);
        QCOMPARE(open(u"approved"_s), u"push update 1 1/0"_s);
    }

    void aRejectedFieldIsNotProposedAgainUntilShopifyChangesIt()
    {
        m_shop[1].title = u"Fountain pen"_s;
        m_shop[1].vendor = u"Theirs"_s;
        pull();
        m_world->execute(u"UPDATE staged_field_changes SET decision = 'reject' WHERE field = 'title'"_s);
        m_world->approveAll();
        QCOMPARE(apply(), (ChunkOutcome{1, 0, 0}));
        QCOMPARE(m_world->catalogue()[1].title, u"Pen"_s);
        QCOMPARE(m_world->catalogue()[1].vendor, u"Theirs"_s);
        pull();
        QCOMPARE(open(), QString());
        m_shop[1].description = u"new"_s;
        pull();
        QCOMPARE(fields(), u"0 description_html <p>Writes</p>|<p>Writes</p>|new"_s);
        QVERIFY(m_world->pull(m_shop, u"f2"_s)); // all compared anew
        QCOMPARE(fields(), u"0 description_html <p>Writes</p>|<p>Writes</p>|new"_s);
        m_shop[1].title = u"Ballpoint"_s;
        pull();
        QVERIFY(fields().contains(u"title Pen|Pen|Ballpoint"_s));
    }

    void aRejectedCreateStaysRejectedUntilShopifyChangesIt()
    {
        m_shop[3] = {u"Ruler"_s, u"Acme"_s, {}, {}, {{31, {}}}};
        pull();
        QCOMPARE(open(), u"pull create 3 0/0"_s);
        m_world->execute(u"UPDATE staged_product_changes SET status = 'rejected' WHERE status = 'pending'"_s);
        pull();
        QCOMPARE(open(), QString());
        QVERIFY(m_world->pull(m_shop, u"f2"_s));
        QCOMPARE(open(), QString());
        m_shop[3].title = u"Long ruler"_s;
        QVERIFY(m_world->pull(m_shop, u"f2"_s));
        QCOMPARE(open(), u"pull create 3 0/0"_s);
    }

    void anApprovalSurvivesAPullThatSaysTheSame()
    {
        m_shop[1].title = u"Fountain pen"_s;
        pull();
        m_world->approveAll();
        QVERIFY(m_world->pull(m_shop, u"f2"_s));
        QCOMPARE(open(u"approved"_s), u"pull update 1 1/0"_s);
        m_shop[1].title = u"Ballpoint"_s;
        QVERIFY(m_world->pull(m_shop, u"f2"_s));
        QCOMPARE(open(u"approved"_s), QString());
        QCOMPARE(open(u"superseded"_s), u"pull update 1 1/0"_s);
        QCOMPARE(fields(), u"0 title Pen|Pen|Ballpoint"_s);
    }

    void variantsComeAndGo()
    {
        m_shop[1].variants.remove(12);
        m_shop[1].variants[13] = {u"Green"_s, u"P-3"_s, u"2.00"_s, {}, 1};
        pull();
        QCOMPARE(fields(), u"12  Red|Red|-, 13  -|-|Green"_s);
        m_world->approveAll();
        QCOMPARE(apply(), (ChunkOutcome{1, 0, 0}));
        QCOMPARE(m_world->catalogue(), m_shop);
        QCOMPARE(m_world->base(), m_shop);
    }

    void aVariantEditedHereAndGoneThereIsAConflict()
    {
        m_world->execute(u"UPDATE product_variants SET price = 9 WHERE shopify_variant_id = 12"_s);
        m_shop[1].variants.remove(12);
        pull();
        QCOMPARE(fields(), u"12  Red|Red|-!"_s);
        m_world->execute(u"UPDATE staged_field_changes SET decision = 'keep_ours'"_s);
        m_world->approveAll();
        QCOMPARE(apply(), (ChunkOutcome{1, 0, 0}));
        QCOMPARE(m_world->number(
                     u"SELECT count(*) FROM product_variants WHERE title = 'Red' AND shopify_variant_id IS NULL"_s),
            1);
        QCOMPARE(open(u"approved"_s), u"push update 1 1/0"_s);
        QCOMPARE(fields(), u"0  -|Red|-"_s);
    }

    void tagsOfBothSidesAreMergedWithoutAConflict()
    {
        m_world->execute(u"UPDATE products SET tags = '{blue,Ink,ours}' WHERE shopify_product_id = 1"_s);
        m_shop[1].tags = {u"Ink"_s, u"Theirs"_s};
        pull();
        QCOMPARE(open(), u"pull update 1 1/0"_s);
        QCOMPARE(merged(), u"pull [\"Ink\", \"Theirs\", \"ours\"]"_s);
        stageEdits();
        QCOMPARE(merged(), u"pull [\"Ink\", \"Theirs\", \"ours\"], push [\"Ink\", \"Theirs\", \"ours\"]"_s);
        m_world->approveAll();
        QCOMPARE(apply(), (ChunkOutcome{1, 0, 0}));
        QCOMPARE(m_world->catalogue()[1].tags, (QStringList{u"Ink"_s, u"Theirs"_s, u"ours"_s}));
        QCOMPARE(open(), u"push update 1 1/0"_s);
        // Now it is an edit of the catalogue alone.
        QCOMPARE(fields(), u"0 tags [\"Ink\", \"Theirs\"]|[\"Ink\", \"Theirs\", \"ours\"]|[\"Ink\", \"Theirs\"]"_s);
        QCOMPARE(merged(), QString());
    }

    void aMergeThatIsAlreadyHereMovesOnlyTheBase()
    {
        m_world->execute(u"UPDATE products SET tags = '{blue,INK,sale,ours}' WHERE shopify_product_id = 1"_s);
        m_shop[1].tags = {u"blue"_s, u"Ink"_s, u"Sale"_s};
        pull();
        QCOMPARE(open(), QString());
        QCOMPARE(m_world->base(), m_shop);
        QCOMPARE(statusOf(1), u"modified true"_s);
        stageEdits();
        QCOMPARE(open(), u"push update 1 1/0"_s);
        QCOMPARE(merged(), QString());
    }

    void withoutABaseTagsAreAConflict()
    {
        m_world->execute(u"DELETE FROM base_products WHERE id = 1"_s);
        m_world->execute(u"UPDATE products SET tags = '{ours}' WHERE shopify_product_id = 1"_s);
        pull();
        QCOMPARE(open(), u"pull update 1 1/1"_s);
        QCOMPARE(merged(), QString());
    }

    void optionNamesAreMergedByPlaceOrByName()
    {
        writeOptionsThere(u"{Title,Colour}"_s);
        writeOptionsHere(u"{Size}"_s);
        compareAll();
        QCOMPARE(merged(), u"pull [\"Size\", \"Colour\"]"_s);
        QCOMPARE(open(), u"pull update 1 1/0"_s);
        writeOptionsHere(u"{Title,Size}"_s);
        compareAll();
        QCOMPARE(merged(), u"pull [\"Title\", \"Colour\", \"Size\"]"_s);
        QCOMPARE(open(), u"pull update 1 1/0"_s);
    }

    void whatBothAddedInOnePlaceIsAConflictWhereItCannotBoth_data()
    {
        QTest::addColumn<QString>("ours");
        QTest::addColumn<QString>("theirs");
        QTest::newRow("one that was there changed too") << u"{Make,Size}"_s << u"{Title,Colour}"_s;
        QTest::newRow("more than three") << u"{Title,Size,Make}"_s << u"{Title,Colour}"_s;
        QTest::newRow("the same one in another place") << u"{Title,Size}"_s << u"{Title,Colour,size}"_s;
    }

    void whatBothAddedInOnePlaceIsAConflictWhereItCannotBoth()
    {
        QFETCH(const QString, ours);
        QFETCH(const QString, theirs);
        writeOptionsThere(theirs);
        writeOptionsHere(ours);
        compareAll();
        QCOMPARE(merged(), QString());
        QCOMPARE(open(), u"pull update 1 1/1"_s);
    }

    void aVariantThatOnlyTheCatalogueHasLeavesItToAPerson()
    {
        m_world->execute(
            u"INSERT INTO product_variants (product_id, position, title, option1, option2, price) SELECT id, 3, 'Green / L', 'Green', 'L', 1 FROM products WHERE shopify_product_id = 1"_s);
        writeOptionsThere(u"{Title,Colour}"_s);
        writeOptionsHere(u"{Title,Size}"_s);
        compareAll();
        QCOMPARE(open(), u"pull update 1 1/1"_s);
    }

    /// Each side's values go along with its option, and both directions meet.
    void optionsThatBothSidesAddedSurvive()
    {
        writeOptionsHere(u"{Title,Size}"_s);
        m_world->execute(
            u"UPDATE product_variants SET option2 = 'L', title = title || ' / L' WHERE shopify_variant_id IN (11, 12)"_s);
        writeOptionsThere(u"{Title,Colour}"_s);
        m_world->execute(
            u"UPDATE shopify_variants SET option2 = 'Dark', title = title || ' / Dark', content_hash = gen_random_uuid() WHERE product_id = 1"_s);
        compareAll();
        QCOMPARE(merged().count(u"Dark / L"_s), 2);
        QCOMPARE(open(), u"pull update 1 7/0"_s);
        m_world->approveAll();
        QCOMPARE(apply(), (ChunkOutcome{1, 0, 0}));
        QCOMPARE(m_world->text(u"SELECT option_names::text FROM products WHERE shopify_product_id = 1"_s),
            u"{Title,Colour,Size}"_s);
        QCOMPARE(
            m_world->text(
                u"SELECT string_agg(concat_ws('|', option1, option2, option3, title), ', ' ORDER BY shopify_variant_id) FROM product_variants WHERE shopify_variant_id IN (11, 12)"_s),
            u"Blue|Dark|L|Blue / Dark / L, Red|Dark|L|Red / Dark / L"_s);
        stageEdits();
        QCOMPARE(open(), u"push update 1 3/0"_s);
        QCOMPARE(fields(),
            u"0 option_names [\"Title\", \"Colour\"]|[\"Title\", \"Colour\", \"Size\"]|[\"Title\", \"Colour\"], 11 option3 -|L|-, 12 option3 -|L|-"_s);
    }

    void aVariantThatOnlyMovedThereStaysDeletedHere()
    {
        m_world->execute(u"DELETE FROM product_variants WHERE shopify_variant_id = 12"_s);
        m_shop[1].variants.remove(11);
        m_shop[1].variants[12].quantity = 1; // it moves up, and one was sold
        pull();
        QCOMPARE(fields(), u"11  Blue|Blue|-"_s);
        stageEdits();
        QVERIFY(fields().contains(u"12  Red|-|Red"_s));
    }

    void anEditOutlivesTheRemovalOnTheOtherSideAndIsListed()
    {
        m_world->execute(u"UPDATE product_variants SET price = 9 WHERE shopify_variant_id = 12"_s);
        m_world->execute(u"DELETE FROM product_variants WHERE shopify_variant_id = 11"_s);
        m_shop[1].variants.remove(12);
        m_shop[1].variants[11].price = u"7.00"_s;
        pull();
        QCOMPARE(open(), u"pull update 1 2/2"_s);
        QCOMPARE(fields(), u"11  Blue|-|Blue!, 12  Red|Red|-!"_s);
        m_world->approveAll();
        QCOMPARE(apply(), (ChunkOutcome{1, 0, 0}));
        QCOMPARE(
            m_world->text(
                u"SELECT string_agg(title || ' ' || price, ', ' ORDER BY title) FROM product_variants WHERE product_id = (SELECT id FROM products WHERE shopify_product_id = 1)"_s),
            u"Blue 7.00, Red 9"_s);
        QCOMPARE(open(u"approved"_s), u"push update 1 1/0"_s);
    }

    void aVariantThatBothSidesAddedIsOne()
    {
        m_world->execute(
            u"INSERT INTO product_variants (product_id, position, title, option1, price, sku) SELECT id, 3, 'Gold', ' gold', 9, 'G' FROM products WHERE shopify_product_id = 1"_s);
        stageEdits();
        m_shop[1].variants[13] = {u"Gold"_s, u"P-9"_s, u"8.00"_s, {}, 1};
        pull();
        QCOMPARE(fields(), u"13  -|Gold|Gold!"_s);
        QCOMPARE(open(), u"pull update 1 1/1"_s);
        m_world->execute(u"UPDATE staged_field_changes SET decision = 'keep_ours' WHERE is_conflict"_s);
        m_world->approveAll();
        QCOMPARE(apply(), (ChunkOutcome{1, 0, 0}));
        QCOMPARE(m_world->number(u"SELECT count(*) FROM product_variants WHERE shopify_variant_id = 13"_s), 1);
        QCOMPARE(m_world->number(u"SELECT count(*) FROM product_variants WHERE shopify_variant_id IS NULL"_s), 0);
        QCOMPARE(m_world->catalogue()[1].variants[13].price, u"9"_s);
        QCOMPARE(m_world->base()[1].variants[13].price, u"8.00"_s);
        QVERIFY(open(u"approved"_s).startsWith(u"push update 1"_s));
        QVERIFY(fields().contains(u"13 price 8.00|9|8.00"_s));
    }

    void aProductGoneThereIsADelete()
    {
        m_shop.remove(2);
        pull();
        QCOMPARE(open(), u"pull delete 2 0/0"_s);
        m_world->approveAll();
        QVERIFY(m_world->session().executeText(
            u"UPDATE staged_product_changes SET rule_name = 'Tidy up' WHERE status = 'approved'"_s));
        QCOMPARE(apply(), (ChunkOutcome{1, 0, 0}));
        QCOMPARE(m_world->text(u"SELECT string_agg(action, ', ') FROM sync_history WHERE rule_name = 'Tidy up'"_s),
            u"apply delete"_s);
        QCOMPARE(m_world->catalogue(), m_shop);
        QCOMPARE(m_world->base(), m_shop);
        QCOMPARE(
            m_world->number(
                u"SELECT count(*) FROM product_variants v WHERE NOT EXISTS (SELECT FROM products p WHERE p.id = v.product_id)"_s),
            0);
    }

    void aProductGoneThereButEditedHereIsAConflict()
    {
        QVERIFY(m_world->session().executeText(u"UPDATE products SET name = 'Mine' WHERE shopify_product_id = 2"_s));
        m_shop.remove(2);
        pull();
        QCOMPARE(open(), u"pull delete 2 0/1"_s);
        QCOMPARE(m_world->number(u"SELECT open_conflict_severity(id) FROM staged_product_changes "
                                 "WHERE change_type = 'delete' AND status = 'pending'"_s),
            2);
        QVERIFY(statusOf(2).startsWith(u"conflict"_s));
        // Found again, it is the same.
        pull();
        QCOMPARE(open(), u"pull delete 2 0/1"_s);
    }

    void aShortFileDeletesNothing()
    {
        const qint64 objects = objectCount(m_shop);
        ModelShop half = m_shop;
        half.remove(2);
        const auto outcome = m_world->pullFile(bulkFile(half), objects, 2);
        QVERIFY(!outcome);
        QCOMPARE(outcome.failure().kind, FailureKind::DataCorrupt);
        QCOMPARE(m_world->mirror(), m_shop);
        QCOMPARE(open(), QString());
    }

    void aBrokenFileChangesNothingAndNamesTheLine()
    {
        std::string file = bulkFile(m_shop);
        file.resize(file.size() - 40);
        const auto outcome = m_world->pullFile(file);
        QVERIFY(!outcome);
        QVERIFY(outcome.failure().what.contains(u"Line 5"_s));
        QCOMPARE(m_world->mirror(), m_shop);
    }

    void aProductDeletedHereIsSentAsADelete()
    {
        m_world->execute(u"DELETE FROM products WHERE shopify_product_id = 2"_s);
        stageEdits();
        QCOMPARE(open(), u"push delete 2 0/0"_s);
        stageEdits();
        QCOMPARE(open(), u"push delete 2 0/0"_s);
    }

    void aProductDeletedHereAndChangedThereIsOfferedBack()
    {
        m_world->execute(u"DELETE FROM products WHERE shopify_product_id = 2"_s);
        m_shop[2].title = u"Better paper"_s;
        pull();
        QCOMPARE(open(), u"pull restore 2 0/0"_s);
        m_world->approveAll();
        QCOMPARE(apply(), (ChunkOutcome{1, 0, 0}));
        QCOMPARE(m_world->catalogue(), m_shop);
        QCOMPARE(m_world->base(), m_shop);
    }

    /// Who has seen what became of it and does not take it back wants it gone there too.
    void aProductThatIsNotWantedBackIsSentAsADelete()
    {
        m_world->execute(u"DELETE FROM products WHERE shopify_product_id = 2"_s);
        m_shop[2].title = u"Better paper"_s;
        pull();
        stageEdits();
        QCOMPARE(open(), u"pull restore 2 0/0"_s);
        m_world->execute(u"UPDATE staged_product_changes SET status = 'rejected' WHERE status = 'pending'"_s);
        stageEdits();
        QCOMPARE(open(), u"push delete 2 0/0"_s);
        stageEdits();
        QCOMPARE(open(), u"push delete 2 0/0"_s);
        m_shop[2].title = u"Best paper"_s;
        pull();
        QCOMPARE(open(), u"pull restore 2 0/0"_s);
        QCOMPARE(open(u"superseded"_s), u"push delete 2 0/0"_s);
    }

    /// What is sold or put into another order is nobody's edit: the deletion stays what it is.
    void aProductDeletedHereAndSoldThereStaysDeleted()
    {
        m_world->execute(u"DELETE FROM products WHERE shopify_product_id = 1"_s);
        m_shop[1].variants[11].quantity = 4;
        pull();
        QCOMPARE(open(), QString());
        stageEdits();
        QCOMPARE(open(), u"push delete 1 0/0"_s);
        m_shop[1].variants[12].quantity = 3;
        m_shop[1].variants.remove(11); // which the catalogue has not either, and moves the other up
        pull();
        stageEdits();
        QCOMPARE(open(), u"push delete 1 0/0"_s);
        QVERIFY(m_world->pull(m_shop, u"f2"_s)); // all compared anew
        QCOMPARE(open(), u"push delete 1 0/0"_s);
    }

    void aFacetThatSomebodyAddedThereOffersTheProductBack()
    {
        m_world->execute(u"DELETE FROM products WHERE shopify_product_id = 2"_s);
        m_shop[2].metafields.insert(u"metafield:custom.colour:single_line_text_field"_s, u"white"_s);
        pull();
        QCOMPARE(open(), u"pull restore 2 0/0"_s);
        stageEdits();
        QCOMPARE(open(), u"pull restore 2 0/0"_s);
        m_shop[2].metafields.clear();
        m_shop[2].variants[21].metafields.insert(u"metafield:custom.pages:number_integer"_s, u"5"_s);
        pull();
        stageEdits();
        QCOMPARE(open(), u"pull restore 2 0/0"_s);
        m_world->approveAll();
        QCOMPARE(apply(), (ChunkOutcome{1, 0, 0}));
        QCOMPARE(m_world->catalogue(), m_shop);
        QCOMPARE(m_world->base(), m_shop);
    }

    /// A send compares Shopify with the mirror: what came into that after the decision is not what was decided on.
    void anApprovedDeletionIsOverOnceTheProductHasChangedThere()
    {
        m_world->execute(u"DELETE FROM products WHERE shopify_product_id = 2"_s);
        stageEdits();
        m_world->approveAll(u"push"_s);
        m_shop[2].variants[21].quantity = 99;
        pull();
        QCOMPARE(open(u"approved"_s), u"push delete 2 0/0"_s);
        m_shop[2].metafields.insert(u"metafield:custom.colour:single_line_text_field"_s, u"white"_s);
        pull();
        QCOMPARE(open(u"approved"_s), QString());
        QCOMPARE(open(u"superseded"_s), u"push delete 2 0/0"_s);
        QCOMPARE(open(), u"pull restore 2 0/0"_s);
    }

    void localEditsAreStagedForSendingOnce()
    {
        m_world->execute(u"UPDATE products SET name = 'Quill', tags = '{ink,new}' WHERE shopify_product_id = 1"_s);
        m_world->execute(u"UPDATE product_variants SET price = 2 WHERE shopify_variant_id = 12"_s);
        stageEdits();
        QCOMPARE(open(), u"push update 1 3/0"_s);
        QCOMPARE(fields(),
            u"0 tags [\"blue\", \"Ink\"]|[\"ink\", \"new\"]|[\"blue\", \"Ink\"], 0 title Pen|Quill|Pen, 12 price 1.50|2|1.50"_s);
        QCOMPARE(statusOf(1), u"pending true"_s);
        m_world->approveAll(u"push"_s);
        stageEdits();
        QCOMPARE(open(u"approved"_s), u"push update 1 3/0"_s);
        m_world->execute(u"UPDATE product_variants SET price = 1.5 WHERE shopify_variant_id = 12"_s);
        stageEdits();
        QCOMPARE(open(), u"push update 1 2/0"_s);
        m_world->execute(u"UPDATE products SET name = 'Pen', tags = '{INK,Blue}' WHERE shopify_product_id = 1"_s);
        stageEdits();
        QCOMPARE(open() + open(u"approved"_s), QString());
        QCOMPARE(statusOf(1), u"synced false"_s);
    }

    void productsAndVariantsMadeHereAreStagedForSending()
    {
        m_world->execute(u"INSERT INTO products (name) VALUES ('Eraser')"_s);
        m_world->execute(
            u"INSERT INTO product_variants (product_id, position, title, price) SELECT id, 3, 'Gold', 9 FROM products WHERE shopify_product_id = 1"_s);
        m_world->execute(u"DELETE FROM product_variants WHERE shopify_variant_id = 12"_s);
        stageEdits();
        QCOMPARE(open(), u"push update 1 2/0, push create 0/0"_s);
        QCOMPARE(fields(), u"0  -|Gold|-, 12  Red|-|Red"_s);
        stageEdits();
        QCOMPARE(open(), u"push update 1 2/0, push create 0/0"_s);
    }

    void aPullWorksAWaitingPushOutAnew()
    {
        m_world->execute(u"UPDATE products SET name = 'Quill', vendor = 'Ours' WHERE shopify_product_id = 1"_s);
        stageEdits();
        QCOMPARE(open(), u"push update 1 2/0"_s);
        m_shop[1].vendor = u"Theirs"_s;
        pull();
        QCOMPARE(open(), u"pull update 1 1/1, push update 1 1/0"_s);
        QCOMPARE(fields(), u"0 title Pen|Quill|Pen, 0 vendor Acme|Ours|Theirs!"_s);
    }

    void aChangeDecidedOnAnotherStateIsComparedAnew()
    {
        m_shop[1].title = u"Fountain pen"_s;
        pull();
        m_world->approveAll();
        m_world->execute(u"UPDATE products SET name = 'Quill' WHERE shopify_product_id = 1"_s);
        QCOMPARE(apply(), (ChunkOutcome{0, 0, 1}));
        QCOMPARE(m_world->catalogue()[1].title, u"Quill"_s);
        QCOMPARE(open(), u"pull update 1 1/1"_s);
        QCOMPARE(fields(), u"0 title Pen|Quill|Fountain pen!"_s);
        QCOMPARE(m_world->text(u"SELECT status FROM sync_history ORDER BY id DESC LIMIT 1"_s), u"skipped"_s);
    }

    /// It is missing from the mirror, and still no product that is gone from Shopify.
    void aProductThatCameIncompleteIsNoDeletedOne()
    {
        m_shop[1].title = u"Fountain pen"_s;
        pull();
        m_world->approveAll();
        m_world->execute(u"DELETE FROM shopify_variants WHERE product_id = 1"_s);
        m_world->execute(u"DELETE FROM shopify_products WHERE id = 1"_s);
        m_world->execute(u"UPDATE mirror_state SET unread = '{1}'"_s);
        QCOMPARE(apply(), (ChunkOutcome{0, 0, 1}));
        QCOMPARE(open(), QString());
        QCOMPARE(m_world->catalogue()[1].title, u"Pen"_s);
        pull();
        QCOMPARE(open(), u"pull update 1 1/0"_s);
    }

    void whatTheCatalogueCannotHoldFailsByItselfAndSaysWhy()
    {
        m_shop[1].variants[11].price = u"-1.00"_s;
        m_shop[2].title = u"Good paper"_s;
        const auto outcome = m_world->pull(m_shop);
        QVERIFY(outcome);
        QCOMPARE(outcome->load.warningCount, 1);
        m_world->approveAll();
        QCOMPARE(apply(), (ChunkOutcome{1, 1, 0}));
        QCOMPARE(m_world->catalogue()[1].variants[11].price, u"1.50"_s);
        QCOMPARE(m_world->catalogue()[2].title, u"Good paper"_s);
        QVERIFY(m_world->text(u"SELECT failure FROM staged_product_changes WHERE status = 'failed'"_s)
                    .contains(u"negative"_s));
        QVERIFY(statusOf(1).startsWith(u"error"_s));
    }

    void anAdoptedProductIsComparedWithoutABase()
    {
        m_world->execute(u"DELETE FROM base_products WHERE id = 1"_s);
        m_world->execute(u"DELETE FROM base_variants WHERE product_id = 1"_s);
        m_world->execute(u"UPDATE products SET name = 'Old pen' WHERE shopify_product_id = 1"_s);
        pull();
        QCOMPARE(open(), u"pull update 1 1/1"_s);
        QCOMPARE(fields(), u"0 title -|Old pen|Pen!"_s);
        m_world->execute(u"UPDATE staged_field_changes SET decision = 'take_theirs'"_s);
        m_world->approveAll();
        QCOMPARE(apply(), (ChunkOutcome{1, 0, 0}));
        QCOMPARE(m_world->base(), m_shop);
        QCOMPARE(m_world->catalogue(), m_shop);
        QCOMPARE(statusOf(1), u"synced false"_s);
    }

    void anAdoptedProductThatIsEqualGetsItsBaseSilently()
    {
        m_world->execute(u"DELETE FROM base_products"_s);
        m_world->execute(u"DELETE FROM base_variants"_s);
        pull();
        QCOMPARE(open(), QString());
        QCOMPARE(m_world->base(), m_shop);
    }

    void anApplyIsPutBackFieldForField()
    {
        const QString before = m_world->snapshot();
        m_shop[1].title = u"Fountain pen"_s;
        m_shop[1].variants.remove(12);
        m_shop[1].variants[13] = {u"Green"_s, u"P-3"_s, u"2.00"_s, {}, 1};
        m_shop.remove(2);
        m_shop[3] = {u"Ruler"_s, u"Acme"_s, {}, {u"x"_s}, {{31, {}}}};
        pull();
        m_world->approveAll();
        const auto [outcome, batch] = m_world->applyAll();
        QCOMPARE(outcome, (ChunkOutcome{3, 0, 0}));
        QCOMPARE(m_world->catalogue(), m_shop);
        const QString after = m_world->snapshot();
        const auto undo = [&](BatchId undone, ChangedSince policy) {
            const auto ledger = BatchLedger::open(m_world->session(), BatchKind::Rollback, {}, m_world->who(), undone);
            const auto report = PgTransaction::run(m_world->session(),
                [&](PgSession &session) { return restoreProductImages(session, undone, ledger->id(), {}, policy); });
            if (!report)
                qFatal("%s", qPrintable(report.failure().detail));
            return std::pair(*report, ledger->id());
        };
        const auto [report, by] = undo(batch, ChangedSince::Leave);
        QCOMPARE(report.restored, 3);
        QCOMPARE(m_world->snapshot(), before);
        QCOMPARE(open(u"rolled_back"_s), u"pull update 1 3/0, pull delete 2 0/0, pull create 3 0/0"_s);
        QCOMPARE(undo(batch, ChangedSince::Leave).first.alreadyBack, 3);
        QCOMPARE(undo(by, ChangedSince::Leave).first.restored, 3); // and back again
        QCOMPARE(m_world->snapshot(), after);
        m_world->execute(u"UPDATE products SET name = 'Mine' WHERE shopify_product_id = 1"_s);
        const auto kept = undo(batch, ChangedSince::Leave).first;
        QCOMPARE(kept.restored, 2);
        QCOMPARE(kept.left.size(), 1);
        QCOMPARE(kept.left.first().title, u"Mine"_s);
        QCOMPARE(undo(batch, ChangedSince::Overwrite).first.restored, 1);
        QCOMPARE(m_world->snapshot(), before);
    }

private:
    void conflictOverVendor(const QString &decision)
    {
        m_world->execute(u"UPDATE products SET vendor = 'Ours' WHERE shopify_product_id = 1"_s);
        m_shop[1].vendor = u"Theirs"_s;
        pull();
        QCOMPARE(open(), u"pull update 1 1/1"_s);
        m_world->execute(u"UPDATE staged_field_changes SET decision = '%1', edited_value = %2"_s.arg(
            decision, decision == u"edited"_s ? u"'Own'"_s : u"NULL"_s));
        m_world->approveAll();
        QCOMPARE(apply(), (ChunkOutcome{1, 0, 0}));
    }
};

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
