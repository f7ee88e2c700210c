#include "sync/jobs/compare/comparison.h"
#include "tests/sync/jobs/pull/support/pulldesk.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

/// Media of products: pulled with their order, compared three-way, applied.
class TestPulledMedia final : public QObject, Tests::PullDesk
{
    Q_OBJECT

    QString m_product; ///< Has media “one”, “two” and “three”.
    QStringList m_keys;

    QString number0() const { return m_product.section(u'/', -1); }
    /// Gives the product these media, by text; those it has keep their numbers.
    void setInShop(const QStringList &alts)
    {
        QJsonArray media;
        for (const QString &alt : alts) {
            QJsonObject medium{{u"alt"_s, alt}, {u"url"_s, u"https://cdn.example.com/files/%1.jpg"_s.arg(alt)}};
            for (const QJsonValue &held : m_shop.snapshot({m_product})[u"products"][m_product][u"media"].toArray())
                if (held[u"alt"] == alt)
                    medium.insert(u"id"_s, held[u"id"]);
            media += medium;
        }
        m_shop.control(u"media"_s, {{u"product"_s, m_product}, {u"media"_s, media}});
    }
    void describeInShop(const QString &key, const QString &alt)
    {
        m_shop.graphql(u"mutation($f: [FileUpdateInput!]!) { fileUpdate(files: $f) { userErrors { message } } }"_s,
            {{u"f"_s,
                QJsonArray{QJsonObject{{u"id"_s, QString(u"gid://shopify/MediaImage/"_s + key)}, {u"alt"_s, alt}}}}});
    }
    QString keyOf(const QString &alt)
    {
        return text(u"SELECT medium_key(field) FROM shopify_facets WHERE value = '%1' AND product_id = %2"_s.arg(
            alt, number0()));
    }
    QString mirrorOrder()
    {
        return text(
            u"SELECT coalesce(max(value), '') FROM shopify_facets WHERE field = 'media:order' AND product_id = %1"_s
                .arg(number0()));
    }
    QString catalogueOrder()
    {
        return text(u"SELECT coalesce(max(f.value), '') FROM product_facets f JOIN products p ON p.id = f.product_id "
                    u"WHERE f.field = "
                    "'media:order' AND p.shopify_product_id = %1"_s.arg(number0()));
    }
    void put(const QString &field, const QString &value)
    {
        execute(u"INSERT INTO product_facets (product_id, field, value) SELECT id, '%1', '%2' FROM products WHERE "
                "shopify_product_id = %3 ON CONFLICT (product_id, coalesce(variant_id, 0), field) DO UPDATE SET value "
                "= excluded.value"_s.arg(field, value, number0()));
    }
    QString staged(const QString &direction)
    {
        if (direction == u"push") {
            const auto found = stageLocalEdits(*m_session, m_who);
            if (!found)
                return found.failure().text();
        }
        return text(u"SELECT coalesce(string_agg(f.field || '=' || coalesce(f.merged_value, CASE c.direction WHEN "
                    "'pull' THEN f.remote_value ELSE f.local_value END, '-') || CASE WHEN f.is_conflict THEN '!' ELSE "
                    "'' END, ', ' ORDER BY f.field), '') FROM staged_field_changes f JOIN staged_product_changes c ON "
                    "c.id = f.change_id WHERE c.status = 'pending' AND c.direction = '%1'"_s.arg(direction));
    }

public:
    TestPulledMedia()
        : PullDesk(120)
    { }

private Q_SLOTS:
    void initTestCase() { open(); }
    void init()
    {
        renew();
        m_product = u"gid://shopify/Product/8000000000064"_s;
        setInShop({u"one"_s, u"two"_s, u"three"_s});
        const auto pulled = pull();
        QVERIFY2(pulled, why(pulled).constData());
        const auto applied = apply();
        QVERIFY2(applied, why(applied).constData());
        m_keys = {keyOf(u"one"_s), keyOf(u"two"_s), keyOf(u"three"_s)};
        QCOMPARE(mirrorOrder(), m_keys.join(u' '));
        QCOMPARE(catalogueOrder(), m_keys.join(u' '));
    }

    void anUnchangedShopWritesAndStagesNothing()
    {
        QVERIFY(number(u"SELECT count(*) FROM shopify_facets WHERE is_medium(field)"_s) > 60);
        QCOMPARE(number(u"SELECT count(*) FROM product_facets WHERE field LIKE 'media:%'"_s),
            number(u"SELECT count(*) FROM shopify_facets WHERE field LIKE 'media:%'"_s));
        QCOMPARE(number(u"SELECT count(*) FROM shopify_media WHERE url LIKE 'https://%' AND status = 'ready'"_s),
            number(u"SELECT count(*) FROM shopify_facets WHERE is_medium(field)"_s));
        const auto again = pull();
        QVERIFY2(again, why(again).constData());
        QCOMPARE(again->mirrorRowsWritten, 0);
        QCOMPARE(again->staged, 0);
        QCOMPARE(number(u"SELECT count(*) FROM facet_edits"_s), 0);
    }

    void whatChangesIsStagedMediumByMedium()
    {
        setInShop({u"two"_s, u"three"_s, u"four"_s});
        describeInShop(m_keys.at(1), u"second"_s);
        const auto report = pull();
        QVERIFY2(report, why(report).constData());
        const QString four = keyOf(u"four"_s);
        QCOMPARE(mirrorOrder(), (QStringList{m_keys.at(1), m_keys.at(2), four}.join(u' ')));
        // Nobody has moved anything, so the order is nothing to decide on.
        QStringList changes{u"media:alt:%1=-"_s.arg(m_keys.at(0)), u"media:alt:%1=second"_s.arg(m_keys.at(1)),
            u"media:alt:%1=four"_s.arg(four), u"media:image:%1=-"_s.arg(m_keys.at(0)),
            u"media:image:%1=true"_s.arg(four)};
        changes.sort();
        QCOMPARE(staged(u"pull"_s), changes.join(u", "_s));
        QVERIFY2(apply(), "apply");
        QCOMPARE(catalogueOrder(), mirrorOrder());
        QCOMPARE(number(u"SELECT count(*) FROM facet_edits"_s), 0);
        const auto again = pull();
        QVERIFY2(again, why(again).constData());
        QCOMPARE(again->staged, 0);
    }

    void aMoveIsStaged_data()
    {
        QTest::addColumn<bool>("quick");
        QTest::newRow("of the whole shop") << false;
        QTest::newRow("of what changed") << true;
    }
    void aMoveIsStaged()
    {
        QFETCH(const bool, quick);
        setInShop({u"three"_s, u"one"_s, u"two"_s});
        const auto report = quick ? quickPull() : pull();
        QVERIFY2(report, why(report).constData());
        const QString moved = QStringList{m_keys.at(2), m_keys.at(0), m_keys.at(1)}.join(u' ');
        QCOMPARE(staged(u"pull"_s), u"media:order="_s + moved);
        QVERIFY2(apply(), "apply");
        QCOMPARE(catalogueOrder(), moved);
        QCOMPARE(number(u"SELECT count(*) FROM facet_edits"_s), 0);
    }

    void bothSidesAdditionsSurvive()
    {
        const QString ours = u"https://example.com/ours.jpg"_s;
        put(u"media:image:"_s + ours, u"true"_s);
        put(u"media:alt:"_s + ours, u"ours"_s);
        setInShop({u"one"_s, u"two"_s, u"three"_s, u"theirs"_s});
        const auto report = pull();
        QVERIFY2(report, why(report).constData());
        const QString theirs = keyOf(u"theirs"_s);
        QCOMPARE(staged(u"pull"_s), u"media:alt:%1=theirs, media:image:%1=true"_s.arg(theirs));
        QCOMPARE(staged(u"push"_s), u"media:alt:%1=ours, media:image:%1=true"_s.arg(ours));
        QVERIFY2(apply(), "apply");
        QCOMPARE(catalogueOrder(), (m_keys + QStringList{theirs, ours}).join(u' '));
    }

    void movesOfOneSideAndAdditionsOfTheOtherMerge()
    {
        const QString ours = u"https://example.com/ours.jpg"_s;
        put(u"media:image:"_s + ours, u"true"_s);
        put(u"media:order"_s, QStringList{m_keys.at(1), ours, m_keys.at(0), m_keys.at(2)}.join(u' '));
        setInShop({u"one"_s, u"theirs"_s, u"two"_s, u"three"_s});
        const auto report = pull();
        QVERIFY2(report, why(report).constData());
        const QString theirs = keyOf(u"theirs"_s);
        const QString merged = QStringList{m_keys.at(1), ours, m_keys.at(0), theirs, m_keys.at(2)}.join(u' ');
        QVERIFY2(staged(u"pull"_s).contains(u"media:order="_s + merged), qPrintable(staged(u"pull"_s)));
        QVERIFY(!staged(u"pull"_s).contains(u'!'));
        QVERIFY2(staged(u"push"_s).contains(u"media:order="_s + merged), qPrintable(staged(u"push"_s)));
        QVERIFY2(apply(), "apply");
        QCOMPARE(catalogueOrder(), merged);
    }

    void movesOfBothSidesAreAConflict()
    {
        put(u"media:order"_s, QStringList{m_keys.at(2), m_keys.at(0), m_keys.at(1)}.join(u' '));
        setInShop({u"two"_s, u"one"_s, u"three"_s});
        const auto report = pull();
        QVERIFY2(report, why(report).constData());
        QCOMPARE(report->conflicts, 1);
        QVERIFY2(staged(u"pull"_s).endsWith(u'!'), qPrintable(staged(u"pull"_s)));
    }

    void aProductWithoutMediaAnyMoreHasNoOrder()
    {
        setInShop({});
        QVERIFY2(pull(), "pull");
        QCOMPARE(number(u"SELECT count(*) FROM shopify_facets WHERE field LIKE 'media:%' AND product_id = %1"_s.arg(
                     number0())),
            0);
        QVERIFY2(apply(), "apply");
        QCOMPARE(catalogueOrder(), QString());
        QCOMPARE(number(u"SELECT count(*) FROM facet_edits"_s), 0);
        QCOMPARE(
            number(u"SELECT count(*) FROM base_facets WHERE field LIKE 'media:%' AND product_id = %1"_s.arg(number0())),
            0);
    }

    void whatIsReadForTheFirstTimeIsNothingToDecideOn()
    {
        const qint64 all = number(u"SELECT count(*) FROM shopify_facets"_s);
        execute(u"SET syncdesk.applying = 'on'"_s);
        for (const QString &table : {u"product_facets"_s, u"base_facets"_s, u"shopify_facets"_s})
            execute(u"DELETE FROM %1 WHERE field LIKE 'media:%'"_s.arg(table));
        execute(u"RESET syncdesk.applying"_s);
        execute(u"UPDATE mirror_state SET media_read = false, query_fingerprint = ''"_s);
        const auto first = pull();
        QVERIFY2(first, why(first).constData());
        QCOMPARE(first->staged, 0);
        for (const QString &table : {u"product_facets"_s, u"base_facets"_s, u"shopify_facets"_s})
            QCOMPARE(number(u"SELECT count(*) FROM "_s + table), all);
    }
};

QTEST_GUILESS_MAIN(TestPulledMedia)
#include "tst_media.moc"
