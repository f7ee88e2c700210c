#include "tests/sync/jobs/support/catalogueworld.h"

#include "sync/jobs/compare/comparison.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace Tests;

namespace {

/// Lists that meet often, in every spelling, and what people and programs really leave in a tag.
const QStringList &words()
{
    static const QStringList few{u"ink"_s, u"INK"_s, u" Ink "_s, u"blue"_s, u"Blue"_s, u"old"_s, u"new"_s, QString(),
        u" "_s, u"\t\n"_s, u"\u00a0"_s, u"0"_s, u"שלום"_s, u"<b>bold</b>"_s, u"é"_s, u"e\u0301"_s, u"ÉTÉ"_s, u"été"_s,
        u"a\"b\\c"_s, u"{x,y}"_s, u"NULL"_s, QString(u'x').repeated(255)};
    return few;
}

QStringList anyWords(int most)
{
    QStringList made;
    for (int i = *rc::gen::inRange(0, most + 1); i > 0; --i)
        made += words().at(*rc::gen::inRange(0, int(words().size())));
    return made;
}

/// What somebody makes of a list: some entries gone, some more.
QStringList editOf(const QStringList &list)
{
    QStringList edited;
    for (const QString &entry : list)
        if (*rc::gen::inRange(0, 3) > 0)
            edited += entry;
    return edited + anyWords(2);
}

QString keyOf(const QString &tag)
{
    return tag.trimmed().toLower();
}

QSet<QString> keysOf(const QStringList &tags)
{
    QSet<QString> keys;
    for (const QString &tag : tags)
        if (const QString key = keyOf(tag); !key.isEmpty())
            keys.insert(key);
    return keys;
}

/// The rule for tags, key by key, as slow and plain as can be.
QSet<QString> mergedKeys(const QStringList &base, const QStringList &ours, const QStringList &theirs)
{
    QSet<QString> merged;
    for (const QString &key : keysOf(base) | keysOf(ours) | keysOf(theirs)) {
        const bool was = keysOf(base).contains(key);
        const bool here = keysOf(ours).contains(key);
        const bool there = keysOf(theirs).contains(key);
        const bool stays = here == was ? there : here;
        if (stays)
            merged.insert(key);
    }
    return merged;
}

/// The rule for option names, place by place; nothing for what a person has to decide.
std::optional<QStringList> mergedNames(const QStringList &base, const QStringList &ours, const QStringList &theirs)
{
    QStringList merged;
    bool ended = false;
    QSet<QString> seen;
    for (qsizetype place = 0; place < std::max({base.size(), ours.size(), theirs.size()}); ++place) {
        const auto at = [place](const QStringList &list) {
            return place < list.size() ? std::optional<QString>(list.at(place)) : std::nullopt;
        };
        if (at(ours) != at(base) && at(theirs) != at(base) && at(ours) != at(theirs))
            return std::nullopt;
        const std::optional<QString> name = at(ours) == at(base) ? at(theirs) : at(ours);
        ended = ended || !name;
        if (!name)
            continue;
        if (ended || seen.contains(name->toLower()))
            return std::nullopt;
        seen.insert(name->toLower());
        merged += *name;
    }
    return merged.size() > 3 ? std::nullopt : std::optional<QStringList>(merged);
}

QString asJson(const QStringList &list)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
}

QStringList fromJson(const QString &text)
{
    QStringList list;
    for (const QJsonValue &entry : QJsonDocument::fromJson(text.toUtf8()).array())
        list += entry.toString();
    return list;
}

struct Sides
{
    QStringList base;
    QStringList ours;
    QStringList theirs;
};

/// Variants as everybody thinks of them, by their option: what they cost.
using Prices = QMap<QString, QString>;

/// What becomes of one variant: what is edited stays, whoever removed it; nothing when it goes. `ours` says whose price
/// stands where both changed it.
std::optional<QString> mergedPrice(const std::optional<QString> &base, const std::optional<QString> &ours,
    const std::optional<QString> &theirs, bool oursWins)
{
    if (ours == base || ours == theirs)
        return theirs;
    if (theirs == base)
        return ours;
    if (!ours || !theirs)
        return ours ? ours : theirs;
    return oursWins ? ours : theirs;
}

ModelVariant variantOf(const QString &option, const QString &price)
{
    ModelVariant variant;
    variant.title = option;
    variant.price = price;
    return variant;
}

std::optional<QString> at(const Prices &prices, const QString &option)
{
    return prices.contains(option) ? std::optional<QString>(prices.value(option)) : std::nullopt;
}

/// Many cases in one statement, as a round trip for each would take most of the time.
constexpr int casesAtOnce = 100;

} // namespace

/// Tags and option names that both sides changed, in SQL, against the rules written down in C++.
class TestMergeLists final : public QObject
{
    Q_OBJECT

    PrivatePostgres m_postgres;
    std::unique_ptr<CatalogueWorld> m_world;

    QList<std::optional<QStringList>> merged(const QString &function, const std::vector<Sides> &cases)
    {
        QJsonArray asked;
        for (const Sides &sides : cases)
            asked += QJsonArray{asJson(sides.base), asJson(sides.ours), asJson(sides.theirs)};
        const auto rows = m_world->session().executeText(
            uR"(SELECT to_jsonb(%1(array(SELECT jsonb_array_elements_text((c ->> 0)::jsonb)),
                                   array(SELECT jsonb_array_elements_text((c ->> 1)::jsonb)),
                                   array(SELECT jsonb_array_elements_text((c ->> 2)::jsonb))))::text
                FROM jsonb_array_elements(:cases::jsonb) WITH ORDINALITY AS a (c, place) ORDER BY place)"_s.arg(
                function),
            {{u"cases", QString::fromUtf8(QJsonDocument(asked).toJson(QJsonDocument::Compact))}});
        if (!rows)
            qFatal("%s", qUtf8Printable(rows.failure().detail));
        QList<std::optional<QStringList>> answers;
        for (const PgRow row : *rows)
            answers += row.isNull(0) ? std::nullopt : std::optional<QStringList>(fromJson(row.text(0)));
        return answers;
    }

    /// The change of the one product, "tags" or nothing, and what it proposes.
    QStringList proposed(const QString &direction)
    {
        return fromJson(m_world->text(
            u"SELECT coalesce(f.merged_value, CASE c.direction WHEN 'pull' THEN f.remote_value ELSE f.local_value END) FROM staged_field_changes f JOIN staged_product_changes c ON c.id = f.change_id WHERE f.field = 'tags' AND c.status IN ('pending', 'approved') AND c.direction = '%1'"_s
                .arg(direction)));
    }

    /// In which order variants stand that both sides have added is a question of its own, and left to people.
    qint64 open(const QString &direction)
    {
        return m_world->number(u"SELECT count(*) FROM staged_product_changes c WHERE status IN ('pending', 'approved') "
                               u"AND direction = '%1' "
                               "AND (change_type <> 'update' OR EXISTS (SELECT FROM staged_field_changes f "
                               "WHERE f.change_id = c.id AND f.field <> 'position'))"_s.arg(direction));
    }

    void writeTags(const QStringList &tags)
    {
        const auto done = m_world->session().executeText(
            u"UPDATE products SET tags = :tags WHERE shopify_product_id = 1"_s, {{u"tags", tags}});
        RC_ASSERT(done.isOk());
    }

    void mustPull(const ModelShop &shop)
    {
        const auto outcome = m_world->pull(shop);
        if (!outcome)
            RC_FAIL(QString(outcome.failure().text() + outcome.failure().detail).toStdString());
    }

    void mustStageEdits()
    {
        const auto staged = stageLocalEdits(m_world->session(), m_world->who());
        if (!staged)
            RC_FAIL(QString(staged.failure().text() + staged.failure().detail).toStdString());
    }

    /// All three sides have this shop, and nothing else is known.
    void startFrom(const ModelShop &shop)
    {
        // Emptying a database is quicker than making one.
        m_world->execute(
            u"TRUNCATE products, product_variants, shopify_products, shopify_variants, base_products, base_variants, sync_batches CASCADE"_s);
        m_world->execute(u"UPDATE mirror_state SET complete = false"_s);
        mustPull(shop);
        m_world->approveAll();
        m_world->applyAll();
    }

    void require(const QString &statement, const PgParameters &parameters)
    {
        const auto done = m_world->session().executeText(statement, parameters);
        if (!done)
            RC_FAIL(done.failure().detail.toStdString());
    }

    /// Makes of the catalogue's variants what is given, by editing, deleting and inserting them.
    void writeVariants(const Prices &was, const Prices &wanted)
    {
        for (auto variant = wanted.begin(); variant != wanted.end(); ++variant)
            require(was.contains(variant.key())
                    ? u"UPDATE product_variants SET price = :price WHERE option1 = :option"_s
                    : u"INSERT INTO product_variants (product_id, position, title, option1, price, weight, weight_unit) SELECT id, 9, :option, :option, :price, 0.5, 'kg' FROM products"_s,
                {{u"price", *variant}, {u"option", variant.key()}});
        for (auto variant = was.begin(); variant != was.end(); ++variant)
            if (!wanted.contains(variant.key()))
                require(u"DELETE FROM product_variants WHERE option1 = :option"_s, {{u"option", variant.key()}});
    }

    Prices pricesHere()
    {
        Prices prices;
        const auto rows = m_world->session().executeText(u"SELECT option1, price FROM product_variants"_s);
        for (const PgRow row : *rows)
            prices.insert(row.text(0), row.text(1));
        return prices;
    }

    /// What is open for sending, as Shopify would have it afterwards.
    void send(ModelProduct &product)
    {
        const auto rows = m_world->session().executeText(
            u"SELECT f.shopify_variant_id, f.field, f.local_value, v.option1, v.price FROM staged_field_changes f JOIN staged_product_changes c ON c.id = f.change_id LEFT JOIN product_variants v ON v.id = f.variant_id WHERE c.status IN ('pending', 'approved') AND c.direction = 'push'"_s);
        for (const PgRow row : *rows) {
            if (row.text(1) == u"position")
                continue; // of no price
            if (row.text(1) == u"price")
                product.variants[row.int64(0)].price = row.text(2);
            else if (row.int64(0) == 0)
                product.variants[std::max<qint64>(product.variants.isEmpty() ? 0 : product.variants.lastKey(), 900) + 1]
                    = variantOf(row.text(3), row.text(4));
            else
                product.variants.remove(row.int64(0));
        }
    }

    static Prices pricesOf(const ModelProduct &product)
    {
        Prices prices;
        for (const ModelVariant &variant : product.variants)
            prices.insert(variant.title, variant.price);
        return prices;
    }

    static ModelShop shopWith(const QStringList &tags)
    {
        ModelShop shop;
        shop[1] = {u"Pen"_s, u"Acme"_s, {}, tags, {{11, {}}}};
        return shop;
    }

private Q_SLOTS:
    void initTestCase() { m_world = std::make_unique<CatalogueWorld>(m_postgres); }

    void tagsMergeKeyByKey()
    {
        QVERIFY(rc::check([this] {
            std::vector<Sides> cases;
            for (int i = 0; i < casesAtOnce; ++i) {
                const QStringList base = anyWords(4);
                cases.push_back({base, editOf(base), editOf(base)});
            }
            const auto answers = merged(u"merge_tags"_s, cases);
            RC_ASSERT(answers.size() == casesAtOnce);
            for (int i = 0; i < casesAtOnce; ++i) {
                const Sides &sides = cases[size_t(i)];
                RC_ASSERT(answers[i].has_value());
                RC_ASSERT(keysOf(*answers[i]) == mergedKeys(sides.base, sides.ours, sides.theirs));
                // Nobody's spelling but one of theirs or ours, and each tag once.
                RC_ASSERT(answers[i]->size() == keysOf(*answers[i]).size());
                for (const QString &tag : *answers[i])
                    RC_ASSERT(sides.theirs.contains(tag) || sides.ours.contains(tag));
            }
        }));
    }

    void optionNamesMergePlaceByPlace()
    {
        QVERIFY(rc::check([this] {
            std::vector<Sides> cases;
            for (int i = 0; i < casesAtOnce; ++i) {
                const auto names = [] {
                    QStringList made;
                    for (int n = *rc::gen::inRange(0, 4); n > 0; --n)
                        made += *rc::gen::element(u"Size"_s, u"size"_s, u"Colour"_s, u"שלום"_s, u""_s);
                    return made;
                };
                cases.push_back({names(), names(), names()});
                Sides &sides = cases.back();
                if (*rc::gen::inRange(0, 3) == 0)
                    sides.ours = sides.base.mid(0, 1) + sides.ours.mid(1);
                if (*rc::gen::inRange(0, 3) == 0)
                    sides.theirs = sides.theirs.mid(0, 1) + sides.base.mid(1);
            }
            const auto answers = merged(u"merge_option_names"_s, cases);
            for (int i = 0; i < casesAtOnce; ++i) {
                const Sides &sides = cases[size_t(i)];
                RC_ASSERT(answers[i] == mergedNames(sides.base, sides.ours, sides.theirs));
            }
        }));
    }

    void moreTagsThanShopifyTakesAreForAPersonToDecide()
    {
        QStringList many;
        for (int i = 0; i < 249; ++i)
            many += u"tag %1"_s.arg(i);
        const auto answers = merged(u"merge_tags"_s,
            {{many, many + QStringList{u"ours"_s}, many},
                {many, many + QStringList{u"ours"_s}, many + QStringList{u"theirs"_s}}});
        QCOMPARE(answers[0]->size(), 250);
        QVERIFY(!answers[1]);
    }

    /// Applied in either order, with or without a comparison between, both directions bring all three sides to the
    /// merge.
    void bothDirectionsMeetAtTheMerge()
    {
        QVERIFY(rc::check([this] {
            const QStringList base = anyWords(4);
            const QStringList ours = editOf(base);
            const QStringList theirs = editOf(base);
            const QSet<QString> expected = mergedKeys(base, ours, theirs);
            startFrom(shopWith(base));
            writeTags(ours);
            mustPull(shopWith(theirs));
            mustStageEdits();
            RC_ASSERT(m_world->number(u"SELECT count(*) FROM staged_field_changes WHERE is_conflict"_s) == 0);
            const bool isPullNeeded = keysOf(ours) != expected;
            const bool isPushNeeded = keysOf(theirs) != expected;
            RC_ASSERT(open(u"pull"_s) == (isPullNeeded ? 1 : 0));
            RC_ASSERT(open(u"push"_s) == (isPushNeeded ? 1 : 0));
            if (isPullNeeded)
                RC_ASSERT(keysOf(proposed(u"pull"_s)) == expected);
            if (isPushNeeded)
                RC_ASSERT(keysOf(proposed(u"push"_s)) == expected);
            // Again the same.
            const QString before
                = m_world->text(u"SELECT string_agg(c::text, ' ' ORDER BY id) FROM staged_product_changes c"_s);
            mustPull(shopWith(theirs));
            mustStageEdits();
            RC_ASSERT(m_world->text(u"SELECT string_agg(c::text, ' ' ORDER BY id) FROM staged_product_changes c"_s)
                == before);
            if (*rc::gen::arbitrary<bool>()) {
                m_world->approveAll(u"push"_s);
                m_world->approveAll();
                RC_ASSERT(m_world->applyAll().first.stale == 0);
                RC_ASSERT(keysOf(m_world->catalogue()[1].tags) == expected);
                // What was approved to be sent is still approved, and says the same.
                RC_ASSERT(open(u"push"_s) == (isPushNeeded ? 1 : 0));
                if (isPushNeeded)
                    RC_ASSERT(keysOf(proposed(u"push"_s)) == expected
                        && m_world->number(
                               u"SELECT count(*) FROM staged_product_changes WHERE status = 'approved' AND direction = 'push'"_s)
                            == 1);
                mustPull(shopWith(isPushNeeded ? proposed(u"push"_s) : theirs));
            } else {
                // Shopify has it first; the catalogue takes what was sent.
                const QStringList sent = isPushNeeded ? proposed(u"push"_s) : theirs;
                mustPull(shopWith(sent));
                m_world->approveAll();
                RC_ASSERT(m_world->applyAll().first.stale == 0);
            }
            mustStageEdits();
            RC_ASSERT(open(u"pull"_s) + open(u"push"_s) == 0);
            RC_ASSERT(keysOf(m_world->catalogue()[1].tags) == expected);
            RC_ASSERT(keysOf(m_world->base()[1].tags) == expected);
            RC_ASSERT(keysOf(m_world->mirror()[1].tags) == expected);
            RC_ASSERT(m_world->text(u"SELECT shopify_sync_status || ' ' || locally_edited FROM products"_s)
                == u"synced false"_s);
        }));
    }

    /// Both sides' additions survive, and what is edited outlives its removal; then both directions meet.
    void variantsOfBothSidesSurvive()
    {
        QVERIFY(rc::check([this] {
            const QStringList options{u"A"_s, u"b"_s, u"שלום"_s, u"<b>"_s};
            const auto price = [] { return *rc::gen::element(u"1.00"_s, u"2.50"_s, u"3.99"_s); };
            ModelShop shop;
            ModelProduct &product = shop[1];
            for (int i = 0; i < 3; ++i)
                if (i == 0 || *rc::gen::arbitrary<bool>())
                    product.variants[11 + i] = variantOf(options[i], price());
            const Prices base = pricesOf(product);
            startFrom(shop);
            const auto edit = [&](const Prices &was) {
                Prices edited = was;
                for (const QString &option : options) {
                    const int fate = *rc::gen::inRange(0, 5);
                    if (fate == 0)
                        edited.remove(option);
                    else if (fate == 1 || (fate == 2 && was.contains(option)))
                        edited.insert(option, price());
                }
                // One that nobody touches, as Shopify removes no last variant.
                edited.insert(u"Z"_s, was.value(u"Z"_s, u"9.00"_s));
                return edited;
            };
            const Prices ours = edit(base);
            const Prices theirs = edit(base);
            writeVariants(base, ours);
            for (auto variant = product.variants.begin(); variant != product.variants.end();) {
                if (theirs.contains(variant->title)) {
                    variant->price = theirs.value(variant->title);
                    ++variant;
                } else {
                    variant = product.variants.erase(variant);
                }
            }
            for (auto variant = theirs.begin(); variant != theirs.end(); ++variant)
                if (!base.contains(variant.key()))
                    product
                        .variants[std::max<qint64>(product.variants.isEmpty() ? 0 : product.variants.lastKey(), 20) + 1]
                        = variantOf(variant.key(), *variant);
            mustPull(shop);
            mustStageEdits();
            const bool oursWins = *rc::gen::arbitrary<bool>();
            m_world->execute(
                u"UPDATE staged_field_changes SET decision = '%1' WHERE is_conflict AND decision = 'undecided'"_s.arg(
                    oursWins ? u"keep_ours"_s : u"take_theirs"_s));
            // Where one side removed what the other edited nobody was asked, and it is listed.
            for (const QString &option : base.keys())
                if (ours.contains(option) != theirs.contains(option) && at(ours, option) != at(base, option)
                    && at(theirs, option) != at(base, option))
                    RC_ASSERT(
                        m_world->number(
                            u"SELECT conflict_count FROM staged_product_changes WHERE status = 'pending' AND direction = 'pull'"_s)
                        > 0);
            m_world->approveAll();
            RC_ASSERT(m_world->applyAll().first.failed == 0);
            mustStageEdits();
            Prices expected;
            for (const QString &option : options + QStringList{u"Z"_s})
                if (const auto merged = mergedPrice(at(base, option), at(ours, option), at(theirs, option), oursWins))
                    expected.insert(option, *merged);
            RC_ASSERT(pricesHere() == expected);
            send(product);
            RC_ASSERT(pricesOf(product) == expected);
            mustPull(shop);
            m_world->approveAll();
            m_world->applyAll();
            mustPull(shop);
            mustStageEdits();
            RC_ASSERT(open(u"pull"_s) + open(u"push"_s) == 0);
            RC_ASSERT(pricesHere() == expected);
            RC_ASSERT(m_world->catalogue() == shop && m_world->base() == shop);
        }));
    }
};

int main(int argc, char **argv)
{
    // Each case goes to the database; a fixed seed keeps the run the same from day to day.
    qputenv("RC_PARAMS",
        qgetenv("RC_PARAMS").isEmpty() ? QByteArray("seed=20261125 max_success=30 noshrink=1") : qgetenv("RC_PARAMS"));
    QCoreApplication app(argc, argv);
    TestMergeLists test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_mergelists.moc"
