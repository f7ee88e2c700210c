#pragma once

#include "tests/simulation/history.h"
#include "tests/simulation/world.h"

namespace Simulation {

/// A history made from a seed: a small world, 5 to 60 commands of which a random half of the kinds is switched off, and
/// the rate and kinds of the faults that will strike it.
struct Draft
{
    History history;
    Chance chance; ///< Draws the schedule while the history is first run.
};

Draft draft(quint64 seed);

} // namespace Simulation
