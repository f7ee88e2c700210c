#pragma once

#include <QJsonArray>
#include <QString>

#include <functional>
#include <map>
#include <vector>

namespace Simulation {

/// What happened at every point at which a history could have gone on in more than one way: which ready task came
/// first, which fault struck a call. Alternative 0 is always the calm one (first come first served, no fault), and a
/// tape that has been read to its end says 0 for ever: a shorter tape is a calmer run.
///
/// The points are numbered per lane, a lane being what a run belongs to (a command, a desk's start, the scheduler), so
/// that taking one command out of a history does not shift the faults of the others.
class Tape
{
public:
    using Lane = int;
    static constexpr Lane ties = 0; ///< Of the scheduler; commands have their own id, desks that start minus theirs.

    /// Draws what the tape does not say; without one the tape says 0 beyond its end.
    using Draw = std::function<int()>;

    /// The alternative at the lane's next point. One beyond `alternatives` counts as 0, as the point has changed.
    int next(Lane lane, int alternatives, const Draw &draw);
    /// From the start again, with nothing to draw.
    void rewind();

    /// Alternatives other than 0 on all lanes.
    int disturbances() const;
    /// Every lane's length that matters: up to the last alternative that is not 0.
    std::map<Lane, std::vector<int>> lanes() const;
    void setLanes(std::map<Lane, std::vector<int>> lanes);

    /// Only what is not 0: `[{"lane": 3, "at": 17, "take": 5}]`.
    QJsonArray toJson() const;
    static Tape fromJson(const QJsonArray &json);

private:
    struct Reel
    {
        std::vector<int> taken;
        size_t position = 0;
    };

    std::map<Lane, Reel> m_reels;
};

} // namespace Simulation
