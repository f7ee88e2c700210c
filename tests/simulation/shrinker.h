#pragma once

#include "tests/simulation/history.h"

#include <chrono>

namespace Simulation {

/// Makes a history that violates an invariant as small and calm as it can while it still violates that same one:
/// first the schedule is cut short and calmed, then commands are left out, then the world is made smaller and the
/// values simpler, over and over until nothing helps or the time is up. The runs it takes are the only real time a
/// simulation knows.
History shrunk(History history, std::chrono::seconds most);

} // namespace Simulation
