#include "sync/jobs/push/sendchooser.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace Sync {

namespace {

using std::chrono::milliseconds;

/// What a trial of the other way may cost of the whole.
constexpr double trialShare = 0.05;
/// Too short to tell anything.
constexpr milliseconds shortestTrial{10'000};
/// How long reading for one run may wait for points: what is read first grows old meanwhile.
constexpr double secondsOfReading = 4;
/// A rate nobody has, so that nothing is divided by none.
constexpr double slowest = 0.01;

double seconds(milliseconds duration)
{
    return double(duration.count()) / 1000;
}

milliseconds milli(double seconds)
{
    return milliseconds(qint64(std::min(seconds, 1e9) * 1000));
}

/// How long the bucket takes to give so many points.
double secondsFor(double points, const ThrottleState &throttle)
{
    if (throttle.restorePerSecond <= 0)
        return 0;
    return std::max(0.0, points - throttle.available) / throttle.restorePerSecond;
}

/// The newest figure counts as much as all before it: a shop's pace changes within minutes.
double learned(double known, double seen, bool isFirst)
{
    return isFirst ? seen : (known + seen) / 2;
}

} // namespace

SendChoice SendChooser::next(const SendWork &left, const ThrottleState &throttle) const
{
    if (left.changes < m_terms.fewest)
        return {};
    const milliseconds calls = byCalls(left, throttle);
    const milliseconds bulk = inBulk(left, throttle);
    if (m_hasRun) {
        if (bulk >= calls)
            return {};
        return {SendChoice::Way::Bulk, linesAtOnce(left, throttle), m_terms.longestRun};
    }
    // Nobody knows this shop's pace yet. A trial that may cost a twentieth of the whole finds out.
    const milliseconds trial = milli(seconds(calls) * trialShare);
    if (bulk >= calls && trial < m_overhead + shortestTrial)
        return {};
    const milliseconds longest = std::clamp(trial, std::min(shortestTrial, m_terms.longestRun), m_terms.longestRun);
    return {SendChoice::Way::Bulk, std::min(m_terms.probe, qsizetype(left.changes)), longest};
}

milliseconds SendChooser::byCalls(const SendWork &work, const ThrottleState &throttle) const
{
    const double forPoints = secondsFor(work.readPoints + work.callPoints, throttle);
    return milli(std::max(forPoints, double(work.changes) / m_callsPerSecond));
}

milliseconds SendChooser::inBulk(const SendWork &work, const ThrottleState &throttle) const
{
    const double runs = std::ceil(double(work.changes) / double(linesAtOnce(work, throttle)));
    const double running = double(work.changes) / m_linesPerSecond + runs * seconds(m_overhead);
    // While a run is under way the points for reading what the next one replaces come back.
    return milli(std::max(running, secondsFor(work.readPoints, throttle)));
}

qsizetype SendChooser::linesAtOnce(const SendWork &work, const ThrottleState &throttle) const
{
    double lines = std::min(double(m_terms.most), m_linesPerSecond * seconds(m_terms.longestRun));
    const double each = work.readPoints / double(std::max<qint64>(1, work.changes));
    if (throttle.maximum > 0 && each > 0)
        lines = std::min(lines, (throttle.available + throttle.restorePerSecond * secondsOfReading) / each);
    return std::clamp(qsizetype(lines), std::min(m_terms.probe, m_terms.most), m_terms.most);
}

void SendChooser::noteCalls(qint64 changes, milliseconds took)
{
    if (changes <= 0 || took <= milliseconds::zero())
        return;
    const double rate = std::max(slowest, double(changes) / seconds(took));
    m_callsPerSecond = learned(m_callsPerSecond, rate, !std::exchange(m_hasCalled, true));
}

void SendChooser::noteRun(qint64 lines, milliseconds running, milliseconds overhead)
{
    const bool isFirst = !std::exchange(m_hasRun, true);
    const double rate = std::max(slowest, double(lines) / std::max(0.05, seconds(running)));
    m_linesPerSecond = learned(m_linesPerSecond, rate, isFirst);
    m_overhead = milli(learned(seconds(m_overhead), seconds(overhead), isFirst));
}

} // namespace Sync
