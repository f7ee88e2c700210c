#include "tests/sync/jobs/pull/support/pulldesk.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace {

/// A shop in which something happens between the two bulk operations of a pull, or whose second file is short.
class EventfulShop final : public ShopConnection
{
public:
    explicit EventfulShop(ShopConnection &shop)
        : m_shop(shop)
    { }

    std::function<void()> between;
    bool losesLastMembership = false;

    QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) override
    {
        if (request.document == u"bulk_start" && !m_first.isEmpty() && between) {
            // What happens now is not in the first file any more.
            QString status;
            while (status != u"COMPLETED" && !stop.stop_requested()) {
                QJsonObject variables;
                variables.insert(u"id"_s, m_first);
                const ShopRequest look{.document = u"bulk_status"_s, .variables = variables};
                const auto seen = co_await m_shop.execute(look, stop);
                if (!seen)
                    co_return seen.failure();
                status = seen->data[u"bulkOperation"_s][u"status"_s].toString();
            }
            std::exchange(between, {})();
        }
        const bool isFirst = request.document == u"bulk_start" && m_first.isEmpty();
        const auto reply = co_await m_shop.execute(std::move(request), std::move(stop));
        if (reply && isFirst)
            m_first = reply->data[u"bulkOperationRunQuery"_s][u"bulkOperation"_s][u"id"_s].toString();
        co_return reply;
    }
    ThrottleState throttle() const override { return m_shop.throttle(); }
    Result<Done> download(ShopFile file, Sink sink, std::stop_token stop) const override
    {
        if (++m_downloads != 2 || !losesLastMembership)
            return m_shop.download(std::move(file), std::move(sink), std::move(stop));
        QByteArray all;
        const Sink keep = [&all](QByteArrayView bytes) {
            all.append(bytes.data(), bytes.size());
            return true;
        };
        const auto brought = m_shop.download(std::move(file), keep, std::move(stop));
        if (brought)
            sink(all.first(all.lastIndexOf('\n', -2) + 1));
        return brought;
    }
    QCoro::Task<Result<QString>> upload(QByteArray jsonl, std::stop_token stop) override
    {
        return m_shop.upload(std::move(jsonl), std::move(stop));
    }
    QCoro::Task<Result<QByteArray>> fetch(QUrl url, std::stop_token stop) override
    {
        return m_shop.fetch(std::move(url), std::move(stop));
    }
    ShopContact lastContact() const override { return m_shop.lastContact(); }
    QCoro::Task<Result<RestCallLimit>> restCallLimit(std::stop_token stop) override
    {
        return m_shop.restCallLimit(std::move(stop));
    }

private:
    ShopConnection &m_shop;
    QString m_first; ///< The operation that reads the products.
    mutable int m_downloads = 0;
};

} // namespace

/// Category, collections and sales channels, which come by a second bulk operation.
class TestMemberships final : public QObject, Tests::PullDesk
{
    Q_OBJECT

    qint64 facets(const QString &pattern)
    {
        return number(u"SELECT count(*) FROM shopify_facets WHERE field ~ '%1'"_s.arg(pattern));
    }
    QString facetsOf(const QString &gid)
    {
        return text(u"SELECT coalesce(string_agg(field || '=' || value, ' ' ORDER BY field), '') FROM shopify_facets "
                    "WHERE product_id = %1 AND field NOT LIKE 'metafield:%'"_s.arg(gid.section(u'/', -1)));
    }
    QString collection(int index)
    {
        return text(u"SELECT id FROM shopify_collections ORDER BY id OFFSET %1 LIMIT 1"_s.arg(index));
    }
    void settle()
    {
        const auto pulled = pull();
        QVERIFY2(pulled, why(pulled).constData());
        const auto applied = apply();
        QVERIFY2(applied, why(applied).constData());
    }
    /// Takes rights from every token.
    void withhold(const QStringList &scopes)
    {
        m_shop.control(u"settings"_s, {{u"withheld_scopes"_s, QJsonArray::fromStringList(scopes)}});
    }
    QString staged()
    {
        return text(u"SELECT coalesce(string_agg(f.field || ':' || coalesce(f.base_value, '-') || '>' || "
                    "coalesce(f.remote_value, '-'), ' ' ORDER BY f.field), '') FROM staged_field_changes f "
                    "JOIN staged_product_changes c ON c.id = f.change_id WHERE c.status = 'pending'"_s);
    }

public:
    TestMemberships()
        : PullDesk(200)
    { }

private Q_SLOTS:
    void initTestCase() { open(); }
    void init() { renew(); }

    void theyArePulledAndApplied()
    {
        settle();
        QVERIFY(facets(u"^category:"_s) > 100);
        QVERIFY(facets(u"^collection:"_s) > 0);
        QVERIFY(facets(u"^smart_collection:"_s) > 0);
        QVERIFY(facets(u"^publication:"_s) > 200);
        QCOMPARE(number(u"SELECT count(*) FROM product_facets"_s), number(u"SELECT count(*) FROM shopify_facets"_s));
        QCOMPARE(number(u"SELECT count(*) FROM base_facets"_s), number(u"SELECT count(*) FROM shopify_facets"_s));
        const auto again = pull();
        QVERIFY2(again, why(again).constData());
        QCOMPARE(again->mirrorRowsWritten, 0);
        QCOMPARE(again->staged, 0);
        QCOMPARE(again->total, 200);
        QCOMPARE(again->warnings, QStringList());
    }

    void namesAreKeptForShowing()
    {
        settle();
        QCOMPARE(text(u"SELECT string_agg(title, ',' ORDER BY id) FROM shopify_collections WHERE NOT rule_based"_s),
            u"Frontpage,Staff Picks"_s);
        QCOMPARE(number(u"SELECT count(*) FROM shopify_collections WHERE rule_based"_s), 4);
        QCOMPARE(text(u"SELECT string_agg(name, ',' ORDER BY id) FROM shopify_publications"_s),
            u"Online Store,Point of Sale"_s);
        QCOMPARE(number(u"SELECT count(DISTINCT value) FROM shopify_facets f WHERE field = 'category:standard' AND NOT "
                        "EXISTS (SELECT FROM shopify_categories c WHERE c.id = f.value AND c.full_name <> '')"_s),
            0);
        QCOMPARE(number(u"SELECT count(*) FROM shopify_collection_products"_s), facets(u"collection:"_s));
    }

    /// A collection that a product joined, one that it left, a channel and the category: each a field of its own.
    void whatChangesInShopifyIsStagedFieldByField()
    {
        settle();
        const QString gid = productGid(0); // a multiple of everything, so in both collections made by hand
        const QString left = collection(0);
        QVERIFY(facetsOf(gid).contains(u"collection:%1="_s.arg(left)));
        m_shop.edit({{u"product"_s, gid},
            {u"fields"_s,
                QJsonObject{{u"category"_s, u"gid://shopify/TaxonomyCategory/el"_s},
                    {u"collectionsToLeave"_s, QJsonArray{u"gid://shopify/Collection/%1"_s.arg(left)}}}},
            {u"publications"_s, QJsonArray{u"gid://shopify/Publication/90000000002"_s}}});
        const auto report = pull();
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->staged, 1);
        const QString changes = staged();
        QVERIFY2(changes.contains(u"collection:%1:true>-"_s.arg(left)), qPrintable(changes));
        QVERIFY2(changes.contains(u">el"_s), qPrintable(changes));
        QVERIFY2(changes.contains(u"publication:90000000002:->true"_s), qPrintable(changes));
        QVERIFY2(apply(), "apply");
        const auto again = pull();
        QVERIFY2(again, why(again).constData());
        QCOMPARE(again->staged, 0);
        QCOMPARE(number(u"SELECT count(*) FROM product_facets WHERE field = 'collection:%1' AND product_id = (SELECT "
                        "id FROM products WHERE shopify_product_id = %2)"_s.arg(left, gid.section(u'/', -1))),
            0);
    }

    void aPullOfWhatChangedBringsThemToo()
    {
        settle();
        const QString gid = productGid(3);
        const QString joined = collection(1);
        m_shop.edit({{u"product"_s, gid},
            {u"fields"_s,
                QJsonObject{{u"title"_s, u"Elsewhere"_s},
                    {u"collectionsToJoin"_s, QJsonArray{u"gid://shopify/Collection/%1"_s.arg(joined)}}}}});
        const auto report = quickPull();
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->staged, 1);
        QVERIFY2(staged().contains(u"collection:%1:->true"_s.arg(joined)), qPrintable(staged()));
    }

    /// A colleague fills a collection, which is a change of the collection and not of the product.
    void aPullOfWhatChangedFindsWhatOnlyMovedBetweenCollections()
    {
        settle();
        const QString gid = productGid(3);
        const QString moved = collection(1);
        const auto change = [&](const QString &mutation) {
            const QJsonObject answer = m_shop.graphql(
                u"mutation($id: ID!, $products: [ID!]!) { %1(id: $id, productIds: $products) { userErrors { message } } }"_s
                    .arg(mutation),
                {{u"id"_s, u"gid://shopify/Collection/%1"_s.arg(moved)}, {u"products"_s, QJsonArray{gid}}});
            QVERIFY(answer[u"data"][mutation][u"userErrors"].toArray().isEmpty());
            QVERIFY(answer[u"data"][mutation].isObject());
        };
        const auto nothing = quickPull();
        QVERIFY2(nothing, why(nothing).constData());
        QCOMPARE(nothing->staged, 0);
        change(u"collectionAddProducts"_s);
        const auto added = quickPull();
        QVERIFY2(added, why(added).constData());
        QCOMPARE(added->staged, 1);
        QCOMPARE(staged(), u"collection:%1:->true"_s.arg(moved));
        QVERIFY2(apply(), "apply");
        change(u"collectionRemoveProducts"_s);
        const auto removed = quickPull();
        QVERIFY2(removed, why(removed).constData());
        QCOMPARE(staged(), u"collection:%1:true>-"_s.arg(moved));
        QVERIFY(!facetsOf(gid).contains(u"collection:%1="_s.arg(moved)));
    }

    /// A product of another type is in other collections: nobody has put it there.
    void whatRulesChooseIsFollowedWithoutAWord()
    {
        settle();
        const QString gid = productGid(0);
        const auto chosen = [&](const QString &facets) {
            return text(
                u"SELECT coalesce(string_agg(f.field, ' ' ORDER BY f.field), '') FROM %1 AS f (product, field) "
                "WHERE f.product = %2 AND f.field LIKE 'smart_collection:%'"_s.arg(facets, gid.section(u'/', -1)));
        };
        const QString inMirror = u"(SELECT product_id, field FROM shopify_facets)"_s;
        const QString before = chosen(inMirror);
        m_shop.edit({{u"product"_s, gid},
            {u"fields"_s,
                QJsonObject{{u"productType"_s, u"Paper"_s}, {u"vendor"_s, u"Nobody"_s}, {u"tags"_s, QJsonArray()}}}});
        const auto report = pull();
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->staged, 1);
        QVERIFY2(!staged().contains(u"collection"_s), qPrintable(staged()));
        QVERIFY(chosen(inMirror) != before);
        QCOMPARE(chosen(u"(SELECT product_id, field FROM base_facets)"_s), chosen(inMirror));
        QCOMPARE(
            chosen(
                u"(SELECT p.shopify_product_id, f.field FROM product_facets f JOIN products p ON p.id = f.product_id)"_s),
            chosen(inMirror));
        QCOMPARE(number(u"SELECT count(*) FROM products WHERE locally_edited"_s), 0);
    }

    void whatBothSidesAddStays()
    {
        settle();
        const QString gid = productGid(3);
        const QString joined = u"collection:"_s + collection(1);
        const QString product = u"(SELECT id FROM products WHERE shopify_product_id = %1)"_s.arg(gid.section(u'/', -1));
        execute(u"INSERT INTO product_facets (product_id, field, value) VALUES (%1, 'publication:77', 'true')"_s.arg(
            product));
        m_shop.edit({{u"product"_s, gid},
            {u"fields"_s,
                QJsonObject{
                    {u"collectionsToJoin"_s, QJsonArray{QString(u"gid://shopify/Collection/"_s + collection(1))}}}}});
        const auto report = pull();
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->conflicts, 0);
        QCOMPARE(staged(), QString(joined + u":->true"_s));
        QVERIFY2(apply(), "apply");
        QCOMPARE(
            text(u"SELECT string_agg(field, ' ' ORDER BY field) FROM product_facets WHERE product_id = %1 AND field IN "
                 "('%2', 'publication:77')"_s.arg(product, joined)),
            QString(joined + u" publication:77"_s));
        QCOMPARE(text(u"SELECT string_agg(field, ' ') FROM facet_edits"_s), u"publication:77"_s); // still to be sent
    }

    /// Gone between the two operations: nothing is known of what it is in, so nothing is said of it.
    void aProductThatGoesBetweenTheTwoIsLeftAsItWas_data()
    {
        QTest::addColumn<bool>("afresh");
        QTest::newRow("a first reading") << true;
        QTest::newRow("a later one") << false;
    }
    void aProductThatGoesBetweenTheTwoIsLeftAsItWas()
    {
        QFETCH(const bool, afresh);
        settle();
        const QString gid = productGid(5);
        const QString before = facetsOf(gid);
        QVERIFY(!before.isEmpty());
        if (afresh)
            execute(u"UPDATE mirror_state SET complete = false"_s);
        EventfulShop shop(*m_connection);
        shop.between = [&] { m_shop.control(u"delete"_s, {{u"product"_s, gid}}); };
        const auto report = pullFrom(shop);
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->total, 200);
        QCOMPARE(report->staged, 0);
        QCOMPARE(report->skipped, 1);
        QCOMPARE(facetsOf(gid), afresh ? QString() : before);
        const auto next = quickPull();
        QVERIFY2(next, why(next).constData());
        QCOMPARE(next->staged, 1);
        QCOMPARE(text(u"SELECT change_type FROM staged_product_changes WHERE status = 'pending'"_s), u"delete"_s);
    }

    void aProductThatComesBetweenTheTwoIsReadTheNextTime()
    {
        settle();
        EventfulShop shop(*m_connection);
        shop.between = [&] {
            m_shop.graphql(u"mutation { productCreate(product: {title: \"New\", category: "
                           "\"gid://shopify/TaxonomyCategory/el\"}) { product { id } } }"_s);
        };
        const auto report = pullFrom(shop);
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->staged, 0);
        QCOMPARE(report->warnings, QStringList());
        const auto next = quickPull();
        QVERIFY2(next, why(next).constData());
        QCOMPARE(next->staged, 1);
    }

    /// Without the right to read sales channels everything else is read, and the report says what is missing.
    void channelsThatMayNotBeReadStayAsTheyWere()
    {
        settle();
        const QString gid = u"gid://shopify/Product/"_s
            + text(u"SELECT min(product_id) FROM shopify_facets WHERE field = 'publication:90000000001'"_s);
        const QString before = facetsOf(gid);
        const qint64 channels = facets(u"^publication:"_s);
        withhold({u"read_publications"_s, u"write_publications"_s});
        m_shop.edit({{u"product"_s, gid}, {u"publications"_s, QJsonArray()}});
        const auto read = [&](const Result<BatchReport> &report, qint64 staged) {
            QVERIFY2(report, why(report).constData());
            QCOMPARE(report->staged, staged);
            QVERIFY2(
                report->warnings.join(u' ').contains(u"read_publications"_s), qPrintable(report->warnings.join(u' ')));
            QCOMPARE(facetsOf(gid), before);
            QCOMPARE(facets(u"^publication:"_s), channels);
        };
        read(pull(), 0); // anew, as it is another query
        const auto again = pull();
        read(again, 0);
        QCOMPARE(again->mirrorRowsWritten, 0);
        m_shop.edit({{u"product"_s, gid}, {u"fields"_s, QJsonObject{{u"title"_s, u"Elsewhere"_s}}}});
        read(quickPull(), 1);
        m_shop.control(u"delete"_s, {{u"product"_s, productGid(30)}});
        const auto deleted = pull();
        QVERIFY2(deleted, why(deleted).constData());
        QCOMPARE(facets(u"^publication:"_s),
            number(u"SELECT count(*) FROM shopify_facets f JOIN shopify_products p ON p.id = "
                   "f.product_id WHERE f.field LIKE 'publication:%'"_s));

        withhold({});
        const auto allowed = quickPull();
        QVERIFY2(allowed, why(allowed).constData());
        QVERIFY2(staged().contains(u"publication:90000000001:true>-"_s), qPrintable(staged()));
        const QString rights = u"SELECT concat_ws(' ', channels_hidden, channels_read_only) FROM mirror_state"_s;
        QCOMPARE(text(rights), u"f f"_s);
        withhold({u"write_publications"_s});
        const auto readOnly = quickPull();
        QVERIFY2(readOnly, why(readOnly).constData());
        QCOMPARE(text(rights), u"f t"_s);
    }

    /// As after an update from a version that did not read them, and as when a right is given later.
    void whatIsReadForTheFirstTimeIsNothingToDecideOn()
    {
        settle();
        const qint64 all = number(u"SELECT count(*) FROM shopify_facets"_s);
        execute(u"SET syncdesk.applying = 'on'"_s);
        for (const QString &table : {u"product_facets"_s, u"base_facets"_s, u"shopify_facets"_s})
            execute(u"DELETE FROM %1 WHERE is_membership(field)"_s.arg(table));
        execute(u"RESET syncdesk.applying"_s);
        execute(u"UPDATE mirror_state SET memberships_read = false, channels_read = false, query_fingerprint = ''"_s);
        withhold({u"read_publications"_s, u"write_publications"_s});
        const auto first = pull();
        QVERIFY2(first, why(first).constData());
        QCOMPARE(first->staged, 0);
        QCOMPARE(facets(u"^publication:"_s), 0);
        QCOMPARE(number(u"SELECT count(*) FROM product_facets WHERE field = 'category:standard'"_s),
            facets(u"^category:"_s));
        withhold({});
        const auto second = pull();
        QVERIFY2(second, why(second).constData());
        QCOMPARE(second->staged, 0);
        for (const QString &table : {u"product_facets"_s, u"base_facets"_s, u"shopify_facets"_s})
            QCOMPARE(number(u"SELECT count(*) FROM "_s + table), all);
        QCOMPARE(number(u"SELECT count(*) FROM products WHERE locally_edited"_s), 0);
    }

    void anIncompleteFileOfMembershipsIsRefused()
    {
        settle();
        const QString before = mirror();
        EventfulShop shop(*m_connection);
        shop.losesLastMembership = true;
        const auto report = pullFrom(shop);
        QVERIFY(!report);
        QCOMPARE(report.failure().kind, FailureKind::DataCorrupt);
        QCOMPARE(mirror(), before);
    }
};

QTEST_GUILESS_MAIN(TestMemberships)
#include "tst_memberships.moc"
