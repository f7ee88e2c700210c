#pragma once

#include "tests/simulation/history.h"
#include "tests/simulation/invariants.h"
#include "tests/simulation/world.h"

#include <QStringList>

namespace Simulation {

/// What one run of a history came to.
struct Outcome
{
    std::optional<Violation> violation = {};
    QStringList trace = {}; ///< When it was asked for.
    int steps = 0;
    FaultCounts faults{};
    int effects = 0;
    BulkCounts bulk = {};
};

enum class KeepTrace { No, Yes };

/// Runs a history from its start to rest: its commands, then all faults off, until nothing is open any more. What
/// `chance` draws is added to the history's schedule. `atEnd` sees the world as it was left.
Outcome run(History &history, const Chance &chance, KeepTrace keepTrace, Ground ground = {},
    const std::function<void(World &)> &atEnd = {});

} // namespace Simulation
