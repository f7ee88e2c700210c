#include "tests/simulation/simshop.h"

#include "tests/simulation/bulkshelf.h"
#include "tests/simulation/databasecall.h"
#include "tests/simulation/shopmodel.h"

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

namespace {

constexpr Milliseconds shopWay{20};
/// When a client gives up on an answer.
constexpr Milliseconds shopTimeout{1000};

Failure unreachable(bool mayHaveHappened)
{
    Failure failure{FailureKind::ShopUnreachable, u"The shop does not answer."_s};
    failure.mayHaveHappened = mayHaveHappened;
    return failure;
}

/// The shop's client gives up in the end, here sooner than the real one.
Failure throttled(const ShopMisses &misses)
{
    constexpr int mostInARow = 3;
    Failure failure{FailureKind::ShopThrottled, u"The shop asks to wait."_s};
    if (misses.with(failure.kind).inARow <= mostInARow)
        failure.sendAgainAfter = std::chrono::seconds(20);
    return failure;
}

Failure unauthorised()
{
    return {FailureKind::ShopUnauthorised, u"The shop refuses the token."_s};
}

bool losesRequest(Fault fault)
{
    return fault == Fault::RequestLost;
}

bool losesAnswer(Fault fault)
{
    return fault == Fault::AnswerLost || losesRequest(fault) || effectDelay(fault) > Milliseconds(0);
}

} // namespace

/// A mutation on its way: the shop's part of it goes on without the process.
struct SimShop::Delivery
{
    ShopRequest request;
    QUuid operation;
    bool refuse = false;
    std::optional<QJsonObject> answer = {};
    QList<QUuid> lines = {}; ///< Of a bulk mutation.
    BulkShelf::Mishap mishap = BulkShelf::Mishap::None;

    QJsonObject serve(World &world) const
    {
        if (request.document == u"bulk_mutation_start")
            return world.bulk().start(request, lines, mishap, refuse);
        if (request.document == u"bulk_cancel")
            return world.bulk().cancel(request.variables.value(u"id").toString());
        return world.serveMutation(request, operation, refuse);
    }
};

QCoro::Task<Result<ShopReply>> SimShop::execute(ShopRequest request, std::stop_token stop)
{
    if (m_process.isDead())
        co_return processGone();
    if (stop.stop_requested())
        co_return stopped();
    if (request.isMutation)
        co_return co_await mutate(request);
    co_return co_await read(request);
}

QCoro::Task<std::optional<Failure>> SimShop::way(Fault fault)
{
    World &world = m_process.world();
    co_await m_process.wait(shopWay);
    if (m_process.isDead())
        co_return processGone();
    if (!world.isTokenGood())
        co_return unauthorised();
    if (fault == Fault::Fails || !world.isShopThere()) {
        co_await m_process.wait(shopTimeout);
        co_return unreachable(false);
    }
    co_return std::nullopt;
}

QCoro::Task<Result<ShopReply>> SimShop::read(ShopRequest request)
{
    const Fault fault = m_process.strike(Site::ShopRead, "reading the shop");
    const std::optional<Failure> failure = co_await way(fault);
    if (failure)
        co_return Failure(*failure);
    const QJsonObject data = m_process.world().serveRead(m_process, request);
    m_process.strikeAfter(fault);
    co_await m_process.wait(answerTime(fault, shopWay));
    if (m_process.isDead())
        co_return processGone();
    co_return ShopReply{.data = data, .requestId = u"r"_s, .actualCost = request.cost};
}

QCoro::Task<Result<QString>> SimShop::upload(QByteArray jsonl, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return stopped();
    const Fault fault = m_process.strike(Site::ShopRead, "uploading a file");
    const std::optional<Failure> failure = co_await way(fault);
    if (failure)
        co_return Failure(*failure);
    const QString path = m_process.world().bulk().keep(jsonl);
    m_process.strikeAfter(fault);
    co_await m_process.wait(answerTime(fault, shopWay));
    if (m_process.isDead())
        co_return processGone();
    co_return QString(path);
}

QCoro::Task<Result<QByteArray>> SimShop::fetch(QUrl url, std::stop_token)
{
    const Fault fault = m_process.strike(Site::ShopRead, "fetching a result");
    const std::optional<Failure> failure = co_await way(fault);
    if (failure)
        co_return Failure(*failure);
    const std::optional<QByteArray> file = m_process.world().bulk().result(url);
    m_process.strikeAfter(fault);
    co_await m_process.wait(answerTime(fault, shopWay));
    if (m_process.isDead())
        co_return processGone();
    if (!file)
        co_return unreachable(false);
    co_return QByteArray(*file);
}

QCoro::Task<Result<ShopReply>> SimShop::mutate(ShopRequest request)
{
    World &world = m_process.world();
    const Fault fault = m_process.strike(Site::ShopWrite, "writing to the shop");
    if (fault == Fault::FrozenBefore) {
        m_process.holdRequest(true);
        co_await m_process.wait(Milliseconds(0));
        m_process.holdRequest(false);
    }
    if (m_process.isDead())
        co_return processGone();
    if (fault == Fault::Fails || !world.isShopThere()) {
        co_await m_process.wait(shopTimeout);
        co_return unreachable(false);
    }
    if (fault == Fault::Throttled && request.departure) {
        co_await m_process.wait(shopWay * 2);
        if (m_process.isDead())
            co_return processGone();
        co_return throttled(request.departure->misses);
    }
    m_pointsUsed = std::max(0.0, m_pointsUsed - world.refilled(m_pointsAt)) + request.cost;
    m_pointsAt = world.scheduler().now();
    const auto delivery = std::make_shared<Delivery>();
    delivery->request = request;
    delivery->refuse = fault == Fault::Refused;
    const bool stoodStill = fault == Fault::FrozenBefore;
    if (request.document == u"bulk_mutation_start") {
        delivery->lines = world.bulkDeparture(m_process, request, stoodStill);
        delivery->mishap = BulkShelf::Mishap(world.choose(m_process.lane(), int(BulkShelf::Mishap::Count)));
    } else if (request.document != u"bulk_cancel") {
        delivery->operation = world.departure(m_process, request, stoodStill);
    }
    post(delivery, fault);
    m_process.strikeAfter(fault);
    co_await m_process.wait(losesAnswer(fault) ? shopTimeout : shopWay + answerTime(fault, shopWay));
    if (m_process.isDead())
        co_return processGone();
    if (losesAnswer(fault))
        co_return unreachable(true);
    if (!delivery->answer)
        co_return unauthorised();
    if (fault == Fault::AnswerGarbled)
        co_return ShopReply{.data = {}, .requestId = u"garbled"_s};
    co_return ShopReply{.data = *delivery->answer, .requestId = u"r"_s, .actualCost = request.cost};
}

void SimShop::post(const std::shared_ptr<Delivery> &delivery, Fault fault)
{
    if (losesRequest(fault))
        return;
    World &world = m_process.world();
    world.scheduler().callAt(world.scheduler().now() + std::max(shopWay, effectDelay(fault)), [&world, delivery] {
        if (world.isTokenGood())
            delivery->answer = delivery->serve(world);
    });
}

ThrottleState SimShop::throttle() const
{
    World &world = m_process.world();
    if (!world.setting().tightBucket)
        return {};
    const double used = std::max(0.0, m_pointsUsed - world.refilled(m_pointsAt));
    return {.available = 40 - std::min(40.0, used), .maximum = 40, .restorePerSecond = 20};
}

} // namespace Simulation
