#include "tests/sync/jobs/support/catalogueworld.h"

#include "sync/jobs/compare/comparison.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace Tests;

/// The order of variants in the comparison.
class TestVariantPlaces final : public QObject
{
    Q_OBJECT

    PrivatePostgres m_postgres;
    std::unique_ptr<CatalogueWorld> m_world;
    ModelShop m_shop;

    static ModelVariant named(const QString &title)
    {
        ModelVariant variant;
        variant.title = title;
        return variant;
    }
    QString fields() { return m_world->stagedFields(u"f.field"_s, u"pending"_s); }
    void order(const QStringList &titles)
    {
        for (qsizetype i = 0; i < titles.size(); ++i)
            m_world->execute(
                u"UPDATE product_variants SET position = %1 WHERE title = '%2'"_s.arg(i + 1).arg(titles.at(i)));
    }
    void stageEdits()
    {
        const auto staged = stageLocalEdits(m_world->session(), m_world->who());
        QVERIFY2(staged, staged ? "" : qPrintable(staged.failure().text() + staged.failure().detail));
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<CatalogueWorld>(m_postgres);
        m_shop.clear();
        m_shop[1] = {u"Pen"_s, u"Acme"_s, {}, {},
            {{11, named(u"A"_s)}, {12, named(u"B"_s)}, {13, named(u"C"_s)}, {14, named(u"D"_s)}}};
        QVERIFY(m_world->pull(m_shop));
        m_world->approveAll();
        QCOMPARE(m_world->applyAll().first, (ChunkOutcome{1, 0, 0}));
    }

    void whatMovedIsStagedWithItsPlace()
    {
        order({u"A"_s, u"C"_s, u"B"_s, u"D"_s});
        stageEdits();
        QCOMPARE(fields(), u"push 12 position 2|3|2, push 13 position 3|2|3"_s);
    }

    void numbersAloneAreNoOrder()
    {
        m_world->execute(u"UPDATE product_variants SET position = position * 10"_s);
        stageEdits();
        QCOMPARE(fields(), QString());
    }

    void whatCameAndWentDoesNotMoveTheRest()
    {
        m_world->execute(u"DELETE FROM product_variants WHERE title = 'A'"_s);
        m_world->execute(
            u"INSERT INTO product_variants (product_id, position, title, price, option1) SELECT id, 1, 'E', 5, "
            "'E' FROM products"_s);
        stageEdits();
        QVERIFY2(!fields().contains(u"position"), qPrintable(fields()));
    }

    void thoseThatStayChangePlacesAmongThemselves()
    {
        m_world->execute(u"DELETE FROM product_variants WHERE title = 'A'"_s);
        order({u"C"_s, u"B"_s, u"D"_s});
        stageEdits();
        QVERIFY2(fields().contains(u"push 12 position 2|3|2, push 13 position 3|2|3"_s), qPrintable(fields()));
    }

    void aPlaceThatOnlyFollowedIsNoEdit()
    {
        m_world->execute(u"DELETE FROM product_variants WHERE title = 'A'"_s);
        order({u"B"_s, u"C"_s, u"D"_s});
        m_shop[1].variants.remove(12);
        QVERIFY(m_world->pull(m_shop));
        QVERIFY2(fields().contains(u"pull 12"), qPrintable(fields()));
        QVERIFY2(!fields().contains(u'!'), qPrintable(fields()));
    }

    void anOrderThatChangedThereTooIsNotSent()
    {
        order({u"D"_s, u"A"_s, u"B"_s, u"C"_s});
        m_world->execute(u"UPDATE shopify_variants SET position = 5 - position"_s);
        stageEdits();
        QCOMPARE(fields(), QString());
    }

    void whatIsBackIsTakenBack()
    {
        order({u"B"_s, u"A"_s, u"C"_s, u"D"_s});
        stageEdits();
        QVERIFY(!fields().isEmpty());
        order({u"A"_s, u"B"_s, u"C"_s, u"D"_s});
        stageEdits();
        QCOMPARE(fields(), QString());
    }
};

QTEST_GUILESS_MAIN(TestVariantPlaces)
#include "tst_variantplaces.moc"
