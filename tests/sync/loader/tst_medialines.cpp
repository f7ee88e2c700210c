#include "sync/loader/bulklineparser.h"
#include "sync/loader/medialines.h"

#include <QTest>

using namespace Sync;

namespace {

const std::string Image
    = R"({"id":"gid://shopify/MediaImage/12","alt":"A blue\npen","status":"READY","preview":{"image":{"url":"https://cdn.example.com/a.jpg?v=1"}},"__parentId":"gid://shopify/Product/7"})";
const std::string Unfetched
    = R"({"id":"gid://shopify/MediaImage/12","alt":null,"status":"PROCESSING","preview":null,"__parentId":"gid://shopify/Product/7"})";
const std::string Unpictured
    = R"({"id":"gid://shopify/Video/13","alt":"","status":"FAILED","preview":{"image":null},"__parentId":"gid://shopify/Product/7"})";
const std::string Linked
    = R"({"id":"gid://shopify/ExternalVideo/14","alt":"","status":"READY","preview":null,"__parentId":"gid://shopify/Product/7"})";
const std::string Model
    = R"({"id":"gid://shopify/Model3d/15","alt":"","status":"UPLOADED","preview":null,"__parentId":"gid://shopify/Product/7"})";

const char *const NoProduct = R"({"id":"gid://shopify/MediaImage/12","alt":"","status":"READY","preview":null})";
const char *const OfAVariant
    = R"({"id":"gid://shopify/MediaImage/12","alt":"","status":"READY","preview":null,"__parentId":"gid://shopify/ProductVariant/7"})";
const char *const NoNumber
    = R"({"id":"gid://shopify/MediaImage/x","alt":"","status":"READY","preview":null,"__parentId":"gid://shopify/Product/7"})";

} // namespace

/// Lines of media: one each, whose place only their order tells.
class TestMediaLines final : public QObject
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
    void everyKindIsAFacetOfItsProduct_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *name, const std::string &line, const char *field, const char *value) {
            QTest::newRow(name) << QByteArray(line.c_str()) << QByteArray(field) << QByteArray(value);
        };
        row("a picture", Image, "media:image:12", "ready\nhttps://cdn.example.com/a.jpg?v=1\nA blue\npen");
        row("one that is being fetched", Unfetched, "media:image:12", "processing\n\n");
        row("a video", Unpictured, "media:video:13", "failed\n\n");
        row("a linked video", Linked, "media:external_video:14", "ready\n\n");
        row("a model", Model, "media:model:15", "uploaded\n\n");
    }
    void everyKindIsAFacetOfItsProduct()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const QByteArray, field);
        QFETCH(const QByteArray, value);
        const auto key = BulkLineParser::keyAtStart(line.toStdString());
        QVERIFY(key);
        QCOMPARE(key->kind, BulkKind::Medium);
        QCOMPARE(productAtEnd(line.toStdString()), std::optional<std::int64_t>(7));
        const auto parsed = parse(line.toStdString());
        const auto *facet = std::get_if<const FacetRecord *>(&parsed);
        QVERIFY(facet);
        QCOMPARE((*facet)->productId, 7);
        QCOMPARE((*facet)->variantId, 0);
        QVERIFY((*facet)->isMedium);
        QCOMPARE(QByteArray((*facet)->field.data(), qsizetype((*facet)->field.size())), field);
        QCOMPARE(QByteArray((*facet)->value.data(), qsizetype((*facet)->value.size())), value);
        QVERIFY(m_parser.warnings().empty());
    }

    void aLineThatSaysTooLittleIsRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("fault");
        QTest::newRow("no product") << QByteArray(NoProduct) << int(LineFault::NoParent);
        QTest::newRow("a variant's") << QByteArray(OfAVariant) << int(LineFault::BadId);
        QTest::newRow("no number") << QByteArray(NoNumber) << int(LineFault::BadId);
    }
    void aLineThatSaysTooLittleIsRefused()
    {
        QFETCH(const QByteArray, line);
        const auto parsed = parse(line.toStdString());
        const auto *problem = std::get_if<LineProblem>(&parsed);
        QVERIFY(problem);
        QTEST(int(problem->fault), "fault");
    }

    void theSameLineElsewhereIsAnother()
    {
        QVERIFY(hashAtPlace(42, 0) != hashAtPlace(42, 1));
        QVERIFY(hashAtPlace(42, 1) != hashAtPlace(43, 1));
        QCOMPARE(hashAtPlace(42, 1), hashAtPlace(42, 1));
        QVERIFY(!productAtEnd(NoProduct));
        QVERIFY(!productAtEnd(OfAVariant));
    }
};

QTEST_APPLESS_MAIN(TestMediaLines)
#include "tst_medialines.moc"
