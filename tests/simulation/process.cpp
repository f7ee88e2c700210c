#include "tests/simulation/process.h"

#include "tests/simulation/world.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Simulation {

namespace {
constexpr std::chrono::milliseconds longerThanTheLease = 45s;
/// Longer than a lost request can be on its way, too.
constexpr std::chrono::milliseconds threeLeases = 100s;
} // namespace

Process::Process(World &world, int desk, int number)
    : clock(*this)
    , random(quint64(number))
    , gate(*this)
    , journal(*this)
    , recorded(*this)
    , leases(*this)
    , shop(*this)
    , m_world(world)
    , m_desk(desk)
    , m_number(number)
{
    who = {desk == 0 ? u"Anna"_s : u"Ben"_s, u"desk-%1/%2"_s.arg(desk + 1).arg(number)};
    settings.url = QUrl(u"https://simulated.myshopify.com"_s);
    settings.identity = {u"simulated.myshopify.com"_s, 1};
    settings.name = shopName.toString();
    settings.parallelWorkers = world.setting().workers;
    settings.safeLevel = Sync::SafeLevel::Careful;
}

QString Process::name() const
{
    return u"%1's desk"_s.arg(who.name);
}

void Process::die()
{
    if (m_dead)
        return;
    m_dead = true;
    m_world.trace().note([this] { return u"%1 dies"_s.arg(name()); });
    m_stop.request_stop();
    gate.letGo();
    m_world.processDied(*this);
}

void Process::freeze(Scheduler::Time duration)
{
    if (m_requestsHeld > 0)
        return;
    m_frozenUntil = std::max(m_frozenUntil, m_world.scheduler().now() + duration);
    m_world.trace().note([&] { return u"%1 stands still for %2 s"_s.arg(name()).arg(duration.count() / 1000); });
}

void Process::begin(Tape::Lane lane)
{
    m_lane = lane;
    m_stop = std::stop_source();
    m_stopAsked = Scheduler::Time::max();
    m_failed.clear();
    gate.open();
}

void Process::requestStop()
{
    m_stopAsked = std::min(m_stopAsked, m_world.scheduler().now());
    m_stop.request_stop();
    gate.letGo();
}

Fault Process::strike(Site site, const char *call)
{
    if (m_dead)
        return Fault::None;
    const Fault fault = m_world.faultAt(*this, site);
    if (fault == Fault::None)
        return fault;
    m_world.trace().note([&] {
        return u"%1, %2: %3"_s.arg(name(), QString::fromLatin1(call), QString::fromLatin1(infoOf(fault).name));
    });
    switch (fault) {
    case Fault::FrozenBefore:
        freeze(longerThanTheLease);
        break;
    case Fault::FrozenLong:
        freeze(threeLeases);
        break;
    case Fault::DiesBefore:
        die();
        break;
    case Fault::DatabaseDown:
        m_world.takeDatabaseDown(20s);
        break;
    case Fault::ShopDown:
        m_world.takeShopDown(60s);
        break;
    case Fault::TokenRevoked:
        m_world.revokeToken(60s);
        break;
    default:
        break;
    }
    return fault;
}

void Process::strikeAfter(Fault fault)
{
    if (fault == Fault::FrozenAfter)
        freeze(longerThanTheLease);
    else if (isDeadly(fault)) // before the call it has died already
        die();
}

Wait Process::wait(Scheduler::Time duration)
{
    return {m_world.scheduler(), *this, m_world.scheduler().now() + duration};
}

Sync::ProtocolContext Process::context()
{
    Sync::ProtocolContext context{journal, leases, shop, clock, random, gate, observer, settings, who, {}};
    if (!m_world.setting().bulk)
        return context;
    context.transfers = &shop;
    // Few products, but in bulk whenever a run is faster than a call a second.
    context.bulk = {.fewest = 1,
        .probe = 2,
        .most = 4,
        .linesPerSecond = 1000,
        .overhead = 0s,
        .longestRun = 30s,
        .callsPerSecond = 1};
    return context;
}

} // namespace Simulation
