#include "tests/simulation/faults.h"

#include <QtGlobal>

namespace Simulation {

namespace {

constexpr bool _ = false, x = true;

//                                                                    journal  journal          shop   shop
//                                                                    read     write    lease   read   write  sleep
//                                                                    backup
constexpr std::array<FaultInfo, size_t(faultCount)> faults{{
    {Fault::None, "nothing special", {x, x, x, x, x, x, x}, 0},
    {Fault::Slow, "the answer takes over a second", {x, x, x, x, x, _, _}, 4},
    {Fault::VerySlow, "the answer takes twelve seconds", {x, x, x, x, x, _, _}, 3},
    {Fault::Fails, "it fails, nothing was done", {x, x, x, x, x, _, x}, 4},
    {Fault::Refused, "the shop refuses it", {_, _, _, _, x, _, _}, 4},
    {Fault::AnswerLost, "it is done, but the answer is lost", {_, x, x, _, x, _, _}, 6},
    {Fault::AnswerGarbled, "it is done, but the answer cannot be read", {_, _, _, _, x, _, _}, 3},
    {Fault::RequestLost, "the request is lost on its way", {_, _, _, _, x, _, _}, 6},
    {Fault::EffectAfter3s, "no answer; it is done 3 s later", {_, _, _, _, x, _, _}, 3},
    {Fault::EffectAfter30s, "no answer; it is done 30 s later", {_, _, _, _, x, _, _}, 3},
    {Fault::EffectAfter60s, "no answer; it is done 60 s later", {_, _, _, _, x, _, _}, 3},
    {Fault::EffectAfter90s, "no answer; it is done 90 s later", {_, _, _, _, x, _, _}, 3},
    {Fault::DatabaseDown, "the database goes away for 20 s", {x, x, x, _, _, _, _}, 2},
    {Fault::ShopDown, "the shop cannot be reached for a minute", {_, _, _, x, x, _, _}, 2},
    {Fault::TokenRevoked, "the shop's token is revoked", {_, _, _, x, x, _, _}, 1},
    {Fault::FrozenBefore, "the desk stands still for 45 s before it", {x, x, x, x, x, x, _}, 4},
    {Fault::FrozenAfter, "the desk stands still for 45 s after it", {x, x, x, x, x, _, _}, 4},
    {Fault::FrozenLong, "the desk stands still for 100 s before it", {x, x, x, x, _, x, _}, 3},
    {Fault::DiesBefore, "the desk dies before it", {x, x, x, x, x, x, x}, 4},
    {Fault::DiesAfter, "the desk dies after it, without an answer", {_, x, x, _, x, _, _}, 5},
    {Fault::DiesEffectLater, "the desk dies; it is done 30 s later", {_, _, _, _, x, _, _}, 4},
    {Fault::DiesEffectLate, "the desk dies; it is done 90 s later", {_, _, _, _, x, _, _}, 4},
    {Fault::Throttled, "the shop asks to wait for 20 s", {_, _, _, _, x, _, _}, 8},
}};

constexpr bool inOrder()
{
    for (size_t i = 0; i < faults.size(); ++i)
        if (size_t(faults[i].fault) != i || !faults[i].name)
            return false;
    return true;
}
// A kind of fault without its row here, and so without a generator, does not compile.
static_assert(inOrder());

} // namespace

const FaultInfo &infoOf(Fault fault)
{
    return faults[size_t(fault)];
}

bool strikes(Fault fault, Site site)
{
    return faults[size_t(fault)].strikes[size_t(site)];
}

bool isDeadly(Fault fault)
{
    return fault == Fault::DiesBefore || fault == Fault::DiesAfter || fault == Fault::DiesEffectLater
        || fault == Fault::DiesEffectLate;
}

std::chrono::milliseconds effectDelay(Fault fault)
{
    using namespace std::chrono_literals;
    switch (fault) {
    case Fault::EffectAfter3s:
        return 3s;
    case Fault::DiesEffectLater:
    case Fault::EffectAfter30s:
        return 30s;
    case Fault::EffectAfter60s:
        return 60s;
    case Fault::DiesEffectLate:
    case Fault::EffectAfter90s:
        return 90s;
    default:
        return 0ms;
    }
}

} // namespace Simulation
