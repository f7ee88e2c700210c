#include "sync/api/facets.h"
#include "tests/support/demodesk.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace Sync;
using TestSupport::DemoDesk;
using TestSupport::DemoShop;

#define VERIFY_OK(result)                                                                                              \
    QVERIFY2(result, (result) ? "" : qUtf8Printable((result).failure().text() + u' ' + (result).failure().detail))

namespace {

// As the demo shop numbers them.
const QString manual = u"collection:50000000000064"_s;
const QString online = u"publication:90000000001"_s;
const QString counter = u"publication:90000000002"_s;

/// The shop, until one request is on its way: of that and of all that come later no answer arrives any more, as when
/// the program dies there.
class CutOffShop final : public ShopPort
{
public:
    enum class Fate { Lost, CarriedOut };

    CutOffShop(ShopPort &shop, QString document, Fate fate)
        : m_shop(shop)
        , m_document(std::move(document))
        , m_fate(fate)
    { }

    QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) override
    {
        if (!m_isCut && request.document != m_document)
            co_return co_await m_shop.execute(request, stop);
        if (!std::exchange(m_isCut, true) && m_fate == Fate::CarriedOut) {
            const Result<ShopReply> done = co_await m_shop.execute(request, stop);
            m_wasCarriedOut = done.isOk();
        }
        co_return Failure{FailureKind::ShopUnreachable, u"Cut off."_s, {}, {}, {}, {}, request.isMutation};
    }
    ThrottleState throttle() const override { return m_shop.throttle(); }

    bool isCut() const { return m_isCut; }
    bool wasCarriedOut() const { return m_wasCarriedOut; }

private:
    ShopPort &m_shop;
    QString m_document;
    Fate m_fate;
    bool m_isCut = false;
    bool m_wasCarriedOut = false;
};

/// The shop, with somebody who stops the run as soon as a request has been answered.
class StoppingShop final : public ShopPort
{
public:
    StoppingShop(ShopPort &shop, QString document)
        : m_shop(shop)
        , m_document(std::move(document))
    { }

    QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) override
    {
        const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
        if (request.document == m_document)
            m_source.request_stop();
        co_return reply;
    }
    ThrottleState throttle() const override { return m_shop.throttle(); }
    std::stop_token token() const { return m_source.get_token(); }

private:
    ShopPort &m_shop;
    QString m_document;
    std::stop_source m_source;
};

/// The shop, with something that happens when it has answered a request, the first of its kind.
class JoiningShop final : public ShopPort
{
public:
    JoiningShop(ShopPort &shop, QString document, std::function<void()> happens)
        : m_shop(shop)
        , m_document(std::move(document))
        , m_happens(std::move(happens))
    { }

    QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) override
    {
        const Result<ShopReply> reply = co_await m_shop.execute(request, stop);
        if (request.document == m_document && m_happens)
            std::exchange(m_happens, {})();
        co_return reply;
    }
    ThrottleState throttle() const override { return m_shop.throttle(); }

private:
    ShopPort &m_shop;
    QString m_document;
    std::function<void()> m_happens;
};

} // namespace

/// Products of the catalogue that are made in the demo shop over HTTP, whole within one run: their sales channels are
/// joined by a call that needs the new id.
class TestNewProducts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void joinsItsChannelsInTheSameRun();
    void aChannelThatTakesProductsByItselfIsNotJoinedTwice();
    void aChannelJoinedMeanwhileHoldsNothingBack();
    void losesNoAnswer_data();
    void losesNoAnswer();
    void diesBetweenItsCalls_data();
    void diesBetweenItsCalls();
    void comingBackItDiesBetweenItsCalls_data();
    void comingBackItDiesBetweenItsCalls();
    void stoppedBetweenItsCallsTheRestIsStaged();
    void aRefusedOneJoinsNothing();
    void aRefusedChannelLeavesTheProductMade();
    void withoutTheRightItIsMadeAndSaysSo();
    void goesAgainWithItsChannels();

private:
    void put(const QString &path, const QString &value);
    bool isIn(const QString &path);
    void join(const QString &channel);
    QString gid();
    int productsInShop();
    QString calls();

    DemoShop m_shop{{.products = 40, .locations = 1, .restoreRate = 2000}};
    std::unique_ptr<Tests::PrivatePostgres> m_server;
    std::unique_ptr<DemoDesk> m_demo;
    ProductId m_product; ///< In the catalogue alone.
};

void TestNewProducts::initTestCase()
{
    QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
    m_server = std::make_unique<Tests::PrivatePostgres>();
}

void TestNewProducts::init()
{
    m_shop.faults({});
    m_shop.reset();
    m_shop.control(u"settings"_s, {{u"withheld_scopes"_s, QJsonArray()}});
    m_demo = std::make_unique<DemoDesk>(*m_server, m_shop);
    auto &desk = m_demo->desk;
    desk.sql(u"INSERT INTO products (name, status) VALUES ('New pen', 'active')"_s);
    m_product = ProductId{desk.value(u"SELECT max(id) FROM products"_s).toLongLong()};
    desk.sql(u"INSERT INTO product_variants (product_id, position, title, sku, price, inventory_quantity) VALUES "
             "(%1, 1, 'Default Title', 'NEW-1', 2, 5)"_s.arg(m_product.value));
    for (const QString &path : {manual, online, counter})
        put(path, u"true"_s);
    QCOMPARE(desk.stageAndApprove(), 1);
}

void TestNewProducts::put(const QString &path, const QString &value)
{
    m_demo->desk.sql(u"INSERT INTO product_facets (product_id, field, value) VALUES (%1, '%2', '%3')"_s.arg(
        QString::number(m_product.value), path, value));
    // Approved with it.
    m_demo->desk.sql(u"UPDATE staged_product_changes c SET local_version = p.content_version FROM products p "
                     "WHERE p.id = c.product_id"_s);
}

QString TestNewProducts::gid()
{
    return u"gid://shopify/Product/%1"_s.arg(m_demo->desk.shopifyId(m_product).value);
}

bool TestNewProducts::isIn(const QString &path)
{
    const Membership in = membership(path).value_or(Membership{});
    const bool isChannel = in.kind == Membership::Kind::Publication;
    const QString id = gid();
    return m_shop.snapshot({id})[u"products"][id][isChannel ? u"publications"_s : u"collections"_s].toArray().contains(
        u"gid://shopify/%1/%2"_s.arg(isChannel ? u"Publication"_s : u"Collection"_s).arg(in.id.value));
}

/// Somebody else puts the newest product there.
void TestNewProducts::join(const QString &channel)
{
    const QJsonObject newest = m_shop.graphql(u"{ products(first: 1, sortKey: ID, reverse: true) { nodes { id } } }"_s);
    m_shop.graphql(u"mutation($id: ID!, $input: [PublicationInput!]!) { publishablePublish(id: $id, input: $input) { "
                   "userErrors { message } } }"_s,
        {{u"id"_s, newest[u"data"][u"products"][u"nodes"][0][u"id"]},
            {u"input"_s,
                QJsonArray{QJsonObject{
                    {u"publicationId"_s, u"gid://shopify/Publication/%1"_s.arg(membership(channel)->id.value)}}}}});
}

int TestNewProducts::productsInShop()
{
    return m_shop.graphql(u"{ productsCount { count } }"_s)[u"data"][u"productsCount"][u"count"].toInt();
}

QString TestNewProducts::calls()
{
    return m_demo->desk.value(u"SELECT string_agg(kind || ' ' || state, ', ' ORDER BY planned_at, sequence) "
                              "FROM sync_operations"_s);
}

void TestNewProducts::joinsItsChannelsInTheSameRun()
{
    auto &desk = m_demo->desk;
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QVERIFY(isIn(manual));
    QVERIFY(isIn(online));
    QVERIFY(isIn(counter));
    QCOMPARE(calls(), u"product_create confirmed, channels_join confirmed"_s);
    QCOMPARE(
        desk.value(u"SELECT count(DISTINCT shopify_product_id) FROM sync_operations WHERE product_id IS NOT NULL"_s),
        u"1"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
    QCOMPARE(desk.value(u"SELECT shopify_sync_status FROM products WHERE id = %1"_s.arg(m_product.value)), u"synced"_s);
    QCOMPARE(desk.stageAndApprove(), 0);

    // Nobody but the run has put it there, so the product goes as it was made.
    const auto plan = desk.planRollback({.batch = report->batch, .created = CreatedFate::Delete});
    VERIFY_OK(plan);
    QCOMPARE(plan->changedSince, 0);
    const auto back = desk.rollBack({.batch = report->batch, .created = CreatedFate::Delete});
    VERIFY_OK(back);
    QVERIFY2(back->status == BatchStatus::Completed, qPrintable(back->warnings.join(u'\n')));
    QCOMPARE(productsInShop(), 40);
    QCOMPARE(calls(), u"product_create confirmed, channels_join confirmed, product_delete confirmed"_s);
}

void TestNewProducts::aChannelThatTakesProductsByItselfIsNotJoinedTwice()
{
    // Somebody is as quick: in between the product came into one of them.
    auto &desk = m_demo->desk;
    JoiningShop shop(m_demo->shop, u"product_set"_s, [this] { join(online); });
    desk.port = &shop;
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QVERIFY(isIn(online));
    QVERIFY(isIn(counter));
    QCOMPARE(desk.value(u"SELECT after -> 'product' FROM sync_operations WHERE kind = 'channels_join'"_s),
        u"{\"%1\": \"true\"}"_s.arg(counter));
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

void TestNewProducts::aChannelJoinedMeanwhileHoldsNothingBack()
{
    // After the last look at it, and so long that it is old when the channels are joined.
    auto &desk = m_demo->desk;
    JoiningShop shop(m_demo->shop, u"memberships_by_ids"_s, [this, &desk] {
        join(online);
        QTest::qWait(int(desk.times.readAge.count()) + 100);
    });
    desk.port = &shop;
    const auto report = desk.push();
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QVERIFY(isIn(online));
    QVERIFY(isIn(counter));
    QCOMPARE(calls(), u"product_create confirmed, channels_join confirmed"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM staged_product_changes WHERE status = 'pending'"_s), u"0"_s);
}

void TestNewProducts::losesNoAnswer_data()
{
    QTest::addColumn<QString>("mutation");
    QTest::addColumn<QString>("action");
    for (const QString &mutation : {u"productSet"_s, u"publishablePublish"_s})
        for (const QString &action : {u"dropAfter"_s, u"dropBefore"_s, u"internalError"_s})
            QTest::addRow("%s %s", qPrintable(mutation), qPrintable(action)) << mutation << action;
}

void TestNewProducts::losesNoAnswer()
{
    QFETCH(const QString, mutation);
    QFETCH(const QString, action);
    auto &desk = m_demo->desk;
    m_shop.faults({QJsonObject{{u"match"_s, mutation}, {u"action"_s, action}, {u"nth"_s, 1}}});
    const auto report = desk.push();
    m_shop.faults({});
    VERIFY_OK(report);
    QVERIFY2(report->status == BatchStatus::Completed, qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(productsInShop(), 41);
    QVERIFY(isIn(manual));
    QVERIFY(isIn(online));
    QVERIFY(isIn(counter));
    QCOMPARE(calls(), u"product_create confirmed, channels_join confirmed"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

void TestNewProducts::diesBetweenItsCalls_data()
{
    QTest::addColumn<QString>("document");
    QTest::addColumn<CutOffShop::Fate>("fate");
    for (const QString &document : {u"product_set"_s, u"channels_join"_s}) {
        QTest::addRow("%s lost", qPrintable(document)) << document << CutOffShop::Fate::Lost;
        QTest::addRow("%s carried out", qPrintable(document)) << document << CutOffShop::Fate::CarriedOut;
    }
}

void TestNewProducts::diesBetweenItsCalls()
{
    QFETCH(const QString, document);
    QFETCH(const CutOffShop::Fate, fate);
    auto &desk = m_demo->desk;
    CutOffShop cut(m_demo->shop, document, fate);
    desk.port = &cut;
    QVERIFY(!desk.push());
    QVERIFY(cut.isCut());
    QCOMPARE(cut.wasCarriedOut(), fate == CutOffShop::Fate::CarriedOut);
    desk.port = &m_demo->shop;
    const auto settled = desk.settleUnknown();
    VERIFY_OK(settled);
    QCOMPARE(settled->stillUnknown, 0);
    QCOMPARE(desk.value(u"SELECT count(*) FROM staged_product_changes WHERE status = 'applying'"_s), u"0"_s);
    const bool wasMade = document != u"product_set" || fate == CutOffShop::Fate::CarriedOut;
    const bool isWhole = document == u"channels_join" && fate == CutOffShop::Fate::CarriedOut;
    QCOMPARE(desk.value(u"SELECT status FROM staged_product_changes ORDER BY id LIMIT 1"_s),
        isWhole       ? u"applied"_s
            : wasMade ? u"superseded"_s
                      : u"approved"_s);
    // What is left is a local edit like any other.
    if (wasMade)
        QCOMPARE(desk.stageAndApprove(), isWhole ? 0 : 1);
    const auto rest = desk.push();
    QCOMPARE(rest.isOk(), !isWhole); // there is nothing left to send
    QCOMPARE(productsInShop(), 41);
    QVERIFY(isIn(manual));
    QVERIFY(isIn(online));
    QVERIFY(isIn(counter));
    QCOMPARE(desk.value(u"SELECT string_agg(kind, ', ' ORDER BY planned_at, sequence) FROM sync_operations "
                        "WHERE state = 'confirmed'"_s),
        u"product_create, channels_join"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
    QCOMPARE(desk.value(u"SELECT shopify_sync_status FROM products WHERE id = %1"_s.arg(m_product.value)), u"synced"_s);
}

void TestNewProducts::comingBackItDiesBetweenItsCalls_data()
{
    diesBetweenItsCalls_data();
}

void TestNewProducts::comingBackItDiesBetweenItsCalls()
{
    QFETCH(const QString, document);
    QFETCH(const CutOffShop::Fate, fate);
    auto &desk = m_demo->desk;
    const auto made = desk.push();
    VERIFY_OK(made);
    const auto gone = desk.rollBack({.batch = made->batch, .created = CreatedFate::Delete});
    VERIFY_OK(gone);
    QCOMPARE(productsInShop(), 40);
    desk.sql(u"DELETE FROM products WHERE id = %1"_s.arg(m_product.value));
    CutOffShop cut(m_demo->shop, document, fate);
    desk.port = &cut;
    QVERIFY(!desk.rollBack({.batch = gone->batch}));
    QVERIFY(cut.isCut());
    desk.port = &m_demo->shop;
    const auto settled = desk.settleUnknown();
    VERIFY_OK(settled);
    QCOMPARE(settled->stillUnknown, 0);
    const bool isBack = document != u"product_set" || fate == CutOffShop::Fate::CarriedOut;
    const bool isWhole = document == u"channels_join" && fate == CutOffShop::Fate::CarriedOut;
    QCOMPARE(productsInShop(), isBack ? 41 : 40);
    // It is in the catalogue again, with the channels still to be joined as local edits.
    QCOMPARE(desk.value(u"SELECT count(*) FROM products WHERE name = 'New pen'"_s), isBack ? u"1"_s : u"0"_s);
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits WHERE field LIKE 'publication:%'"_s),
        isBack && !isWhole ? u"2"_s : u"0"_s);
    if (!isBack)
        return;
    m_product = ProductId{desk.value(u"SELECT id FROM products WHERE name = 'New pen'"_s).toLongLong()};
    QCOMPARE(desk.stageAndApprove(), isWhole ? 0 : 1);
    const auto rest = desk.push();
    QCOMPARE(rest.isOk(), !isWhole); // there is nothing left to send
    QVERIFY(isIn(manual));
    QVERIFY(isIn(online));
    QVERIFY(isIn(counter));
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

void TestNewProducts::stoppedBetweenItsCallsTheRestIsStaged()
{
    auto &desk = m_demo->desk;
    StoppingShop stopping(m_demo->shop, u"product_set"_s);
    desk.port = &stopping;
    const auto cut = desk.push({}, stopping.token());
    QVERIFY(!cut || cut->status == BatchStatus::Cancelled);
    desk.port = &m_demo->shop;
    QCOMPARE(calls(), u"product_create confirmed"_s);
    QVERIFY(!isIn(online));
    QCOMPARE(desk.value(u"SELECT status FROM staged_product_changes"_s), u"superseded"_s);
    QCOMPARE(
        desk.value(u"SELECT shopify_sync_status FROM products WHERE id = %1"_s.arg(m_product.value)), u"modified"_s);
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto rest = desk.push();
    VERIFY_OK(rest);
    QVERIFY(isIn(online));
    QVERIFY(isIn(counter));
    QCOMPARE(calls(), u"product_create confirmed, channels_join confirmed"_s);
}

void TestNewProducts::aRefusedOneJoinsNothing()
{
    auto &desk = m_demo->desk;
    put(u"metafield:custom.size:number_integer"_s, u"large"_s);
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    QCOMPARE(calls(), u"product_create failed"_s);
    QCOMPARE(productsInShop(), 40);
}

void TestNewProducts::aRefusedChannelLeavesTheProductMade()
{
    auto &desk = m_demo->desk;
    put(u"publication:999"_s, u"true"_s);
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    QVERIFY2(report->warnings.join(u' ').contains(u"refused"_s), qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(calls(), u"product_create confirmed, channels_join failed"_s);
    QVERIFY(isIn(manual));
    QVERIFY(!isIn(online));
    // Corrected and sent again, it is the same product.
    desk.sql(u"DELETE FROM product_facets WHERE field = 'publication:999'"_s);
    QCOMPARE(desk.stageAndApprove(), 1);
    const auto again = desk.push();
    VERIFY_OK(again);
    QCOMPARE(productsInShop(), 41);
    QVERIFY(isIn(online));
}

void TestNewProducts::withoutTheRightItIsMadeAndSaysSo()
{
    auto &desk = m_demo->desk;
    m_shop.control(
        u"settings"_s, {{u"withheld_scopes"_s, QJsonArray{u"read_publications"_s, u"write_publications"_s}}});
    const auto report = desk.push();
    VERIFY_OK(report);
    QCOMPARE(report->failed, 1);
    QVERIFY2(report->warnings.join(u' ').contains(u"read_publications"_s), qPrintable(report->warnings.join(u'\n')));
    QCOMPARE(calls(), u"product_create confirmed"_s);
    QVERIFY(isIn(manual));
}

void TestNewProducts::goesAgainWithItsChannels()
{
    auto &desk = m_demo->desk;
    const auto report = desk.push();
    VERIFY_OK(report);
    const auto back = desk.rollBack({.batch = report->batch, .created = CreatedFate::Delete});
    VERIFY_OK(back);
    QCOMPARE(productsInShop(), 40);
    const auto again = desk.rollBack({.batch = back->batch});
    VERIFY_OK(again);
    QVERIFY2(again->status == BatchStatus::Completed, qPrintable(again->warnings.join(u'\n')));
    QCOMPARE(productsInShop(), 41);
    QVERIFY(isIn(manual));
    QVERIFY(isIn(online));
    QVERIFY(isIn(counter));
    QCOMPARE(desk.value(u"SELECT count(*) FROM facet_edits"_s), u"0"_s);
}

QTEST_GUILESS_MAIN(TestNewProducts)
#include "tst_newproducts.moc"
