#include "sync/db/pgsession.h"
#include "sync/ports/clock.h"
#include "sync/reader/pgreader.h"
#include "sync/reader/readerworker.h"
#include "tests/support/manualclock.h"
#include "tests/support/privatepostgres.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace std::chrono_literals;
using Tests::PrivatePostgres;

class TestPgReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ordersProducts_data();
    void ordersProducts();
    void filtersProducts_data();
    void filtersProducts();
    void readsRowsInTheOrderAsked();
    void readsTheFirstRows();
    void readsAProductWithItsVariants();
    void saysWhenAProductIsGone();
    void listsVendorsOnce();
    void countsForTheOverview();
    void knowsHowFarTheShopWasRead();
    void ordersAndFiltersStagedChanges_data();
    void ordersAndFiltersStagedChanges();
    void readsTheFieldsOfAnUpdate();
    void readsWhereStockLiesAndWhyItStays();
    void readsWhatTheMirrorTellsAgainstSendingAField();
    void tellsWhatShopifyMakesOfNoVendor();
    void readsWhatIsNotSentWithAVariantThatIsAdded();
    void readsWhenAProductWouldHaveTooManyVariants();
    void readsWhatIsNotSentWithACreate();
    void readsWhichVariantDoesNotGoWithTheOptions_data();
    void readsWhichVariantDoesNotGoWithTheOptions();
    void readsWhichLinkedOptionsWouldNotStay_data();
    void readsWhichLinkedOptionsWouldNotStay();
    void readsWhatMediaAreCalled();
    void readsTheContentOfACreate();
    void tellsAStaleChange();
    void readsBatchesAndHistory();
    void findsBatches_data();
    void findsBatches();
    void findsHistoryLines_data();
    void findsHistoryLines();
    void everyOrderOfTheHistoryCanBeAsked();
    void knowsWhatCanBeRolledBack();
    void dropsACancelledRequest();
    void showsRowsWhileAnOrderTakesItsTime();
    void hearsWhatOthersWrite();
    void refusesToWrite();
    void survivesALostConnection();
    void failsAtOnceWhileTheDatabaseIsAwayAndComesBack();
    void triesAnAbsentDatabaseAgainByTheClock();

private:
    template <typename T>
    static T waitFor(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 10'000))
            qFatal("the reader did not answer");
        const Result<T> result = future.takeResult();
        if (!result)
            qFatal("%s (%s)", qUtf8Printable(result.failure().text()), qUtf8Printable(result.failure().detail));
        return *result;
    }
    template <typename T>
    static Failure failureOf(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 10'000))
            qFatal("the reader did not answer");
        return future.takeResult().failure();
    }

    PrivatePostgres m_postgres;
    ConnectionSettings m_settings;
    std::unique_ptr<PgSession> m_session;
    SystemClock m_clock;
    std::unique_ptr<PgReader> m_reader;
};

void TestPgReader::initTestCase()
{
    m_settings = m_postgres.createDatabase();
    m_session = std::move(PgSession::open(m_settings)).value();
    const auto seeded = m_session->executeScript(R"(
        insert into products (id, name, vendor, product_type, status, shopify_product_id, shopify_sync_status, tags) values
            (1, 'Blue pen', 'Acme', 'Pens', 'active', 101, 'synced', '{school,"to, go"}'),
            (2, 'Apple 100% juice', 'Orchard', 'Drinks', 'draft', 102, null, '{}'),
            (3, 'Cutter_knife', 'Acme', 'Knives', 'archived', null, null, '{}'),
            (4, 'Cutter knife', '', 'Knives', 'active', 104, 'error', '{}');
        insert into product_variants (id, product_id, position, title, sku, price, inventory_quantity, option1, shopify_variant_id) values
            (11, 1, 2, 'Large', 'PEN-2', 3.50, 4, 'Large', 1011), (12, 1, 1, 'Small', 'PEN-1', 12.00, 6, 'Small', 1012),
            (13, 2, 1, 'Default Title', 'juice', 2, -1, null, 1013), (14, 3, 1, 'Default Title', null, null, 0, null, null),
            (15, 4, 1, 'Default Title', 'KNIFE', 100, 0, null, 1015);
        update products set shopify_sync_status = 'synced' where id = 1;
        update products set shopify_sync_status = null where id in (2, 3);
        update products set shopify_sync_status = 'error', sync_error = 'refused' where id = 4;
        insert into sync_batches (id, kind, status, started_by, desk, created_at, finished_at) values
            (1, 'pull', 'completed', 'Anna', 'desk-1', '2026-01-01 10:00Z', '2026-01-01 10:05Z'),
            (2, 'apply', 'partial', 'Ben', 'desk-2', '2026-01-02 10:00Z', '2026-01-02 10:01Z'),
            (3, 'push', 'running', 'Ben', 'desk-2', '2026-01-03 10:00Z', null);
        insert into sync_versions (batch_id, product_id, before, after) values (2, 1, '{}', '{}');
        insert into sync_history (id, batch_id, product_id, action, status, title, message) values
            (1, 2, 1, 'update', 'success', 'Blue pen', null), (2, 2, 4, 'update', 'error', 'Cutter knife', 'no'),
            (3, 3, 1, 'update', 'skipped', 'Blue pen', null);
        insert into shopify_products (id, line_hash, content_hash, title, handle, description_html, vendor, product_type,
                status, tags, seo_title, seo_description, option_names, created_at, updated_at) values
            (101, 1, gen_random_uuid(), 'Blue pen', 'blue-pen', '', '', '', 'active', '{}', '', '', '{}', now(), now()),
            (900, 1, gen_random_uuid(), 'New lamp', 'new-lamp', '', 'Lux', '', 'active', '{a}', '', '', '{}', now(), now());
        insert into shopify_variants (id, product_id, line_hash, content_hash, position, title, sku, price,
                inventory_quantity, inventory_policy, tracked, taxable) values
            (9001, 900, 1, gen_random_uuid(), 1, 'Default Title', 'LAMP', 19.90, 3, 'deny', true, true);
        insert into staged_product_changes (id, batch_id, direction, change_type, status, product_id, shopify_product_id,
                title, sku, field_count, conflict_count, local_version) values
            (1, 1, 'pull', 'update', 'pending', 1, 101, 'Blue pen', 'PEN-1', 2, 1,
                (select content_version from products where id = 1)),
            (2, 1, 'pull', 'create', 'approved', null, 900, 'New lamp', 'LAMP', 0, 0, null),
            (3, 1, 'push', 'update', 'pending', 4, 104, 'Cutter knife', 'KNIFE', 1, 0, 1);
        insert into staged_field_changes (change_id, shopify_variant_id, variant_id, field, base_value, local_value,
                remote_value, is_conflict) values
            (1, 1012, 12, 'price', '11.00', '12.00', '13.00', true), (1, 0, null, 'vendor', 'Acme', 'Acme', '', false),
            (3, 1015, 15, 'price', '90', '100', '90', false);
    )");
    QVERIFY2(seeded, qUtf8Printable(seeded ? QString() : seeded.failure().detail));
    m_reader = std::make_unique<PgReader>(m_settings, m_clock);
}

void TestPgReader::ordersProducts_data()
{
    QTest::addColumn<ProductSort>("sort");
    QTest::addColumn<Qt::SortOrder>("order");
    QTest::addColumn<QList<qint64>>("ids");
    QTest::newRow("title") << ProductSort::Title << Qt::AscendingOrder << QList<qint64>{2, 1, 4, 3};
    QTest::newRow("title down") << ProductSort::Title << Qt::DescendingOrder << QList<qint64>{3, 4, 1, 2};
    QTest::newRow("sku, those without last") << ProductSort::Sku << Qt::AscendingOrder << QList<qint64>{4, 1, 2, 3};
    QTest::newRow("vendor") << ProductSort::Vendor << Qt::AscendingOrder << QList<qint64>{4, 1, 3, 2};
    QTest::newRow("price") << ProductSort::Price << Qt::AscendingOrder << QList<qint64>{2, 1, 4, 3};
    QTest::newRow("status") << ProductSort::Status << Qt::AscendingOrder << QList<qint64>{4, 1, 2, 3};
    QTest::newRow("id down") << ProductSort::Id << Qt::DescendingOrder << QList<qint64>{4, 3, 2, 1};
}

void TestPgReader::ordersProducts()
{
    QFETCH(ProductSort, sort);
    QFETCH(Qt::SortOrder, order);
    ProductQuery query;
    query.sort = sort;
    query.order = order;
    QTEST(waitFor(m_reader->productOrder(query)), "ids");
}

void TestPgReader::filtersProducts_data()
{
    QTest::addColumn<ProductQuery>("query");
    QTest::addColumn<QList<qint64>>("ids");
    const auto row = [](const char *name, ProductQuery query, const QList<qint64> &ids) {
        query.sort = ProductSort::Id;
        QTest::newRow(name) << query << ids;
    };
    row("part of the title", {.text = u"KNIFE"_s}, {3, 4});
    row("beginning of the SKU", {.text = u"pen-"_s}, {1});
    row("a percent sign is itself", {.text = u"100%"_s}, {2});
    row("an underscore is itself", {.text = u"cutter_"_s}, {3});
    row("SQL is text", {.text = u"'; DROP TABLE products; --"_s}, {});
    row("a character that cannot be stored", {.text = u"pen"_s + QChar(0)}, {1});
    row("never linked", {.syncStatus = SyncStatus::NeverLinked}, {3});
    row("unverified", {.syncStatus = SyncStatus::Unverified}, {2});
    row("synced", {.syncStatus = SyncStatus::Synced}, {1});
    row("status", {.status = ProductStatus::Active}, {1, 4});
    row("vendor", {.vendor = u"Acme"_s}, {1, 3});
    row("type and vendor", {.vendor = u"Acme"_s, .productType = u"Knives"_s}, {3});
    row("batch", {.touchedByBatch = {2}}, {1, 4});
    row("nothing", {.vendor = u"acme"_s}, {});
}

void TestPgReader::filtersProducts()
{
    QFETCH(ProductQuery, query);
    QTEST(waitFor(m_reader->productOrder(query)), "ids");
    QFETCH(QList<qint64>, ids);
    QList<qint64> first;
    for (const ProductRow &row : waitFor(m_reader->firstProducts(query, 10)))
        first += row.id.value;
    QCOMPARE(first, ids);
}

void TestPgReader::readsRowsInTheOrderAsked()
{
    const QList<ProductRow> rows = waitFor(m_reader->productRows({4, 77, 1}));
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0].id, ProductId{4});
    QCOMPARE(rows[0].syncError, u"refused"_s);
    QCOMPARE(rows[1].title, u"Blue pen"_s);
    QCOMPARE(rows[1].minPrice, u"3.50"_s);
    QCOMPARE(rows[1].sku, u"PEN-1"_s);
    QCOMPARE(rows[1].inventory, 10);
    QCOMPARE(rows[1].variantCount, 2);
    QCOMPARE(rows[1].updatedAt.timeSpec(), Qt::UTC);
    QVERIFY(waitFor(m_reader->productRows({})).isEmpty());
}

void TestPgReader::readsTheFirstRows()
{
    const QList<ProductRow> rows = waitFor(m_reader->firstProducts({}, 2));
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0].title, u"Apple 100% juice"_s);
}

void TestPgReader::readsAProductWithItsVariants()
{
    const ProductDetail detail = waitFor(m_reader->productDetail({1}));
    QCOMPARE(detail.row.title, u"Blue pen"_s);
    QCOMPARE(detail.tags, QStringList({u"school"_s, u"to, go"_s}));
    QCOMPARE(detail.variants.size(), 2);
    QCOMPARE(detail.variants[0].sku, u"PEN-1"_s);
    QCOMPARE(detail.variants[0].price, u"12.00"_s);
    QCOMPARE(detail.variants[0].optionValues, QStringList{u"Small"_s});
    QVERIFY(detail.contentVersion > 1);
}

void TestPgReader::saysWhenAProductIsGone()
{
    QCOMPARE(failureOf(m_reader->productDetail({77})).kind, FailureKind::NotFound);
    QCOMPARE(failureOf(m_reader->stagedDetail({77})).kind, FailureKind::NotFound);
}

void TestPgReader::listsVendorsOnce()
{
    QCOMPARE(waitFor(m_reader->vendors(100)), QStringList({u"Acme"_s, u"Orchard"_s}));
    QCOMPARE(waitFor(m_reader->vendors(1)), QStringList({u"Acme"_s}));
}

void TestPgReader::countsForTheOverview()
{
    const OverviewCounts counts = waitFor(m_reader->overview());
    QCOMPARE(counts.products, 4);
    QCOMPARE(counts.variants, 5);
    QCOMPARE(counts.inSync, 1);
    QCOMPARE(counts.failed, 1);
    QCOMPARE(counts.notInShopify, 1);
    QCOMPARE(counts.onlyInShopify, 1);
    QCOMPARE(counts.mirrorProducts, 2);
    QCOMPARE(counts.stagedPending, 2);
    QCOMPARE(counts.stagedApproved, 1);
    QCOMPARE(counts.lastPull, QDateTime(QDate(2026, 1, 1), QTime(10, 5), Qt::UTC));
    QVERIFY(!counts.lastPush.isValid());
    QVERIFY(counts.asOf.isValid());
}

void TestPgReader::knowsHowFarTheShopWasRead()
{
    QVERIFY(waitFor(m_reader->pullState()) == PullState());
    QVERIFY(m_session->executeScript(R"(
        insert into mirror_state (complete, query_fingerprint, pulled_at) values (true, 'f', '2026-01-01 10:05Z');
        insert into unfinished_pull (batch_id, request, filter, quick, fingerprint, operation, bytes, started_at)
            values (5, '{}', '', false, 'f', 'gid://shopify/BulkOperation/1', 4711, '2026-01-04 10:00Z');
    )"));
    const PullState state = waitFor(m_reader->pullState());
    QVERIFY(state.isComplete);
    QCOMPARE(state.pulledAt, QDateTime(QDate(2026, 1, 1), QTime(10, 5), Qt::UTC));
    const QDateTime begun(QDate(2026, 1, 4), QTime(10, 0), Qt::UTC);
    QVERIFY((state.unfinished == UnfinishedPull{BatchId{5}, begun, 4711}));
    // What runs is not interrupted.
    QVERIFY(m_session->executeScript(
        "update sync_batches set kind = 'pull' where id = 3; update mirror_state set complete = false"));
    QVERIFY(!waitFor(m_reader->pullState()).unfinished);
    QVERIFY(m_session->executeScript(
        "update sync_batches set kind = 'push' where id = 3; delete from mirror_state; delete from unfinished_pull"));
}

void TestPgReader::ordersAndFiltersStagedChanges_data()
{
    QTest::addColumn<StagedQuery>("query");
    QTest::addColumn<QList<qint64>>("ids");
    QTest::newRow("all") << StagedQuery{} << QList<qint64>{1, 2, 3};
    QTest::newRow("by title") << StagedQuery{.sort = StagedSort::Title} << QList<qint64>{1, 3, 2};
    QTest::newRow("by SKU") << StagedQuery{.sort = StagedSort::Sku} << QList<qint64>{3, 2, 1};
    QTest::newRow("most conflicts first")
        << StagedQuery{.sort = StagedSort::Conflicts, .order = Qt::DescendingOrder} << QList<qint64>{1, 3, 2};
    QTest::newRow("worst conflicts first")
        << StagedQuery{.sort = StagedSort::Severity, .order = Qt::DescendingOrder} << QList<qint64>{1, 3, 2};
    QTest::newRow("conflicts of high severity") << StagedQuery{.severity = ConflictSeverity::High} << QList<qint64>{1};
    QTest::newRow("conflicts of low severity") << StagedQuery{.severity = ConflictSeverity::Low} << QList<qint64>{};
    QTest::newRow("most fields first") << StagedQuery{.sort = StagedSort::FieldCount, .order = Qt::DescendingOrder}
                                       << QList<qint64>{1, 3, 2};
    QTest::newRow("status") << StagedQuery{.status = StagedStatus::Approved} << QList<qint64>{2};
    QTest::newRow("direction") << StagedQuery{.direction = Direction::Push} << QList<qint64>{3};
    QTest::newRow("type") << StagedQuery{.changeType = ChangeType::Create} << QList<qint64>{2};
    QTest::newRow("conflicts") << StagedQuery{.conflictsOnly = true} << QList<qint64>{1};
    QTest::newRow("text") << StagedQuery{.text = u"lamp"_s} << QList<qint64>{2};
    QTest::newRow("field") << StagedQuery{.field = u"price"_s} << QList<qint64>{1, 3};
    QTest::newRow("batch") << StagedQuery{.batch = {2}} << QList<qint64>{};
}

void TestPgReader::ordersAndFiltersStagedChanges()
{
    QFETCH(StagedQuery, query);
    QTEST(waitFor(m_reader->stagedOrder(query)), "ids");
}

void TestPgReader::readsTheFieldsOfAnUpdate()
{
    const StagedDetail detail = waitFor(m_reader->stagedDetail({1}));
    QCOMPARE(detail.row.title, u"Blue pen"_s);
    QCOMPARE(detail.fields.size(), 2);
    QCOMPARE(detail.fields[0].field, u"vendor"_s);
    QCOMPARE(detail.fields[0].remote, u""_s);
    QVERIFY(!detail.fields[0].variant.isValid());
    QCOMPARE(detail.fields[1].field, u"price"_s);
    QCOMPARE(detail.fields[1].variantTitle, u"Small"_s);
    QCOMPARE(detail.fields[1].base, u"11.00"_s);
    QVERIFY(!detail.fields[1].edited.has_value());
    QVERIFY(detail.fields[1].isConflict);
    QCOMPARE(detail.fields[1].severity, ConflictSeverity::High);
    QCOMPARE(detail.fields[0].severity, std::nullopt);
    QCOMPARE(detail.row.severity, ConflictSeverity::High);
}

void TestPgReader::readsWhereStockLiesAndWhyItStays()
{
    QVERIFY(m_session->executeScript(
        "insert into locations (id, name, active, managed_by) values (701, 'Shop Vienna', true, ''), "
        "(702, 'Depot', true, 'ShipFast'); "
        "insert into staged_field_changes (change_id, shopify_variant_id, variant_id, field, base_value, local_value, "
        "remote_value) select 3, v.shopify_variant_id, v.id, f.field, '1', '2', '1' "
        "from product_variants v, (values ('stock:701'), ('stock:702'), ('stock:9')) as f (field) "
        "where v.id = (select min(id) from product_variants)"));
    const StagedDetail detail = waitFor(m_reader->stagedDetail({3}));
    const auto found = waitFor(m_reader->stagedOrder(StagedQuery{.field = u"inventory_quantity"_s}));
    QVERIFY(
        m_session->executeScript("delete from staged_field_changes where field like 'stock:%'; delete from locations"));
    QCOMPARE(found, QList<qint64>{3});
    QHash<QString, FieldChange> fields;
    for (const FieldChange &field : detail.fields)
        fields.insert(field.field, field);
    QCOMPARE(fields[u"stock:701"_s].place, u"Shop Vienna"_s);
    QCOMPARE(fields[u"stock:701"_s].unwritable, QString());
    QVERIFY(fields[u"stock:702"_s].unwritable.contains(u"ShipFast"_s));
    QVERIFY(fields[u"stock:9"_s].unwritable.contains(u"deactivated"_s));
}

void TestPgReader::readsWhatTheMirrorTellsAgainstSendingAField()
{
    QVERIFY(m_session->executeScript(
        "insert into mirror_state (complete, query_fingerprint, channels_hidden) values (true, 'f', true); "
        "insert into shopify_facets (line_hash, product_id, variant_id, field, value) values "
        "(1, 104, 0, 'metafield:custom.pages:number_integer', '5'), "
        "(2, 104, 0, 'metafield:custom.size:number_integer', '7'), "
        "(3, 0, 1015, 'metafield:custom.cut:boolean', 'true'); "
        "insert into staged_field_changes (change_id, shopify_variant_id, variant_id, field, base_value, local_value, "
        "remote_value) values (3, 0, null, 'metafield:custom.pages:single_line_text_field', null, 'five', null), "
        "(3, 0, null, 'metafield:custom.size:single_line_text_field', null, 'large', null), "
        "(3, 0, null, 'metafield:custom.size:number_integer', '7', null, '7'), "
        "(3, 1015, 15, 'metafield:custom.cut:color', null, '#000000', null), "
        "(3, 0, null, 'publication:9', null, 'true', null)"));
    const StagedDetail detail = waitFor(m_reader->stagedDetail({3}));
    QVERIFY(m_session->executeScript("update mirror_state set channels_hidden = false"));
    const StagedDetail seeing = waitFor(m_reader->stagedDetail({3}));
    QVERIFY(m_session->executeScript("update mirror_state set channels_read_only = true"));
    const StagedDetail readOnly = waitFor(m_reader->stagedDetail({3}));
    QVERIFY(m_session->executeScript("update mirror_state set channels_read_only = false; "
                                     "insert into shopify_publications (id, name) values (8, 'Online Store')"));
    const StagedDetail unlisted = waitFor(m_reader->stagedDetail({3}));
    QVERIFY(m_session->executeScript(
        "update staged_field_changes set local_value = null, remote_value = 'true' where field = 'publication:9'"));
    const StagedDetail leaving = waitFor(m_reader->stagedDetail({3}));
    QVERIFY(m_session->executeScript("delete from shopify_publications"));
    QVERIFY(m_session->executeScript(
        "delete from staged_field_changes where field like 'metafield:%' or field like 'publication:%'; "
        "delete from shopify_facets; delete from mirror_state"));
    const auto unwritable = [](const StagedDetail &of, const QString &field) {
        for (const FieldChange &change : of.fields)
            if (change.field == field)
                return change.unwritable;
        return u"absent"_s;
    };
    QCOMPARE(unwritable(detail, u"price"_s), QString());
    QVERIFY(unwritable(detail, u"metafield:custom.pages:single_line_text_field"_s).contains(u"another type"_s));
    QVERIFY(unwritable(detail, u"metafield:custom.cut:color"_s).contains(u"custom.cut"_s));
    // The other one goes with the same change.
    QCOMPARE(unwritable(detail, u"metafield:custom.size:single_line_text_field"_s), QString());
    QCOMPARE(unwritable(detail, u"metafield:custom.size:number_integer"_s), QString());
    QVERIFY(unwritable(detail, u"publication:9"_s).contains(u"read_publications"_s));
    QCOMPARE(unwritable(seeing, u"publication:9"_s), QString());
    QVERIFY(unwritable(readOnly, u"publication:9"_s).contains(u"write_publications"_s));
    QVERIFY(unwritable(unlisted, u"publication:9"_s).contains(u"did not list"_s));
    QCOMPARE(unwritable(leaving, u"publication:9"_s), QString());
}

void TestPgReader::tellsWhatShopifyMakesOfNoVendor()
{
    QVERIFY(m_session->executeScript(
        "insert into staged_field_changes (change_id, shopify_variant_id, field, base_value, local_value, "
        "remote_value) "
        "values (3, 0, 'vendor', 'Acme', '', 'Acme'); "
        "insert into products (id, name) values (50, 'Ruler'), (51, 'Eraser'); "
        "update products set vendor = 'Acme' where id = 51; "
        "insert into staged_product_changes (id, batch_id, direction, change_type, status, product_id, title, "
        "field_count, conflict_count) values (9, 1, 'push', 'create', 'pending', 50, 'Ruler', 0, 0), "
        "(10, 1, 'push', 'create', 'pending', 51, 'Eraser', 0, 0)"));
    const StagedDetail update = waitFor(m_reader->stagedDetail({3}));
    const StagedDetail create = waitFor(m_reader->stagedDetail({9}));
    const StagedDetail named = waitFor(m_reader->stagedDetail({10}));
    QVERIFY(m_session->executeScript("delete from staged_field_changes where field = 'vendor' and change_id = 3; "
                                     "delete from staged_product_changes where id in (9, 10); "
                                     "delete from products where id in (50, 51)"));
    for (const StagedDetail &detail : {update, create, named}) {
        const bool isNamed = detail.row.id == named.row.id;
        int vendors = 0;
        for (const FieldChange &field : detail.fields) {
            const bool isVendor = field.field == u"vendor";
            vendors += isVendor ? 1 : 0;
            QCOMPARE(field.hint.contains(u"the shop's own name"_s), isVendor && !isNamed);
            QVERIFY(!isVendor || field.unwritable.isEmpty()); // it is sent all the same
        }
        QCOMPARE(vendors, 1);
    }
}

void TestPgReader::readsWhatIsNotSentWithAVariantThatIsAdded()
{
    QVERIFY(m_session->executeScript(
        "set syncdesk.applying = 'on'; "
        "insert into locations (id, name, active, managed_by) values (701, 'Shop Vienna', true, ''), "
        "(702, 'Depot', true, 'ShipFast'); "
        "insert into product_variants (id, product_id, position, title, option1) values (51, 4, 2, 'Extra', 'Extra'); "
        "insert into product_facets (product_id, variant_id, field, value) values "
        "(4, 51, 'metafield:app--1--reviews.stars:rating', '{}'), (4, 51, 'metafield:custom.cut:boolean', 'true'), "
        "(4, 51, 'stock:701', '0'), (4, 51, 'stock:702', '0'); "
        "insert into staged_field_changes (change_id, shopify_variant_id, variant_id, field, local_value) "
        "values (3, 0, 51, '', 'Extra')"));
    const StagedDetail detail = waitFor(m_reader->stagedDetail({3}));
    QVERIFY(m_session->executeScript("delete from staged_field_changes where field = ''; "
                                     "delete from product_variants where id = 51; delete from locations; "
                                     "reset syncdesk.applying"));
    const auto added = std::find_if(
        detail.fields.cbegin(), detail.fields.cend(), [](const FieldChange &change) { return change.field.isEmpty(); });
    QVERIFY(added != detail.fields.cend());
    QCOMPARE(added->unwritable, QString()); // the rest of it goes
    QVERIFY2(added->leavesOut.contains(u"another app"_s), qPrintable(added->leavesOut));
    QVERIFY2(added->leavesOut.contains(u"ShipFast"_s), qPrintable(added->leavesOut));
    QVERIFY2(!added->leavesOut.contains(u"Vienna"_s), qPrintable(added->leavesOut));
    for (const FieldChange &change : detail.fields)
        QVERIFY(change.field.isEmpty() || change.leavesOut.isEmpty());
}

void TestPgReader::readsWhenAProductWouldHaveTooManyVariants()
{
    QVERIFY(m_session->executeScript(
        "insert into shopify_variants (id, product_id, line_hash, content_hash, position, title, price, "
        "inventory_quantity, inventory_policy, tracked, taxable) "
        "select 60000 + n, 104, n, gen_random_uuid(), n, 'V' || n, 1, 0, 'deny', true, true "
        "from generate_series(1, 2047) n; "
        "insert into staged_field_changes (change_id, shopify_variant_id, variant_id, field, local_value) "
        "values (3, 0, 901, '', 'One more')"));
    const StagedDetail full = waitFor(m_reader->stagedDetail({3}));
    QVERIFY(
        m_session->executeScript("insert into staged_field_changes (change_id, shopify_variant_id, variant_id, field, "
                                 "local_value) values (3, 0, 902, '', 'Another')"));
    const StagedDetail over = waitFor(m_reader->stagedDetail({3}));
    QVERIFY(
        m_session->executeScript("insert into staged_field_changes (change_id, shopify_variant_id, variant_id, field, "
                                 "base_value, remote_value) values (3, 60001, null, '', 'V1', 'V1')"));
    const StagedDetail exchanged = waitFor(m_reader->stagedDetail({3}));
    QVERIFY(m_session->executeScript(
        "delete from staged_field_changes where field = ''; delete from shopify_variants where product_id = 104"));
    const auto refused = [](const StagedDetail &detail) {
        return std::count_if(detail.fields.cbegin(), detail.fields.cend(),
            [](const FieldChange &change) { return change.unwritable.contains(u"2,048"_s); });
    };
    QCOMPARE(refused(full), 0);
    QCOMPARE(refused(over), 2);
    QCOMPARE(refused(exchanged), 0);
}

void TestPgReader::readsWhatIsNotSentWithACreate()
{
    QVERIFY(m_session->executeScript(
        "insert into locations (id, name, active, managed_by) values (701, 'Shop Vienna', true, ''), "
        "(702, 'Depot', true, 'ShipFast'); "
        "insert into products (id, name) values (50, 'Ruler'); "
        "insert into product_variants (id, product_id, position, title, taxable, weight, weight_unit) "
        "values (52, 50, 1, 'Default Title', false, 1.5, 'kg'); "
        "insert into product_facets (product_id, variant_id, field, value) values "
        "(50, null, 'metafield:app--1--reviews.stars:rating', '{}'), "
        "(50, null, 'metafield:custom.colour:single_line_text_field', 'red'), (50, null, 'smart_collection:7', "
        "'true'), "
        "(50, 52, 'stock:701', '0'), (50, 52, 'stock:702', '0'); "
        "insert into staged_product_changes (id, batch_id, direction, change_type, status, product_id, title, "
        "field_count, conflict_count) values (9, 1, 'push', 'create', 'pending', 50, 'Ruler', 0, 0)"));
    const StagedDetail detail = waitFor(m_reader->stagedDetail({9}));
    QVERIFY(m_session->executeScript("delete from staged_product_changes where id = 9; "
                                     "delete from products where id = 50; delete from locations"));
    QHash<QString, FieldChange> fields;
    for (const FieldChange &field : detail.fields)
        fields.insert(field.field, field);
    QVERIFY(fields[u"metafield:app--1--reviews.stars:rating"_s].unwritable.contains(u"another app"_s));
    QVERIFY(fields[u"stock:702"_s].unwritable.contains(u"ShipFast"_s));
    QCOMPARE(fields[u"stock:702"_s].place, u"Depot"_s);
    for (const QString &field : {u"metafield:custom.colour:single_line_text_field"_s, u"smart_collection:7"_s,
             u"stock:701"_s, u"title"_s, u"taxable"_s})
        QVERIFY2(fields.contains(field) && fields[field].unwritable.isEmpty(), qPrintable(field));
    QCOMPARE(fields[u"taxable"_s].local, u"false"_s);
    QCOMPARE(fields[u"tracked"_s].local, u"true"_s);
    QCOMPARE(fields[u"inventory_policy"_s].local, u"deny"_s);
    QCOMPARE(fields[u"weight"_s].local, u"1.5"_s);
    QCOMPARE(fields[u"weight_unit"_s].local, u"kg"_s);
}

void TestPgReader::readsWhichVariantDoesNotGoWithTheOptions_data()
{
    QTest::addColumn<QString>("values");
    QTest::addColumn<QString>("names");
    QTest::addColumn<QString>("decided"); // of the names, and of the second value with what was typed for it
    QTest::addColumn<QString>("ofNames");
    QTest::addColumn<QString>("ofValue");
    const QString both = u"[\"Size\", \"Pack\"]"_s;
    const QString noValue = u"has no value for the option “Pack”"_s;
    const QString noOption = u"has the value “6” for an option"_s;
    const QString none;
    QTest::newRow("fits") << u"'S', '6', null"_s << both << u"undecided"_s << none << none;
    QTest::newRow("no value") << u"'S', null, null"_s << both << u"undecided"_s << noValue << none;
    QTest::newRow("a value typed in review") << u"'S', null, null"_s << both << u"accept edited 6"_s << none << none;
    QTest::newRow("a value rejected") << u"'S', '6', null"_s << both << u"accept reject"_s << noValue << none;
    QTest::newRow("theirs taken") << u"'S', '6', null"_s << both << u"accept take_theirs"_s << noValue << none;
    QTest::newRow("a value rejected that stays with its option")
        << u"'S', '6', null"_s << u"[\"Pack\", \"Title\"]"_s << u"accept reject"_s << none << none;
    QTest::newRow("a value rejected that goes with its option")
        << u"'S', '6', null"_s << u"[\"Size\"]"_s << u"accept reject"_s << none << none;
    QTest::newRow("no option") << u"'S', '6', null"_s << u"[\"Size\"]"_s << u"undecided"_s << noOption << none;
    QTest::newRow("names rejected") << u"'S', null, null"_s << both << u"reject"_s << none << none;
    QTest::newRow("names rejected, value not") << u"'S', '6', null"_s << both << u"reject accept"_s << none << noOption;
    QTest::newRow("without options") << u"'Default Title', null, null"_s << u"[\"Title\"]"_s << u"undecided"_s << none
                                     << none;
    QTest::newRow("four") << u"'S', '6', null"_s << u"[\"A\", \"B\", \"C\", \"D\"]"_s << u"undecided"_s
                          << u"at most three"_s << none;
}

void TestPgReader::readsWhichVariantDoesNotGoWithTheOptions()
{
    QFETCH(QString, values);
    QFETCH(QString, names);
    QFETCH(QString, decided);
    const QStringList decisions = decided.split(u' ');
    QVERIFY(m_session->executeScript(
        u"update product_variants set (option1, option2, option3) = (%1) where product_id = 4; "
        "insert into staged_field_changes (change_id, shopify_variant_id, field, base_value, local_value, "
        "remote_value, decision) "
        "values (3, 0, 'option_names', '[\"Title\"]', '%2', '[\"Title\"]', '%3')"_s.arg(values, names, decisions.at(0))
            .toUtf8()));
    if (decisions.size() > 1)
        QVERIFY(m_session->executeScript(
            u"insert into staged_field_changes (change_id, shopify_variant_id, variant_id, field, local_value, "
            "edited_value, decision) "
            "select 3, shopify_variant_id, id, 'option2', option2, nullif('%2', ''), '%1' from product_variants "
            "where product_id = 4"_s.arg(decisions.at(1), decisions.value(2))
                .toUtf8()));
    const StagedDetail detail = waitFor(m_reader->stagedDetail({3}));
    QVERIFY(m_session->executeScript("delete from staged_field_changes where field like 'option%'"));
    QHash<QString, QString> why;
    for (const FieldChange &field : detail.fields)
        why[field.field] += QString(field.unwritable).remove(QChar(0x2068)).remove(QChar(0x2069));
    QFETCH(QString, ofNames);
    QFETCH(QString, ofValue);
    for (const auto &[field, says] : {std::pair{u"option_names"_s, ofNames}, std::pair{u"option2"_s, ofValue}}) {
        QCOMPARE(why.value(field).isEmpty(), says.isEmpty());
        QVERIFY2(why.value(field).contains(says), qPrintable(why.value(field)));
    }
}

void TestPgReader::readsWhichLinkedOptionsWouldNotStay_data()
{
    QTest::addColumn<QString>("linked");
    QTest::addColumn<QString>("staged"); // values of the insert below: variant there and here, field, value, decision
    QTest::addColumn<QStringList>("refused"); // the fields
    const QString colour = u"'{\"Colour\": \"shopify.color-pattern\"}'"_s;
    const auto names = [](const QString &list) { return u"(0, null, 'option_names', '%1', 'undecided')"_s.arg(list); };
    const auto value = [](const QString &field, const QString &text, const QString &decision) {
        return u"(1015, 15, '%1', '%2', '%3')"_s.arg(field, text, decision);
    };
    const QString undecided = u"undecided"_s;
    QTest::newRow("its value") << colour << value(u"option1"_s, u"Blue"_s, undecided) << QStringList{u"option1"_s};
    QTest::newRow("its value, rejected") << colour << value(u"option1"_s, u"Blue"_s, u"reject"_s) << QStringList();
    QTest::newRow("its value, theirs") << colour << value(u"option1"_s, u"Blue"_s, u"take_theirs"_s) << QStringList();
    QTest::newRow("another option's value") << colour << value(u"option2"_s, u"M"_s, undecided) << QStringList();
    QTest::newRow("its name") << colour << names(u"[\"Farbe\", \"Size\"]"_s) << QStringList{u"option_names"_s};
    QTest::newRow("another option's name") << colour << names(u"[\"Colour\", \"Format\"]"_s) << QStringList();
    QTest::newRow("its place") << colour
                               << names(u"[\"Size\", \"Colour\"]"_s) + u", "_s + value(u"option1"_s, u"S"_s, undecided)
            + u", "_s + value(u"option2"_s, u"Red"_s, undecided)
                               << QStringList();
    QTest::newRow("its place without its values")
        << colour << names(u"[\"Size\", \"Colour\"]"_s) << QStringList{u"option_names"_s};
    QTest::newRow("a variant more") << colour << u"(0, 901, '', 'Extra', 'undecided')"_s << QStringList{QString()};
    QTest::newRow("a variant more, rejected") << colour << u"(0, 901, '', 'Extra', 'reject')"_s << QStringList();
    QTest::newRow("no option is linked") << u"'{}'"_s << value(u"option1"_s, u"Blue"_s, undecided) << QStringList();
    QTest::newRow("not known yet") << u"null"_s << value(u"option1"_s, u"Blue"_s, undecided) << QStringList();
}

void TestPgReader::readsWhichLinkedOptionsWouldNotStay()
{
    QFETCH(QString, linked);
    QFETCH(QString, staged);
    QVERIFY(m_session->executeScript(
        u"update products set option_names = '{Colour,Size}' where id = 4; "
        "update product_variants set (option1, option2, option3) = ('Red', 'S', null) where product_id = 4; "
        "insert into shopify_products (id, line_hash, content_hash, title, handle, description_html, vendor, "
        "product_type, status, tags, seo_title, seo_description, option_names, created_at, updated_at, linked_options) "
        "values (104, 1, gen_random_uuid(), 'Cutter knife', 'knife', '', '', '', 'active', '{}', '', '', "
        "'{Colour,Size}', now(), now(), %1); "
        "insert into shopify_variants (id, product_id, line_hash, content_hash, position, title, price, "
        "inventory_quantity, inventory_policy, tracked, taxable, option1, option2) "
        "values (1015, 104, 1, gen_random_uuid(), 1, 'Red / S', 1, 0, 'deny', true, true, 'Red', 'S'); "
        "insert into staged_field_changes (change_id, shopify_variant_id, variant_id, field, local_value, decision) "
        "select 3, s.there, s.here::bigint, s.field, s.value, s.decision "
        "from (values %2) as s (there, here, field, value, decision)"_s.arg(linked, staged)
            .toUtf8()));
    const StagedDetail detail = waitFor(m_reader->stagedDetail({3}));
    QVERIFY(m_session->executeScript("delete from staged_field_changes where field like 'option%' or field = ''; "
                                     "delete from shopify_variants where id = 1015; "
                                     "delete from shopify_products where id = 104"));
    QStringList refused;
    for (const FieldChange &field : detail.fields) {
        if (field.unwritable.isEmpty())
            continue;
        refused += field.field;
        QVERIFY2(field.unwritable.contains(u"shopify.color-pattern"_s), qPrintable(field.unwritable));
    }
    QTEST(refused, "refused");
}

void TestPgReader::readsWhatMediaAreCalled()
{
    QVERIFY(m_session->executeScript(
        "insert into shopify_media (product_id, key, place, url, status) values "
        "(104, '71', 0, 'https://cdn.example.com/knife.jpg?v=1', 'ready'), (104, '72', 1, '', 'processing'), "
        "(104, '73', 2, 'https://cdn.example.com/blade.jpg', 'ready'), "
        "(900, '81', 0, 'https://cdn.example.com/lamp.jpg', 'ready'); "
        "insert into shopify_facets (line_hash, product_id, variant_id, field, value) values "
        "(1, 900, 0, 'media:image:81', 'true'); "
        "insert into staged_field_changes (change_id, shopify_variant_id, variant_id, field, base_value, local_value, "
        "remote_value) values (3, 0, null, 'media:order', '71 72', '72 71 https://example.com/own/blade.jpg', '71 "
        "72'), "
        "(3, 0, null, 'media:alt:71', 'a', 'b', 'a')"));
    const StagedDetail update = waitFor(m_reader->stagedDetail({3}));
    const StagedDetail create = waitFor(m_reader->stagedDetail({2}));
    QVERIFY(m_session->executeScript("delete from staged_field_changes where field like 'media:%'; "
                                     "delete from shopify_facets; delete from shopify_media"));
    const MediaNames names{{u"71"_s, u"knife.jpg"_s}, {u"73"_s, u"blade.jpg (73)"_s},
        {u"https://example.com/own/blade.jpg"_s, u"blade.jpg (https://example.com/own/blade.jpg)"_s}};
    for (const FieldChange &field : update.fields)
        QCOMPARE(field.media, field.field == u"price"_s ? MediaNames() : names);
    QCOMPARE(update.fields.size(), 3);
    for (const FieldChange &field : create.fields)
        QCOMPARE(field.media.value(u"81"_s), field.field == u"media:image:81"_s ? u"lamp.jpg"_s : QString());
    QVERIFY(std::any_of(create.fields.cbegin(), create.fields.cend(),
        [](const FieldChange &field) { return field.field == u"media:image:81"_s; }));
}

void TestPgReader::readsTheContentOfACreate()
{
    const StagedDetail detail = waitFor(m_reader->stagedDetail({2}));
    QCOMPARE(detail.row.changeType, ChangeType::Create);
    const auto remoteOf = [&detail](const QString &field) {
        for (const FieldChange &change : detail.fields)
            if (change.field == field)
                return change.remote.value_or(u"none"_s);
        return u"absent"_s;
    };
    QCOMPARE(detail.fields[0].field, u"title"_s);
    QCOMPARE(remoteOf(u"vendor"_s), u"Lux"_s);
    QCOMPARE(remoteOf(u"tags"_s), u"[\"a\"]"_s);
    QCOMPARE(remoteOf(u"price"_s), u"19.90"_s);
    QCOMPARE(remoteOf(u"seo_title"_s), u"absent"_s);
    for (const FieldChange &change : detail.fields) {
        QVERIFY(!change.id.isValid());
        QVERIFY(!change.local.has_value());
    }
}

void TestPgReader::tellsAStaleChange()
{
    const QList<StagedRow> rows = waitFor(m_reader->stagedRows({1, 2, 3}));
    QCOMPARE(rows[0].stale, false);
    QCOMPARE(rows[1].stale, false);
    QCOMPARE(rows[2].stale, true);
}

void TestPgReader::readsBatchesAndHistory()
{
    QCOMPARE(waitFor(m_reader->batchOrder({})), QList<qint64>({3, 2, 1}));
    QCOMPARE(waitFor(m_reader->historyOrder({.batch = {2}})), QList<qint64>({2, 1}));
    QCOMPARE(
        waitFor(m_reader->historyOrder({.product = {1}, .sort = HistorySort::CreatedAt, .order = Qt::DescendingOrder})),
        QList<qint64>({3, 1}));
    const QList<HistoryRow> rows = waitFor(m_reader->historyRows({2}));
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0].outcome, Outcome::Error);
    QCOMPARE(rows[0].message, u"no"_s);
    QCOMPARE(rows[0].product, ProductId{4});
}

void TestPgReader::findsBatches_data()
{
    QTest::addColumn<BatchQuery>("query");
    QTest::addColumn<QList<qint64>>("ids");
    QTest::newRow("oldest first") << BatchQuery{.order = Qt::AscendingOrder} << QList<qint64>{1, 2, 3};
    QTest::newRow("kind") << BatchQuery{.kind = BatchKind::Apply} << QList<qint64>{2};
    QTest::newRow("status") << BatchQuery{.status = BatchStatus::Completed} << QList<qint64>{1};
    QTest::newRow("troubled") << BatchQuery{.troubledOnly = true} << QList<qint64>{2};
    QTest::newRow("person") << BatchQuery{.text = u"ben"_s} << QList<qint64>{3, 2};
    QTest::newRow("number") << BatchQuery{.text = u" 1 "_s} << QList<qint64>{1};
    QTest::newRow("text is no pattern") << BatchQuery{.text = u"%"_s} << QList<qint64>{};
    QTest::newRow("by kind") << BatchQuery{.sort = BatchSort::Kind, .order = Qt::AscendingOrder}
                             << QList<qint64>{2, 1, 3};
    QTest::newRow("by duration") << BatchQuery{.sort = BatchSort::Duration} << QList<qint64>{3, 1, 2};
    QTest::newRow("by person") << BatchQuery{.sort = BatchSort::StartedBy, .order = Qt::AscendingOrder}
                               << QList<qint64>{1, 2, 3};
}

void TestPgReader::findsBatches()
{
    QFETCH(BatchQuery, query);
    QTEST(waitFor(m_reader->batchOrder(query)), "ids");
}

void TestPgReader::findsHistoryLines_data()
{
    QTest::addColumn<HistoryQuery>("query");
    QTest::addColumn<QList<qint64>>("ids");
    QTest::newRow("outcome") << HistoryQuery{.batch = {2}, .outcome = Outcome::Success} << QList<qint64>{1};
    QTest::newRow("text") << HistoryQuery{.text = u"KNIFE"_s} << QList<qint64>{2};
    QTest::newRow("message") << HistoryQuery{.text = u"no"_s} << QList<qint64>{2};
    QTest::newRow("by title down") << HistoryQuery{.batch = {2},
        .sort = HistorySort::Title,
        .order = Qt::DescendingOrder}
                                   << QList<qint64>{2, 1};
    QTest::newRow("successes first") << HistoryQuery{.batch = {2}, .order = Qt::DescendingOrder} << QList<qint64>{1, 2};
}

void TestPgReader::findsHistoryLines()
{
    QFETCH(HistoryQuery, query);
    QTEST(waitFor(m_reader->historyOrder(query)), "ids");
}

void TestPgReader::everyOrderOfTheHistoryCanBeAsked()
{
    // An order that names a column that is not there would only show when somebody clicks its header.
    for (int sort = int(BatchSort::StartedAt); sort <= int(BatchSort::StartedBy); ++sort)
        QCOMPARE(waitFor(m_reader->batchOrder({.sort = BatchSort(sort)})).size(), 3);
    for (int sort = int(HistorySort::Outcome); sort <= int(HistorySort::CreatedAt); ++sort)
        QCOMPARE(waitFor(m_reader->historyOrder({.sort = HistorySort(sort)})).size(), 3);
}

void TestPgReader::knowsWhatCanBeRolledBack()
{
    const QList<BatchRow> rows = waitFor(m_reader->batchRows({1, 2, 3}));
    QCOMPARE(rows[0].canRollBack, false); // wrote nothing but the mirror
    QCOMPARE(rows[1].canRollBack, true);
    QCOMPARE(rows[2].canRollBack, false); // still running
    QCOMPARE(rows[1].startedBy, u"Ben"_s);
    QCOMPARE(rows[1].status, BatchStatus::Partial);
}

void TestPgReader::dropsACancelledRequest()
{
    // The first waits for the lock, so that the second is still in the queue when it is cancelled.
    QVERIFY(m_session->executeScript("begin; lock table sync_history in access exclusive mode"));
    auto first = m_reader->historyOrder({.batch = BatchId{2}});
    auto dropped = m_reader->productOrder({});
    dropped.cancel();
    auto last = m_reader->batchOrder({});
    QVERIFY(m_session->executeScript("commit"));
    QVERIFY(QTest::qWaitFor([&last] { return last.isFinished(); }, 10'000));
    QVERIFY(first.result());
    QVERIFY(dropped.isCanceled());
    QCOMPARE(dropped.resultCount(), 0);
}

void TestPgReader::showsRowsWhileAnOrderTakesItsTime()
{
    QVERIFY(m_session->executeScript("begin; lock table sync_history in access exclusive mode"));
    const auto slow = m_reader->historyOrder({.batch = BatchId{2}});
    QCOMPARE(waitFor(m_reader->productRows({1})).size(), 1);
    QCOMPARE(waitFor(m_reader->firstProducts({}, 2)).size(), 2);
    QVERIFY(!slow.isFinished());
    QVERIFY(m_session->executeScript("commit"));
    QCOMPARE(waitFor(slow).size(), 2);
}

void TestPgReader::hearsWhatOthersWrite()
{
    QSignalSpy catalogue(m_reader.get(), &Reader::catalogueChanged);
    QSignalSpy staged(m_reader.get(), &Reader::stagedChanged);
    waitFor(m_reader->vendors(1));
    QTRY_VERIFY(m_session->executeText(u"select pg_notify('syncdesk_staged', '')"_s) && staged.count() > 0);
    QVERIFY(m_session->executeText(u"notify syncdesk_catalogue"_s));
    QTRY_VERIFY(catalogue.count() > 0);
}

void TestPgReader::refusesToWrite()
{
    // Nothing in the reader writes; should a statement ever try, the session itself says no.
    ReaderWorker worker(m_settings, m_clock);
    const auto written = worker.read<Done>([](PgSession &session) -> Result<Done> {
        auto deleted = session.executeText(u"delete from products"_s);
        return deleted ? Result<Done>(Done{}) : deleted.failure();
    });
    QVERIFY(!written);
    QCOMPARE(written.failure().kind, FailureKind::DatabaseReadOnly);
}

void TestPgReader::survivesALostConnection()
{
    waitFor(m_reader->vendors(1));
    QSignalSpy catalogue(m_reader.get(), &Reader::catalogueChanged);
    QVERIFY(m_session->executeText(
        u"select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()"_s));
    QCOMPARE(waitFor(m_reader->vendors(1)), QStringList({u"Acme"_s}));
}

void TestPgReader::failsAtOnceWhileTheDatabaseIsAwayAndComesBack()
{
    QSignalSpy catalogue(m_reader.get(), &Reader::catalogueChanged);
    m_postgres.stop();
    const Failure failure = failureOf(m_reader->overview());
    QCOMPARE(failure.kind, FailureKind::DatabaseUnreachable);
    QVERIFY(!failure.what.isEmpty());
    QVERIFY(!failure.remedy.isEmpty());
    catalogue.clear();
    m_postgres.start();
    QTRY_VERIFY_WITH_TIMEOUT(catalogue.count() > 0, 15'000);
    QCOMPARE(waitFor(m_reader->overview()).products, 4);
}

void TestPgReader::triesAnAbsentDatabaseAgainByTheClock()
{
    m_postgres.stop();
    TestSupport::ManualClock clock;
    ReaderWorker worker(m_settings, clock);
    QSignalSpy restored(&worker, &ReaderWorker::restored);
    const std::function<Result<Done>(PgSession &)> nothing = [](PgSession &) { return Done{}; };
    QVERIFY(!worker.read(nothing));
    m_postgres.start();
    clock.advance(999ms);
    QVERIFY2(!worker.read(nothing), "within a second the last failure is the answer");
    QCOMPARE(restored.count(), 0);
    clock.advance(1ms);
    QCOMPARE(restored.count(), 1);
    QVERIFY(worker.read(nothing));
}

QTEST_GUILESS_MAIN(TestPgReader)
#include "tst_pgreader.moc"
