#include "sync/loader/bulklineparser.h"
#include "sync/loader/contenthash.h"

#include <QTest>

using namespace Sync;

namespace {

const std::string Product
    = R"({"id":"gid://shopify/Product/7","title":"Pen","handle":"pen","descriptionHtml":"<p>\"Blue\"<\/p>","vendor":"Acme","productType":"Pens","status":"ACTIVE","tags":["b","A"],"seo":{"title":null,"description":"d"},"options":[{"name":"Colour"}],"createdAt":"2026-01-02T03:04:05Z","updatedAt":"2026-01-02T03:04:05Z"})";
const std::string Variant
    = R"({"id":"gid://shopify/ProductVariant/9","title":"Blue","sku":"P-1","barcode":null,"price":"12.50","compareAtPrice":null,"position":1,"inventoryQuantity":-3,"inventoryPolicy":"DENY","taxable":true,"selectedOptions":[{"value":"Blue"}],"inventoryItem":{"id":"gid://shopify/InventoryItem/11","tracked":true,"unitCost":{"amount":"4.2"},"measurement":{"weight":{"value":0.5,"unit":"KILOGRAMS"}}},"__parentId":"gid://shopify/Product/7"})";

const std::string NoKeyAtStart[] = {R"({"title":"x"})", R"({"id":"gid:\/\/shopify\/Product\/7"})",
    R"({"id":"gid://shopify/Product/7x"})", R"({"id":"gid://shopify/Shop/7"})", ""};
const std::string HalfSurrogate = R"("P\ud83dn")", WithNull = R"("P\u0000en")",
                  Mixed = R"("a\ud83d\ude00b\ud83dc\n\u00e9")";
const std::string OneOption = R"([{"value":"Blue"}])",
                  FourOptions = R"([{"value":"1"},{"value":"2"},{"value":"3"},{"value":"4"}])";
const std::string Shuffled
    = R"({"__parentId":"gid://shopify/Product/7","position":2,"taxable":false,"price":"1","title":"x","selectedOptions":[],"inventoryPolicy":"CONTINUE","extra":{"a":[1,2]},"id":"gid://shopify/ProductVariant/9"})";

std::string padded(const std::string &line)
{
    return line + std::string(64, ' ');
}

std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    const auto at = text.find(from);
    Q_ASSERT(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::string canonical(const Decimal &number)
{
    std::string text;
    number.appendCanonical(text);
    return text;
}

} // namespace

class TestBulkLineParser final : public QObject
{
    Q_OBJECT

    BulkLineParser m_parser;
    std::string m_line;

    BulkLineParser::Parsed parse(const std::string &line)
    {
        m_line = padded(line);
        return m_parser.parse(std::string_view(m_line).substr(0, line.size()));
    }
    const ProductRecord *product(const std::string &line)
    {
        const auto parsed = parse(line);
        const auto *record = std::get_if<const ProductRecord *>(&parsed);
        return record ? *record : nullptr;
    }
    const VariantRecord *variant(const std::string &line)
    {
        const auto parsed = parse(line);
        const auto *record = std::get_if<const VariantRecord *>(&parsed);
        return record ? *record : nullptr;
    }

private Q_SLOTS:
    void aProductIsReadWhole()
    {
        const ProductRecord *record = product(Product);
        QVERIFY(record);
        QCOMPARE(record->id, 7);
        QCOMPARE(record->title, std::string_view("Pen"));
        QCOMPARE(record->descriptionHtml, std::string_view("<p>\"Blue\"</p>"));
        QCOMPARE(record->status, std::string_view("active"));
        QCOMPARE(record->tags.size(), size_t(2));
        QCOMPARE(record->seoTitle, std::string_view(""));
        QCOMPARE(record->seoDescription, std::string_view("d"));
        QCOMPARE(record->optionNames.at(0), std::string_view("Colour"));
        QCOMPARE(record->createdAt,
            qint64(QDateTime::fromString(QStringLiteral("2026-01-02T03:04:05Z"), Qt::ISODate).toSecsSinceEpoch()
                - 946684800)
                * 1000000);
        QVERIFY(m_parser.warnings().empty());
    }

    void linksOfOptionsAreRead()
    {
        const ProductRecord *record = product(replaced(Product, R"([{"name":"Colour"}])",
            R"([{"linkedMetafield":null,"name":"Size"},{"name":"Colour","linkedMetafield":{"namespace":"shopify","key":"color-pattern"}}])"));
        QVERIFY(record);
        QCOMPARE(record->optionNames.size(), size_t(2));
        QCOMPARE(record->linkedOptions.size(), size_t(1));
        QCOMPARE(record->linkedOptions.at(0).name, std::string_view("Colour"));
        QCOMPARE(record->linkedOptions.at(0).nameSpace, std::string_view("shopify"));
        QCOMPARE(record->linkedOptions.at(0).key, std::string_view("color-pattern"));
        QVERIFY(product(Product)->linkedOptions.empty());
    }

    void aVariantIsReadWhole()
    {
        const VariantRecord *record = variant(Variant);
        QVERIFY(record);
        QCOMPARE(record->id, 9);
        QCOMPARE(record->productId, 7);
        QCOMPARE(record->inventoryItemId, std::optional<std::int64_t>(11));
        QCOMPARE(record->sku, std::optional<std::string_view>("P-1"));
        QVERIFY(!record->barcode);
        QCOMPARE(canonical(record->price), std::string("12.5"));
        QCOMPARE(canonical(*record->cost), std::string("4.2"));
        QCOMPARE(canonical(*record->weight), std::string("0.5"));
        QCOMPARE(record->weightUnit, std::optional<std::string_view>("kg"));
        QCOMPARE(record->inventoryQuantity, -3);
    }

    void fieldsMayComeInAnyOrder()
    {
        const VariantRecord *record = variant(Shuffled);
        QVERIFY(record);
        QCOMPARE(record->productId, 7);
        QCOMPARE(record->position, 2);
        QVERIFY(!record->isTaxable);
        QVERIFY(!record->sku && !record->cost && !record->weight);
    }

    void theKeyIsReadFromTheStart()
    {
        QCOMPARE(BulkLineParser::keyAtStart(Product)->id, 7);
        QCOMPARE(BulkLineParser::keyAtStart(Variant)->kind, BulkKind::Variant);
        for (const std::string &line : NoKeyAtStart)
            QVERIFY(!BulkLineParser::keyAtStart(line));
    }

    void whatCannotBeUsedIsNamed_data()
    {
        QTest::addColumn<std::string>("line");
        QTest::addColumn<int>("fault");
        const auto row = [](const char *name, const std::string &line, LineFault fault) {
            QTest::newRow(name) << line << int(fault);
        };
        row("cut off", Product.substr(0, 200), LineFault::NotJson);
        row("cut inside a string", Product.substr(0, 45), LineFault::NotJson);
        row("two objects in one line", Product + Product, LineFault::NotJson);
        row("something behind the object", Product + "x", LineFault::NotJson);
        row("a list", "[1,2]", LineFault::NotAnObject);
        row("an HTML page", "<html>", LineFault::NotAnObject);
        row("an id of another kind", replaced(Product, "Product/7", "Location/7"), LineFault::UnknownKind);
        row("no id", NoKeyAtStart[0], LineFault::UnknownKind);
        row("an id that is no number", replaced(Product, "Product/7", "Product/abc"), LineFault::BadId);
        row("an id beyond 64 bits", replaced(Product, "Product/7", "Product/99999999999999999999"), LineFault::BadId);
        row("a negative id", replaced(Product, "Product/7", "Product/-7"), LineFault::BadId);
        row("a parent that is no number", replaced(Variant, "Product/7", "Product/x"), LineFault::BadId);
        row("no parent", replaced(Variant, "__parentId", "parent"), LineFault::NoParent);
        row("no title", replaced(Product, "\"title\":\"Pen\"", "\"name\":\"Pen\""), LineFault::MissingField);
        row("title null", replaced(Product, "\"title\":\"Pen\"", "\"title\":null"), LineFault::MissingField);
        row("no price", replaced(Variant, "\"12.50\"", "null"), LineFault::MissingField);
        row("title a number", replaced(Product, "\"title\":\"Pen\"", "\"title\":5"), LineFault::WrongType);
        row("position a text", replaced(Variant, "\"position\":1", "\"position\":\"1\""), LineFault::WrongType);
        row("tags a text", replaced(Product, "[\"b\",\"A\"]", "\"b\""), LineFault::WrongType);
        row("price a word", replaced(Variant, "12.50", "abc"), LineFault::BadNumber);
        row("price NaN", replaced(Variant, "12.50", "NaN"), LineFault::BadNumber);
        row("price empty", replaced(Variant, "12.50", ""), LineFault::BadNumber);
        row("price with a comma", replaced(Variant, "12.50", "12,50"), LineFault::BadNumber);
        row("quantity beyond 32 bits", replaced(Variant, ":-3", ":-99999999999"), LineFault::OutOfRange);
        row("a bad time", replaced(Product, "2026-01-02T", "2026-13-02T"), LineFault::BadTime);
        row("four options", replaced(Variant, OneOption, FourOptions), LineFault::TooManyOptions);
    }

    void whatCannotBeUsedIsNamed()
    {
        QFETCH(std::string, line);
        QFETCH(int, fault);
        const auto parsed = parse(line);
        const auto *problem = std::get_if<LineProblem>(&parsed);
        QVERIFY(problem);
        QCOMPARE(int(problem->fault), fault);
        const Failure failure = failureOf(*problem, 12);
        QCOMPARE(failure.kind, FailureKind::DataCorrupt);
        QVERIFY(failure.what.contains(QStringLiteral("12")));
        QVERIFY(!failure.remedy.isEmpty());
        QVERIFY(product(Product)); // and the next line is read as ever
    }

    void whatIsOddIsReadAndRemarkedOn_data()
    {
        QTest::addColumn<std::string>("line");
        QTest::addColumn<int>("oddity");
        QTest::newRow("half a surrogate pair")
            << replaced(Product, "\"Pen\"", HalfSurrogate) << int(LineOddity::BrokenText);
        QTest::newRow("bytes that are not UTF-8")
            << replaced(Product, "\"Pen\"", "\"P\xffn\"") << int(LineOddity::BrokenText);
        QTest::newRow("a NUL") << replaced(Product, "\"Pen\"", WithNull) << int(LineOddity::NullCharacter);
        QTest::newRow("a price with an exponent")
            << replaced(Variant, "12.50", "1e3") << int(LineOddity::ExponentPrice);
        QTest::newRow("a negative price") << replaced(Variant, "12.50", "-1") << int(LineOddity::NegativePrice);
        QTest::newRow("a price of three decimals")
            << replaced(Variant, "12.50", "12.505") << int(LineOddity::PrecisePrice);
        QTest::newRow("a status nobody knows")
            << replaced(Product, "ACTIVE", "RESTING") << int(LineOddity::UnknownWord);
    }

    void whatIsOddIsReadAndRemarkedOn()
    {
        QFETCH(std::string, line);
        QFETCH(int, oddity);
        const auto parsed = parse(line);
        QVERIFY(!std::holds_alternative<LineProblem>(parsed));
        QCOMPARE(m_parser.warnings().size(), size_t(1));
        QCOMPARE(int(m_parser.warnings().front().oddity), oddity);
        QVERIFY(m_parser.warnings().front().id > 0);
        QVERIFY(sentence(m_parser.warnings().front(), 3).contains(QStringLiteral("3")));
    }

    void mendedTextKeepsTheRest()
    {
        QCOMPARE(product(replaced(Product, "\"Pen\"", Mixed))->title,
            std::string_view("a😀b\xef\xbf\xbd"
                             "c\né"));
        QCOMPARE(product(replaced(Product, "\"Pen\"", WithNull))->title, std::string_view("Pen"));
        QCOMPARE(product(replaced(Product, "\"Pen\"", "\"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d\""))->title,
            std::string_view("שלום"));
    }

    void theContentHashSeesContentOnly()
    {
        ContentHasher hasher;
        const ContentHash plain = hasher.hash(*product(Product));
        QCOMPARE(hasher.hash(*product(replaced(Product, "[\"b\",\"A\"]", "[\"a\",\"B\",\"b\"]"))), plain);
        QCOMPARE(hasher.hash(*product(replaced(Product, "\"updatedAt\":\"2026", "\"updatedAt\":\"2027"))), plain);
        QVERIFY(hasher.hash(*product(replaced(Product, "\"Pen\"", "\"pen\""))) != plain);
        const ContentHash price = hasher.hash(*variant(Variant));
        QCOMPARE(hasher.hash(*variant(replaced(Variant, "12.50", "12.5"))), price);
        QVERIFY(hasher.hash(*variant(replaced(Variant, "12.50", "12.51"))) != price);
        QVERIFY(hasher.hash(*variant(replaced(Variant, "\"barcode\":null", "\"barcode\":\"\""))) != price);
    }
};

QTEST_APPLESS_MAIN(TestBulkLineParser)
#include "tst_bulklineparser.moc"
