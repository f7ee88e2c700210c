#include "tests/support/demoproduct.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::DemoProduct;
using TestSupport::DemoShop;

#define VERIFY_OK(result)                                                                                              \
    QVERIFY2(result, (result) ? "" : qUtf8Printable((result).failure().text() + u' ' + (result).failure().detail))

/// Names of options, sent to the demo shop over HTTP and taken back.
class TestOptionNames final : public QObject
{
    Q_OBJECT

    DemoShop m_shop{{.products = 40, .locations = 1, .restoreRate = 2000}};
    std::unique_ptr<Tests::PrivatePostgres> m_server;
    std::unique_ptr<DemoProduct> m_product;

    QStringList inShop()
    {
        QStringList names;
        const QJsonObject data = m_product->inShop(u"options { name }"_s);
        for (const QJsonValue &option : data[u"options"].toArray())
            names += option[u"name"].toString();
        return names;
    }
    void rename(const QStringList &names)
    {
        m_product->desk().sql(u"UPDATE products SET option_names = ARRAY['%1'] WHERE id = %2"_s.arg(
            names.join(u"','"_s), QString::number(m_product->id().value)));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
        m_server = std::make_unique<Tests::PrivatePostgres>();
    }

    /// A product with two options and two variants.
    void init()
    {
        m_product = std::make_unique<DemoProduct>(*m_server, m_shop,
            u"productOptions: [{name: \"Colour\", values: [{name: \"Red\"}]}, {name: \"Size\", values: [{name: \"S\"}, {name: \"M\"}]}], variants: [{optionValues: [{optionName: \"Colour\", name: \"Red\"}, {optionName: \"Size\", name: \"S\"}], price: \"1.00\"}, {optionValues: [{optionName: \"Colour\", name: \"Red\"}, {optionName: \"Size\", name: \"M\"}], price: \"2.00\"}]"_s);
        QCOMPARE(inShop(), QStringList({u"Colour"_s, u"Size"_s}));
    }

    void areSentAndTakenBack()
    {
        auto &desk = m_product->desk();
        const auto before = desk.snapshot();
        rename({u"Farbe"_s, u"Größe"_s});
        QCOMPARE(desk.stageAndApprove(), 1);
        const auto report = desk.push();
        VERIFY_OK(report);
        QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
        QCOMPARE(inShop(), QStringList({u"Farbe"_s, u"Größe"_s}));
        QCOMPARE(desk.value(u"SELECT string_agg(kind, ' ') FROM sync_operations"_s), u"option_rename option_rename"_s);
        QCOMPARE(desk.value(u"SELECT concat_ws(' ', shopify_sync_status, locally_edited::text) FROM products"_s),
            u"synced false"_s);
        const auto back = desk.rollBack({.batch = report->batch});
        VERIFY_OK(back);
        QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
        QCOMPARE(before.differences(desk.snapshot()), QStringList());
    }

    /// A variant that is added in the same change is made under the name its option still has.
    void aVariantAddedInTheSameChangeFindsItsOption()
    {
        auto &desk = m_product->desk();
        rename({u"Farbe"_s, u"Size"_s});
        desk.sql(u"INSERT INTO product_variants (product_id, position, title, price, option1, option2) "
                 "VALUES (%1, 3, 'Red / L', 3, 'Red', 'L')"_s.arg(m_product->id().value));
        QCOMPARE(desk.stageAndApprove(), 1);
        const auto report = desk.push();
        VERIFY_OK(report);
        QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
        QCOMPARE(inShop(), QStringList({u"Farbe"_s, u"Size"_s}));
        QCOMPARE(desk.value(u"SELECT count(*) FROM product_variants WHERE shopify_variant_id IS NULL"_s), u"0"_s);
        const auto back = desk.rollBack({.batch = report->batch, .created = CreatedFate::Delete});
        VERIFY_OK(back);
        QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
        QCOMPARE(inShop(), QStringList({u"Colour"_s, u"Size"_s}));
    }

    void aLostAnswerIsReadBack_data()
    {
        QTest::addColumn<QString>("action");
        for (const QString &action : {u"dropAfter"_s, u"dropBefore"_s, u"internalError"_s})
            QTest::addRow("%s", qPrintable(action)) << action;
    }
    void aLostAnswerIsReadBack()
    {
        QFETCH(QString, action);
        auto &desk = m_product->desk();
        rename({u"Farbe"_s, u"Size"_s});
        QCOMPARE(desk.stageAndApprove(), 1);
        const QJsonObject rule{{u"action"_s, action}, {u"match"_s, u"productOptionUpdate"_s}, {u"nth"_s, 1}};
        m_shop.faults({rule});
        const auto report = desk.push();
        m_shop.faults({});
        VERIFY_OK(report);
        QCOMPARE(report->succeeded, 1);
        QCOMPARE(inShop(), QStringList({u"Farbe"_s, u"Size"_s}));
        QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE state <> 'confirmed'"_s), u"0"_s);
    }

    void overwriteNobodysRename()
    {
        auto &desk = m_product->desk();
        rename({u"Farbe"_s, u"Size"_s});
        QCOMPARE(desk.stageAndApprove(), 1);
        const QJsonObject data = m_product->inShop(u"options { id }"_s);
        m_product->graphql(
            u"mutation { productOptionUpdate(productId: \"%1\", option: {id: \"%2\", name: \"Couleur\"}) { userErrors { message } } }"_s
                .arg(m_product->gid(), data[u"options"][0][u"id"].toString()));
        const auto report = desk.push();
        VERIFY_OK(report);
        QCOMPARE(report->conflicts, 1);
        QCOMPARE(inShop(), QStringList({u"Couleur"_s, u"Size"_s}));
    }
};

QTEST_GUILESS_MAIN(TestOptionNames)
#include "tst_optionnames.moc"
