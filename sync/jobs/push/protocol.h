#pragma once

#include "sync/api/settings.h"
#include "sync/jobs/push/sendchooser.h"

#include <chrono>

namespace Sync {

class Clock;
class Gate;
class JobObserver;
class JournalStore;
class LeaseStore;
class Random;
class ShopPort;
class ShopTransfers;

/// Times the protocol of writing keeps.
struct ProtocolTimes
{
    /// How old a read may be when the write decided on it leaves.
    std::chrono::milliseconds readAge{2'000};
    /// A request whose answer was lost may still arrive this long after it left; only then is one that had no effect
    /// sent again: the request's timeout and a minute.
    std::chrono::milliseconds settleAfter{90'000};
    /// It leaves at most this long after the journal calls it sent: while its lease runs. Whoever settles it for a desk
    /// that is gone knows only the journal's time.
    std::chrono::milliseconds leavesWithin{30'000};
    /// Before the first look at what became of a write.
    std::chrono::milliseconds firstLook{500};
    /// So long after a write Shopify may answer a read with what was there before.
    std::chrono::milliseconds readLag{30'000};
    /// Between two looks at what may be such an answer.
    std::chrono::milliseconds lookAgain{1'000};
    int attempts = 3;
    /// How old a read may be when the bulk run decided on it is started. Its lines are written while it runs, so that
    /// what somebody else changes meanwhile is as old as this and the run together.
    std::chrono::milliseconds bulkReadAge{10'000};
};

/// What the protocol code is handed: ports and nothing else, so that a simulation can stand behind every one of them.
/// All outlive the run and belong to one thread.
struct ProtocolContext
{
    JournalStore &journal;
    LeaseStore &leases;
    ShopPort &shop;
    Clock &clock;
    Random &random;
    Gate &gate;
    JobObserver &observer;
    const ShopSettings &settings;
    const Operator &operatorAtDesk;
    ProtocolTimes times = {};
    ShopTransfers *transfers = nullptr; ///< None: everything goes out by calls of its own.
    BulkTerms bulk = {};
};

} // namespace Sync
