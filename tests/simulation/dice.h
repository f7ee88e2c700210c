#pragma once

#include "tests/simulation/simclock.h"

#include <QStringList>

namespace Simulation {

/// What a generator throws. The same seed throws the same.
class Dice
{
public:
    explicit Dice(quint64 seed)
        : m_random(seed)
    { }

    int below(int bound) { return bound <= 0 ? 0 : int(m_random.below(quint64(bound))); }
    bool oneIn(int chances) { return below(chances) == 0; }
    template <typename T>
    T oneOf(std::initializer_list<T> values)
    {
        return *(values.begin() + below(int(values.size())));
    }

private:
    SimRandom m_random;
};

} // namespace Simulation
