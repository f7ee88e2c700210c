#include "sync/api/catalogue.h"
#include "sync/jobs/push/optionrequests.h"
#include "sync/jobs/push/optionsteps.h"
#include "sync/jobs/push/shopanswers.h"
#include "sync/jobs/push/shoprequests.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace {

const QString names = Field::optionNames.toString();
const QStringList fields{Field::option1.toString(), Field::option2.toString(), Field::option3.toString()};

FieldMap optionFields(const QStringList &values)
{
    FieldMap map;
    for (qsizetype i = 0; i < fields.size(); ++i)
        map.insert(fields.at(i), i < values.size() ? FieldValue(values.at(i)) : FieldValue());
    return map;
}

/// A product with these options, whose variants, from 1 on, have these values of them.
ProductContent product(const QStringList &options, const QList<QStringList> &variants)
{
    ProductContent content{.id = ShopifyId{7}, .fields = {{names, listText(options)}}, .allVariants = true};
    for (qsizetype i = 0; i < options.size(); ++i)
        content.options += ShopifyId{100 + i};
    for (qsizetype i = 0; i < variants.size(); ++i) {
        VariantContent variant{.id = ShopifyId{i + 1}, .fields = optionFields(variants.at(i))};
        variant.fields.insert(Field::variantTitle.toString(), variants.at(i).join(u" / "_s));
        variant.fields.insert(Field::position.toString(), QString::number(i + 1));
        content.variants += variant;
    }
    return content;
}

ContentPatch wanted(const QStringList &options, const QMap<qint64, QStringList> &variants)
{
    ContentPatch patch{.product = {{names, listText(options)}}};
    for (auto variant = variants.cbegin(); variant != variants.cend(); ++variant)
        patch.variants.insert(variant.key(), optionFields(*variant));
    return patch;
}

ContentPatch withoutPlaces(ContentPatch patch)
{
    for (FieldMap &variant : patch.variants)
        variant.remove(Field::position.toString());
    return patch;
}

/// Does what Shopify documents of these calls, and fails where it would refuse.
class OptionShop
{
public:
    explicit OptionShop(const ProductContent &content)
        : m_options(listValue(content.fields.value(names)))
    {
        for (const VariantContent &variant : content.variants)
            for (qsizetype i = 0; i < m_options.size(); ++i)
                m_values[variant.id.value] += variant.fields.value(fields.at(i)).value_or(QString());
    }

    void carryOut(const Step &step)
    {
        const ContentPatch before = withoutPlaces(step.before);
        RC_ASSERT(patch(before) == before);
        const QStringList after = listValue(step.after.product.value(names));
        switch (step.kind) {
        case OperationKind::OptionRename:
            rename(after);
            break;
        case OperationKind::OptionsCreate:
            create(after, step.after);
            break;
        case OperationKind::OptionsDelete:
            remove(after);
            break;
        case OperationKind::OptionsReorder:
            reorder(after);
            break;
        case OperationKind::VariantsUpdate:
            update(step.after);
            break;
        default:
            RC_FAIL("no call on options");
        }
        RC_ASSERT(patch(step.after) == step.after);
        QSet<QStringList> combinations;
        for (const QStringList &values : std::as_const(m_values)) {
            RC_ASSERT(!combinations.contains(values));
            combinations.insert(values);
        }
    }

    /// What there is of the fields that a patch names.
    ContentPatch patch(const ContentPatch &like) const
    {
        ContentPatch is;
        if (like.product.contains(names))
            is.product.insert(names, listText(m_options));
        for (auto variant = like.variants.cbegin(); variant != like.variants.cend(); ++variant) {
            const FieldMap all = optionFields(m_values.value(variant.key()));
            for (auto field = variant->cbegin(); field != variant->cend(); ++field)
                is.variants[variant.key()].insert(field.key(), all.value(field.key()));
        }
        return is;
    }
    bool wasReordered() const { return m_wasReordered; }

private:
    void rename(const QStringList &after)
    {
        RC_ASSERT(after.size() == m_options.size());
        int renamed = 0;
        for (qsizetype i = 0; i < after.size(); ++i)
            renamed += after.at(i) == m_options.at(i) ? 0 : 1;
        RC_ASSERT(renamed == 1);
        m_options = after;
        checkNames();
    }
    void create(const QStringList &after, const ContentPatch &wish)
    {
        if (m_options == QStringList{defaultOption.toString()}
            && m_values.first() == QStringList{defaultOptionValue.toString()}) {
            m_options.clear();
            for (QStringList &values : m_values)
                values.clear();
        }
        for (qsizetype i = 0; i < after.size(); ++i) {
            if (m_options.contains(after.at(i)))
                continue;
            m_wasReordered = m_wasReordered || i < m_options.size();
            m_options.insert(i, after.at(i));
            const FieldValue first = wish.variants.first().value(fields.at(i));
            RC_ASSERT(first.has_value());
            for (QStringList &values : m_values)
                values.insert(i, *first);
        }
        RC_ASSERT(m_options == after);
        checkNames();
    }
    void remove(const QStringList &after)
    {
        if (after == QStringList{defaultOption.toString()}) {
            RC_ASSERT(m_values.size() == 1);
            m_options = after;
            m_values.first() = QStringList{defaultOptionValue.toString()};
            return;
        }
        for (qsizetype i = m_options.size() - 1; i >= 0; --i) {
            if (after.contains(m_options.at(i)))
                continue;
            m_options.removeAt(i);
            for (QStringList &values : m_values)
                values.removeAt(i);
        }
        RC_ASSERT(m_options == after);
    }
    void reorder(const QStringList &after)
    {
        RC_ASSERT(QSet<QString>(after.cbegin(), after.cend()) == QSet<QString>(m_options.cbegin(), m_options.cend()));
        for (QStringList &values : m_values) {
            QStringList moved;
            for (const QString &name : after)
                moved += values.at(m_options.indexOf(name));
            values = moved;
        }
        m_options = after;
        m_wasReordered = true;
    }
    void update(const ContentPatch &after)
    {
        for (auto variant = after.variants.cbegin(); variant != after.variants.cend(); ++variant)
            for (auto field = variant->cbegin(); field != variant->cend(); ++field) {
                RC_ASSERT(fields.indexOf(field.key()) < m_options.size());
                m_values[variant.key()][fields.indexOf(field.key())] = field.value().value_or(QString());
            }
    }
    void checkNames() const
    {
        QSet<QString> seen;
        for (const QString &name : m_options)
            seen.insert(name.toLower());
        RC_ASSERT(seen.size() == m_options.size());
        RC_ASSERT(m_options.size() <= 3);
    }

    QStringList m_options;
    QMap<qint64, QStringList> m_values;
    bool m_wasReordered = false;
};

QStringList someNames()
{
    QStringList pool{u"Colour"_s, u"Size"_s, u"Pack"_s, u"Material"_s, u"colour"_s};
    QStringList chosen;
    const int count = *rc::gen::inRange(1, 4);
    while (chosen.size() < count) {
        const QString name = pool.takeAt(*rc::gen::inRange(0, int(pool.size())));
        if (!chosen.contains(name, Qt::CaseInsensitive))
            chosen += name;
    }
    return chosen;
}

QList<QStringList> someVariants(qsizetype count, qsizetype options)
{
    QList<QStringList> variants;
    while (variants.size() < count) {
        QStringList values;
        for (qsizetype i = 0; i < options; ++i)
            values += QString(QChar(u'a' + *rc::gen::inRange(0, 4)));
        if (!variants.contains(values))
            variants += values;
    }
    return variants;
}

} // namespace

/// How options of a product come to be others: which calls, and that they lead there whatever Shopify does on the way.
class TestOptionSteps final : public QObject
{
    Q_OBJECT

    static QString kinds(const OptionPlan &plan)
    {
        QStringList words;
        for (const Step &step : plan.steps)
            words += toWord(step.kind);
        return words.join(u' ');
    }

private Q_SLOTS:
    void theCheapestCalls_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QStringList>("now");
        QTest::addColumn<QStringList>("wish");
        QTest::addColumn<QStringList>("then");
        QTest::addColumn<QString>("calls");
        const QStringList two{u"Colour"_s, u"Size"_s};
        QTest::newRow("one more") << QStringList{u"Colour"_s} << QStringList{u"Red"_s} << two
                                  << QStringList{u"Red"_s, u"S"_s} << u"options_create"_s;
        QTest::newRow("one more in front") << QStringList{u"Size"_s} << QStringList{u"S"_s} << two
                                           << QStringList{u"Red"_s, u"S"_s} << u"options_create"_s;
        QTest::newRow("one less") << two << QStringList{u"Red"_s, u"S"_s} << QStringList{u"Size"_s}
                                  << QStringList{u"S"_s} << u"options_delete"_s;
        QTest::newRow("swapped") << two << QStringList{u"Red"_s, u"S"_s} << QStringList{u"Size"_s, u"Colour"_s}
                                 << QStringList{u"S"_s, u"Red"_s} << u"options_reorder"_s;
        QTest::newRow("one for another, and one more")
            << QStringList{u"Colour"_s} << QStringList{u"Red"_s} << QStringList{u"Farbe"_s, u"Size"_s}
            << QStringList{u"Red"_s, u"S"_s} << u"option_rename options_create"_s;
        QTest::newRow("the first") << QStringList{u"Title"_s} << QStringList{u"Default Title"_s} << two
                                   << QStringList{u"Red"_s, u"S"_s} << u"options_create"_s;
        QTest::newRow("the last") << two << QStringList{u"Red"_s, u"S"_s} << QStringList{u"Title"_s}
                                  << QStringList{u"Default Title"_s} << u"options_delete"_s;
        QTest::newRow("spelled anew and swapped")
            << two << QStringList{u"Red"_s, u"S"_s} << QStringList{u"SIZE"_s, u"Colour"_s}
            << QStringList{u"S"_s, u"Red"_s} << u"option_rename options_reorder"_s;
    }
    void theCheapestCalls()
    {
        QFETCH(QStringList, options);
        QFETCH(QStringList, now);
        QFETCH(QStringList, wish);
        QFETCH(QStringList, then);
        const ProductContent present = product(options, {now});
        const ContentPatch after = wanted(wish, {{1, then}});
        QVERIFY(takesOtherOptions(present, after));
        const OptionPlan plan = planOptions(present, after);
        QCOMPARE(plan.refused, QString());
        QTEST(kinds(plan), "calls");
        QCOMPARE(optionsIn(plan.content), after);
    }

    void namesAloneTakeNoOtherOptions()
    {
        const ProductContent present = product({u"Colour"_s, u"Size"_s}, {{u"Red"_s, u"S"_s}});
        QVERIFY(!takesOtherOptions(present, wanted({u"Farbe"_s, u"Size"_s}, {})));
        QVERIFY(!takesOtherOptions(present, wanted({u"Colour"_s, u"Size"_s}, {})));
        QVERIFY(!takesOtherOptions(present, {}));
    }

    void linkedOptionsStay_data()
    {
        QTest::addColumn<QStringList>("wish");
        QTest::addColumn<QList<QStringList>>("values"); // of both variants, or none
        QTest::addColumn<bool>("stays");
        const QList<QStringList> none;
        const QList<QStringList> same{{u"Red"_s, u"S"_s}, {u"Blue"_s, u"M"_s}};
        QTest::newRow("renamed") << QStringList{u"Farbe"_s, u"Size"_s} << none << false;
        QTest::newRow("spelled anew") << QStringList{u"colour"_s, u"Size"_s} << none << false;
        QTest::newRow("replaced") << QStringList{u"Size"_s, u"Farbe"_s} << none << false;
        QTest::newRow("removed") << QStringList{u"Size"_s} << QList<QStringList>{{u"S"_s}, {u"M"_s}} << false;
        QTest::newRow("another value") << QStringList{u"Colour"_s, u"Size"_s}
                                       << QList<QStringList>{{u"Green"_s, u"S"_s}, {u"Blue"_s, u"M"_s}} << false;
        QTest::newRow("moved with another value")
            << QStringList{u"Size"_s, u"Colour"_s} << QList<QStringList>{{u"S"_s, u"Green"_s}, {u"M"_s, u"Blue"_s}}
            << false;
        QTest::newRow("moved") << QStringList{u"Size"_s, u"Colour"_s}
                               << QList<QStringList>{{u"S"_s, u"Red"_s}, {u"M"_s, u"Blue"_s}} << true;
        QTest::newRow("beside another") << QStringList{u"Colour"_s, u"Size"_s, u"Pack"_s}
                                        << QList<QStringList>{{u"Red"_s, u"S"_s, u"1"_s}, {u"Blue"_s, u"M"_s, u"6"_s}}
                                        << true;
        QTest::newRow("another renamed") << QStringList{u"Colour"_s, u"Format"_s} << same << true;
        QTest::newRow("another's value") << QStringList{u"Colour"_s, u"Size"_s}
                                         << QList<QStringList>{{u"Red"_s, u"L"_s}, {u"Blue"_s, u"M"_s}} << true;
    }
    void linkedOptionsStay()
    {
        QFETCH(QStringList, wish);
        QFETCH(QList<QStringList>, values);
        ProductContent present = product({u"Colour"_s, u"Size"_s}, {{u"Red"_s, u"S"_s}, {u"Blue"_s, u"M"_s}});
        QMap<qint64, QStringList> variants;
        for (qsizetype i = 0; i < values.size(); ++i)
            variants.insert(i + 1, values.at(i));
        const ContentPatch after = wanted(wish, variants);
        const auto why = [&] {
            return takesOtherOptions(present, after) ? planOptions(present, after).refused
                                                     : whyNotFitting(present, after).value_or(QString());
        };
        QCOMPARE(why(), QString());
        present.linkedOptions = {{u"Colour"_s, {u"shopify.color-pattern"_s}}};
        QTEST(why().isEmpty(), "stays");
        QVERIFY2(why().isEmpty() || why().contains(u"shopify.color-pattern"_s), qPrintable(why()));
    }

    void valuesOfLinkedOptionsAreNamedByTheirIds()
    {
        const QJsonArray options{QJsonObject{{u"id"_s, u"gid://shopify/ProductOption/1"_s}, {u"name"_s, u"Size"_s},
                                     {u"linkedMetafield"_s, QJsonValue()}},
            QJsonObject{{u"id"_s, u"gid://shopify/ProductOption/2"_s}, {u"name"_s, u"Colour"_s},
                {u"linkedMetafield"_s, QJsonObject{{u"namespace"_s, u"shopify"_s}, {u"key"_s, u"color-pattern"_s}}},
                {u"optionValues"_s,
                    QJsonArray{
                        QJsonObject{{u"id"_s, u"gid://shopify/ProductOptionValue/5"_s}, {u"name"_s, u"Red"_s}}}}}};
        ProductContent seen = productFromAnswer({{u"id"_s, u"gid://shopify/Product/7"_s}, {u"options"_s, options}});
        QCOMPARE(seen.linkedOptions,
            (QMap<QString, LinkedOption>{{u"Colour"_s, {u"shopify.color-pattern"_s, {{u"Red"_s, ShopifyId{5}}}}}}));
        seen.variants = product({u"Size"_s, u"Colour"_s}, {{u"S"_s, u"Red"_s}}).variants;
        const ShopRequest request = requestFor({.shopifyProduct = seen.id,
                                                   .kind = OperationKind::VariantsUpdate,
                                                   .after = {.variants = {{1, {{fields.first(), u"M"_s}}}}}},
            seen, {});
        QCOMPARE(request.variables[u"variants"_s][0][u"optionValues"_s].toArray(),
            (QJsonArray{QJsonObject{{u"optionName"_s, u"Size"_s}, {u"name"_s, u"M"_s}},
                QJsonObject{{u"optionName"_s, u"Colour"_s}, {u"id"_s, u"gid://shopify/ProductOptionValue/5"_s}}}));
    }

    void valuesStayWithTheirOption()
    {
        const ProductContent present = product({u"Colour"_s, u"Size"_s}, {{u"Red"_s, u"S"_s}, {u"Blue"_s, u"M"_s}});
        const OptionPlan plan = planOptions(present, wanted({u"Size"_s, u"Colour"_s}, {}));
        QCOMPARE(optionsIn(plan.content),
            wanted({u"Size"_s, u"Colour"_s}, {{1, {u"S"_s, u"Red"_s}}, {2, {u"M"_s, u"Blue"_s}}}));
        QVERIFY(plan.movesVariants);
    }

    void whatCannotBeIsSaid_data()
    {
        QTest::addColumn<QStringList>("wish");
        QTest::addColumn<QStringList>("second");
        QTest::addColumn<QString>("says");
        QTest::newRow("a variant without a value") << QStringList{u"Colour"_s, u"Size"_s, u"Pack"_s}
                                                   << QStringList{u"Blue"_s, u"M"_s} << u"has no value for"_s;
        QTest::newRow("a value without an option")
            << QStringList{u"Colour"_s} << QStringList{u"Blue"_s, u"M"_s} << u"that the product does not have"_s;
        QTest::newRow("two the same") << QStringList{u"Size"_s} << QStringList{u"S"_s} << u"would be the same"_s;
        QTest::newRow("four options") << QStringList{u"A"_s, u"B"_s, u"C"_s, u"D"_s} << QStringList{u"1"_s}
                                      << u"at most three"_s;
        QTest::newRow("a name twice") << QStringList{u"Size"_s, u"size"_s} << QStringList{u"1"_s, u"2"_s}
                                      << u"the same name"_s;
        QTest::newRow("no name") << QStringList{u"Size"_s, u" "_s} << QStringList{u"1"_s, u"2"_s} << u"no name"_s;
    }
    void whatCannotBeIsSaid()
    {
        QFETCH(QStringList, wish);
        QFETCH(QStringList, second);
        QFETCH(QString, says);
        const ProductContent present = product({u"Colour"_s, u"Size"_s}, {{u"Red"_s, u"S"_s}, {u"Blue"_s, u"M"_s}});
        QStringList first{u"Red"_s, u"S"_s, u"1"_s, u"1"_s};
        first = wish == QStringList{u"Size"_s} ? QStringList{u"S"_s} : first.mid(0, wish.size());
        const OptionPlan plan = planOptions(present, wanted(wish, {{1, first}, {2, second}}));
        QVERIFY2(plan.refused.contains(says), qPrintable(plan.refused));
        QVERIFY(plan.steps.isEmpty());
    }

    /// Whatever options there are and are wanted: every call is one that Shopify takes, each is told what it meets and
    /// what it leaves, and in the end everything is as it was wanted.
    void everyWayLeadsThere()
    {
        QVERIFY(rc::check([] {
            const QStringList options = someNames();
            const QStringList wish = someNames();
            const int count = *rc::gen::inRange(1, 5);
            const ProductContent present = product(options, someVariants(count, options.size()));
            const QList<QStringList> then = someVariants(count, wish.size());
            QMap<qint64, QStringList> values;
            for (qsizetype i = 0; i < then.size(); ++i)
                values.insert(i + 1, then.at(i));
            const ContentPatch after = wanted(wish, values);
            const OptionPlan plan = planOptions(present, after);
            RC_ASSERT(plan.refused.isEmpty());
            OptionShop shop(present);
            for (const Step &step : plan.steps)
                shop.carryOut(step);
            RC_ASSERT(shop.patch(after) == after);
            RC_ASSERT(optionsIn(plan.content) == after);
            RC_ASSERT(shop.wasReordered() == plan.movesVariants);
        }));
    }

    void requestsNameOptionsByTheirIds()
    {
        const ProductContent seen = product({u"Colour"_s, u"Size"_s}, {{u"Red"_s, u"S"_s}});
        const auto request = [&](const QStringList &wish, const QStringList &values) {
            const OptionPlan plan = planOptions(seen, wanted(wish, {{1, values}}));
            const Step step = plan.steps.value(0);
            return optionRequest(
                {.shopifyProduct = seen.id, .kind = step.kind, .before = step.before, .after = step.after}, seen);
        };
        const ShopRequest removed = request({u"Size"_s}, {u"S"_s});
        QCOMPARE(removed.document, u"options_delete"_s);
        QCOMPARE(removed.variables[u"options"_s].toArray(), QJsonArray{u"gid://shopify/ProductOption/100"_s});
        const ShopRequest moved = request({u"Size"_s, u"Colour"_s}, {u"S"_s, u"Red"_s});
        QCOMPARE(moved.document, u"options_reorder"_s);
        QCOMPARE(moved.variables[u"options"_s][0][u"id"_s].toString(), u"gid://shopify/ProductOption/101"_s);
        const ShopRequest added = request({u"Pack"_s, u"Colour"_s, u"Size"_s}, {u"6"_s, u"Red"_s, u"S"_s});
        QCOMPARE(added.document, u"options_create"_s);
        const QJsonObject option = added.variables[u"options"_s][0].toObject();
        QCOMPARE(option[u"name"_s].toString(), u"Pack"_s);
        QCOMPARE(option[u"position"_s].toInt(), 1);
        QCOMPARE(option[u"values"_s][0][u"name"_s].toString(), u"6"_s);
    }
};

QTEST_GUILESS_MAIN(TestOptionSteps)
#include "tst_optionsteps.moc"
