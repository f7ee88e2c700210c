#include "tests/sync/jobs/support/catalogueworld.h"

#include "sync/db/pgsession.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace Tests;

/// Files as they should not be, and pulls that end in the middle.
class TestMirrorPull final : public QObject
{
    Q_OBJECT

    PrivatePostgres m_postgres;
    std::unique_ptr<CatalogueWorld> m_world;
    ModelShop m_shop;

    bool isComplete() { return m_world->text(u"SELECT complete::text FROM mirror_state"_s) == u"true"_s; }
    /// Columns, constraints and indexes of the mirror, and the tables there are.
    QString schemaOfMirror()
    {
        return m_world->text(
            u"SELECT concat_ws(E'\\n', "
            "(SELECT string_agg(concat_ws(' ', table_name, ordinal_position, column_name, data_type, is_nullable, "
            "column_default), E'\\n' "
            "     ORDER BY table_name, ordinal_position) "
            " FROM information_schema.columns WHERE table_schema = 'public'), "
            "(SELECT string_agg(indexdef, E'\\n' ORDER BY indexname) FROM pg_indexes WHERE schemaname = 'public'), "
            "(SELECT string_agg(concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)), E'\\n' ORDER "
            "BY conrelid::regclass::text, conname) "
            " FROM pg_constraint WHERE conrelid <> 0))"_s);
    }
    /// Which tables the mirror's are, whatever they are called.
    QString tablesOfMirror()
    {
        return m_world->text(
            u"SELECT concat_ws(' ', 'shopify_products'::regclass::oid, 'shopify_variants'::regclass::oid)"_s);
    }
    /// Which views our own of the mirror are, with their grants and options.
    QString ownViews()
    {
        return m_world->text(
            u"SELECT string_agg(concat_ws(' ', relname, oid, relacl, reloptions), E'\\n' ORDER BY relname) "
            "FROM pg_class "
            "WHERE relname IN ('facet_moves', 'product_moves', 'shopify_inventory_levels')"_s);
    }
    static std::string fileOf(const QList<std::string> &lines)
    {
        std::string file;
        for (const std::string &line : lines)
            file += line + '\n';
        return file;
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<CatalogueWorld>(m_postgres);
        m_shop.clear();
        for (qint64 id = 1; id <= 3; ++id)
            m_shop[id] = {u"Product %1"_s.arg(id), u"V"_s, {}, {}, {{id * 10, {}}, {id * 10 + 1, {}}}};
    }

    void aFirstPullThatFailsIsMadeGoodByTheNext()
    {
        std::string file = bulkFile(m_shop);
        const auto failed = m_world->pullFile(file.substr(0, file.size() - 30));
        QVERIFY(!failed);
        QCOMPARE(failed.failure().kind, FailureKind::DataCorrupt);
        QVERIFY(!isComplete());
        QCOMPARE(m_world->number(u"SELECT count(*) FROM staged_product_changes"_s), 0);
        const auto good = m_world->pull(m_shop);
        QVERIFY(good);
        QVERIFY(good->filledAfresh && isComplete());
        QCOMPARE(m_world->mirror(), m_shop);
    }

    void aFirstPullLeavesTheTablesAsTheMigrationsMadeThem()
    {
        const QString before = schemaOfMirror();
        QVERIFY(!m_world->pullFile(bulkFile(m_shop).substr(0, 500)));
        QCOMPARE(schemaOfMirror(), before);
        QVERIFY(m_world->pull(m_shop));
        QCOMPARE(schemaOfMirror(), before);
        QVERIFY(m_world->pullFile(bulkFile(m_shop), -1, -1, u"f2"_s)); // other fields: filled once more
        QCOMPARE(schemaOfMirror(), before);
        QCOMPARE(m_world->mirror(), m_shop);
    }

    void whatWasFilledTakesTheMirrorsPlace()
    {
        for (const QString &statement :
            {u"GRANT SELECT ON product_moves TO password_user"_s,
                u"ALTER VIEW facet_moves SET (security_barrier = true)"_s,
                u"CREATE VIEW their_report AS SELECT count(DISTINCT shopify_product_id) AS total FROM product_moves"_s})
            m_world->execute(statement);
        const QString views = ownViews();
        for (const QString &fingerprint : {u"f1"_s, u"f2"_s}) {
            const QString before = tablesOfMirror();
            QVERIFY(m_world->pullFile(bulkFile(m_shop), -1, -1, fingerprint));
            QVERIFY2(tablesOfMirror() != before, "the rows were copied");
            QCOMPARE(m_world->mirror(), m_shop);
            QCOMPARE(ownViews(), views);
            QCOMPARE(m_world->number(u"SELECT total FROM their_report"_s), 3); // the base knows none of them
        }
    }

    void whatOthersHungOnTheMirrorSurvivesAFirstPull_data()
    {
        QTest::addColumn<QString>("hung");
        QTest::addColumn<QString>("question");
        QTest::addColumn<QString>("answer");
        QTest::newRow("a view") << u"CREATE VIEW their_report AS SELECT count(*) AS total FROM shopify_products"_s
                                << u"SELECT total::text FROM their_report"_s << u"3"_s;
        QTest::newRow("a grant") << u"GRANT SELECT ON shopify_variants TO password_user"_s
                                 << u"SELECT has_table_privilege('password_user', 'shopify_variants', 'SELECT')::text"_s
                                 << u"true"_s;
        QTest::newRow("a grant of a column")
            << u"GRANT SELECT (sku) ON shopify_variants TO password_user"_s
            << u"SELECT has_column_privilege('password_user', 'shopify_variants', 'sku', 'SELECT')::text"_s
            << u"true"_s;
        QTest::newRow("an index") << u"CREATE INDEX their_index ON shopify_variants (sku)"_s
                                  << u"SELECT tablename::text FROM pg_indexes WHERE indexname = 'their_index'"_s
                                  << u"shopify_variants"_s;
        QTest::newRow("a trigger") << u"CREATE TRIGGER their_trigger BEFORE UPDATE ON shopify_products FOR EACH ROW "
                                      "EXECUTE FUNCTION suppress_redundant_updates_trigger()"_s
                                   << u"SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'their_trigger'"_s
                                   << u"shopify_products"_s;
        QTest::newRow("a setting") << u"ALTER TABLE shopify_variants SET (fillfactor = 80)"_s
                                   << u"SELECT reloptions::text FROM pg_class WHERE relname = 'shopify_variants'"_s
                                   << u"{fillfactor=80}"_s;
        QTest::newRow("an owner") << u"ALTER TABLE shopify_variants OWNER TO password_user"_s
                                  << u"SELECT tableowner::text FROM pg_tables WHERE tablename = 'shopify_variants'"_s
                                  << u"password_user"_s;
    }

    void whatOthersHungOnTheMirrorSurvivesAFirstPull()
    {
        QFETCH(QString, hung);
        QFETCH(QString, question);
        QFETCH(QString, answer);
        m_world->execute(hung);
        const QString before = tablesOfMirror();
        QVERIFY(m_world->pull(m_shop));
        QCOMPARE(m_world->mirror(), m_shop);
        QCOMPARE(m_world->text(question), answer);
        QCOMPARE(tablesOfMirror(), before);
        QCOMPARE(m_world->number(u"SELECT count(*) FROM pg_class WHERE relname LIKE 'filling%'"_s), 0);
    }

    void whatAnInterruptedFirstPullLeftIsInNobodysWay()
    {
        m_world->execute(u"CREATE TABLE filling_variants (LIKE shopify_variants)"_s);
        QVERIFY(m_world->pull(m_shop));
        QCOMPARE(m_world->mirror(), m_shop);
    }

    void aFirstPullIsStoppedAtOnce()
    {
        const auto stop = std::make_shared<std::stop_source>();
        stop->request_stop();
        const auto stopped = m_world->pullFile(bulkFile(m_shop), -1, -1, u"f1"_s, stop->get_token());
        QVERIFY(!stopped);
        QCOMPARE(stopped.failure().kind, FailureKind::Stopped);
        QVERIFY(!isComplete());
    }

    void childrenMayComeFirstAndLinesTwice()
    {
        QList<std::string> lines = bulkLines(m_shop);
        std::reverse(lines.begin(), lines.end());
        lines += lines;
        const std::string file = fileOf(lines);
        const auto outcome = m_world->pullFile(file);
        QVERIFY(outcome);
        QCOMPARE(outcome->load.repeated, 9);
        QCOMPARE(m_world->mirror(), m_shop);
        const auto again = m_world->pullFile(file);
        QVERIFY(again);
        QCOMPARE(again->mirrorRowsWritten, 0);
    }

    void orphansAreLeftOutAndNamed()
    {
        QList<std::string> lines = bulkLines(m_shop);
        lines.removeFirst(); // product 1
        const std::string file = fileOf(lines);
        for (int pull = 0; pull < 2; ++pull) { // first into the mirror, then as changes
            const auto outcome = m_world->pullFile(file);
            QVERIFY(outcome);
            QCOMPARE(outcome->load.orphans.size(), size_t(2));
            ModelShop rest = m_shop;
            rest.remove(1);
            QCOMPARE(m_world->mirror(), rest);
        }
    }

    void whatTheFileContradictsIsReadAgain()
    {
        ModelShop other = m_shop;
        other[2].title = u"Another"_s;
        const auto outcome = m_world->pullFile(bulkFile(m_shop) + bulkFile(other));
        QVERIFY(outcome);
        QCOMPARE(outcome->load.contradictedProducts, std::vector<qint64>{2});
        QCOMPARE(m_world->mirror(), m_shop);
        const auto again = m_world->pull(other);
        QVERIFY(again);
        QCOMPARE(m_world->mirror(), other);
    }

    void aVariantMayMoveToAnotherProduct()
    {
        QVERIFY(m_world->pull(m_shop));
        m_shop[2].variants[10] = m_shop[1].variants.take(10);
        QVERIFY(m_world->pull(m_shop));
        QCOMPARE(m_world->mirror(), m_shop);
    }

    void anEndlessLineIsRefusedWithItsNumber()
    {
        QVERIFY(m_world->pull(m_shop));
        const std::string file = bulkFile(m_shop) + "{\"id\":\"" + std::string(20'000'000, 'x');
        const auto outcome = m_world->pullFile(file);
        QVERIFY(!outcome);
        QCOMPARE(outcome.failure().kind, FailureKind::DataCorrupt);
        QVERIFY2(outcome.failure().what.contains(u"Line 10 "_s), qPrintable(outcome.failure().what));
        QCOMPARE(m_world->mirror(), m_shop);
    }

    void anEmptyFileOfAnEmptyShopEmptiesTheMirror()
    {
        QVERIFY(m_world->pull(m_shop));
        m_world->approveAll();
        m_world->applyAll();
        QVERIFY(!m_world->pullFile({}, 9, 3));
        QCOMPARE(m_world->mirror(), m_shop);
        QVERIFY(m_world->pullFile({}, 0, 0));
        QVERIFY(m_world->mirror().isEmpty());
        QCOMPARE(m_world->number(u"SELECT count(*) FROM staged_product_changes WHERE change_type = 'delete'"_s), 3);
    }

    void linksOfOptionsAreKept()
    {
        const QString linked = u"SELECT string_agg(linked_options::text, ' ' ORDER BY id) FROM shopify_products"_s;
        const auto fileWith = [this](const std::string &link) {
            std::string file = bulkFile(m_shop);
            const std::string name = "{\"name\":\"Title\"}";
            return file.replace(
                file.find(name), name.size(), "{\"linkedMetafield\":" + link + ",\"name\":\"Ti\\\"tle\"}");
        };
        QVERIFY(m_world->pullFile(fileWith("{\"key\":\"size\",\"namespace\":\"shopify\"}")));
        QCOMPARE(m_world->text(linked), u"{\"Ti\\\"tle\": \"shopify.size\"} {} {}"_s);
        const auto unlinked = m_world->pullFile(fileWith("null")); // now as a change
        QVERIFY(unlinked);
        QCOMPARE(unlinked->mirrorRowsWritten, 1);
        QCOMPARE(m_world->text(linked), u"{} {} {}"_s);
    }

    void twoThousandVariantsAreOneProduct()
    {
        ModelShop shop;
        shop[5] = {u"Many"_s, u"V"_s, {}, {}, {}};
        for (qint64 i = 0; i < 2048; ++i)
            shop[5].variants[100'000 + i] = {u"V%1"_s.arg(i), u"S-%1"_s.arg(i), u"1.00"_s, {}, 1};
        QVERIFY(m_world->pull(shop));
        m_world->approveAll();
        m_world->applyAll();
        QCOMPARE(m_world->catalogue(), shop);
    }
};

QTEST_GUILESS_MAIN(TestMirrorPull)
#include "tst_mirrorpull.moc"
