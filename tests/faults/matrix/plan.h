#pragma once

#include "tests/faults/matrix/faultcase.h"

#include <optional>

namespace Faults {

/// Why a cell of the matrix is left out, where it is.
struct Skipped
{
    QString name;
    QString why;
};

/// All cells, and those left out.
struct Plan
{
    QList<Case> cases;
    QList<Skipped> skipped;
};

/// Every operation × every point that it meets × every fault.
Plan wholePlan(bool hasSmallDisk);

/// So many cases, others with each turn, spread evenly over operations, points and faults.
QList<Case> rotated(const QList<Case> &cases, qsizetype count, qint64 turn);

} // namespace Faults
