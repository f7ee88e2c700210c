#include "tests/app/demoshop/optioncalls.h"

#include <QTest>

namespace TestSupport {

using namespace Qt::StringLiterals;

namespace {

/// What every mutation is asked to answer.
const QString answered
    = u"{ product { options { id name position values optionValues { id name hasVariants } } variants(first: 250) { "
      "nodes { id title position price sku inventoryQuantity } } } userErrors { field code } }"_s;

} // namespace

void OptionCalls::makeExample()
{
    m_shop.reset();
    make({newOption(u"Colour"_s, {u"Red"_s, u"Green"_s, u"Blue"_s}), newOption(u"Size"_s, {u"Small"_s, u"Medium"_s})},
        {u"Red/Small"_s, u"Green/Medium"_s, u"Blue/Small"_s});
}

QJsonValue OptionCalls::run(const QString &document, const QJsonObject &variables)
{
    const QJsonObject answer = m_shop.graphql(document, variables);
    return answer.contains(u"errors"_s) ? QJsonValue(answer) : *answer[u"data"].toObject().constBegin();
}

QJsonValue OptionCalls::create(const QJsonArray &options, const QString &strategy)
{
    return run(u"mutation($p: ID!, $o: [OptionCreateInput!]!, $s: ProductOptionCreateVariantStrategy) { "
               u"productOptionsCreate(productId: $p, options: $o, variantStrategy: $s) "_s
            + answered + u" }"_s,
        {{u"p"_s, m_product}, {u"o"_s, options}, {u"s"_s, strategy}});
}

QJsonValue OptionCalls::reorder(const QJsonArray &options)
{
    return run(u"mutation($p: ID!, $o: [OptionReorderInput!]!) { productOptionsReorder(productId: $p, options: $o) "_s
            + answered + u" }"_s,
        {{u"p"_s, m_product}, {u"o"_s, options}});
}

QJsonValue OptionCalls::remove(const QStringList &options, const QString &strategy)
{
    QJsonObject variables{{u"p"_s, m_product}, {u"o"_s, QJsonArray::fromStringList(options)}};
    if (!strategy.isEmpty()) {
        variables.insert(u"s"_s, strategy);
    }
    return run(u"mutation($p: ID!, $o: [ID!]!, $s: ProductOptionDeleteStrategy) { productOptionsDelete(productId: $p, "
               u"options: $o, strategy: $s) "_s
            + QString(answered).replace(u"{ product"_s, u"{ deletedOptionsIds product"_s) + u" }"_s,
        variables);
}

QJsonValue OptionCalls::update(const QJsonObject &option, const QJsonObject &values)
{
    QJsonObject variables = values;
    variables.insert(u"p"_s, m_product);
    variables.insert(u"o"_s, option);
    return run(
        u"mutation($p: ID!, $o: OptionUpdateInput!, $add: [OptionValueCreateInput!], $change: "
        u"[OptionValueUpdateInput!], $delete: [ID!], $s: ProductOptionUpdateVariantStrategy) { "
        u"productOptionUpdate(productId: $p, option: $o, optionValuesToAdd: $add, optionValuesToUpdate: $change, "
        u"optionValuesToDelete: $delete, variantStrategy: $s) "_s
            + answered + u" }"_s,
        variables);
}

void OptionCalls::make(const QJsonArray &options, const QStringList &variants)
{
    QJsonArray made;
    for (const QString &variant : variants) {
        QJsonArray values;
        for (qsizetype i = 0; i < options.size(); ++i) {
            values.append(QJsonObject{{u"optionName"_s, options[i][u"name"]}, {u"name"_s, variant.split(u'/').at(i)}});
        }
        made.append(QJsonObject{{u"optionValues"_s, values}, {u"price"_s, u"7"_s}, {u"sku"_s, variant}});
    }
    const QJsonValue payload = run(
        u"mutation($i: ProductSetInput!) { productSet(input: $i) { product { id } userErrors { field code } } }"_s,
        {{u"i"_s, QJsonObject{{u"title"_s, u"Shirt"_s}, {u"productOptions"_s, options}, {u"variants"_s, made}}}});
    QCOMPARE(codes(payload), QStringList());
    m_product = payload[u"product"][u"id"].toString();
    QVERIFY(!m_product.isEmpty());
}

QJsonValue OptionCalls::state()
{
    return m_shop.snapshot({m_product})[u"products"][m_product];
}

QJsonValue OptionCalls::options()
{
    return run(u"query($p: ID!) { product(id: $p) { options { id optionValues { id } } } }"_s,
        {{u"p"_s, m_product}})[u"options"];
}

QString OptionCalls::optionId(int index)
{
    return options()[index][u"id"].toString();
}

QString OptionCalls::valueId(int option, int index)
{
    return options()[option][u"optionValues"][index][u"id"].toString();
}

QJsonArray byName(const QStringList &names)
{
    QJsonArray array;
    for (const QString &name : names) {
        array.append(QJsonObject{{u"name"_s, name}});
    }
    return array;
}

QJsonObject newOption(const QString &name, const QStringList &values, int position)
{
    QJsonObject input{{u"name"_s, name}, {u"values"_s, byName(values)}};
    if (position != 0) {
        input.insert(u"position"_s, position);
    }
    return input;
}

QJsonArray byId(const QStringList &gids)
{
    QJsonArray array;
    for (const QString &gid : gids) {
        array.append(QJsonObject{{u"id"_s, gid}});
    }
    return array;
}

QStringList column(const QJsonValue &rows, const QString &key)
{
    QStringList values;
    for (const QJsonValue &row : rows.toArray()) {
        values.append(row[key].toVariant().toString());
    }
    return values;
}

QStringList titles(const QJsonValue &payload)
{
    return column(payload[u"product"][u"variants"][u"nodes"], u"title"_s);
}

QStringList codes(const QJsonValue &payload)
{
    return column(payload[u"userErrors"], u"code"_s);
}

QStringList optionNames(const QJsonValue &payload)
{
    return column(payload[u"product"][u"options"], u"name"_s);
}

} // namespace TestSupport
