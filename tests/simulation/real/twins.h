#pragma once

#include "tests/simulation/generator.h"
#include "tests/simulation/real/pgstore.h"
#include "tests/simulation/real/realshop.h"

namespace Simulation {

/// One history run twice: on the models, and on the real thing by the same tapes and the same clock.
struct Twins
{
    QStringList differences = {}; ///< A line each, the first place where their stories part in front; none: the same.
    QStringList simulated = {}; ///< The stories.
    QStringList real = {};
};

/// Runs a history as drafted, or by its tapes alone when it was given without a chance. Without a shop both runs use
/// the model of one. With one, what only the model does is taken out of the history: it rewrites no markup and refuses
/// no price.
Twins runBoth(History &history, const Chance &chance, PgTemplate &databases, RealShop *shop);

} // namespace Simulation
