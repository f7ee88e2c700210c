#include "tests/simulation/tape.h"

#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Simulation {

int Tape::next(Lane lane, int alternatives, const Draw &draw)
{
    Reel &reel = m_reels[lane];
    if (reel.position == reel.taken.size()) {
        if (!draw)
            return 0;
        reel.taken.push_back(draw());
    }
    const int taken = reel.taken[reel.position++];
    return taken < alternatives ? taken : 0;
}

void Tape::rewind()
{
    for (auto &[lane, reel] : m_reels)
        reel.position = 0;
}

int Tape::disturbances() const
{
    qsizetype count = 0;
    for (const auto &[lane, reel] : m_reels)
        count += std::count_if(reel.taken.cbegin(), reel.taken.cend(), [](int taken) { return taken != 0; });
    return int(count);
}

std::map<Tape::Lane, std::vector<int>> Tape::lanes() const
{
    std::map<Lane, std::vector<int>> all;
    for (const auto &[lane, reel] : m_reels) {
        std::vector<int> taken = reel.taken;
        while (!taken.empty() && taken.back() == 0)
            taken.pop_back();
        if (!taken.empty())
            all.emplace(lane, std::move(taken));
    }
    return all;
}

void Tape::setLanes(std::map<Lane, std::vector<int>> lanes)
{
    m_reels.clear();
    for (auto &[lane, taken] : lanes)
        m_reels[lane].taken = std::move(taken);
}

QJsonArray Tape::toJson() const
{
    QJsonArray json;
    for (const auto &[lane, taken] : lanes())
        for (size_t at = 0; at < taken.size(); ++at)
            if (taken[at] != 0)
                json += QJsonObject{{u"lane"_s, lane}, {u"at"_s, int(at)}, {u"take"_s, taken[at]}};
    return json;
}

Tape Tape::fromJson(const QJsonArray &json)
{
    std::map<Lane, std::vector<int>> lanes;
    for (const QJsonValue &entry : json) {
        std::vector<int> &taken = lanes[entry.toObject().value(u"lane").toInt()];
        const auto at = size_t(std::max(0, entry.toObject().value(u"at").toInt()));
        taken.resize(std::max(taken.size(), at + 1));
        taken[at] = entry.toObject().value(u"take").toInt();
    }
    Tape tape;
    tape.setLanes(std::move(lanes));
    return tape;
}

} // namespace Simulation
