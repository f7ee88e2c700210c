#pragma once

#include "sync/api/progress.h"

#include <QtGlobal>

#include <chrono>

namespace Sync {

/// What sending in bulk takes, until this shop has told better. Shopify publishes neither the speed of a bulk mutation
/// nor the time one waits for its turn, so these are guesses on the slow side, about what single calls reach on the
/// smallest plan. A batch that can spare the time begins with a run as a trial, and each run corrects the figures.
struct BulkTerms
{
    /// Fewer changes than this are sent by calls of their own, whatever the figures say: a person waits for the first.
    qsizetype fewest = 500;
    /// In the first run, which measures and by which a mistake shows before it is made everywhere.
    qsizetype probe = 100;
    /// In any run: some 10 MB of result, held in memory.
    qsizetype most = 5'000;
    double linesPerSecond = 10;
    /// Reading, upload, start, last look and result of one run.
    std::chrono::milliseconds overhead{5'000};
    /// A run is cut to end within this: what somebody else changes meanwhile goes unseen until it is read back.
    std::chrono::milliseconds longestRun{60'000};
    /// Round trips of all workers together, where the bucket does not hold them up.
    double callsPerSecond = 50;
};

/// What is left to be sent.
struct SendWork
{
    qint64 changes = 0;
    double readPoints = 0; ///< For looking at what they replace, whichever way they go.
    double callPoints = 0; ///< For calls of their own; a bulk run is not charged.
};

/// How the next section of a batch goes out.
struct SendChoice
{
    enum class Way { Calls, Bulk };

    Way way = Way::Calls;
    qsizetype lines = 0; ///< For Bulk: how many at once.
    std::chrono::milliseconds longest{0}; ///< For Bulk: when the run is given up and the rest sent by calls.

    bool operator==(const SendChoice &) const = default;
};

/// Chooses between calls of their own and a bulk run by the time each would take: points over what the bucket regains,
/// against upload, run and result. Learns from what it is told of both. Pure.
class SendChooser final
{
public:
    explicit SendChooser(const BulkTerms &terms)
        : m_terms(terms)
        , m_linesPerSecond(terms.linesPerSecond)
        , m_overhead(terms.overhead)
        , m_callsPerSecond(terms.callsPerSecond)
    { }

    /// Whether a run has told this shop's pace.
    bool knowsRuns() const { return m_hasRun; }
    SendChoice next(const SendWork &left, const ThrottleState &throttle) const;
    std::chrono::milliseconds byCalls(const SendWork &work, const ThrottleState &throttle) const;
    std::chrono::milliseconds inBulk(const SendWork &work, const ThrottleState &throttle) const;

    void noteCalls(qint64 changes, std::chrono::milliseconds took);
    /// `overhead` is all the section took beside the run itself.
    void noteRun(qint64 lines, std::chrono::milliseconds running, std::chrono::milliseconds overhead);

private:
    qsizetype linesAtOnce(const SendWork &work, const ThrottleState &throttle) const;

    BulkTerms m_terms;
    double m_linesPerSecond;
    std::chrono::milliseconds m_overhead;
    double m_callsPerSecond;
    bool m_hasRun = false;
    bool m_hasCalled = false;
};

} // namespace Sync
