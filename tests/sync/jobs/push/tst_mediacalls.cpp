#include "sync/jobs/push/mediacalls.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace {

const QString order = u"media:order"_s;
const QString blue = u"https://example.com/blue.jpg"_s;
const QString green = u"https://example.com/green.jpg"_s;
const FieldValue yes = u"true"_s;

FieldMap shop(const QString &keys)
{
    FieldMap fields{{order, keys}};
    for (const QString &key : mediaKeys(keys))
        fields.insert(u"media:image:"_s + key, yes);
    return fields;
}

QString told(const QList<Step> &steps)
{
    QStringList all;
    for (const Step &step : steps)
        all += toWord(step.kind) + u' ' + QStringList(step.after.product.keys()).join(u' ');
    return all.join(u", "_s);
}

} // namespace

/// What sending media takes, without any shop.
class TestMediaCalls final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneCallForEachMediumAndNoneForAnOrderThatFollows()
    {
        const FieldMap before{{order, u"1 2"_s}, {u"media:image:1"_s, yes}, {u"media:alt:2"_s, u"two"_s}};
        const FieldMap after{{order, u"2 "_s + green + u' ' + blue}, {u"media:image:1"_s, {}},
            {u"media:alt:2"_s, u"second"_s}, {u"media:image:"_s + blue, yes}, {u"media:image:"_s + green, yes},
            {u"media:alt:"_s + green, u"green"_s}};
        QCOMPARE(told(mediaSteps(before, after)),
            u"media_update media:image:1, media_add media:alt:%1 media:image:%1, media_add media:image:%2, "
            "media_update media:alt:2"_s.arg(green, blue));
    }

    void anOrderThatDoesNotFollowIsSentLast()
    {
        const QList<Step> steps
            = mediaSteps({{order, u"1 2"_s}}, {{order, blue + u" 2 1"_s}, {u"media:image:"_s + blue, yes}});
        QCOMPARE(told(steps), u"media_add media:image:%1, media_order media:order"_s.arg(blue));
        QCOMPARE(steps.last().before.product.value(order), u"1 2 "_s + blue);
        QCOMPARE(steps.last().after.product.value(order), blue + u" 2 1"_s);
    }

    void whatWasAddedGoesByItsNumberWhenItsTurnHasCome()
    {
        const Operation operation{.kind = OperationKind::MediaOrder, .after = {.product = {{order, blue + u" 2 1"_s}}}};
        const auto due = atItsTurn(operation, shop(u"1 2 9"_s), {{blue, u"9"_s}});
        QVERIFY(due);
        QCOMPARE(due->before.product.value(order), u"1 2 9"_s);
        QCOMPARE(due->after.product.value(order), u"9 2 1"_s);
        // What was refused is not there, and then nothing is left to do.
        QVERIFY(!atItsTurn(operation, shop(u"2 1"_s), {}));
    }

    void theMovesLeadToTheOrder_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::newRow("the last first") << u"1 2 3"_s << u"3 1 2"_s;
        QTest::newRow("the first last") << u"1 2 3"_s << u"2 3 1"_s;
        QTest::newRow("turned round") << u"1 2 3 4"_s << u"4 3 2 1"_s;
    }
    void theMovesLeadToTheOrder()
    {
        QFETCH(const QString, from);
        QFETCH(const QString, to);
        const Operation operation{.kind = OperationKind::MediaOrder,
            .before = {.product = {{order, from}}},
            .after = {.product = {{order, to}}}};
        QStringList keys = mediaKeys(from);
        const QJsonArray moves = mediaRequest(operation, shop(from)).variables.value(u"moves").toArray();
        for (const QJsonValue &move : moves) {
            const QString key = move[u"id"_s].toString().section(u'/', -1);
            keys.removeOne(key);
            keys.insert(move[u"newPosition"_s].toString().toInt(), key);
        }
        QCOMPARE(mediaOrder(keys), to);
    }

    void anAdditionIsFoundAgainOnlyAmongWhatWasNotThere()
    {
        const Operation add{.kind = OperationKind::MediaAdd,
            .before = {.product = {{order, u"1 2"_s}}},
            .after = {.product = {{u"media:image:"_s + blue, yes}, {u"media:alt:"_s + blue, u"Blue"_s}}}};
        RemoteRead read;
        read.content.fields = shop(u"1 2"_s);
        read.content.fields.insert(u"media:alt:2"_s, u"Blue"_s);
        QCOMPARE(judgeMediaAdd(add, read), ReadBack::NoEffect);
        read.content.fields.insert(shop(u"1 2 9"_s));
        QCOMPARE(judgeMediaAdd(add, read), ReadBack::NoEffect); // somebody else's, with another text
        read.content.fields.insert(u"media:alt:9"_s, u"Blue"_s);
        QCOMPARE(judgeMediaAdd(add, read), ReadBack::TookEffect);
        QCOMPARE(madeMedia(add, read.content.fields), (QMap<QString, QString>{{blue, u"9"_s}}));
    }

    void takenOffAFileKeepsItsText()
    {
        const Operation off{.shopifyProduct = ShopifyId{5},
            .kind = OperationKind::MediaUpdate,
            .after = {.product = {{u"media:video:7"_s, {}}, {u"media:alt:7"_s, {}}}}};
        QCOMPARE(mediaRequest(off, {}).variables.value(u"files").toArray(),
            (QJsonArray{QJsonObject{{u"id"_s, u"gid://shopify/Video/7"_s},
                {u"referencesToRemove"_s, QJsonArray{u"gid://shopify/Product/5"_s}}}}));
        const Operation described{.kind = OperationKind::MediaUpdate, .after = {.product = {{u"media:alt:7"_s, {}}}}};
        QCOMPARE(mediaRequest(described, {{u"media:video:7"_s, yes}}).variables.value(u"files").toArray(),
            (QJsonArray{QJsonObject{{u"id"_s, u"gid://shopify/Video/7"_s}, {u"alt"_s, QString()}}}));
    }

    void aNewProductTakesAlongWhatShopifyStillHas()
    {
        FieldMap fields = shop(u"7 8 "_s + blue);
        fields.insert(u"media:alt:8"_s, u"eight"_s);
        QCOMPARE(fileInputs(fields, {{u"media:image:8"_s, yes}}),
            (QJsonArray{QJsonObject{{u"id"_s, u"gid://shopify/MediaImage/8"_s}, {u"alt"_s, u"eight"_s}},
                QJsonObject{{u"originalSource"_s, blue}, {u"contentType"_s, u"IMAGE"_s}, {u"alt"_s, QString()}}}));
    }
};

QTEST_APPLESS_MAIN(TestMediaCalls)
#include "tst_mediacalls.moc"
