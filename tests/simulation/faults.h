#pragma once

#include <QString>

#include <array>
#include <chrono>

namespace Simulation {

/// What can befall one call of a port, mildest first. The number is what the schedule tape keeps: new ones go to the
/// end of their table only.
enum class Fault {
    None,
    Slow, ///< The answer takes a good second.
    VerySlow, ///< The answer takes a dozen seconds.
    Fails, ///< Certainly nothing happened: no connection, request not sent.
    Refused, ///< The shop refuses one item of a write, for a reason of its own.
    AnswerLost, ///< It was done, but nobody hears of it.
    AnswerGarbled, ///< It was done, but the answer cannot be read.
    RequestLost, ///< It was not done, but nobody can tell.
    EffectAfter3s, ///< No answer; the shop does it later.
    EffectAfter30s,
    EffectAfter60s,
    EffectAfter90s,
    DatabaseDown, ///< Nobody reaches the database for twenty seconds.
    ShopDown, ///< Nobody reaches the shop for a minute.
    TokenRevoked, ///< The shop refuses the token until somebody connects again.
    FrozenBefore, ///< The desk's process stands still for longer than the lease before the call leaves.
    FrozenAfter, ///< The same after it took effect, before the answer is taken.
    FrozenLong, ///< Before it, for three leases; a request whose lease was just looked at is not held up so long.
    DiesBefore, ///< The desk's process ends before the call leaves.
    DiesAfter, ///< It ends after the call took effect, before the answer is taken.
    DiesEffectLater, ///< It ends with the request on its way; the shop does it half a minute later.
    DiesEffectLate, ///< It ends with the request on its way; the shop does it as late as it still may.
    Throttled, ///< Certainly not done: the shop asks to wait. What may leave at any time is waited out below the port.
    Count
};
inline constexpr int faultCount = int(Fault::Count);

/// Kinds of calls, as far as faults tell them apart.
enum class Site { JournalRead, JournalWrite, Lease, ShopRead, ShopWrite, Sleep, Backup, Count };

/// By kind of fault and kind of call.
using FaultCounts = std::array<std::array<qint64, size_t(Site::Count)>, size_t(faultCount)>;

struct FaultInfo
{
    Fault fault;
    const char *name; ///< For stories.
    std::array<bool, size_t(Site::Count)> strikes; ///< By site.
    int weight; ///< How often it is drawn among the others.
};

const FaultInfo &infoOf(Fault fault);
/// Whether the fault can strike there; elsewhere it counts as none.
bool strikes(Fault fault, Site site);
/// Whether the desk's process ends by it.
bool isDeadly(Fault fault);
/// How much later than its request the shop does it; zero for faults that delay nothing.
std::chrono::milliseconds effectDelay(Fault fault);

} // namespace Simulation
