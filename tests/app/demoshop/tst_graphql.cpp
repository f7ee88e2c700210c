#include "app/demoshop/api/resolvers.h"
#include "app/demoshop/graphql/coercion.h"
#include "app/demoshop/graphql/parser.h"
#include "app/demoshop/graphql/validator.h"

#include <QFile>
#include <QTest>

using namespace DemoShop::Graphql;
using namespace Qt::StringLiterals;

/// Parsing and validating documents, with what Shopify says to wrong ones.
class TestGraphql final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void parsesEveryConstruct();
    void refusesBadSyntax_data();
    void refusesBadSyntax();
    void neverOverflowsOnDeepNesting();
    void decodesStrings();
    void acceptsValidDocuments_data();
    void acceptsValidDocuments();
    void namesWhatIsInvalid_data();
    void namesWhatIsInvalid();
    void coercesVariables();
    void explainsBadVariables_data();
    void explainsBadVariables();
    void servesEveryFieldOfTheSchema();

private:
    QList<Error> validate(const QString &source) const;
    std::unique_ptr<const Schema> m_schema;
};

void TestGraphql::initTestCase()
{
    QFile file(QStringLiteral(SHOPIFY_SCHEMA));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QString error;
    m_schema = Schema::fromIntrospection(file.readAll(), &error);
    QVERIFY2(m_schema, qPrintable(error));
    QVERIFY(!Schema::fromIntrospection("{}", &error));
    QVERIFY(!Schema::fromIntrospection("nonsense", &error));
}

QList<Error> TestGraphql::validate(const QString &source) const
{
    const auto parsed = Parser::parse(source.toUtf8());
    if (const Error *error = std::get_if<Error>(&parsed)) {
        return {*error};
    }
    return Validator::validate(*m_schema, std::get<Document>(parsed));
}

void TestGraphql::parsesEveryConstruct()
{
    const auto parsed = Parser::parse(
        "# comment\nquery Q($a: [ID!]! = [\"x\"], $b: Int = -1 @dir) @on(x: {a: 1.5e3, b: [true, null, E]}) {\n"
        "  alias: field(arg: $a, other: \"\"\"\n    block\n      text\n    \"\"\") @include(if: true) { ...F ... on T "
        "{ x } ... { y } }\n}\n"
        "fragment F on T { id }");
    const auto *document = std::get_if<Document>(&parsed);
    QVERIFY(document);
    QCOMPARE(document->operations.size(), size_t(1));
    QCOMPARE(document->fragments.size(), size_t(1));
    const Operation &operation = document->operations.front();
    QCOMPARE(operation.variables.front().type.toString(), u"[ID!]!"_s);
    QCOMPARE(operation.variables.back().defaultValue->text, u"-1"_s);
    const Selection &field = operation.selections.front();
    QCOMPARE(field.responseName(), u"alias"_s);
    QCOMPARE(field.arguments.back().value.text, u"block\n  text"_s);
    QCOMPARE(field.selections.size(), size_t(3));
    QCOMPARE(field.at, (Location{3, 3}));
}

void TestGraphql::refusesBadSyntax_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("open brace") << QByteArray("{ shop { id }");
    QTest::newRow("empty selection") << QByteArray("{ }");
    QTest::newRow("open string") << QByteArray("{ a(b: \"x) }");
    QTest::newRow("control character") << QByteArray("{ a(b: \"x\x01\") }");
    QTest::newRow("bad escape") << QByteArray("{ a(b: \"\\q\") }");
    QTest::newRow("lone surrogate") << QByteArray("{ a(b: \"\\uD800\") }");
    QTest::newRow("leading zero") << QByteArray("{ a(b: 01) }");
    QTest::newRow("number into name") << QByteArray("{ a(b: 1x) }");
    QTest::newRow("missing fraction") << QByteArray("{ a(b: 1.) }");
    QTest::newRow("fragment named on") << QByteArray("fragment on on T { a }");
    QTest::newRow("variable in default") << QByteArray("query ($a: Int = $b) { a }");
    QTest::newRow("type definition") << QByteArray("type T { a: Int }");
    QTest::newRow("stray character") << QByteArray("{ a ? }");
    QTest::newRow("empty arguments") << QByteArray("{ a() }");
}

void TestGraphql::refusesBadSyntax()
{
    QFETCH(QByteArray, source);
    const auto parsed = Parser::parse(source);
    const Error *error = std::get_if<Error>(&parsed);
    QVERIFY(error);
    QVERIFY(!error->message.isEmpty());
    QCOMPARE(error->locations.size(), 1);
}

void TestGraphql::neverOverflowsOnDeepNesting()
{
    for (const QByteArray &opening : {QByteArray("{a"), QByteArray("{a(b:"), QByteArray("query($a:")}) {
        const QByteArray nested = opening + QByteArray(100'000, opening.endsWith('a') ? '{' : '[');
        QVERIFY(std::holds_alternative<Error>(Parser::parse(nested)));
    }
    const auto deep = Parser::parse(QByteArray(QByteArray("{a").repeated(80) + QByteArray("}").repeated(80)));
    QVERIFY(std::get<Error>(deep).message.contains(u"deep"_s));
}

void TestGraphql::decodesStrings()
{
    const auto parsed = Parser::parse("{ a(b: \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\\u{1F600}ü\") }");
    const auto &value = std::get<Document>(parsed).operations[0].selections[0].arguments[0].value;
    QCOMPARE(value.text, u"\"\\/\b\f\n\r\té😀😀ü"_s);
}

void TestGraphql::acceptsValidDocuments_data()
{
    QTest::addColumn<QString>("source");
    QTest::newRow("shop") << u"{ shop { id name plan { publicDisplayName } } }"_s;
    QTest::newRow("paging")
        << u"query($n: Int!, $after: String) { products(first: $n, after: $after, sortKey: UPDATED_AT) "
           "{ pageInfo { hasNextPage } edges { cursor node { id } } } }"_s;
    QTest::newRow("interface") << u"{ node(id: \"1\") { __typename id ... on Product { title } ... on HasMetafields { "
                                  "metafield(key: \"a\") { value } } } }"_s;
    QTest::newRow("shared fragment") << u"{ a: product(id: 1) { ...P } b: product(id: \"2\") { ...P } } fragment P on "
                                        "Product { id title }"_s;
    QTest::newRow("merged") << u"{ shop { id } shop { name } }"_s;
    QTest::newRow("single for list") << u"{ nodes(ids: \"x\") { id } }"_s;
    QTest::newRow("idempotent") << u"mutation($i: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $i) "
                                   "@idempotent(key: \"k\") { userErrors { code } } }"_s;
    QTest::newRow("variable with default for non null")
        << u"query($s: Boolean = true) { shop { id @include(if: $s) } }"_s;
    QTest::newRow("one of") << u"{ productByIdentifier(identifier: {handle: \"x\"}) { id } }"_s;
}

void TestGraphql::acceptsValidDocuments()
{
    QFETCH(QString, source);
    const QList<Error> errors = validate(source);
    QVERIFY2(errors.isEmpty(), errors.isEmpty() ? "" : qPrintable(errors.first().message));
}

void TestGraphql::namesWhatIsInvalid_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("code");
    QTest::newRow("field") << u"{ shop { price } }"_s << u"undefinedField"_s;
    QTest::newRow("argument") << u"{ shop(id: 1) { id } }"_s << u"argumentNotAccepted"_s;
    QTest::newRow("literal") << u"{ products(first: \"1\") { nodes { id } } }"_s << u"argumentLiteralsIncompatible"_s;
    QTest::newRow("enum") << u"{ products(first: 1, sortKey: PRICE) { nodes { id } } }"_s
                          << u"argumentLiteralsIncompatible"_s;
    QTest::newRow("null") << u"{ product(id: null) { id } }"_s << u"argumentLiteralsIncompatible"_s;
    QTest::newRow("money as exponent")
        << u"mutation { productVariantsBulkUpdate(productId: 1, variants: [{price: \"1e3\"}]) { product { id } } }"_s
        << u"argumentLiteralsIncompatible"_s;
    QTest::newRow("one of with two") << u"{ productByIdentifier(identifier: {id: 1, handle: \"x\"}) { id } }"_s
                                     << u"argumentLiteralsIncompatible"_s;
    QTest::newRow("missing") << u"{ product { id } }"_s << u"missingRequiredArguments"_s;
    QTest::newRow("missing in input")
        << u"mutation { inventorySetQuantities(input: {name: \"available\"}) { userErrors { code } } }"_s
        << u"missingRequiredInputObjectAttribute"_s;
    QTest::newRow("unknown in input") << u"mutation { productUpdate(product: {price: 1}) { product { id } } }"_s
                                      << u"argumentNotAccepted"_s;
    QTest::newRow("no selection") << u"{ shop }"_s << u"selectionMismatch"_s;
    QTest::newRow("selection on leaf") << u"{ shop { id { x } } }"_s << u"selectionMismatch"_s;
    QTest::newRow("undeclared variable") << u"{ product(id: $id) { id } }"_s << u"variableNotDefined"_s;
    QTest::newRow("unused variable") << u"query($id: ID!) { shop { id } }"_s << u"variableNotUsed"_s;
    QTest::newRow("variable of other type")
        << u"query($id: Int!) { product(id: $id) { id } }"_s << u"variableMismatch"_s;
    QTest::newRow("nullable variable") << u"query($id: ID) { product(id: $id) { id } }"_s << u"variableMismatch"_s;
    QTest::newRow("output type variable")
        << u"query($p: Product) { shop { id @skip(if: $p) } }"_s << u"variableRequiresValidType"_s;
    QTest::newRow("unknown fragment") << u"{ shop { ...F } }"_s << u"useAndDefineFragment"_s;
    QTest::newRow("unused fragment") << u"{ shop { id } } fragment F on Shop { id }"_s << u"useAndDefineFragment"_s;
    QTest::newRow("cycle") << u"{ shop { ...F } } fragment F on Shop { ...G } fragment G on Shop { ...F }"_s
                           << u"infiniteLoop"_s;
    QTest::newRow("fragment on leaf") << u"{ shop { ... on ID { x } } }"_s << u"fragmentOnNonCompositeType"_s;
    QTest::newRow("fragment on unknown") << u"{ shop { ... on Nothing { x } } }"_s << u"undefinedType"_s;
    QTest::newRow("fragment that cannot be") << u"{ shop { ... on Product { id } } }"_s << u"cannotSpreadFragment"_s;
    QTest::newRow("directive") << u"{ shop { id @defer } }"_s << u"undefinedDirective"_s;
    QTest::newRow("directive in wrong place")
        << u"query @skip(if: true) { shop { id } }"_s << u"directiveCannotBeApplied"_s;
    QTest::newRow("conflict") << u"{ a: shop { id } a: locations(first: 1) { nodes { id } } }"_s << u"fieldConflict"_s;
    QTest::newRow("conflicting arguments")
        << u"{ product(id: 1) { id } product(id: 2) { id } }"_s << u"fieldConflict"_s;
    QTest::newRow("subscription") << u"subscription { x }"_s << u"missingSubscriptionConfiguration"_s;
    QTest::newRow("two without names") << u"{ shop { id } } { shop { id } }"_s << u"uniquelyNamedOperations"_s;
}

void TestGraphql::namesWhatIsInvalid()
{
    QFETCH(QString, source);
    QFETCH(QString, code);
    const QList<Error> errors = validate(source);
    QStringList codes;
    for (const Error &error : errors) {
        codes.append(error.extensions.value(u"code"_s).toString());
        QVERIFY(!error.message.isEmpty());
        QVERIFY(!error.locations.isEmpty());
    }
    QVERIFY2(codes.contains(code), qPrintable(codes.join(u' ')));
}

void TestGraphql::coercesVariables()
{
    const auto parsed
        = Parser::parse("query($ids: [ID!]!, $n: Int = 3, $p: ProductUpdateInput) { nodes(ids: $ids) { id } }");
    QList<Error> errors;
    const QJsonObject values = Coercion(*m_schema).variables(std::get<Document>(parsed).operations.front(),
        {{u"ids"_s, 5}, {u"p"_s, QJsonObject{{u"title"_s, QJsonValue()}}}}, &errors);
    QVERIFY(errors.isEmpty());
    QCOMPARE(values[u"ids"], QJsonValue(QJsonArray{u"5"_s}));
    QCOMPARE(values[u"n"].toInt(), 3);
    QVERIFY(values[u"p"].toObject().contains(u"title"_s));
    QCOMPARE(values[u"p"][u"deleteConflictingConstrainedMetafields"], QJsonValue(false));
}

void TestGraphql::explainsBadVariables_data()
{
    QTest::addColumn<QJsonObject>("variables");
    QTest::newRow("missing") << QJsonObject();
    QTest::newRow("null") << QJsonObject{{u"p"_s, QJsonValue()}};
    QTest::newRow("not an object") << QJsonObject{{u"p"_s, 1}};
    QTest::newRow("unknown field") << QJsonObject{{u"p"_s, QJsonObject{{u"price"_s, u"1"_s}}}};
    QTest::newRow("bad enum") << QJsonObject{{u"p"_s, QJsonObject{{u"status"_s, u"GONE"_s}}}};
    QTest::newRow("wrong scalar") << QJsonObject{{u"p"_s, QJsonObject{{u"title"_s, 12}}}};
    QTest::newRow("wrong item") << QJsonObject{{u"p"_s, QJsonObject{{u"tags"_s, QJsonArray{1}}}}};
}

void TestGraphql::explainsBadVariables()
{
    QFETCH(QJsonObject, variables);
    const auto parsed
        = Parser::parse("mutation($p: ProductUpdateInput!) { productUpdate(product: $p) { product { id } } }");
    QList<Error> errors;
    Coercion(*m_schema).variables(std::get<Document>(parsed).operations.front(), variables, &errors);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.first().extensions[u"code"].toString(), u"INVALID_VARIABLE"_s);
    QVERIFY(!errors.first().extensions[u"problems"].toArray().isEmpty());
}

void TestGraphql::servesEveryFieldOfTheSchema()
{
    // Fields of these types have resolvers of their own; all others are read from records.
    const DemoShop::ResolverTable &table = DemoShop::Resolvers::all();
    for (const QString &name : {u"QueryRoot"_s, u"Mutation"_s, u"Product"_s, u"ProductVariant"_s, u"InventoryItem"_s,
             u"InventoryLevel"_s, u"Metafield"_s, u"MediaImage"_s, u"ProductOption"_s, u"ProductOptionValue"_s}) {
        for (const FieldDefinition &field : m_schema->type(name)->fields) {
            const QString path = name + u'.' + field.name;
            QVERIFY2(field.name == u"__typename"_s || table.fields.contains(path) || table.lists.contains(path),
                qPrintable(path));
        }
    }
}

QTEST_GUILESS_MAIN(TestGraphql)
#include "tst_graphql.moc"
