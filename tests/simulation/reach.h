#pragma once

#include "tests/simulation/history.h"

#include <QStringList>

#include <optional>

namespace Simulation {

/// Which lines of a story are what its history must reach: their places, in order, as far as they come.
QList<qsizetype> reached(const History &history, const QStringList &trace);

/// The first thing a history must reach that does not come up in its story; empty when all do. A history that says
/// nothing of it shows nothing either.
QString unreached(const History &history, const QStringList &trace);

/// The history with all that befalls its commands some calls earlier or later, so that it reaches again what it must;
/// none of the distances tried does where this is empty.
std::optional<History> aimed(const History &history);

/// A line of a story without its time.
QStringView withoutTime(QStringView line);

} // namespace Simulation
