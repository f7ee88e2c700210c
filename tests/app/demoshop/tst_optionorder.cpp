#include "tests/app/demoshop/optioncalls.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace TestSupport;

/// The order of options, of their values and with them of the variants, and what changes of one option.
class TestOptionOrder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_calls.shop().start(), qPrintable(m_calls.shop().error())); }
    void init() { m_calls.makeExample(); }
    void sortsVariantsByOptions();
    void reordersById();
    void refusesToReorder_data();
    void refusesToReorder();
    void renamesAndMoves();
    void renamesValuesAtOnce();
    void managesVariantsWithValues();
    void refusesToUpdate_data();
    void refusesToUpdate();

private:
    OptionCalls m_calls;
};

void TestOptionOrder::sortsVariantsByOptions()
{
    const QJsonObject size{{u"name"_s, u"Size"_s}, {u"values"_s, byName({u"Small"_s, u"Medium"_s})}};
    const QJsonObject colour{{u"name"_s, u"Colour"_s}, {u"values"_s, byName({u"Green"_s, u"Red"_s, u"Blue"_s})}};
    const QJsonValue sorted = m_calls.reorder({size, colour});
    QCOMPARE(codes(sorted), QStringList());
    QCOMPARE(optionNames(sorted), (QStringList{u"Size"_s, u"Colour"_s}));
    QCOMPARE(sorted[u"product"][u"options"][1][u"values"].toArray(), (QJsonArray{u"Green"_s, u"Red"_s, u"Blue"_s}));
    QCOMPARE(titles(sorted), (QStringList{u"Small / Red"_s, u"Small / Blue"_s, u"Medium / Green"_s}));
    QCOMPARE(column(sorted[u"product"][u"variants"][u"nodes"], u"position"_s), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
    // Their SKUs show that it is still the same variants.
    QCOMPARE(column(sorted[u"product"][u"variants"][u"nodes"], u"sku"_s),
        (QStringList{u"Red/Small"_s, u"Blue/Small"_s, u"Green/Medium"_s}));
    const QJsonArray effects = m_calls.shop().log();
    m_calls.reorder({size, colour}); // it is like that already: nothing happens
    QCOMPARE(m_calls.shop().log(), effects);
}

void TestOptionOrder::reordersById()
{
    QJsonArray given = byId({m_calls.optionId(0), m_calls.optionId(1)});
    QJsonObject colour = given[0].toObject();
    colour.insert(u"values"_s, byId({m_calls.valueId(0, 2), m_calls.valueId(0, 0), m_calls.valueId(0, 1)}));
    given[0] = colour;
    const QJsonValue sorted = m_calls.reorder(given);
    QCOMPARE(codes(sorted), QStringList());
    QCOMPARE(optionNames(sorted), (QStringList{u"Colour"_s, u"Size"_s}));
    QCOMPARE(titles(sorted), (QStringList{u"Blue / Small"_s, u"Red / Small"_s, u"Green / Medium"_s}));
}

void TestOptionOrder::refusesToReorder_data()
{
    QTest::addColumn<QJsonArray>("options"); // {colour}, {size} and {red} stand for their ids
    QTest::addColumn<QString>("expected");
    const auto id = [](const QString &gid) { return QJsonObject{{u"id"_s, gid}}; };
    const auto name = [](const QString &given) { return QJsonObject{{u"name"_s, given}}; };
    const auto values = [](const QJsonArray &given) {
        return QJsonArray{
            QJsonObject{{u"name"_s, u"Size"_s}}, QJsonObject{{u"name"_s, u"Colour"_s}, {u"values"_s, given}}};
    };
    QTest::newRow("ids and names") << QJsonArray{id(u"{colour}"_s), name(u"Size"_s)}
                                   << u"MIXING_ID_AND_NAME_KEYS_IS_NOT_ALLOWED"_s;
    QTest::newRow("id and name of one") << QJsonArray{QJsonObject{{u"id"_s, u"{colour}"_s}, {u"name"_s, u"Colour"_s}},
        id(u"{size}"_s)} << u"MIXING_ID_AND_NAME_KEYS_IS_NOT_ALLOWED"_s;
    QTest::newRow("neither") << QJsonArray{name(u"Size"_s), QJsonObject()} << u"MISSING_OPTION_NAME"_s;
    QTest::newRow("one is missing") << QJsonArray{name(u"Size"_s)} << u"MISSING_OPTION_NAME"_s;
    QTest::newRow("none") << QJsonArray() << u"MISSING_OPTION_NAME"_s;
    QTest::newRow("one twice") << QJsonArray{name(u"Size"_s), name(u"size"_s)} << u"DUPLICATED_OPTION_NAME"_s;
    QTest::newRow("unknown id") << QJsonArray{id(u"{size}"_s), id(u"gid://shopify/ProductOption/1"_s)}
                                << u"OPTION_ID_DOES_NOT_EXIST"_s;
    QTest::newRow("unknown name") << QJsonArray{name(u"Size"_s), name(u"Finish"_s)} << u"OPTION_NAME_DOES_NOT_EXIST"_s;
    QTest::newRow("values by id and name")
        << values({id(u"{red}"_s), name(u"Green"_s), name(u"Blue"_s)}) << u"MIXING_ID_AND_NAME_KEYS_IS_NOT_ALLOWED"_s;
    QTest::newRow("a value is missing") << values(byName({u"Red"_s, u"Blue"_s})) << u"MISSING_OPTION_VALUE"_s;
    QTest::newRow("a value twice") << values(byName({u"Red"_s, u"Blue"_s, u"Red"_s})) << u"DUPLICATED_OPTION_VALUE"_s;
    QTest::newRow("unknown value") << values(byName({u"Red"_s, u"Blue"_s, u"Pink"_s}))
                                   << u"OPTION_VALUE_DOES_NOT_EXIST"_s;
    QTest::newRow("unknown value id") << values({id(u"{red}"_s), id(u"gid://shopify/ProductOptionValue/1"_s)})
                                      << u"OPTION_VALUE_ID_DOES_NOT_EXIST"_s;
}

void TestOptionOrder::refusesToReorder()
{
    QFETCH(QJsonArray, options);
    QFETCH(QString, expected);
    QByteArray text = QJsonDocument(options).toJson();
    text.replace("{colour}", m_calls.optionId(0).toUtf8());
    text.replace("{size}", m_calls.optionId(1).toUtf8());
    text.replace("{red}", m_calls.valueId(0, 0).toUtf8());
    const QJsonValue before = m_calls.state();
    QCOMPARE(codes(m_calls.reorder(QJsonDocument::fromJson(text).array())), QStringList{expected});
    QCOMPARE(m_calls.state(), before);
}

void TestOptionOrder::renamesAndMoves()
{
    const QJsonValue moved = m_calls.update(
        {{u"id"_s, m_calls.optionId(1)}, {u"name"_s, u" SIZE "_s}, {u"position"_s, 1}}); // its own name, in capitals
    QCOMPARE(codes(moved), QStringList());
    QCOMPARE(optionNames(moved), (QStringList{u"SIZE"_s, u"Colour"_s}));
    QCOMPARE(titles(moved), (QStringList{u"Small / Red"_s, u"Small / Blue"_s, u"Medium / Green"_s}));
}

void TestOptionOrder::renamesValuesAtOnce()
{
    const QJsonValue red = m_calls.valueId(0, 0);
    const QJsonValue green = m_calls.valueId(0, 1);
    const QJsonArray swapped{
        QJsonObject{{u"id"_s, red}, {u"name"_s, u"Green"_s}}, QJsonObject{{u"id"_s, green}, {u"name"_s, u"Red"_s}}};
    const QJsonValue renamed = m_calls.update({{u"id"_s, m_calls.optionId(0)}}, {{u"change"_s, swapped}});
    QCOMPARE(codes(renamed), QStringList());
    QCOMPARE(titles(renamed), (QStringList{u"Green / Small"_s, u"Red / Medium"_s, u"Blue / Small"_s}));
}

void TestOptionOrder::managesVariantsWithValues()
{
    const QJsonValue changed = m_calls.update({{u"id"_s, m_calls.optionId(0)}},
        {{u"add"_s, byName({u"Pink"_s})}, {u"delete"_s, QJsonArray{m_calls.valueId(0, 0)}}, {u"s"_s, u"MANAGE"_s}});
    QCOMPARE(codes(changed), QStringList());
    QCOMPARE(
        titles(changed), (QStringList{u"Green / Medium"_s, u"Blue / Small"_s, u"Pink / Small"_s, u"Pink / Medium"_s}));
    const QJsonValue left = m_calls.update(
        {{u"id"_s, m_calls.optionId(0)}}, {{u"add"_s, byName({u"Grey"_s})}, {u"s"_s, u"LEAVE_AS_IS"_s}});
    QCOMPARE(titles(left), titles(changed));
    QCOMPARE(left[u"product"][u"options"][0][u"values"].toArray().last().toString(), u"Grey"_s);
}

void TestOptionOrder::refusesToUpdate_data()
{
    QTest::addColumn<QJsonObject>("option"); // of the second one, Size
    QTest::addColumn<QJsonObject>("values"); // {small} and {medium} stand for their ids
    QTest::addColumn<QString>("expected");
    const auto renamed = [](const QString &gid, const QString &name) {
        return QJsonObject{{u"change"_s, QJsonArray{QJsonObject{{u"id"_s, gid}, {u"name"_s, name}}}}};
    };
    const QString unknown = u"gid://shopify/ProductOptionValue/1"_s;
    QTest::newRow("name of another in capitals")
        << QJsonObject{{u"name"_s, u"COLOUR"_s}} << QJsonObject() << u"OPTION_ALREADY_EXISTS"_s;
    QTest::newRow("blank name") << QJsonObject{{u"name"_s, u" "_s}} << QJsonObject() << u"INVALID_NAME"_s;
    QTest::newRow("long name") << QJsonObject{{u"name"_s, QString(256, u'x')}} << QJsonObject()
                               << u"OPTION_NAME_TOO_LONG"_s;
    QTest::newRow("position behind the last")
        << QJsonObject{{u"position"_s, 3}} << QJsonObject() << u"INVALID_POSITION"_s;
    QTest::newRow("position before the first")
        << QJsonObject{{u"position"_s, 0}} << QJsonObject() << u"INVALID_POSITION"_s;
    QTest::newRow("another option") << QJsonObject{{u"id"_s, u"gid://shopify/ProductOption/1"_s}} << QJsonObject()
                                    << u"OPTION_DOES_NOT_EXIST"_s;
    QTest::newRow("unknown value") << QJsonObject() << renamed(unknown, u"a"_s) << u"OPTION_VALUE_DOES_NOT_EXIST"_s;
    QTest::newRow("value gets the name of another")
        << QJsonObject() << renamed(u"{small}"_s, u"medium"_s) << u"OPTION_VALUE_ALREADY_EXISTS"_s;
    QTest::newRow("blank value") << QJsonObject() << renamed(u"{small}"_s, u" "_s) << u"INVALID_NAME"_s;
    QTest::newRow("value that exists") << QJsonObject() << QJsonObject{{u"add"_s, byName({u"SMALL"_s})}}
                                       << u"OPTION_VALUE_ALREADY_EXISTS"_s;
    QTest::newRow("delete an unknown value")
        << QJsonObject() << QJsonObject{{u"delete"_s, QJsonArray{unknown}}} << u"OPTION_VALUE_DOES_NOT_EXIST"_s;
    QTest::newRow("delete a value with variants")
        << QJsonObject() << QJsonObject{{u"delete"_s, QJsonArray{u"{small}"_s}}} << u"OPTION_VALUE_HAS_VARIANTS"_s;
    QTest::newRow("delete all values") << QJsonObject()
                                       << QJsonObject{{u"delete"_s, QJsonArray{u"{small}"_s, u"{medium}"_s}},
                                              {u"s"_s, u"MANAGE"_s}}
                                       << u"CANNOT_DELETE_ALL_OPTION_VALUES_IN_OPTION"_s;
}

void TestOptionOrder::refusesToUpdate()
{
    QFETCH(QJsonObject, option);
    QFETCH(QJsonObject, values);
    QFETCH(QString, expected);
    QByteArray text = QJsonDocument(values).toJson();
    text.replace("{small}", m_calls.valueId(1, 0).toUtf8());
    text.replace("{medium}", m_calls.valueId(1, 1).toUtf8());
    if (!option.contains(u"id"_s)) {
        option.insert(u"id"_s, m_calls.optionId(1));
    }
    const QJsonValue before = m_calls.state();
    QCOMPARE(codes(m_calls.update(option, QJsonDocument::fromJson(text).object())), QStringList{expected});
    QCOMPARE(m_calls.state(), before);
}

QTEST_GUILESS_MAIN(TestOptionOrder)
#include "tst_optionorder.moc"
