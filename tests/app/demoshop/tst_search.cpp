#include "app/demoshop/catalogue/ids.h"
#include "app/demoshop/catalogue/searchindex.h"

#include <QTest>

#include <set>

using namespace DemoShop;
using namespace Qt::StringLiterals;

/// The generated catalogue and searches over it.
class TestSearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheSameForTheSameSeed();
    void hasThePromisedShape();
    void findsWhatTheQueryMeans_data();
    void findsWhatTheQueryMeans();
    void survivesAnyQuery_data();
    void survivesAnyQuery();
    void keepsDeletedAndCreatedProductsInOrder();
};

void TestSearch::isTheSameForTheSameSeed()
{
    Product left;
    Product right;
    Generator(1'000'000, 7, 2).write(999'999, &left);
    Generator(1'000'000, 7, 2).write(3, &right);
    Generator(1'000'000, 7, 2).write(999'999, &right);
    QVERIFY(left == right);
    Generator(1'000'000, 8, 2).write(999'999, &right);
    QVERIFY(!(left == right));
}

void TestSearch::hasThePromisedShape()
{
    const Generator generator(4000, 1, 2);
    Product product;
    double variants = 0;
    std::set<std::string> handles;
    std::set<std::string> skus;
    int missing = 0;
    int doubled = 0;
    for (qint64 index = 0; index < generator.count(); ++index) {
        generator.write(index, &product);
        QCOMPARE(generator.variantCount(index), static_cast<int>(product.variants.size()));
        QCOMPARE(generator.updatedAt(index), product.updatedAt);
        QVERIFY(handles.insert(product.handle).second);
        QVERIFY2(product.descriptionHtml.size() >= 420 && product.descriptionHtml.size() <= 760,
            qPrintable(QString::number(product.descriptionHtml.size())));
        variants += static_cast<double>(product.variants.size());
        for (const Variant &variant : product.variants) {
            missing += variant.sku ? 0 : 1;
            doubled += variant.sku && !skus.insert(*variant.sku).second ? 1 : 0;
        }
    }
    QVERIFY(std::abs(variants / 4000 - 3) < 0.1);
    QVERIFY(missing >= 10);
    QVERIFY(doubled >= 10);
}

void TestSearch::findsWhatTheQueryMeans_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("all") << QString() << QStringList{u"A"_s, u"B"_s, u"C"_s};
    QTest::newRow("status") << u"status:active"_s << QStringList{u"A"_s, u"B"_s};
    QTest::newRow("several statuses") << u"status:ACTIVE,draft"_s << QStringList{u"A"_s, u"B"_s, u"C"_s};
    QTest::newRow("and") << u"status:active vendor:'Blue Ltd'"_s << QStringList{u"B"_s};
    QTest::newRow("or") << u"tag:eco OR vendor:\"Blue Ltd\""_s << QStringList{u"A"_s, u"B"_s};
    QTest::newRow("not") << u"-tag:eco"_s << QStringList{u"B"_s, u"C"_s};
    QTest::newRow("brackets") << u"status:active AND (tag:eco OR tag:none)"_s << QStringList{u"A"_s};
    QTest::newRow("since") << u"updated_at:>='1970-01-01T00:00:20Z'"_s << QStringList{u"B"_s, u"C"_s};
    QTest::newRow("before") << u"updated_at:<1970-01-01T00:00:20Z"_s << QStringList{u"A"_s};
    QTest::newRow("between") << u"updated_at:>1970-01-01T00:00:10Z updated_at:<1970-01-01T00:00:30Z"_s
                             << QStringList{u"B"_s};
    QTest::newRow("sku prefix") << u"sku:S-*"_s << QStringList{u"A"_s, u"C"_s};
    QTest::newRow("id") << u"id:>=2"_s << QStringList{u"B"_s, u"C"_s};
    QTest::newRow("text") << u"product"_s << QStringList{u"A"_s, u"B"_s, u"C"_s};
    QTest::newRow("unknown field is ignored") << u"colour:red status:draft"_s << QStringList{u"C"_s};
}

void TestSearch::findsWhatTheQueryMeans()
{
    QFETCH(QString, query);
    QFETCH(QStringList, found);
    const auto product
        = [](qint64 id, std::string title, std::string status, std::string vendor, std::string tag, std::string sku) {
              Product made;
              made.id = id;
              made.title = "Product " + title;
              made.handle = std::move(title);
              made.status = std::move(status);
              made.vendor = std::move(vendor);
              made.tags = {std::move(tag)};
              made.updatedAt = id * 10;
              made.variants.resize(1);
              made.variants.front().sku = std::move(sku);
              return made;
          };
    const Search search = Search::parse(query);
    QStringList titles;
    for (const Product &candidate : {product(1, "A", "ACTIVE", "Red", "eco", "S-1"),
             product(2, "B", "ACTIVE", "Blue Ltd", "x", "T-1"), product(3, "C", "DRAFT", "Red", "x", "S-2")}) {
        if (search.matches(candidate, {})) {
            titles.append(QString::fromStdString(candidate.handle));
        }
    }
    QCOMPARE(titles, found);
    QCOMPARE(search.unknownFields(), query.contains(u"colour"_s) ? QStringList{u"colour"_s} : QStringList());
}

void TestSearch::survivesAnyQuery_data()
{
    QTest::addColumn<QString>("query");
    for (const QString &query :
        {u"("_s, u")"_s, u"(((("_s, u"a)b"_s, u":"_s, u"title:"_s, u"title:>"_s, u"'"_s, u"\"x"_s, u"-"_s, u"NOT"_s,
            u"OR"_s, u"AND AND"_s, u"a OR"_s, u"\\"_s, u"updated_at:yesterday"_s, u"id:x"_s, u"*"_s}) {
        QTest::newRow(qPrintable(query)) << query;
    }
    QTest::newRow("deep") << QString(u"("_s).repeated(100'000);
    QTest::newRow("long") << QString(u"title:x "_s).repeated(2000);
}

void TestSearch::survivesAnyQuery()
{
    QFETCH(QString, query);
    const Search search = Search::parse(query);
    Product product;
    product.variants.resize(1);
    search.matches(product, {});
}

void TestSearch::keepsDeletedAndCreatedProductsInOrder()
{
    Store store({5, 1, 1});
    const qint64 second = (*store.catalogue().ids())[1];
    auto created = std::make_shared<Product>(*store.catalogue().product(second));
    created->id = Ids::of(Ids::createdProduct, 1);
    created->handle = "own-handle";
    store.remove(second);
    store.commit(created);
    const auto ids = store.catalogue().ids();
    QCOMPARE(ids->size(), size_t(5));
    QVERIFY(std::is_sorted(ids->cbegin(), ids->cend()));
    QVERIFY(!store.catalogue().product(second));
    QCOMPARE(store.catalogue().productOfHandle("own-handle"), created->id);
    store.reset();
    QVERIFY(store.catalogue().product(second));
    QVERIFY(!store.catalogue().contains(created->id));
}

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
