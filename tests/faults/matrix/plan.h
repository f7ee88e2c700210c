#pragma once

#include "tests/faults/matrix/faultcase.h"

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

/// Every operation × every point that it meets × every fault. A case that cannot meet its point is left out there, with
/// the reason: one that is run and never meets it counts as failed.
Plan wholePlan();
/// Leaves out what wants a small disk.
void leaveOutSmallDisk(Plan *plan);

/// Whether a pattern such as `create/*/kill` names the case.
bool fits(const Case &one, const QString &pattern);

/// So many cases, the same each time, others with each turn from 1; all turns together are all cases. Those that the
/// catalogue of faults names come first, then always the one of which least has been chosen: every operation, point and
/// fault before any of them comes again, and as few pairs of two of these twice as can be. In the order of \a cases.
QList<Case> selection(const QList<Case> &cases, qsizetype count, qint64 turn);

/// The \a nth of so many parts, from 1, in the same order: an operation's cases stay together, as its run without a
/// fault is made once for all of them.
QList<Case> part(const QList<Case> &cases, qsizetype nth, qsizetype parts);

} // namespace Faults
