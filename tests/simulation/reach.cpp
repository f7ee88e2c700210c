#include "tests/simulation/reach.h"

#include "tests/simulation/runner.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Simulation {

namespace {

/// Calls that came to a run or left it since its tape was made are not many.
constexpr int farthest = 12;

/// The schedule with everything that is not the scheduler's so many calls later; none where it would begin before the
/// first.
std::optional<Tape> moved(const Tape &tape, int by)
{
    std::map<Tape::Lane, std::vector<int>> lanes = tape.lanes();
    for (auto &[lane, taken] : lanes) {
        if (lane == Tape::ties)
            continue;
        if (by >= 0) {
            taken.insert(taken.begin(), size_t(by), 0);
            continue;
        }
        const auto first = std::find_if(taken.begin(), taken.end(), [](int take) { return take != 0; });
        if (std::distance(taken.begin(), first) < -by)
            return std::nullopt;
        taken.erase(taken.begin(), taken.begin() - by);
    }
    Tape moved;
    moved.setLanes(std::move(lanes));
    return moved;
}

} // namespace

QStringView withoutTime(QStringView line)
{
    const qsizetype end = line.indexOf(u" s  ");
    return end < 0 ? line : line.sliced(end + 4);
}

QList<qsizetype> reached(const History &history, const QStringList &trace)
{
    QList<qsizetype> places;
    for (qsizetype line = 0; line < trace.size() && places.size() < history.reaches.size(); ++line)
        if (withoutTime(trace.at(line)).startsWith(history.reaches.at(places.size())))
            places += line;
    return places;
}

QString unreached(const History &history, const QStringList &trace)
{
    if (history.reaches.isEmpty())
        return u"says nothing of what it must reach"_s;
    const qsizetype found = reached(history, trace).size();
    if (found == history.reaches.size())
        return {};
    return u"never comes to “%1”"_s.arg(history.reaches.at(found));
}

std::optional<History> aimed(const History &history)
{
    for (int distance = 1; distance <= farthest; ++distance)
        for (const int by : {distance, -distance}) {
            const std::optional<Tape> schedule = moved(history.schedule, by);
            if (!schedule)
                continue;
            History tried = history;
            tried.schedule = *schedule;
            if (unreached(tried, run(tried, {}, KeepTrace::Yes).trace).isEmpty())
                return tried;
        }
    return std::nullopt;
}

} // namespace Simulation
