#include "sync/jobs/rollback/comeback.h"

#include "sync/jobs/push/pictureaddresses.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace {

const QString online = u"publication:9"_s;
const QString address = u"https://cdn.example.com/files/a.jpg?v=1"_s;

/// What a deletion's entry holds.
FieldMap held()
{
    return {{u"title"_s, u"Pen"_s}, {u"collection:12"_s, u"true"_s}, {u"smart_collection:13"_s, u"true"_s},
        {online, u"true"_s}, {u"media:image:5"_s, u"true"_s}, {u"media:alt:5"_s, u"a pen"_s},
        {u"media:image:6"_s, u"true"_s}, {u"media:video:7"_s, u"true"_s}, {u"media:order"_s, u"7 5 6"_s},
        {u"media:address:5"_s, address}, {u"media:address:6"_s, u"https://cdn.example.com/files/b.jpg?v=1"_s}};
}

Operation operation(OperationKind kind, qint64 product, const FieldMap &returned)
{
    return {.shopifyProduct = ShopifyId{product},
        .kind = kind,
        .state = OperationState::Confirmed,
        .returned = ContentPatch{.product = returned}};
}

} // namespace

/// What it takes to bring a deleted product back, and what counts as made with a product.
class TestComeback final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsMadeAndPutIntoItsChannels()
    {
        const QList<Step> steps = stepsBringingBack(held(), {});
        QCOMPARE(steps.size(), 2);
        QCOMPARE(steps.first().kind, OperationKind::ProductCreate);
        QVERIFY(!steps.first().after.product.contains(u"smart_collection:13"_s));
        QVERIFY(!steps.first().after.product.contains(u"media:address:5"_s));
        QCOMPARE(steps.last().kind, OperationKind::ChannelsJoin);
        QCOMPARE(steps.last().after.product, (FieldMap{{online, u"true"_s}}));
        QCOMPARE(steps.last().before.product, (FieldMap{{online, std::nullopt}}));
        QCOMPARE(stepsBringingBack({{u"title"_s, u"Pen"_s}}, {}).size(), 1);
    }

    void picturesWithoutAFileAreFetched()
    {
        const Step create = stepsBringingBack(held(), {}).first();
        const Step sent = withFetchedPictures(create, {{u"media:image:6"_s, u"true"_s}});
        FieldMap wanted = create.after.product;
        wanted.remove(u"media:image:5"_s);
        wanted.remove(u"media:alt:5"_s);
        wanted.insert(u"media:image:"_s + address, u"true"_s);
        wanted.insert(u"media:alt:"_s + address, u"a pen"_s);
        wanted.insert(u"media:order"_s, u"7 "_s + address + u" 6"_s);
        QCOMPARE(sent.after.product, wanted);
        QCOMPARE(sent.before.product, (FieldMap{{u"media:address:5"_s, address}}));
        QCOMPARE(madeOfDeleted(sent.before, {{address, u"55"_s}}), (QMap<QString, QString>{{u"5"_s, u"55"_s}}));
        QVERIFY(madeOfDeleted(sent.before, {}).isEmpty());
    }

    void thePlanSaysWhatComesBack()
    {
        const QString all = whatComesBack(held());
        QVERIFY2(all.contains(u"sales channels"_s) && all.contains(u"fetched again"_s), qPrintable(all));
        const QString old = whatComesBack(withoutAddresses(held()));
        QVERIFY2(old.contains(u"do not come back"_s) && old.contains(u"not recorded"_s), qPrintable(old));
        QVERIFY(!all.contains(u"another app"_s));
        QVERIFY(whatComesBack({{u"metafield:app--1--reviews.stars:rating"_s, u"{}"_s}}).contains(u"another app"_s));
        const QString bare = whatComesBack({{u"title"_s, u"Pen"_s}});
        QVERIFY2(!bare.contains(u"channels"_s) && !bare.contains(u"ictures"_s), qPrintable(bare));
    }

    void theReportSaysWhatDidNot()
    {
        ProductContent made{.id = ShopifyId{1}, .fields = {{u"media:image:55"_s, u"true"_s}}};
        QVERIFY(whatStayedAway(held(), made).isEmpty()); // how many there are was not read
        made.allMedia = true;
        QCOMPARE(whatStayedAway(held(), made).size(), 1);
        QVERIFY(whatStayedAway(held(), made).first().startsWith(u"1 of its 3"_s));
        QVERIFY(whatStayedAway({{u"media:image:5"_s, u"true"_s}}, made).isEmpty());
    }

    void channelsJoinedOnceItWasMadeAreOfItsMaking()
    {
        const Operation made = operation(OperationKind::ProductCreate, 10, {{u"title"_s, u"Pen"_s}});
        const Operation joined = operation(OperationKind::ChannelsJoin, 10, {{online, u"true"_s}});
        const QList<Operation> whole = withJoinsInCreates({made, joined});
        QCOMPARE(whole.size(), 1);
        QCOMPARE(whole.first().returned->product, (FieldMap{{u"title"_s, u"Pen"_s}, {online, u"true"_s}}));
        // Of another product, of one that was there before, or not settled: an operation of its own.
        const Operation other = operation(OperationKind::ChannelsJoin, 11, {{online, u"true"_s}});
        QCOMPARE(withJoinsInCreates({made, other}).size(), 2);
        QCOMPARE(withJoinsInCreates({joined}).size(), 1);
        Operation open = joined;
        open.state = OperationState::Unknown;
        QCOMPARE(withJoinsInCreates({made, open}).size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestComeback)
#include "tst_comeback.moc"
