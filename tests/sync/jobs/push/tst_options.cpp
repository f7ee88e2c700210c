#include "tests/support/demoproduct.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::DemoProduct;
using TestSupport::DemoShop;

#define VERIFY_OK(result)                                                                                              \
    QVERIFY2(result, (result) ? "" : qUtf8Printable((result).failure().text() + u' ' + (result).failure().detail))

/// Options that are added, removed and put into another order, sent to the demo shop over HTTP and taken back.
class TestOptions final : public QObject
{
    Q_OBJECT

    DemoShop m_shop{{.products = 40, .locations = 1, .restoreRate = 2000}};
    std::unique_ptr<Tests::PrivatePostgres> m_server;
    std::unique_ptr<DemoProduct> m_product;

    /// "Colour, Size: Red / S, Red / M", the variants in their order.
    QString inShop()
    {
        const QJsonObject data
            = m_product->inShop(u"options { name } variants(first: 10) { nodes { selectedOptions { value } } }"_s);
        QStringList names;
        for (const QJsonValue option : data[u"options"].toArray())
            names += option[u"name"].toString();
        QStringList variants;
        for (const QJsonValue variant : data[u"variants"][u"nodes"].toArray()) {
            QStringList values;
            for (const QJsonValue value : variant[u"selectedOptions"].toArray())
                values += value[u"value"].toString();
            variants += values.join(u" / "_s);
        }
        return names.join(u", "_s) + u": "_s + variants.join(u", "_s);
    }
    QString asText(const QString &table, const QString &variants)
    {
        return m_product->desk().value(
            u"SELECT array_to_string(p.option_names, ', ') || ': ' || string_agg(concat_ws(' / ', v.option1, "
            u"v.option2, "
            "v.option3), ', ' ORDER BY v.position, v.id) FROM %1 p JOIN %2 v ON v.product_id = p.id GROUP BY p.id"_s
                .arg(table, variants));
    }
    /// What is wanted, in the same words; the variants in their order. Those of the catalogue that are left over go.
    void edit(const QString &text)
    {
        auto &desk = m_product->desk();
        desk.sql(u"UPDATE products SET option_names = ARRAY['%1'] WHERE id = %2"_s.arg(
            text.section(u": "_s, 0, 0).replace(u", "_s, u"','"_s), QString::number(m_product->id().value)));
        const QStringList variants = text.section(u": "_s, 1).split(u", "_s);
        for (qsizetype i = 0; i < variants.size(); ++i) {
            QStringList values = variants.at(i).split(u" / "_s);
            values.resize(3);
            QStringList literals;
            for (const QString &value : std::as_const(values))
                literals += value.isEmpty() ? u"NULL"_s : u"'%1'"_s.arg(value);
            const QString place = QString::number(i + 1);
            const bool isThere
                = desk.value(u"SELECT count(*) FROM product_variants WHERE position = %1"_s.arg(place)) == u"1"_s;
            if (isThere)
                desk.sql(u"UPDATE product_variants SET (option1, option2, option3) = (%1) WHERE position = %2"_s.arg(
                    literals.join(u", "_s), place));
            else
                desk.sql(
                    u"INSERT INTO product_variants (product_id, position, title, price, option1, option2, option3) "
                    "VALUES (%1, %2, '%3', 3, %4)"_s.arg(
                        QString::number(m_product->id().value), place, variants.at(i), literals.join(u", "_s)));
        }
        desk.sql(u"DELETE FROM product_variants WHERE position > %1"_s.arg(variants.size()));
    }
    QString kinds()
    {
        return m_product->desk().value(
            u"SELECT string_agg(kind, ' ' ORDER BY sequence) FROM sync_operations WHERE undoes IS NULL"_s);
    }
    QString status()
    {
        return m_product->desk().value(
            u"SELECT concat_ws(' ', shopify_sync_status, locally_edited::text) FROM products"_s);
    }
    /// Sends what was edited, to its end; the run.
    BatchId sent()
    {
        const int staged = m_product->desk().stageAndApprove();
        const auto report = m_product->desk().push();
        if (staged == 1 && report && report->status == BatchStatus::Completed)
            return report->batch;
        qWarning("%d staged: %s", staged,
            qUtf8Printable(report ? report->warnings.join(u'\n') : report.failure().text() + report.failure().detail));
        return {};
    }
    void make(const QString &text)
    {
        const QStringList names = text.section(u": "_s, 0, 0).split(u", "_s);
        QStringList options;
        QStringList variants;
        QList<QStringList> values(names.size());
        const QStringList titles = text.section(u": "_s, 1).split(u", "_s);
        for (const QString &variant : titles) {
            QStringList chosen;
            const QStringList parts = variant.split(u" / "_s);
            for (qsizetype i = 0; i < names.size(); ++i) {
                chosen += u"{optionName: \"%1\", name: \"%2\"}"_s.arg(names.at(i), parts.at(i));
                if (!values.at(i).contains(parts.at(i)))
                    values[i] += parts.at(i);
            }
            variants += u"{optionValues: [%1], price: \"1.00\"}"_s.arg(chosen.join(u", "_s));
        }
        for (qsizetype i = 0; i < names.size(); ++i) {
            QStringList inputs;
            for (const QString &value : std::as_const(values[i]))
                inputs += u"{name: \"%1\"}"_s.arg(value);
            options += u"{name: \"%1\", values: [%2]}"_s.arg(names.at(i), inputs.join(u", "_s));
        }
        m_product = std::make_unique<DemoProduct>(*m_server, m_shop,
            u"productOptions: [%1], variants: [%2]"_s.arg(options.join(u", "_s), variants.join(u", "_s)));
        QCOMPARE(inShop(), text);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
        m_server = std::make_unique<Tests::PrivatePostgres>();
    }

    void areSentAndTakenBack_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("wish");
        QTest::addColumn<QString>("calls");
        QTest::newRow("one more") << u"Size: S, M"_s << u"Size, Pack: S / 1, M / 6"_s
                                  << u"options_create variants_update"_s;
        QTest::newRow("one more in front") << u"Size: S, M, L"_s << u"Colour, Size: Red / S, Red / M, Red / L"_s
                                           << u"options_create variants_reorder"_s;
        QTest::newRow("two more") << u"Size: S, M"_s << u"Size, Pack, Colour: S / 1 / Red, M / 1 / Blue"_s
                                  << u"options_create variants_update"_s;
        QTest::newRow("one less") << u"Colour, Size: Red / S, Red / M"_s << u"Size: S, M"_s << u"options_delete"_s;
        QTest::newRow("one less, told apart by what stays")
            << u"Colour, Size: Red / S, Blue / S"_s << u"Size: S, M"_s << u"variants_update options_delete"_s;
        QTest::newRow("swapped") << u"Colour, Size: Red / S, Blue / M, Red / M"_s
                                 << u"Size, Colour: S / Red, M / Blue, M / Red"_s
                                 << u"options_reorder variants_reorder"_s;
        QTest::newRow("swapped, renamed and other values")
            << u"Colour, Size: Red / S, Blue / M"_s << u"Size, Farbe: M / Rot, S / Blau"_s
            << u"option_rename options_reorder variants_update variants_reorder"_s;
        QTest::newRow("none at first") << u"Title: Default Title"_s << u"Colour, Size: Red / S"_s
                                       << u"options_create"_s;
        QTest::newRow("none at last") << u"Colour, Size: Red / S"_s << u"Title: Default Title"_s << u"options_delete"_s;
    }
    void areSentAndTakenBack()
    {
        QFETCH(QString, now);
        QFETCH(QString, wish);
        make(now);
        auto &desk = m_product->desk();
        const auto before = desk.snapshot();
        edit(wish);
        const BatchId batch = sent();
        QVERIFY(batch.isValid());
        QCOMPARE(inShop(), wish);
        QTEST(kinds(), "calls");
        QCOMPARE(status(), u"synced false"_s);
        for (const auto &[products, variants] : {std::pair{u"products"_s, u"product_variants"_s},
                 {u"base_products"_s, u"base_variants"_s}, {u"shopify_products"_s, u"shopify_variants"_s}})
            QCOMPARE(asText(products, variants), wish);
        QCOMPARE(desk.stageAndApprove(), 0);
        const auto back = desk.rollBack({.batch = batch});
        VERIFY_OK(back);
        QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
        QCOMPARE(inShop(), now);
        QCOMPARE(before.differences(desk.snapshot()), QStringList());
        const auto again = desk.rollBack({.batch = back->batch});
        VERIFY_OK(again);
        QVERIFY2(again->status == BatchStatus::Completed, qPrintable(again->warnings.join(u'\n')));
        QCOMPARE(inShop(), wish);
    }

    void variantsComeAndGoWithThem_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("wish");
        QTest::newRow("new ones of a new option") << u"Size: S, M"_s << u"Size, Pack: S / 1, M / 1, S / 6, M / 6"_s;
        QTest::newRow("those go that would be the same")
            << u"Size, Pack: S / 1, M / 1, S / 6, M / 6"_s << u"Size: S, M"_s;
        QTest::newRow("a product becomes one of many") << u"Title: Default Title"_s << u"Size: S, M, L"_s;
        QTest::newRow("and one again") << u"Size: S, M, L"_s << u"Title: Default Title"_s;
    }
    void variantsComeAndGoWithThem()
    {
        QFETCH(QString, now);
        QFETCH(QString, wish);
        make(now);
        auto &desk = m_product->desk();
        edit(wish);
        const BatchId batch = sent();
        QVERIFY(batch.isValid());
        QCOMPARE(inShop(), wish);
        QCOMPARE(asText(u"shopify_products"_s, u"shopify_variants"_s), wish);
        QCOMPARE(status(), u"synced false"_s);
        const auto back = desk.rollBack({.batch = batch, .created = CreatedFate::Delete});
        VERIFY_OK(back);
        QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
        QCOMPARE(inShop(), now);
    }

    void aLostAnswerIsReadBack_data()
    {
        QTest::addColumn<QString>("wish");
        QTest::addColumn<QString>("call");
        QTest::addColumn<QString>("action");
        for (const QString &action : {u"dropAfter"_s, u"dropBefore"_s, u"internalError"_s}) {
            const QByteArray row = action.toUtf8();
            QTest::addRow("adding, %s", row.constData())
                << u"Colour, Size, Pack: Red / S / 1, Blue / M / 6"_s << u"productOptionsCreate"_s << action;
            QTest::addRow("removing, %s", row.constData()) << u"Size: S, M"_s << u"productOptionsDelete"_s << action;
            QTest::addRow("moving, %s", row.constData())
                << u"Size, Colour: S / Red, M / Blue"_s << u"productOptionsReorder"_s << action;
            QTest::addRow("order of variants, %s", row.constData())
                << u"Size, Colour: S / Red, M / Blue"_s << u"productVariantsBulkReorder"_s << action;
        }
    }
    void aLostAnswerIsReadBack()
    {
        QFETCH(QString, wish);
        QFETCH(QString, call);
        QFETCH(QString, action);
        make(u"Colour, Size: Red / S, Blue / M"_s);
        auto &desk = m_product->desk();
        edit(wish);
        QCOMPARE(desk.stageAndApprove(), 1);
        const QJsonObject rule{{u"action"_s, action}, {u"match"_s, call}, {u"nth"_s, 1}};
        m_shop.faults({rule});
        const auto report = desk.push();
        m_shop.faults({});
        VERIFY_OK(report);
        QCOMPARE(report->succeeded, 1);
        QCOMPARE(inShop(), wish);
        QCOMPARE(asText(u"shopify_products"_s, u"shopify_variants"_s), wish);
        QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations WHERE state <> 'confirmed'"_s), u"0"_s);
    }

    void variantsLeftMovedArePutBack_data()
    {
        QTest::addColumn<QString>("meanwhile");
        QTest::newRow("nobody edits") << QString();
        QTest::newRow("somebody edits")
            << u"UPDATE products SET content_version = content_version + 1 WHERE id = NEW.product_id;"_s;
    }
    /// A run ends after Shopify has moved the variants with the options and before they are put back.
    void variantsLeftMovedArePutBack()
    {
        QFETCH(QString, meanwhile);
        make(u"Colour, Size: Red / S, Blue / M, Red / M"_s);
        const QString wish = u"Size, Colour: S / Red, M / Blue, M / Red"_s;
        auto &desk = m_product->desk();
        edit(wish);
        QCOMPARE(desk.stageAndApprove(), 1);
        desk.sql(u"CREATE FUNCTION interrupt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                 "UPDATE writer_lease SET epoch = epoch + 1, until = now(); %1 RETURN NULL; END $$"_s.arg(meanwhile));
        desk.sql(u"CREATE TRIGGER interrupt AFTER UPDATE ON sync_operations FOR EACH ROW WHEN (NEW.kind = "
                 u"'options_reorder' AND NEW.state = 'confirmed') EXECUTE FUNCTION interrupt()"_s);
        QVERIFY(!desk.push());
        QVERIFY(inShop() != wish);
        const auto report = desk.push();
        VERIFY_OK(report);
        QCOMPARE(report->skipped, meanwhile.isEmpty() ? 0 : 1);
        QCOMPARE(inShop() == wish, meanwhile.isEmpty());
        // Where they had been left is nothing to go back to.
        const auto back = desk.rollBack({.batch = report->batch});
        VERIFY_OK(back);
        QCOMPARE(inShop() == wish, meanwhile.isEmpty());
    }

    /// A value that is the same in its place before and after is no change, and meant all the same.
    void valuesThatAreTheSameInTheirPlaceAreMeant_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("wish");
        QTest::newRow("one more in front") << u"Back: Red, Blue"_s << u"Front, Back: Red / Red, Red / Blue"_s;
        QTest::newRow("swapped and corrected")
            << u"Width, Height: 10 / 20, 30 / 40"_s << u"Height, Width: 10 / 10, 40 / 30"_s;
    }
    void valuesThatAreTheSameInTheirPlaceAreMeant()
    {
        QFETCH(QString, now);
        QFETCH(QString, wish);
        make(now);
        edit(wish);
        const BatchId batch = sent();
        QVERIFY(batch.isValid());
        QCOMPARE(inShop(), wish);
        QCOMPARE(status(), u"synced false"_s);
    }

    /// Each request is made from what this run has written, whatever a read tells that is late.
    void lateReadsAreNothingToMakeRequestsFrom()
    {
        make(u"Size: S, M"_s);
        auto &desk = m_product->desk();
        desk.times.readLag = std::chrono::seconds(20);
        desk.times.lookAgain = std::chrono::milliseconds(50);
        const QString wish = u"Colour, Size: Red / S, Blue / M"_s;
        edit(wish);
        QCOMPARE(desk.stageAndApprove(), 1);
        m_shop.faults({QJsonObject{{u"match"_s, u"query"_s}, {u"action"_s, u"stale"_s}, {u"behind"_s, 700}}});
        desk.times.readAge = std::chrono::milliseconds(1500);
        const auto report = desk.push();
        m_shop.faults({});
        VERIFY_OK(report);
        QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
        QCOMPARE(inShop(), wish);
    }

    /// Of a linked option Shopify takes no text, not even the one that it has.
    void aLinkedOptionStaysAndAnotherIsSent()
    {
        make(u"Colour, Size: Red / S, Blue / M"_s);
        auto &desk = m_product->desk();
        const QJsonObject metafield{{u"namespace"_s, u"shopify"_s}, {u"key"_s, u"color-pattern"_s}};
        m_shop.edit({{u"product"_s, m_product->gid()}, {u"links"_s, QJsonObject{{u"Colour"_s, metafield}}}});
        const QString wish = u"Colour, Size: Red / L, Blue / M"_s;
        edit(wish);
        QVERIFY(sent().isValid());
        QCOMPARE(inShop(), wish);
        const QString calls = kinds();
        edit(u"Colour, Size: Green / L, Blue / M"_s);
        QCOMPARE(desk.stageAndApprove(), 1);
        const auto report = desk.push();
        VERIFY_OK(report);
        QCOMPARE(report->succeeded, 0);
        QCOMPARE(inShop(), wish);
        QCOMPARE(kinds(), calls);
    }

    /// What came with the option goes with it only where nobody else has used it.
    void aRollbackKeepsAnOptionThatANewcomerHasAValueOf()
    {
        make(u"Colour, Size: Red / S, Blue / M"_s);
        auto &desk = m_product->desk();
        edit(u"Size, Colour, Pack: S / Red / 1, M / Blue / 1"_s);
        const BatchId batch = sent();
        QVERIFY(batch.isValid());
        m_product->graphql(
            u"mutation { productVariantsBulkCreate(productId: \"%1\", variants: [{optionValues: [{optionName: \"Size\", name: \"L\"}, {optionName: \"Colour\", name: \"Red\"}, {optionName: \"Pack\", name: \"12\"}]}]) { userErrors { message } } }"_s
                .arg(m_product->gid()));
        const QString theirs = inShop();
        QVERIFY2(theirs.endsWith(u"L / Red / 12"_s), qPrintable(theirs));
        const auto back = desk.rollBack({.batch = batch});
        VERIFY_OK(back);
        QVERIFY(back->conflicts > 0);
        QCOMPARE(inShop(), theirs);
    }

    /// Somebody has taken the option away again, and a variant with it, before a rollback is asked for.
    void aRollbackOfWhatIsBackMissesNoVariant()
    {
        make(u"Size: S, M, L"_s);
        auto &desk = m_product->desk();
        edit(u"Size, Pack: S / 1, M / 1, L / 1"_s);
        QCOMPARE(desk.stageAndApprove(), 1);
        const auto report = desk.push();
        VERIFY_OK(report);
        const QJsonObject data = m_product->inShop(u"options { id } variants(first: 10) { nodes { id } }"_s);
        m_product->graphql(
            u"mutation { a: productVariantsBulkDelete(productId: \"%1\", variantsIds: [\"%2\"]) { userErrors { message } } b: productOptionsDelete(productId: \"%1\", options: [\"%3\"], strategy: NON_DESTRUCTIVE) { userErrors { message } } }"_s
                .arg(m_product->gid(), data[u"variants"][u"nodes"][2][u"id"].toString(),
                    data[u"options"][1][u"id"].toString()));
        QCOMPARE(inShop(), u"Size: S, M"_s);
        const auto back = desk.rollBack({.batch = report->batch});
        VERIFY_OK(back);
        QCOMPARE(inShop(), u"Size: S, M"_s);
        QVERIFY(asText(u"products"_s, u"product_variants"_s).startsWith(u"Size: S, M"_s));
    }

    void overwriteNobodysChange_data()
    {
        QTest::addColumn<QString>("theirs");
        QTest::addColumn<QString>("inShop");
        QTest::newRow("a name") << u"productOptionUpdate(productId: \"%1\", option: {id: \"%2\", name: \"Couleur\"})"_s
                                << u"Couleur, Size: Red / S, Blue / M"_s;
        QTest::newRow("one more")
            << u"productOptionsCreate(productId: \"%1\", options: [{name: \"Pack\", values: [{name: \"1\"}]}])"_s
            << u"Colour, Size, Pack: Red / S / 1, Blue / M / 1"_s;
        QTest::newRow("one less") << u"productOptionsDelete(productId: \"%1\", options: [\"%2\"], strategy: POSITION)"_s
                                  << u"Size: S, M"_s;
    }
    void overwriteNobodysChange()
    {
        QFETCH(QString, theirs);
        make(u"Colour, Size: Red / S, Blue / M"_s);
        auto &desk = m_product->desk();
        edit(u"Size, Colour: S / Red, M / Blue"_s);
        QCOMPARE(desk.stageAndApprove(), 1);
        const QJsonObject data = m_product->inShop(u"options { id }"_s);
        const QString call = theirs.contains(u"%2"_s)
            ? theirs.arg(m_product->gid(), data[u"options"][0][u"id"].toString())
            : theirs.arg(m_product->gid());
        m_product->graphql(u"mutation { %1 { userErrors { message } } }"_s.arg(call));
        QTEST(inShop(), "inShop");
        const auto report = desk.push();
        VERIFY_OK(report);
        QVERIFY(report->conflicts > 0);
        QTEST(inShop(), "inShop");
        QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations"_s), u"0"_s);
    }

    /// A variant that came to the shop meanwhile would have no value, or would become the same as another one.
    void whatCannotBeIsRefusedInWords_data()
    {
        QTest::addColumn<QString>("wish");
        QTest::addColumn<QString>("says");
        QTest::newRow("a variant without a value")
            << u"Colour, Size, Pack: Red / S / 1, Blue / M"_s << u"“Blue / M” has no value for the option “Pack”"_s;
        QTest::newRow("two the same") << u"Size: S, S"_s << u"Two variants would be the same: “S”"_s;
        QTest::newRow("a value too many") << u"Size: S, M / Blue"_s << u"an option that the product does not have"_s;
        QTest::newRow("a value without an option")
            << u"Colour, Size: Red / S, Blue / M / 6"_s << u"“Blue / M” has the value “6”"_s;
        QTest::newRow("an option without a value")
            << u"Colour, Size: Red / S, Blue"_s << u"“Blue / M” has no value for the option “Size”"_s;
        QTest::newRow("the same name twice") << u"Size, size: S / 1, M / 2"_s << u"Two options have the same name"_s;
    }
    void whatCannotBeIsRefusedInWords()
    {
        QFETCH(QString, wish);
        QFETCH(QString, says);
        make(u"Colour, Size: Red / S, Blue / M"_s);
        auto &desk = m_product->desk();
        edit(wish);
        QCOMPARE(desk.stageAndApprove(), 1);
        const auto report = desk.push();
        VERIFY_OK(report);
        QCOMPARE(report->failed, 1);
        QCOMPARE(inShop(), u"Colour, Size: Red / S, Blue / M"_s);
        QCOMPARE(desk.value(u"SELECT count(*) FROM sync_operations"_s), u"0"_s);
        const QString failure
            = desk.value(u"SELECT translate(failure, U&'\\2068\\2069', '') FROM staged_product_changes"_s);
        QVERIFY2(failure.contains(says), qPrintable(failure));
    }

    /// What somebody made of the options since is left alone by a rollback, unless it is asked for.
    void aRollbackLeavesLaterOptionsAlone()
    {
        make(u"Size: S, M"_s);
        auto &desk = m_product->desk();
        edit(u"Size, Pack: S / 1, M / 6"_s);
        QCOMPARE(desk.stageAndApprove(), 1);
        const auto report = desk.push();
        VERIFY_OK(report);
        const QJsonObject data = m_product->inShop(u"options { id }"_s);
        m_product->graphql(
            u"mutation { productOptionUpdate(productId: \"%1\", option: {id: \"%2\", name: \"Bundle\"}) { userErrors { message } } }"_s
                .arg(m_product->gid(), data[u"options"][1][u"id"].toString()));
        const auto kept = desk.rollBack({.batch = report->batch});
        VERIFY_OK(kept);
        QVERIFY(inShop().startsWith(u"Size, Bundle: "_s));
        QVERIFY(kept->conflicts > 0);
        const auto forced = desk.rollBack({.batch = report->batch, .restoreConflicts = true});
        VERIFY_OK(forced);
        QCOMPARE(inShop(), u"Size: S, M"_s);
    }
};

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
