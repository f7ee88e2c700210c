#pragma once

#include "tests/simulation/history.h"
#include "tests/simulation/runner.h"

#include <QStringList>

#include <atomic>
#include <chrono>

namespace Simulation {

struct CampaignPlan
{
    quint64 firstSeed = 1;
    int histories = 1000;
    int jobs = 1;
    QString failureFolder = {}; ///< Where violations are written; none: they are only told.
    std::chrono::seconds shrinkFor{60};
    int mostFailures = 5; ///< Then it ends.
    int twiceEvery = 100; ///< Each so-manieth history runs twice and is compared line by line.
    QStringList lookFor = {}; ///< Ids of the invariants that count; none: all do.
};

struct CampaignReport
{
    int histories = 0;
    qint64 commands = 0;
    qint64 steps = 0;
    qint64 effects = 0;
    FaultCounts faults{};
    BulkCounts bulk = {};
    std::array<qint64, size_t(CommandKind::Count)> performed{};
    int twice = 0;
    int differing = 0; ///< Of those run twice.
    QStringList failures = {}; ///< A line each.
};

/// Runs histories made from one seed after the other, on as many threads as wanted; each history is one thread's own.
CampaignReport campaign(const CampaignPlan &plan);

/// What a campaign never did, a line each: kinds of commands, and kinds of faults at kinds of calls they can strike. In
/// a long one there must be nothing of it.
QStringList neverReached(const CampaignReport &report);

/// The history with its story, ready to be read and to be replayed: JSON.
QByteArray failureFile(const History &history);

} // namespace Simulation
