#include "sync/jobs/push/pushjob.h"

#include "tests/support/lateshop.h"
#include "tests/support/pushdesk.h"
#include "tests/support/runtask.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::FakeShop;
using TestSupport::LateShop;
using TestSupport::PushDesk;

class TestPushJob final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void sendsProductFieldsWithOneCall();
    void sendsVariantFieldsOfAProductTogether();
    void setsStockComparedWithWhatWasThere();
    void createsProductsAndLinksThem();
    void deletesProducts();
    void addsAndRemovesVariants();
    void keepsWhatShopifyMadeOfAValue();
    void sendsTheOtherVariantsWhenOneIsRefused();
    void neverOverwritesWhatSomebodyElseChanged();
    void holdsBackWhatWasEditedSinceApproval();
    void sendsNothingThatIsDecidedOnAnewWhileTheRunBegins();
    void settlesALostAnswer_data();
    void settlesALostAnswer();
    void takesNothingThatOthersWroteWhileAnAnswerWasLost();
    void takesNoVariantsValueThatOthersWroteWhileAnAnswerWasLost();
    void takesNothingThatOthersWroteBeforeATakeOver();
    void takesTheShopsNameForNoVendor_data();
    void takesTheShopsNameForNoVendor();
    void takesTheShopsNameForNoVendorOfADeadDesk();
    void takesNoVendorOfOthersForOurs();
    void sendsACreateOnceThoughItsAnswerIsLost();
    void takesTheShopsNameForNoVendorOfACreate();
    void leavesToThePullWhatOthersMadeOfACreate();
    void leavesToThePullWhatOthersMadeOfANewVariant();
    void looksAnewWhenShopifyHasAskedToWait();
    void overwritesNobodyWhenShopifyHasAskedToWait();
    void countsWaitsApartFromReadsThatAreTooOld();
    void maintenanceEndsTheWait();
    void aStopEndsTheWait();
    void stopsWhenTheTokenIsRevoked();
    void stopsWhenMaintenanceComesOn();
    void refusesInReadOnlyShops();
    void refusesTheTotalWithSeveralLocations();
    void refusesWhenNothingIsApproved();
    void refusesWhileTheShopIsNotReadCompletely();
    void takesNothingOutThatIsNotInTheMirror();
    void holdsTooLargePriceMoves();
    void stopsWhenMoreFailThanTheLimitsAllow();
    void sendsTheFirstFewAndStops();
    void pausesAndResumes();
    void cancelsBetweenTwoWrites();
    void refusesASecondDesk();
    void takesOverFromADeadDeskAndSettles();
    void showsWhatMovedWhenALostAnswerIsSettled();
    void settlesManyLostAnswersWithFewReads();
    void waitsOnceForAllThatMayStillArrive();
    void givesUpOnAProductThatTakesTooLongToRead();
    void sendsAProductOfWhichOnlyTheWholeTakesTooLongToRead();
    void overwritesNobodyWhileTheWholeProductIsRead();
    void deletesNothingThatTakesTooLongToRead();
    void refusesALateWriter();
    void aLateDeskTakesNothingOver();
    void aLateDeskClaimsNothing();
    void aLateDeskIsToldWhySomebodyElseSettledItsOperation();
    void anotherShopsLeaseDoesNotMatter();
    void writesTheJournalBeforeSending();

private:
    ProductId withAnEditedAndANewVariant();
    /// The product's vendor in catalogue, base and mirror.
    QString vendors() const
    {
        return m_desk->value(u"SELECT concat_ws('|', p.vendor, b.vendor, m.vendor) FROM products p "
                             u"JOIN base_products b ON b.id = p.shopify_product_id "
                             u"JOIN shopify_products m ON m.id = p.shopify_product_id"_s);
    }
    /// The last variant's price in catalogue, base and mirror.
    QString prices() const
    {
        return m_desk->value(
            u"SELECT concat_ws('|', v.price, b.price, m.price) FROM product_variants v "
            u"JOIN base_variants b ON b.id = v.shopify_variant_id "
            u"JOIN shopify_variants m ON m.id = v.shopify_variant_id ORDER BY v.position DESC LIMIT 1"_s);
    }
    void leaveOpen(const QStringList &states, const QString &since = u"10 minutes"_s);
    /// One product whose title is to be sent as “Ours”.
    void approveATitle()
    {
        m_desk->addProducts(1);
        m_desk->sql(u"UPDATE products SET name = 'Ours'"_s);
        m_desk->stageAndApprove();
    }
    QString journalStates() const
    {
        return m_desk->value(u"SELECT string_agg(state, ',' ORDER BY sequence) FROM sync_operations"_s);
    }

    std::unique_ptr<Tests::PrivatePostgres> m_server;
    std::unique_ptr<PushDesk> m_desk;
};

void TestPushJob::initTestCase()
{
    m_server = std::make_unique<Tests::PrivatePostgres>();
}

void TestPushJob::cleanupTestCase()
{
    m_desk.reset();
    m_server.reset();
}

void TestPushJob::init()
{
    m_desk = std::make_unique<PushDesk>(*m_server);
}

#define VERIFY_OK(result)                                                                                              \
    QVERIFY2(result, (result) ? "" : qUtf8Printable((result).failure().text() + u' ' + (result).failure().detail))

void TestPushJob::sendsProductFieldsWithOneCall()
{
    const ProductId product = m_desk->addProducts(2).first();
    m_desk->sql(
        u"UPDATE products SET name = 'Green pen', vendor = 'Other', tags = '{b,a}', seo_title = 'Pens' WHERE id = %1"_s
            .arg(product.value));
    QCOMPARE(m_desk->stageAndApprove(), 1);
    m_desk->sql(u"UPDATE staged_product_changes SET rule_name = 'Texts'"_s);
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->status, BatchStatus::Completed);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(m_desk->shop.effects(), QStringList{u"product_update"_s});
    const QJsonObject sent = m_desk->shop.product(m_desk->shopifyId(product));
    QCOMPARE(sent.value(u"title").toString(), u"Green pen"_s);
    QCOMPARE(sent.value(u"vendor").toString(), u"Other"_s);
    QCOMPARE(
        m_desk->value(u"SELECT shopify_sync_status || locally_edited FROM products WHERE id = %1"_s.arg(product.value)),
        u"syncedfalse"_s);
    QCOMPARE(m_desk->value(u"SELECT title FROM shopify_products WHERE id = %1"_s.arg(m_desk->shopifyId(product).value)),
        u"Green pen"_s);
    QCOMPARE(m_desk->value(u"SELECT status FROM staged_product_changes"_s), u"applied"_s);
    QCOMPARE(m_desk->value(u"SELECT rule_name FROM sync_history WHERE action = 'update' AND status = 'success'"_s),
        u"Texts"_s);
    QCOMPARE(
        m_desk->value(
            u"SELECT b.content_hash = m.content_hash FROM base_products b JOIN shopify_products m USING (id) WHERE id = %1"_s
                .arg(m_desk->shopifyId(product).value)),
        u"t"_s);
    QCOMPARE(journalStates(), u"confirmed"_s);
}

void TestPushJob::sendsVariantFieldsOfAProductTogether()
{
    const ProductId product = m_desk->addProducts(1, 3).first();
    m_desk->sql(
        u"UPDATE product_variants SET price = price + 1, barcode = 'X', cost = 6, weight = 0.25, weight_unit = 'kg' WHERE product_id = %1"_s
            .arg(product.value));
    QCOMPARE(m_desk->stageAndApprove(), 1);
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(m_desk->shop.effects(), QStringList{u"variants_update"_s});
    QCOMPARE(m_desk->value(u"SELECT string_agg(price::text, ',' ORDER BY position) FROM shopify_variants"_s),
        u"11.50,12.50,13.50"_s);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM products WHERE locally_edited"_s), u"0"_s);
}

void TestPushJob::setsStockComparedWithWhatWasThere()
{
    const ProductId product = m_desk->addProducts(1, 2).first();
    m_desk->sql(u"UPDATE product_variants SET inventory_quantity = 3 WHERE product_id = %1 AND position = 1"_s.arg(
        product.value));
    m_desk->stageAndApprove();
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(m_desk->shop.effects(), QStringList{u"inventory_set"_s});
    QCOMPARE(
        m_desk->value(u"SELECT string_agg(inventory_quantity::text, ',' ORDER BY position) FROM shopify_variants"_s),
        u"3,7"_s);
    QCOMPARE(m_desk->value(u"SELECT total_inventory FROM products"_s), u"10"_s);
}

void TestPushJob::createsProductsAndLinksThem()
{
    m_desk->addProducts(1);
    m_desk->sql(u"INSERT INTO products (name, option_names, tags) VALUES ('New pen', '{Size}', '{new}')"_s);
    m_desk->sql(
        u"INSERT INTO product_variants (product_id, position, title, sku, price, inventory_quantity, option1) "
        "SELECT id, n, 'S' || n, 'N-' || n, n, n, 'S' || n FROM products, generate_series(1, 2) n WHERE name = 'New pen'"_s);
    QCOMPARE(m_desk->stageAndApprove(), 1);
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(m_desk->shop.ids().size(), 2);
    QCOMPARE(m_desk->value(
                 u"SELECT count(*) FROM product_variants v JOIN shopify_variants m ON m.id = v.shopify_variant_id AND "
                 u"m.sku = v.sku "
                 "JOIN base_variants b ON b.id = m.id AND b.content_hash = m.content_hash WHERE v.sku LIKE 'N-%'"_s),
        u"2"_s);
    QCOMPARE(m_desk->value(u"SELECT shopify_sync_status || locally_edited FROM products WHERE name = 'New pen'"_s),
        u"syncedfalse"_s);
}

void TestPushJob::deletesProducts()
{
    const ProductId product = m_desk->addProducts(2).first();
    const ShopifyId id = m_desk->shopifyId(product);
    m_desk->sql(u"DELETE FROM products WHERE id = %1"_s.arg(product.value));
    QCOMPARE(m_desk->stageAndApprove(), 1);
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QVERIFY(!m_desk->shop.ids().contains(id.value));
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM base_products WHERE id = %1"_s.arg(id.value)), u"0"_s);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM shopify_variants WHERE product_id = %1"_s.arg(id.value)), u"0"_s);
}

void TestPushJob::addsAndRemovesVariants()
{
    const ProductId product = m_desk->addProducts(1, 3).first();
    m_desk->sql(u"DELETE FROM product_variants WHERE product_id = %1 AND position = 2"_s.arg(product.value));
    m_desk->sql(
        u"INSERT INTO product_variants (product_id, position, title, sku, price, option1) VALUES (%1, 4, 'Size 9', 'S-9', 9, 'Size 9')"_s
            .arg(product.value));
    m_desk->stageAndApprove();
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(m_desk->shop.effects(), (QStringList{u"variants_delete"_s, u"variants_create"_s}));
    QCOMPARE(
        m_desk->value(
            u"SELECT count(*) FROM product_variants v JOIN base_variants b ON b.id = v.shopify_variant_id WHERE v.product_id = %1"_s
                .arg(product.value)),
        u"3"_s);
    QCOMPARE(m_desk->value(u"SELECT locally_edited FROM products"_s), u"f"_s);
}

void TestPushJob::keepsWhatShopifyMadeOfAValue()
{
    const ProductId product = m_desk->addProducts(1).first();
    m_desk->sql(
        u"UPDATE products SET name = '  Spaced pen  ', tags = '{zebra,apple}' WHERE id = %1"_s.arg(product.value));
    m_desk->stageAndApprove();
    VERIFY_OK(m_desk->push());
    QCOMPARE(m_desk->value(u"SELECT name || tags::text FROM products"_s), u"Spaced pen{apple,zebra}"_s);
    QCOMPARE(m_desk->value(u"SELECT title FROM base_products"_s), u"Spaced pen"_s);
    QCOMPARE(m_desk->value(u"SELECT locally_edited FROM products"_s), u"f"_s);
}

void TestPushJob::sendsTheOtherVariantsWhenOneIsRefused()
{
    const ProductId product = m_desk->addProducts(1, 3).first();
    m_desk->sql(
        u"UPDATE product_variants SET price = CASE WHEN position = 2 THEN 13.13 ELSE price + 1 END WHERE product_id = %1"_s
            .arg(product.value));
    m_desk->shop.refusePrice(u"13.13"_s);
    m_desk->stageAndApprove();
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    QCOMPARE(m_desk->value(u"SELECT string_agg(price::text, ',' ORDER BY position) FROM shopify_variants"_s),
        u"11.50,11.50,13.50"_s);
    QCOMPARE(m_desk->value(u"SELECT string_agg(price::text, ',' ORDER BY position) FROM base_variants"_s),
        u"11.50,11.50,13.50"_s);
    QCOMPARE(m_desk->value(u"SELECT status FROM staged_product_changes"_s), u"failed"_s);
    QVERIFY(m_desk->value(u"SELECT failure FROM staged_product_changes"_s).contains(u"Price is not allowed"_s));
    QCOMPARE(m_desk->value(u"SELECT shopify_sync_status || locally_edited FROM products"_s), u"errortrue"_s);
    QCOMPARE(journalStates(), u"failed,confirmed"_s);
    // Shopify's support is asked about the call that was refused.
    const QString refused = m_desk->value(u"SELECT request_id FROM sync_operations WHERE state = 'failed'"_s);
    QVERIFY(!refused.isEmpty());
    QVERIFY(refused != m_desk->value(u"SELECT request_id FROM sync_operations WHERE state = 'confirmed'"_s));
    QCOMPARE(m_desk->value(u"SELECT request_id FROM staged_product_changes"_s), refused);
    QCOMPARE(m_desk->value(u"SELECT request_id FROM sync_history WHERE action = 'update'"_s), refused);
}

void TestPushJob::neverOverwritesWhatSomebodyElseChanged()
{
    const QList<ProductId> products = m_desk->addProducts(2);
    m_desk->sql(u"UPDATE products SET name = name || ' ours', vendor = 'Ours'"_s);
    m_desk->stageAndApprove();
    const ShopifyId theirs = m_desk->shopifyId(products.first());
    m_desk->shop.edit(theirs, u"title"_s, u"Theirs"_s);
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->status, BatchStatus::Partial);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(report->skipped, 1);
    QCOMPARE(report->conflicts, 1);
    QCOMPARE(m_desk->shop.product(theirs).value(u"title").toString(), u"Theirs"_s);
    QCOMPARE(m_desk->shop.product(theirs).value(u"vendor").toString(), u"Acme"_s);
    QCOMPARE(m_desk->value(u"SELECT title FROM shopify_products WHERE id = %1"_s.arg(theirs.value)), u"Theirs"_s);
    QCOMPARE(m_desk->value(u"SELECT name FROM products WHERE id = %1"_s.arg(products.first().value)), u"Pen 1 ours"_s);
    QCOMPARE(
        m_desk->value(
            u"SELECT local_value || '|' || remote_value || '|' || is_conflict FROM staged_field_changes f "
            "JOIN staged_product_changes c ON c.id = f.change_id WHERE c.direction = 'pull' AND c.status = 'pending'"_s),
        u"Pen 1 ours|Theirs|true"_s);
    QCOMPARE(m_desk->value(u"SELECT shopify_sync_status FROM products WHERE id = %1"_s.arg(products.first().value)),
        u"conflict"_s);
}

void TestPushJob::holdsBackWhatWasEditedSinceApproval()
{
    const ProductId product = m_desk->addProducts(1).first();
    m_desk->sql(u"UPDATE products SET name = 'First'"_s);
    m_desk->stageAndApprove();
    m_desk->sql(u"UPDATE products SET name = 'Second'"_s);
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->skipped, 1);
    QVERIFY2(
        report->warnings.join(u'\n').contains(u"Prepare My Edits"_s), qUtf8Printable(report->warnings.join(u'\n')));
    QCOMPARE(m_desk->shop.effects(), QStringList());
    // Nothing takes its place until somebody has the newer values found.
    QCOMPARE(m_desk->value(u"SELECT string_agg(status, ',') FROM staged_product_changes WHERE product_id = %1"_s.arg(
                 product.value)),
        u"superseded"_s);
    QCOMPARE(m_desk->value(u"SELECT shopify_sync_status FROM products"_s), u"modified"_s);
}

void TestPushJob::sendsNothingThatIsDecidedOnAnewWhileTheRunBegins()
{
    m_desk->addProducts(2);
    m_desk->sql(u"UPDATE products SET vendor = 'First'"_s);
    m_desk->stageAndApprove();
    m_desk->observer.onBatchStarted = [&] {
        m_desk->sql(u"UPDATE products SET vendor = 'Second' WHERE id = 1"_s);
        m_desk->sql(u"UPDATE staged_product_changes c SET local_version = p.content_version, decided_at = now() "
                    u"FROM products p WHERE p.id = c.product_id AND p.id = 1"_s);
        m_desk->sql(u"UPDATE staged_field_changes f SET local_value = 'Second' FROM staged_product_changes c "
                    u"WHERE c.id = f.change_id AND c.product_id = 1"_s);
    };
    const auto report = m_desk->push();
    m_desk->observer.onBatchStarted = {};
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(m_desk->shop.effects().size(), 1);
    QVERIFY2(report->warnings.join(u'\n').contains(u"decided on anew"_s), qUtf8Printable(report->warnings.join(u'\n')));
    QCOMPARE(m_desk->value(u"SELECT status || ' ' || coalesce(applied_batch_id, 0) FROM staged_product_changes "
                           u"WHERE product_id = 1"_s),
        u"approved 0"_s);
    VERIFY_OK(m_desk->push());
    QCOMPARE(m_desk->shop.product(m_desk->shopifyId(ProductId{1})).value(u"vendor").toString(), u"Second"_s);
}

void TestPushJob::settlesALostAnswer_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("effects");
    QTest::newRow("lost after it was done") << int(FakeShop::Fault::DropAfter) << 1;
    QTest::newRow("lost before it was done") << int(FakeShop::Fault::DropBefore) << 1;
    QTest::newRow("answered with rubbish") << int(FakeShop::Fault::Garbled) << 1;
}

void TestPushJob::settlesALostAnswer()
{
    QFETCH(int, fault);
    QFETCH(int, effects);
    m_desk->addProducts(1, 2);
    m_desk->sql(u"UPDATE product_variants SET inventory_quantity = 4, price = 20 WHERE position = 1"_s);
    m_desk->stageAndApprove();
    m_desk->shop.failNext(u"inventory_set"_s, FakeShop::Fault(fault));
    m_desk->shop.failNext(u"variants_update"_s, FakeShop::Fault(fault));
    PushRequest request;
    request.overrideBreaker = true;
    const auto report = m_desk->push(request);
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(m_desk->shop.effects().count(u"inventory_set"_s), effects);
    QCOMPARE(m_desk->shop.effects().count(u"variants_update"_s), effects);
    QCOMPARE(journalStates(), u"confirmed,confirmed"_s);
    QCOMPARE(m_desk->value(u"SELECT inventory_quantity || ' ' || price FROM shopify_variants WHERE position = 1"_s),
        u"4 20.00"_s);
}

void TestPushJob::takesNothingThatOthersWroteWhileAnAnswerWasLost()
{
    const ProductId product = m_desk->addProducts(1).first();
    const ShopifyId id = m_desk->shopifyId(product);
    m_desk->sql(u"UPDATE products SET name = ' Ours ', vendor = 'Ours'"_s);
    m_desk->stageAndApprove();
    m_desk->shop.failNext(u"product_update"_s, FakeShop::Fault::DropAfter);
    m_desk->shop.afterLostAnswer = [&] { m_desk->shop.edit(id, u"vendor"_s, u"Theirs"_s); };
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(m_desk->shop.effects(), QStringList{u"product_update"_s});
    QCOMPARE(report->status, BatchStatus::Partial);
    QCOMPARE(report->skipped, 1);
    QCOMPARE(report->conflicts, 1);
    QCOMPARE(journalStates(), u"confirmed"_s);
    // The title is ours, as Shopify made it; the vendor is theirs, and stays so there and ours here.
    QCOMPARE(m_desk->value(u"SELECT name || '|' || vendor FROM products"_s), u"Ours|Ours"_s);
    QCOMPARE(m_desk->value(u"SELECT title || '|' || vendor FROM base_products"_s), u"Ours|Acme"_s);
    QCOMPARE(m_desk->value(u"SELECT title || '|' || vendor FROM shopify_products"_s), u"Ours|Theirs"_s);
    QCOMPARE(m_desk->value(u"SELECT (returned -> 'product')::text FROM sync_operations"_s), u"{\"title\": \"Ours\"}"_s);
    QCOMPARE(m_desk->value(u"SELECT status FROM staged_product_changes WHERE direction = 'push'"_s), u"superseded"_s);
    QCOMPARE(m_desk->value(
                 u"SELECT string_agg(concat_ws('|', field, base_value, local_value, remote_value, is_conflict), ',') "
                 u"FROM staged_field_changes f JOIN staged_product_changes c ON c.id = f.change_id "
                 u"WHERE c.direction = 'pull' AND c.status = 'pending'"_s),
        u"vendor|Acme|Ours|Theirs|t"_s);
    QCOMPARE(m_desk->value(u"SELECT shopify_sync_status FROM products"_s), u"conflict"_s);
    const auto back = m_desk->rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QCOMPARE(m_desk->shop.product(id).value(u"title").toString(), u"Pen 1"_s);
    QCOMPARE(m_desk->shop.product(id).value(u"vendor").toString(), u"Theirs"_s);
    QCOMPARE(m_desk->value(u"SELECT vendor FROM products"_s), u"Ours"_s);
}

void TestPushJob::takesNoVariantsValueThatOthersWroteWhileAnAnswerWasLost()
{
    const ProductId product = m_desk->addProducts(1, 2).first();
    const ShopifyId id = m_desk->shopifyId(product);
    m_desk->sql(u"UPDATE product_variants SET price = price + 1, barcode = 'Ours'"_s);
    m_desk->stageAndApprove();
    m_desk->shop.failNext(u"variants_update"_s, FakeShop::Fault::DropAfter);
    m_desk->shop.afterLostAnswer = [&] { m_desk->shop.editVariant(id, 1, u"price"_s, u"99.00"_s); };
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->skipped, 1);
    const QString sides = u"SELECT string_agg(price || ' ' || barcode, ',' ORDER BY position) FROM %1"_s;
    QCOMPARE(m_desk->value(sides.arg(u"product_variants"_s)), u"11.50 Ours,12.50 Ours"_s);
    QCOMPARE(m_desk->value(sides.arg(u"base_variants"_s)), u"11.50 Ours,11.50 Ours"_s);
    QCOMPARE(m_desk->value(sides.arg(u"shopify_variants"_s)), u"11.50 Ours,99.00 Ours"_s);
    QCOMPARE(m_desk->value(u"SELECT string_agg(field || '|' || is_conflict, ',') FROM staged_field_changes f "
                           u"JOIN staged_product_changes c ON c.id = f.change_id WHERE c.direction = 'pull'"_s),
        u"price|true"_s);
}

void TestPushJob::takesNothingThatOthersWroteBeforeATakeOver()
{
    const ProductId product = m_desk->addProducts(1).first();
    m_desk->sql(u"UPDATE products SET name = 'Ours'"_s);
    m_desk->stageAndApprove();
    leaveOpen({u"sent"_s});
    m_desk->sql(u"UPDATE products SET vendor = 'Ours'"_s);
    m_desk->sql(u"UPDATE sync_operations SET before = jsonb_set(before, '{product,vendor}', '\"Acme\"'), "
                u"after = jsonb_set(after, '{product,vendor}', '\"Ours\"')"_s);
    m_desk->shop.edit(m_desk->shopifyId(product), u"title"_s, u"Ours"_s);
    m_desk->shop.edit(m_desk->shopifyId(product), u"vendor"_s, u"Theirs"_s);
    const auto settled = m_desk->settleUnknown();
    VERIFY_OK(settled);
    QCOMPARE(settled->confirmed, 0);
    QCOMPARE(settled->conflicts, 1);
    QCOMPARE(journalStates(), u"confirmed"_s);
    QCOMPARE(m_desk->value(u"SELECT name || '|' || vendor FROM products"_s), u"Ours|Ours"_s);
    QCOMPARE(m_desk->value(u"SELECT title || '|' || vendor FROM base_products"_s), u"Ours|Acme"_s);
    QCOMPARE(m_desk->value(
                 u"SELECT string_agg(c.direction || ' ' || c.status || ' ' || f.field || ' ' || f.is_conflict, ',') "
                 u"FROM staged_field_changes f JOIN staged_product_changes c ON c.id = f.change_id "
                 u"WHERE c.direction = 'pull'"_s),
        u"pull pending vendor true"_s);
    QCOMPARE(m_desk->value(u"SELECT status FROM staged_product_changes WHERE direction = 'push'"_s), u"superseded"_s);
}

void TestPushJob::takesTheShopsNameForNoVendor_data()
{
    QTest::addColumn<QString>("edit");
    QTest::addColumn<bool>("isLost");
    QTest::addColumn<QString>("known");
    const QString alone = u"vendor = ''"_s;
    const QString more = u"vendor = ' ', name = 'Ours'"_s;
    QTest::newRow("answered") << alone << false << u"Corner shop"_s;
    QTest::newRow("answer lost") << alone << true << u"Corner shop"_s;
    QTest::newRow("answer lost, with another field") << more << true << u"Corner shop"_s;
    QTest::newRow("answer lost, shop not greeted yet") << alone << true << QString();
}

/// Shopify knows no product without a vendor: that its own name comes back is neither a failure nor somebody's edit.
void TestPushJob::takesTheShopsNameForNoVendor()
{
    QFETCH(QString, edit);
    QFETCH(bool, isLost);
    QFETCH(QString, known);
    m_desk->shop.name = u"Corner shop"_s;
    m_desk->settings.name = known;
    const ShopifyId id = m_desk->shopifyId(m_desk->addProducts(1).first());
    const auto before = m_desk->snapshot();
    m_desk->sql(u"UPDATE products SET "_s + edit);
    m_desk->stageAndApprove();
    if (isLost)
        m_desk->shop.failNext(u"product_update"_s, FakeShop::Fault::DropAfter);
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(m_desk->shop.effects(), QStringList{u"product_update"_s});
    QCOMPARE(report->status, BatchStatus::Completed);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(report->conflicts, 0);
    QCOMPARE(journalStates(), u"confirmed"_s);
    QCOMPARE(vendors(), u"Corner shop|Corner shop|Corner shop"_s);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM products WHERE locally_edited OR shopify_sync_status <> 'synced'"_s),
        u"0"_s);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM staged_product_changes WHERE status <> 'applied'"_s), u"0"_s);
    QCOMPARE(m_desk->stageAndApprove(), 0);
    const auto back = m_desk->rollBack({.batch = report->batch});
    VERIFY_OK(back);
    QCOMPARE(back->status, BatchStatus::Completed);
    QCOMPARE(m_desk->shop.product(id).value(u"vendor").toString(), u"Acme"_s);
    QCOMPARE(before.differences(m_desk->snapshot()), QStringList());
}

void TestPushJob::takesTheShopsNameForNoVendorOfADeadDesk()
{
    m_desk->settings.name = u"Corner shop"_s;
    const ShopifyId id = m_desk->shopifyId(m_desk->addProducts(1).first());
    m_desk->sql(u"UPDATE products SET vendor = ''"_s);
    m_desk->stageAndApprove();
    leaveOpen({u"sent"_s});
    m_desk->sql(u"UPDATE sync_operations SET before = '{\"product\": {\"vendor\": \"Acme\"}}', "
                u"after = '{\"product\": {\"vendor\": \"\"}}'"_s);
    m_desk->shop.edit(id, u"vendor"_s, u"Corner shop"_s);
    const auto settled = m_desk->settleUnknown();
    VERIFY_OK(settled);
    QCOMPARE(settled->confirmed, 1);
    QCOMPARE(settled->conflicts, 0);
    QCOMPARE(journalStates(), u"confirmed"_s);
    QCOMPARE(vendors(), u"Corner shop|Corner shop|Corner shop"_s);
    QCOMPARE(m_desk->value(u"SELECT status FROM staged_product_changes"_s), u"applied"_s);
}

void TestPushJob::takesNoVendorOfOthersForOurs()
{
    m_desk->shop.name = m_desk->settings.name = u"Corner shop"_s;
    const ShopifyId id = m_desk->shopifyId(m_desk->addProducts(1).first());
    m_desk->sql(u"UPDATE products SET vendor = '', name = 'Ours'"_s);
    m_desk->stageAndApprove();
    m_desk->shop.failNext(u"product_update"_s, FakeShop::Fault::DropAfter);
    m_desk->shop.afterLostAnswer = [&] { m_desk->shop.edit(id, u"vendor"_s, u"Theirs"_s); };
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->conflicts, 1);
    QCOMPARE(vendors(), u"|Acme|Theirs"_s);
}

void TestPushJob::sendsACreateOnceThoughItsAnswerIsLost()
{
    m_desk->sql(u"INSERT INTO products (name) VALUES ('Only once')"_s);
    m_desk->sql(u"INSERT INTO product_variants (product_id, position, price) SELECT id, 1, 2 FROM products"_s);
    m_desk->stageAndApprove();
    m_desk->shop.failNext(u"product_set"_s, FakeShop::Fault::DropAfter);
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(m_desk->shop.ids().size(), 1);
    QCOMPARE(m_desk->shopifyId(ProductId{m_desk->value(u"SELECT id FROM products"_s).toLongLong()}).value,
        m_desk->shop.ids().first());
}

void TestPushJob::takesTheShopsNameForNoVendorOfACreate()
{
    m_desk->shop.name = m_desk->settings.name = u"Corner shop"_s;
    m_desk->sql(u"INSERT INTO products (name) VALUES ('Only once')"_s);
    m_desk->sql(u"INSERT INTO product_variants (product_id, position, price) SELECT id, 1, 2 FROM products"_s);
    m_desk->stageAndApprove();
    m_desk->shop.failNext(u"product_set"_s, FakeShop::Fault::DropAfter);
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->status, BatchStatus::Completed);
    QCOMPARE(vendors(), u"Corner shop|Corner shop|Corner shop"_s);
    QCOMPARE(m_desk->value(u"SELECT returned -> 'product' ->> 'vendor' FROM sync_operations"_s), u"Corner shop"_s);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM products WHERE locally_edited"_s), u"0"_s);
    // It is as the create made it, so that a rollback may take it away.
    const auto back = m_desk->rollBack({.batch = report->batch, .created = CreatedFate::Delete});
    VERIFY_OK(back);
    QCOMPARE(back->status, BatchStatus::Completed);
    QCOMPARE(m_desk->shop.ids().size(), 0);
}

/// What somebody makes of a new product before its lost answer is settled is a change for Review like any other.
void TestPushJob::leavesToThePullWhatOthersMadeOfACreate()
{
    m_desk->sql(u"INSERT INTO products (name, vendor) VALUES ('Only once', 'Ours')"_s);
    m_desk->sql(
        u"INSERT INTO product_variants (product_id, position, price, barcode) SELECT id, 1, 2.50, '40' FROM products"_s);
    m_desk->stageAndApprove();
    m_desk->shop.failNext(u"product_set"_s, FakeShop::Fault::DropAfter);
    m_desk->shop.afterLostAnswer = [&] {
        const ShopifyId id{m_desk->shop.ids().first()};
        m_desk->shop.edit(id, u"vendor"_s, u"Theirs"_s);
        m_desk->shop.editVariant(id, 0, u"price"_s, u"3.00"_s);
    };
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(vendors(), u"Ours|Ours|Theirs"_s);
    QCOMPARE(prices(), u"2.50|2.50|3.00"_s);
    QCOMPARE(m_desk->value(u"SELECT b.barcode FROM base_variants b"_s), u"40"_s);
    QCOMPARE(
        m_desk->value(u"SELECT shopify_sync_status || ' ' || locally_edited FROM products"_s), u"modified false"_s);
    QCOMPARE(m_desk->value(u"SELECT returned -> 'product' ->> 'vendor' FROM sync_operations"_s), u"Ours"_s);
    // Nothing is there to be sent over it.
    QCOMPARE(m_desk->stageAndApprove(), 0);
}

void TestPushJob::leavesToThePullWhatOthersMadeOfANewVariant()
{
    const ProductId product = m_desk->addProducts(1, 2).first();
    m_desk->sql(
        u"INSERT INTO product_variants (product_id, position, title, price, option1) VALUES (%1, 3, 'Size 9', 2.50, 'Size 9')"_s
            .arg(product.value));
    m_desk->stageAndApprove();
    m_desk->shop.failNext(u"variants_create"_s, FakeShop::Fault::DropAfter);
    m_desk->shop.afterLostAnswer
        = [&] { m_desk->shop.editVariant(m_desk->shopifyId(product), 2, u"price"_s, u"3.00"_s); };
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(prices(), u"2.50|2.50|3.00"_s);
    QCOMPARE(m_desk->value(u"SELECT shopify_sync_status FROM products"_s), u"modified"_s);
}

void TestPushJob::looksAnewWhenShopifyHasAskedToWait()
{
    approveATitle();
    m_desk->times.readAge = std::chrono::milliseconds(1'000);
    m_desk->shop.asksToWait = std::chrono::milliseconds(1'100);
    m_desk->shop.failNext(u"product_update"_s, FakeShop::Fault::AskedToWait);
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(m_desk->shop.effects(), QStringList{u"product_update"_s});
    QVERIFY(m_desk->shop.reads() >= 2);
    QCOMPARE(journalStates(), u"confirmed"_s);
}

void TestPushJob::overwritesNobodyWhenShopifyHasAskedToWait()
{
    const ProductId product = m_desk->addProducts(1).first();
    m_desk->sql(u"UPDATE products SET name = 'Ours'"_s);
    m_desk->stageAndApprove();
    m_desk->times.readAge = std::chrono::milliseconds(1'000);
    m_desk->shop.asksToWait = std::chrono::milliseconds(1'100);
    const ShopifyId id = m_desk->shopifyId(product);
    int tried = 0;
    m_desk->shop.beforeMutation = [&](const ShopRequest &) {
        if (++tried > 1)
            return;
        m_desk->shop.failNext(u"product_update"_s, FakeShop::Fault::AskedToWait);
        m_desk->shop.edit(id, u"title"_s, u"Theirs"_s);
    };
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->skipped, 1);
    QCOMPARE(tried, 1);
    QCOMPARE(m_desk->shop.effects(), QStringList());
    QCOMPARE(m_desk->shop.product(id).value(u"title").toString(), u"Theirs"_s);
    QCOMPARE(m_desk->value(u"SELECT name FROM products"_s), u"Ours"_s);
    QCOMPARE(journalStates(), u"failed"_s);
}

void TestPushJob::countsWaitsApartFromReadsThatAreTooOld()
{
    approveATitle();
    for (int i = 0; i < 12; ++i)
        m_desk->shop.failNext(u"product_update"_s, FakeShop::Fault::AskedToWait);
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 1);
    QCOMPARE(journalStates(), u"confirmed"_s);
}

void TestPushJob::maintenanceEndsTheWait()
{
    approveATitle();
    m_desk->shop.asksToWait = std::chrono::minutes(10);
    m_desk->shop.failNext(u"product_update"_s, FakeShop::Fault::AskedToWait);
    m_desk->shop.beforeMutation
        = [&](const ShopRequest &) { QVERIFY(m_desk->leases.setMaintenance(true, u"stock-taking"_s, {}, u"Boss"_s)); };
    QElapsedTimer timer;
    timer.start();
    const auto report = m_desk->push();
    QVERIFY(!report);
    QCOMPARE(report.failure().kind, FailureKind::Refused);
    QVERIFY(timer.elapsed() < 60'000);
    QCOMPARE(m_desk->shop.effects(), QStringList());
    QCOMPARE(m_desk->value(u"SELECT status FROM staged_product_changes"_s), u"approved"_s);
    QCOMPARE(journalStates(), u"failed"_s);
}

void TestPushJob::aStopEndsTheWait()
{
    approveATitle();
    m_desk->shop.asksToWait = std::chrono::minutes(10);
    m_desk->shop.failNext(u"product_update"_s, FakeShop::Fault::AskedToWait);
    std::stop_source stop;
    m_desk->shop.beforeMutation
        = [&](const ShopRequest &) { QTimer::singleShot(50, this, [&stop] { stop.request_stop(); }); };
    QElapsedTimer timer;
    timer.start();
    const auto report = m_desk->push({}, stop.get_token());
    VERIFY_OK(report);
    QCOMPARE(report->status, BatchStatus::Cancelled);
    QVERIFY(timer.elapsed() < 60'000);
    QCOMPARE(m_desk->shop.effects(), QStringList());
    QCOMPARE(m_desk->value(u"SELECT status FROM staged_product_changes"_s), u"approved"_s);
}

void TestPushJob::stopsWhenTheTokenIsRevoked()
{
    m_desk->settings.parallelWorkers = 1;
    m_desk->addProducts(4);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    int sent = 0;
    m_desk->shop.beforeMutation = [&](const ShopRequest &) {
        if (++sent == 2)
            m_desk->shop.failNext(u"product_update"_s, FakeShop::Fault::Unauthorised);
    };
    const auto report = m_desk->push();
    QVERIFY(!report);
    QCOMPARE(report.failure().kind, FailureKind::ShopUnauthorised);
    QCOMPARE(m_desk->shop.effects().size(), 1);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM staged_product_changes WHERE status = 'approved'"_s), u"3"_s);
    QCOMPARE(m_desk->value(u"SELECT status FROM sync_batches WHERE kind = 'push'"_s), u"partial"_s);
    QCOMPARE(
        m_desk->value(u"SELECT count(*) FROM sync_operations WHERE state IN ('planned', 'sent', 'unknown')"_s), u"0"_s);
}

void TestPushJob::stopsWhenMaintenanceComesOn()
{
    m_desk->settings.parallelWorkers = 1;
    m_desk->addProducts(6);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    int sent = 0;
    m_desk->shop.beforeMutation = [&](const ShopRequest &) {
        if (++sent == 2)
            QVERIFY(m_desk->leases.setMaintenance(true, u"stock-taking"_s, {}, u"Boss"_s));
        QTest::qSleep(600); // as long as the switch may go unread
    };
    const auto report = m_desk->push();
    QVERIFY(!report);
    QCOMPARE(report.failure().kind, FailureKind::Refused);
    QVERIFY2(report.failure().what.contains(u"stock-taking"_s), qUtf8Printable(report.failure().what));
    QVERIFY(m_desk->shop.effects().size() <= 3);
    m_desk->shop.beforeMutation = {};
    const auto again = m_desk->push();
    QVERIFY(!again);
    QVERIFY(m_desk->leases.setMaintenance(false, {}, {}, u"Boss"_s));
    VERIFY_OK(m_desk->push());
    QCOMPARE(m_desk->shop.effects().size(), 6);
}

void TestPushJob::refusesInReadOnlyShops()
{
    m_desk->settings.safeLevel = SafeLevel::ReadOnly;
    const auto report = m_desk->push();
    QVERIFY(!report);
    QCOMPARE(report.failure().kind, FailureKind::Refused);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM sync_batches"_s), u"0"_s);
}

void TestPushJob::refusesTheTotalWithSeveralLocations()
{
    m_desk->addProducts(1);
    m_desk->shop.locations = 2;
    m_desk->sql(u"UPDATE product_variants SET inventory_quantity = 1"_s);
    m_desk->stageAndApprove();
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    QVERIFY(m_desk->value(u"SELECT failure FROM staged_product_changes"_s).contains(u"several locations"_s));
    QCOMPARE(m_desk->shop.effects(), QStringList());
}

void TestPushJob::refusesWhenNothingIsApproved()
{
    const auto report = m_desk->push();
    QVERIFY(!report);
    QCOMPARE(report.failure().kind, FailureKind::Refused);
}

/// As a full pull leaves it that was interrupted after it had emptied the mirror.
void TestPushJob::refusesWhileTheShopIsNotReadCompletely()
{
    const QList<ProductId> products = m_desk->addProducts(2);
    m_desk->sql(u"INSERT INTO mirror_state (complete, query_fingerprint) VALUES (false, 'f')"_s);
    m_desk->sql(u"UPDATE products SET name = 'Green pen' WHERE id = %1"_s.arg(products.first().value));
    m_desk->sql(u"DELETE FROM products WHERE id = %1"_s.arg(products.last().value));
    QCOMPARE(m_desk->stageAndApprove(), 2);
    const QString batches = m_desk->value(u"SELECT count(*) FROM sync_batches"_s);
    const auto report = m_desk->push();
    QVERIFY(!report);
    QCOMPARE(report.failure().kind, FailureKind::Refused);
    QVERIFY2(report.failure().what.contains(u"read completely"_s), qUtf8Printable(report.failure().what));
    QCOMPARE(m_desk->shop.effects(), QStringList());
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM sync_batches"_s), batches);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM staged_product_changes WHERE status = 'approved'"_s), u"2"_s);
    m_desk->sql(u"UPDATE mirror_state SET complete = true"_s);
    VERIFY_OK(m_desk->push());
    QCOMPARE(m_desk->shop.effects().size(), 2);
}

/// A product that the last pull could not read whole: what somebody did to it meanwhile was seen by nobody here.
void TestPushJob::takesNothingOutThatIsNotInTheMirror()
{
    const QList<ProductId> products = m_desk->addProducts(2, 2);
    m_desk->sql(u"DELETE FROM product_variants WHERE product_id = %1 AND position = 2"_s.arg(products.first().value));
    m_desk->sql(u"DELETE FROM products WHERE id = %1"_s.arg(products.last().value));
    QCOMPARE(m_desk->stageAndApprove(), 2);
    m_desk->sql(u"DELETE FROM shopify_variants"_s);
    m_desk->sql(u"DELETE FROM shopify_products"_s);
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(m_desk->shop.effects(), QStringList());
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM staged_product_changes WHERE status = 'superseded'"_s), u"2"_s);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM shopify_products"_s), u"2"_s); // now it is known what is there
}

void TestPushJob::holdsTooLargePriceMoves()
{
    m_desk->addProducts(1);
    m_desk->sql(u"UPDATE product_variants SET price = 99"_s);
    m_desk->stageAndApprove();
    const auto held = m_desk->push();
    QVERIFY(!held);
    QCOMPARE(held.failure().kind, FailureKind::BreakerHeld);
    QVERIFY2(held.failure().meaning.contains(u"from 10.50 to 99"_s), qUtf8Printable(held.failure().meaning));
    PushRequest request;
    request.overrideBreaker = true;
    VERIFY_OK(m_desk->push(request));
}

void TestPushJob::stopsWhenMoreFailThanTheLimitsAllow()
{
    m_desk->settings.parallelWorkers = 1;
    m_desk->limits.failuresFrom = 2;
    m_desk->addProducts(6);
    m_desk->shop.refusePrice(u"13.13"_s);
    m_desk->sql(u"UPDATE product_variants SET price = 13.13"_s);
    m_desk->stageAndApprove();
    const auto report = m_desk->push();
    QVERIFY(!report);
    QCOMPARE(report.failure().kind, FailureKind::BreakerHeld);
    QVERIFY(m_desk->value(u"SELECT count(*) FROM staged_product_changes WHERE status = 'approved'"_s).toInt() > 0);
}

void TestPushJob::sendsTheFirstFewAndStops()
{
    m_desk->addProducts(5);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    PushRequest request;
    request.sendFirst = 3;
    const auto report = m_desk->push(request);
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 3);
    QCOMPARE(report->warnings, QStringList());
    QVERIFY(m_desk->observer.phases.contains(Phase::Verifying));
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM staged_product_changes WHERE status = 'approved'"_s), u"2"_s);
    VERIFY_OK(m_desk->push());
    QCOMPARE(m_desk->shop.effects().size(), 5);
    // Each run names what it sends, though neither was given names: who goes on with it takes up nothing else.
    QCOMPARE(m_desk->value(u"SELECT string_agg(jsonb_array_length(scope -> 'changes')::text, ',' ORDER BY id) "
                           "FROM sync_batches WHERE kind = 'push'"_s),
        u"3,2"_s);
}

void TestPushJob::pausesAndResumes()
{
    m_desk->settings.parallelWorkers = 1;
    m_desk->addProducts(4);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    qsizetype whilePaused = -1;
    QTimer resume;
    resume.setSingleShot(true);
    connect(&resume, &QTimer::timeout, this, [&] {
        whilePaused = m_desk->shop.effects().size();
        m_desk->gate.open();
    });
    m_desk->observer.onAdvanced = [&](qint64 done) {
        if (done == 2) {
            m_desk->gate.close();
            resume.start(200);
        }
    };
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(whilePaused, 2);
    QCOMPARE(report->succeeded, 4);
}

void TestPushJob::cancelsBetweenTwoWrites()
{
    m_desk->settings.parallelWorkers = 1;
    m_desk->addProducts(4);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    std::stop_source stop;
    m_desk->observer.onAdvanced = [&](qint64 done) {
        if (done == 2)
            stop.request_stop();
    };
    const auto report = m_desk->push({}, stop.get_token());
    VERIFY_OK(report);
    QCOMPARE(report->status, BatchStatus::Cancelled);
    QCOMPARE(report->succeeded, 2);
    QCOMPARE(m_desk->shop.effects().size(), 2);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM staged_product_changes WHERE status = 'approved'"_s), u"2"_s);
}

void TestPushJob::refusesASecondDesk()
{
    m_desk->addProducts(1);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    PushDesk second(*m_desk);
    std::optional<Result<BatchReport>> seen;
    m_desk->shop.beforeMutation = [&](const ShopRequest &) { seen.emplace(second.push()); };
    VERIFY_OK(m_desk->push());
    QVERIFY(seen.has_value());
    QVERIFY(!*seen);
    QCOMPARE(seen->failure().kind, FailureKind::Busy);
    QVERIFY2(seen->failure().what.contains(u"desk-1"_s), qUtf8Printable(seen->failure().what));
}

/// What a desk that died left: the staged changes of one field each in operations of these states, sent so long ago.
void TestPushJob::leaveOpen(const QStringList &states, const QString &since)
{
    m_desk->sql(
        u"INSERT INTO writer_lease VALUES ('test.myshopify.com', 'dead', 'Dora', 'dead desk', 7, now() - interval '1 second')"_s);
    m_desk->sql(
        u"INSERT INTO sync_batches (id, kind, status, started_by, desk) VALUES (500, 'push', 'running', 'x', 'dead desk')"_s);
    m_desk->sql(u"UPDATE staged_product_changes SET status = 'applying', applied_batch_id = 500"_s);
    m_desk->sql(u"UPDATE products SET shopify_sync_status = 'syncing'"_s);
    m_desk->sql(
        u"INSERT INTO sync_operations (id, batch_id, sequence, change_id, product_id, shopify_product_id, kind, state, "
        u"before, after, lease_epoch, sent_at) "
        "SELECT gen_random_uuid(), 500, row_number() OVER (ORDER BY c.id), c.id, c.product_id, c.shopify_product_id, "
        "'product_update', "
        "('{%1}'::text[])[row_number() OVER (ORDER BY c.id)], "
        "jsonb_build_object('product', jsonb_build_object('title', f.base_value)), jsonb_build_object('product', "
        "jsonb_build_object('title', f.local_value)), "
        "7, now() - interval '%2' FROM staged_product_changes c JOIN staged_field_changes f ON f.change_id = c.id"_s
            .arg(states.join(u','), since));
}

void TestPushJob::takesOverFromADeadDeskAndSettles()
{
    const QList<ProductId> products = m_desk->addProducts(3);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    // One operation done in Shopify but unconfirmed, one sent that never arrived, one only planned.
    leaveOpen({u"sent"_s, u"unknown"_s, u"planned"_s});
    m_desk->shop.edit(m_desk->shopifyId(products.first()), u"title"_s, u"Pen 1!"_s);
    const auto settled = m_desk->settleUnknown();
    VERIFY_OK(settled);
    QCOMPARE(settled->confirmed, 1);
    QCOMPARE(settled->withoutEffect, 1);
    QCOMPARE(m_desk->shop.effects(), QStringList());
    QCOMPARE(journalStates(), u"confirmed,failed,failed"_s);
    QCOMPARE(m_desk->value(u"SELECT string_agg(status, ',' ORDER BY id) FROM staged_product_changes"_s),
        u"applied,approved,approved"_s);
    QCOMPARE(m_desk->value(u"SELECT status FROM sync_batches WHERE id = 500"_s), u"interrupted"_s);
    VERIFY_OK(m_desk->push());
    QCOMPARE(m_desk->shop.effects().size(), 2);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM products WHERE locally_edited"_s), u"0"_s);
}

void TestPushJob::showsWhatMovedWhenALostAnswerIsSettled()
{
    const QList<ProductId> products = m_desk->addProducts(2);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    leaveOpen({u"sent"_s, u"sent"_s});
    for (const ProductId product : products)
        m_desk->shop.edit(m_desk->shopifyId(product), u"title"_s, u"Pen %1!"_s.arg(product.value));
    m_desk->shop.edit(m_desk->shopifyId(products.first()), u"vendor"_s, u"Somebody else"_s);
    const auto settled = m_desk->settleUnknown();
    VERIFY_OK(settled);
    QCOMPARE(settled->confirmed, 2);
    QCOMPARE(m_desk->value(u"SELECT string_agg(shopify_sync_status, ',' ORDER BY id) FROM products"_s),
        u"modified,synced"_s);
}

void TestPushJob::settlesManyLostAnswersWithFewReads()
{
    constexpr int count = 260;
    const QList<ProductId> products = m_desk->addProducts(count);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    leaveOpen(QStringList(count, u"unknown"_s));
    m_desk->shop.edit(m_desk->shopifyId(products.last()), u"title"_s, u"Pen %1!"_s.arg(count));
    // What was sent long ago cannot arrive any more, so nothing is waited for.
    m_desk->times.settleAfter = std::chrono::seconds(90);
    m_desk->times.firstLook = std::chrono::seconds(90);
    const qsizetype before = m_desk->shop.reads();
    const auto settled = m_desk->settleUnknown();
    VERIFY_OK(settled);
    QCOMPARE(m_desk->shop.reads() - before, 2);
    QCOMPARE(settled->confirmed, 1);
    QCOMPARE(settled->withoutEffect, count - 1);
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM staged_product_changes WHERE status = 'approved'"_s),
        QString::number(count - 1));
}

void TestPushJob::waitsOnceForAllThatMayStillArrive()
{
    m_desk->addProducts(5);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    leaveOpen(QStringList(5, u"sent"_s), u"0 seconds"_s);
    m_desk->times.settleAfter = std::chrono::seconds(2);
    const qsizetype before = m_desk->shop.reads();
    const auto settled = m_desk->settleUnknown();
    VERIFY_OK(settled);
    QCOMPARE(settled->withoutEffect, 5);
    QCOMPARE(m_desk->shop.reads() - before, 2);
}

void TestPushJob::givesUpOnAProductThatTakesTooLongToRead()
{
    m_desk->addProducts(2);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    m_desk->times.readAge = std::chrono::milliseconds(-1); // any read has taken longer when it is there
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 2);
    QCOMPARE(m_desk->shop.effects(), QStringList());
    QVERIFY2(
        report->warnings.join(u'\n').contains(u"takes longer than"_s), qUtf8Printable(report->warnings.join(u'\n')));
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM staged_product_changes WHERE status = 'failed'"_s), u"2"_s);
}

/// A product with an edited and a new variant, which is planned on the whole of it.
ProductId TestPushJob::withAnEditedAndANewVariant()
{
    const ProductId product = m_desk->addProducts(1, 2).first();
    m_desk->sql(u"UPDATE product_variants SET price = 11 WHERE position = 1"_s);
    m_desk->sql(
        u"INSERT INTO product_variants (product_id, position, title, sku, price, option1) VALUES (%1, 3, 'Size 9', 'S-9', 9, 'Size 9')"_s
            .arg(product.value));
    m_desk->stageAndApprove();
    return product;
}

void TestPushJob::sendsAProductOfWhichOnlyTheWholeTakesTooLongToRead()
{
    withAnEditedAndANewVariant();
    m_desk->times.readAge = std::chrono::milliseconds(1'000);
    LateShop late(m_desk->shop, m_desk->clock);
    late.lateBy.insert(u"products_by_ids"_s, std::chrono::milliseconds(1'100));
    m_desk->port = &late;
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(m_desk->shop.effects(), (QStringList{u"variants_update"_s, u"variants_create"_s}));
    QCOMPARE(journalStates(), u"confirmed,confirmed"_s);
}

void TestPushJob::overwritesNobodyWhileTheWholeProductIsRead()
{
    const ShopifyId id = m_desk->shopifyId(withAnEditedAndANewVariant());
    m_desk->times.readAge = std::chrono::milliseconds(1'000);
    LateShop late(m_desk->shop, m_desk->clock);
    late.lateBy.insert(u"products_by_ids"_s, std::chrono::milliseconds(1'100));
    late.afterLate = [&] { m_desk->shop.editVariant(id, 0, u"price"_s, u"12.00"_s); };
    m_desk->port = &late;
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->skipped, 1);
    QCOMPARE(m_desk->shop.effects(), QStringList());
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM sync_operations WHERE state <> 'failed'"_s), u"0"_s);
}

void TestPushJob::deletesNothingThatTakesTooLongToRead()
{
    const ProductId product = m_desk->addProducts(1).first();
    const ShopifyId id = m_desk->shopifyId(product);
    m_desk->sql(u"DELETE FROM products WHERE id = %1"_s.arg(product.value));
    QCOMPARE(m_desk->stageAndApprove(), 1);
    m_desk->times.readAge = std::chrono::milliseconds(200);
    LateShop late(m_desk->shop, m_desk->clock);
    late.lateBy.insert(u"products_by_ids"_s, std::chrono::milliseconds(300));
    m_desk->port = &late;
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    QVERIFY(m_desk->shop.ids().contains(id.value));
    QVERIFY2(
        report->warnings.join(u'\n').contains(u"takes longer than"_s), qUtf8Printable(report->warnings.join(u'\n')));
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM sync_operations WHERE state <> 'failed'"_s), u"0"_s);
}

void TestPushJob::refusesALateWriter()
{
    m_desk->settings.parallelWorkers = 1;
    m_desk->addProducts(3);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    int sent = 0;
    m_desk->shop.beforeMutation = [&](const ShopRequest &) {
        if (++sent == 2) // this desk slept, and another one took over
            m_desk->sql(u"UPDATE writer_lease SET owner = 'other', desk = 'other desk', epoch = epoch + 1"_s);
    };
    const auto report = m_desk->push();
    QVERIFY(!report);
    QCOMPARE(report.failure().kind, FailureKind::Busy);
    QCOMPARE(m_desk->shop.effects().size(), 2);
    // What it had sent stays open in the journal until the new holder reads it back.
    QCOMPARE(m_desk->value(u"SELECT count(*) FROM sync_operations WHERE state = 'sent'"_s), u"1"_s);
}

void TestPushJob::aLateDeskClaimsNothing()
{
    m_desk->addProducts(1);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    VERIFY_OK(m_desk->push());
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    const qint64 epoch = m_desk->value(u"SELECT epoch FROM writer_lease"_s).toLongLong();
    const ChangeId change{
        m_desk->value(u"SELECT id FROM staged_product_changes WHERE status = 'approved'"_s).toLongLong()};
    const BatchId batch{m_desk->value(u"SELECT max(id) FROM sync_batches"_s).toLongLong()};
    m_desk->sql(u"UPDATE writer_lease SET owner = 'other', desk = 'other desk', epoch = epoch + 1"_s);
    const auto late = TestSupport::runTask(m_desk->journal.claim(batch, {change}, epoch));
    QVERIFY(late && !*late);
    QCOMPARE(late->failure().kind, FailureKind::Busy);
    QCOMPARE(
        m_desk->value(u"SELECT status FROM staged_product_changes WHERE id = %1"_s.arg(change.value)), u"approved"_s);
    const auto claimed = TestSupport::runTask(m_desk->journal.claim(batch, {change}, epoch + 1));
    QVERIFY(claimed);
    VERIFY_OK(*claimed);
    QCOMPARE((*claimed)->size(), 1);
    QCOMPARE((*claimed)->first().id, change);
}

void TestPushJob::aLateDeskIsToldWhySomebodyElseSettledItsOperation()
{
    m_desk->addProducts(1);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    VERIFY_OK(m_desk->push());
    const qint64 epoch = m_desk->value(u"SELECT epoch FROM writer_lease"_s).toLongLong();
    m_desk->sql(u"UPDATE writer_lease SET owner = 'other', desk = 'other desk', epoch = epoch + 1"_s);
    const QUuid settled(m_desk->value(u"SELECT id FROM sync_operations"_s));
    const Failure late{FailureKind::Stale, u"Too late."_s};
    const auto ended = TestSupport::runTask(m_desk->journal.markEnded(settled, OperationState::Failed, late, epoch));
    QVERIFY(ended && !*ended);
    QCOMPARE(ended->failure().kind, FailureKind::Busy);
    const auto sent = TestSupport::runTask(m_desk->journal.markSent(settled, 2, epoch));
    QVERIFY(sent && !*sent);
    QCOMPARE(sent->failure().kind, FailureKind::Busy);
}

void TestPushJob::aLateDeskTakesNothingOver()
{
    m_desk->addProducts(1);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    VERIFY_OK(m_desk->push());
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    PushDesk late(*m_desk); // took the lease, slept past it, and asks now what is open
    const qint64 epoch = m_desk->value(u"SELECT epoch FROM writer_lease"_s).toLongLong();
    std::optional<Result<QList<Operation>>> taken;
    m_desk->shop.beforeMutation
        = [&](const ShopRequest &) { taken = TestSupport::runTask(late.journal.takeOver({}, epoch)); };
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QVERIFY(taken.has_value());
    QVERIFY(!*taken);
    QCOMPARE(taken->failure().kind, FailureKind::Busy);
    QCOMPARE(report->status, BatchStatus::Completed);
    QCOMPARE(m_desk->value(u"SELECT status FROM sync_batches ORDER BY id DESC LIMIT 1"_s), u"completed"_s);
}

void TestPushJob::anotherShopsLeaseDoesNotMatter()
{
    m_desk->addProducts(3);
    m_desk->sql(u"UPDATE products SET name = name || '!' WHERE id = 1"_s);
    m_desk->stageAndApprove();
    VERIFY_OK(m_desk->push());
    m_desk->sql(
        u"INSERT INTO writer_lease VALUES ('other.myshopify.com', 'x', 'Xenia', 'far desk', 900000, now() + interval '1 hour')"_s);
    m_desk->sql(u"UPDATE products SET name = name || '!' WHERE id = 2"_s);
    m_desk->stageAndApprove();
    const auto report = m_desk->push();
    VERIFY_OK(report);
    QCOMPARE(report->succeeded, 1);
}

void TestPushJob::writesTheJournalBeforeSending()
{
    m_desk->addProducts(2);
    m_desk->sql(u"UPDATE products SET name = name || '!'"_s);
    m_desk->stageAndApprove();
    PushDesk other(*m_desk); // sees only what is committed
    int checked = 0;
    m_desk->shop.beforeMutation = [&](const ShopRequest &request) {
        const QString id = request.variables.value(u"product").toObject().value(u"id").toString().section(u'/', -1);
        QCOMPARE(other.value(u"SELECT state FROM sync_operations WHERE shopify_product_id = %1"_s.arg(id)), u"sent"_s);
        ++checked;
    };
    VERIFY_OK(m_desk->push());
    QCOMPARE(checked, 2);
}

QTEST_GUILESS_MAIN(TestPushJob)
#include "tst_pushjob.moc"
