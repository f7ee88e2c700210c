#include "sync/loader/bulklineparser.h"

#include <QTest>

using namespace Sync;

namespace {

const std::string InCategory
    = R"({"id":"gid://shopify/Product/7","category":{"id":"gid://shopify/TaxonomyCategory/os-4-2"}})";
const std::string Uncategorised = R"({"id":"gid://shopify/Product/7","category":null})";
const std::string InCollection
    = R"({"id":"gid://shopify/Collection/5","sources":[{"__typename":"CollectionConditionsSource","inclusion":{"conditions":[]}}],"__parentId":"gid://shopify/Product/7"})";
const std::string InSmartCollection
    = R"({"id":"gid://shopify/Collection/6","sources":[{"__typename":"CollectionConditionsSource","inclusion":{"conditions":[{"__typename":"A"}]}}],"__parentId":"gid://shopify/Product/7"})";
const std::string OfCollections
    = R"({"id":"gid://shopify/Collection/8","sources":[{"__typename":"CollectionSubCollectionsSource"}],"__parentId":"gid://shopify/Product/7"})";
const std::string InChannel
    = R"({"publication":{"id":"gid://shopify/Publication/9"},"__parentId":"gid://shopify/Product/7"})";

const char *const NoProduct = R"({"publication":{"id":"gid://shopify/Publication/9"}})";
const char *const OfAVariant
    = R"({"id":"gid://shopify/Collection/5","sources":[{"__typename":"CollectionConditionsSource","inclusion":{"conditions":[]}}],"__parentId":"gid://shopify/ProductVariant/7"})";
const char *const NoNumber
    = R"({"publication":{"id":"gid://shopify/Publication/x"},"__parentId":"gid://shopify/Product/7"})";
const char *const NotACategory = R"({"id":"gid://shopify/Product/7","category":{"id":"gid://shopify/Collection/4"}})";

} // namespace

class TestMembershipLines final : public QObject
{
    Q_OBJECT

    BulkLineParser m_parser;
    std::string m_line;

    BulkLineParser::Parsed parse(const std::string &line)
    {
        m_line = line + std::string(64, ' ');
        return m_parser.parse(std::string_view(m_line).substr(0, line.size()));
    }

private Q_SLOTS:
    void everySortOfLineIsAFacetOfItsProduct_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("key");
        const auto row
            = [](const char *name, const std::string &line, const char *field, const char *value, qint64 key) {
                  QTest::newRow(name) << QByteArray(line.c_str()) << QByteArray(field) << QByteArray(value) << key;
              };
        row("category", InCategory, "category:standard", "os-4-2", 7);
        row("collection", InCollection, "collection:5", "true", 0);
        row("smart collection", InSmartCollection, "smart_collection:6", "true", 0);
        row("collection of collections", OfCollections, "smart_collection:8", "true", 0);
        row("channel", InChannel, "publication:9", "true", 0);
    }
    void everySortOfLineIsAFacetOfItsProduct()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const QByteArray, field);
        QFETCH(const QByteArray, value);
        const auto parsed = parse(line.toStdString());
        const auto *found = std::get_if<const FacetRecord *>(&parsed);
        QVERIFY(found);
        QCOMPARE((*found)->productId, 7);
        QCOMPARE((*found)->variantId, 0);
        QCOMPARE(QByteArray((*found)->field.data(), qsizetype((*found)->field.size())), field);
        QCOMPARE(QByteArray((*found)->value.data(), qsizetype((*found)->value.size())), value);
        const auto key = BulkLineParser::keyAtStart(line.toStdString());
        QVERIFY(key);
        QCOMPARE(key->kind, BulkKind::Facet);
        QTEST(qint64(key->id), "key");
        QCOMPARE((*found)->isOfMemberships, key->id != 0);
    }

    void aProductWithoutACategoryIsKnownAllTheSame()
    {
        const auto parsed = parse(Uncategorised);
        const auto *found = std::get_if<const FacetRecord *>(&parsed);
        QVERIFY(found);
        QVERIFY((*found)->field.empty());
        QVERIFY((*found)->isOfMemberships);
        QCOMPARE(BulkLineParser::keyAtStart(Uncategorised)->id, 7);
    }

    void whatALineLacksIsNotLeftFromTheLineBefore()
    {
        QVERIFY(std::holds_alternative<const FacetRecord *>(parse(InSmartCollection)));
        const auto parsed = parse(InCollection);
        QCOMPARE(std::get<const FacetRecord *>(parsed)->field, std::string_view("collection:5"));
        QVERIFY(std::holds_alternative<const FacetRecord *>(parse(InCategory)));
        const auto uncategorised = parse(Uncategorised);
        QVERIFY(std::get<const FacetRecord *>(uncategorised)->field.empty());
    }

    void aLineThatSaysTooLittleIsRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("fault");
        const auto row = [](const char *name, const char *line, LineFault fault) {
            QTest::newRow(name) << QByteArray(line) << int(fault);
        };
        row("no product", NoProduct, LineFault::NoParent);
        row("a variant's collection", OfAVariant, LineFault::BadId);
        row("a channel without a number", NoNumber, LineFault::BadId);
        row("a category of another kind", NotACategory, LineFault::BadId);
    }
    void aLineThatSaysTooLittleIsRefused()
    {
        QFETCH(const QByteArray, line);
        const auto parsed = parse(line.toStdString());
        const auto *problem = std::get_if<LineProblem>(&parsed);
        QVERIFY(problem);
        QTEST(int(problem->fault), "fault");
    }
};

QTEST_APPLESS_MAIN(TestMembershipLines)
#include "tst_membershiplines.moc"
