#include "sync/api/media.h"
#include "sync/jobs/push/mediareads.h"
#include "sync/jobs/push/membershipreads.h"
#include "sync/jobs/push/pushplanner.h"
#include "sync/jobs/push/shopanswers.h"
#include "tests/support/runtask.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::runTask;

namespace {

constexpr qint64 pen = 7;
constexpr int inAll = 320;
constexpr int noPage = -1;

/// What becomes of one page that is asked for.
enum class Fate { Comes, IsEmpty, IsTheSameAgain, LeadsBack, Fails };

/// Answers media and memberships of one product from lists, a page at a time, until one that does not come.
class PagedShop final : public ShopPort
{
public:
    QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token) override
    {
        const int page = pages++;
        if (page == troubled && fate == Fate::Fails)
            co_return Failure{FailureKind::ShopUnreachable, u"Gone."_s};
        ShopReply reply;
        QJsonValue node = page == troubled && fate == Fate::IsEmpty ? QJsonValue(QJsonValue::Null) : m_last;
        if (page != troubled || fate == Fate::Comes || fate == Fate::LeadsBack)
            node = request.document == u"media_by_ids" ? media(request.variables) : memberships(request.variables);
        if (page == 0)
            m_first = node;
        if (page == troubled && fate == Fate::LeadsBack)
            node = endingLike(m_first.toObject(), node.toObject());
        m_last = node;
        reply.data.insert(u"nodes"_s, QJsonArray{node});
        co_return reply;
    }
    ThrottleState throttle() const override { return {}; }

    int troubled = noPage;
    Fate fate = Fate::Comes;
    int pages = 0;

private:
    static QJsonObject connection(int from, int count, const std::function<QJsonObject(int)> &entry)
    {
        QJsonArray nodes;
        const int end = std::min(inAll, from + count);
        for (int i = from; i < end; ++i)
            nodes += entry(i);
        return {{u"nodes"_s, nodes},
            {u"pageInfo"_s, QJsonObject{{u"hasNextPage"_s, end < inAll}, {u"endCursor"_s, QString::number(end)}}}};
    }

    /// A page that says that the next one begins where another page ended.
    static QJsonObject endingLike(const QJsonObject &other, QJsonObject page)
    {
        for (const QString &list : {u"media"_s, u"collections"_s, u"resourcePublicationsV2"_s}) {
            QJsonObject entries = page.value(list).toObject();
            entries.insert(u"pageInfo"_s, other.value(list).toObject().value(u"pageInfo"));
            page.insert(list, entries);
        }
        return page;
    }

    static QJsonObject media(const QJsonObject &variables)
    {
        const int from = variables.value(u"after").toString(u"0"_s).toInt();
        return {{u"id"_s, shopGid(u"Product", ShopifyId{pen})},
            {u"media"_s, connection(from, variables.value(u"first").toInt(), [](int i) {
                 return QJsonObject{{u"id"_s, shopGid(u"MediaImage", ShopifyId{1000 + i})}};
             })}};
    }

    static QJsonObject memberships(const QJsonObject &variables)
    {
        const int first = variables.value(u"first").toInt();
        const auto from
            = [&variables](const QString &cursor) { return variables.value(cursor).toString(u"0"_s).toInt(); };
        return {{u"id"_s, shopGid(u"Product", ShopifyId{pen})},
            {u"collections"_s,
                connection(from(u"collectionsAfter"_s), first,
                    [](int i) {
                        return QJsonObject{{u"id"_s, shopGid(u"Collection", ShopifyId{1000 + i})}};
                    })},
            {u"resourcePublicationsV2"_s, connection(from(u"channelsAfter"_s), first, [](int i) {
                 return QJsonObject{
                     {u"publication"_s, QJsonObject{{u"id"_s, shopGid(u"Publication", ShopifyId{1000 + i})}}}};
             })}};
    }

    QJsonValue m_first;
    QJsonValue m_last;
};

} // namespace

Q_DECLARE_METATYPE(Fate)

/// Media, collections and sales channels that take several pages, of which one may not come.
class TestProductPages final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAllPages();
    void aPageThatDoesNotComeIsNoEnd_data();
    void aPageThatDoesNotComeIsNoEnd();
    void nothingIsSentOnMediaThatAreNotAllKnown();

private:
    using Reads = std::shared_ptr<QMap<qint64, RemoteRead>>;
    static Reads nothingReadYet();
};

TestProductPages::Reads TestProductPages::nothingReadYet()
{
    const auto reads = std::make_shared<QMap<qint64, RemoteRead>>();
    reads->insert(pen, RemoteRead{.content = {.id = ShopifyId{pen}}});
    return reads;
}

void TestProductPages::readsAllPages()
{
    PagedShop shop;
    MediaReads media(shop);
    MembershipReads memberships(shop);
    const QList<ShopifyId> products{ShopifyId{pen}};
    const Reads reads = nothingReadYet();
    QVERIFY(runTask(media.read(products, reads, {})).value());
    QCOMPARE(shop.pages, 3);
    QVERIFY(runTask(memberships.read(products, reads, {})).value());
    QCOMPARE(shop.pages, 6);
    const ProductContent content = reads->value(pen).content;
    QVERIFY(content.allMedia);
    QVERIFY(content.allMemberships);
    QVERIFY(content.allChannels);
    QCOMPARE(mediaKeys(content.fields.value(mediaOrderPath.toString())).size(), inAll);
    for (const QString &path : {u"media:image:1319"_s, u"collection:1319"_s, u"publication:1319"_s})
        QVERIFY2(content.fields.contains(path), qPrintable(path));
    QCOMPARE(content.fields.size(), 3 * inAll + 1);
}

void TestProductPages::aPageThatDoesNotComeIsNoEnd_data()
{
    QTest::addColumn<int>("page");
    QTest::addColumn<Fate>("fate");
    for (const int page : {1, 2}) {
        QTest::addRow("page %d is empty", page) << page << Fate::IsEmpty;
        QTest::addRow("page %d is the one before", page) << page << Fate::IsTheSameAgain;
        QTest::addRow("page %d leads back", page) << page << Fate::LeadsBack;
        QTest::addRow("page %d fails", page) << page << Fate::Fails;
    }
}

void TestProductPages::aPageThatDoesNotComeIsNoEnd()
{
    QFETCH(const int, page);
    QFETCH(const Fate, fate);
    const QList<ShopifyId> products{ShopifyId{pen}};
    PagedShop shop;
    shop.troubled = page;
    shop.fate = fate;
    const Reads reads = nothingReadYet();
    MediaReads media(shop);
    QCOMPARE(runTask(media.read(products, reads, {})).value().isOk(), fate != Fate::Fails);
    QCOMPARE(shop.pages, page + 1); // and is not asked for again without end
    QVERIFY(!reads->value(pen).content.allMedia);
    shop.pages = 0;
    MembershipReads memberships(shop);
    QCOMPARE(runTask(memberships.read(products, reads, {})).value().isOk(), fate != Fate::Fails);
    QCOMPARE(shop.pages, page + 1);
    QVERIFY(!reads->value(pen).content.allMemberships);
    QVERIFY(!reads->value(pen).content.allChannels);
}

/// A medium may be among those that did not come: whoever takes it for gone adds it a second time.
void TestProductPages::nothingIsSentOnMediaThatAreNotAllKnown()
{
    PagedShop shop;
    shop.troubled = 1;
    shop.fate = Fate::IsEmpty;
    const Reads reads = nothingReadYet();
    MediaReads media(shop);
    const QList<ShopifyId> products{ShopifyId{pen}};
    QVERIFY(runTask(media.read(products, reads, {})).value());
    PushChange change{.id = ChangeId{1}, .product = ProductId{1}, .shopifyProduct = ShopifyId{pen}, .title = u"Pen"_s};
    StagedField removed{.field = u"media:image:1319"_s, .base = u"true"_s, .remote = u"true"_s};
    change.fields = {removed};
    QCOMPARE(planPush(change, reads->value(pen), std::nullopt).verdict, PushPlan::Verdict::HoldBack);
    StagedField added{.field = u"media:image:https://example.com/a.jpg"_s, .local = u"true"_s};
    change.fields = {added};
    QCOMPARE(planPush(change, reads->value(pen), std::nullopt).verdict, PushPlan::Verdict::HoldBack);
}

QTEST_GUILESS_MAIN(TestProductPages)
#include "tst_productpages.moc"
