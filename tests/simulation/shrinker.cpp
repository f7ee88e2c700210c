#include "tests/simulation/shrinker.h"

#include "tests/simulation/runner.h"

#include <QDeadlineTimer>

#include <utility>

using namespace Qt::StringLiterals;

namespace Simulation {

namespace {

class Shrinker
{
public:
    Shrinker(History history, std::chrono::seconds most)
        : m_best(std::move(history))
        , m_deadline(most)
    { }

    History shrink()
    {
        bool helped = true;
        while (std::exchange(helped, false) && !m_deadline.hasExpired()) {
            helped = cutLanes() || helped;
            helped = dropCommands() || helped;
            helped = calmLanes() || helped;
            helped = simplifyWorld() || helped;
            helped = simplifyCommands() || helped;
        }
        return m_best;
    }

private:
    /// Takes the candidate when it still violates the same invariant.
    bool accept(History candidate)
    {
        if (m_deadline.hasExpired())
            return false;
        const Outcome outcome = run(candidate, {}, KeepTrace::No);
        if (!outcome.violation || QLatin1StringView(infoOf(outcome.violation->invariant).id) != m_best.expects)
            return false;
        m_best = std::move(candidate);
        return true;
    }

    bool withLanes(const std::map<Tape::Lane, std::vector<int>> &lanes)
    {
        History candidate = m_best;
        candidate.schedule.setLanes(lanes);
        return accept(std::move(candidate));
    }

    /// Whole lanes away, then their ends by halves.
    bool cutLanes()
    {
        bool helped = false;
        const auto all = m_best.schedule.lanes();
        for (const auto &[lane, taken] : all) {
            auto lanes = m_best.schedule.lanes();
            lanes.erase(lane);
            helped = withLanes(lanes) || helped;
        }
        for (const auto &[lane, taken] : m_best.schedule.lanes()) {
            for (size_t keep = taken.size() / 2; keep > 0 && keep < taken.size();
                 keep += std::max<size_t>(1, (taken.size() - keep) / 2)) {
                auto lanes = m_best.schedule.lanes();
                lanes[lane].resize(std::min(keep, lanes[lane].size()));
                if (withLanes(lanes)) {
                    helped = true;
                    break;
                }
            }
        }
        return helped;
    }

    /// Single entries to 0, in blocks from large to small.
    bool calmLanes()
    {
        bool helped = false;
        const auto all = m_best.schedule.lanes();
        for (const auto &[lane, taken] : all)
            for (const size_t block : {64, 16, 4, 1})
                for (size_t from = 0; from < taken.size(); from += block)
                    helped = calm(lane, from, block) || helped;
        return helped;
    }

    bool calm(Tape::Lane lane, size_t from, size_t block)
    {
        auto lanes = m_best.schedule.lanes();
        const auto found = lanes.find(lane);
        if (found == lanes.end())
            return false;
        bool any = false;
        for (size_t at = from; at < std::min(from + block, found->second.size()); ++at)
            any = std::exchange(found->second[at], 0) != 0 || any;
        return any && withLanes(lanes);
    }

    bool dropCommands()
    {
        bool helped = false;
        for (qsizetype block = std::max<qsizetype>(1, m_best.commands.size() / 2); block > 0; block /= 2)
            for (qsizetype from = 0; from < m_best.commands.size();) {
                History candidate = m_best;
                candidate.commands.remove(from, std::min(block, candidate.commands.size() - from));
                if (accept(std::move(candidate)))
                    helped = true;
                else
                    from += block;
            }
        return helped;
    }

    bool simplifyWorld()
    {
        bool helped = false;
        const Setting plain{.products = 1, .variants = 1, .workers = 1};
        const auto attempt = [&](auto member, auto value) {
            if (m_best.setting.*member == value)
                return;
            History candidate = m_best;
            candidate.setting.*member = value;
            helped = accept(std::move(candidate)) || helped;
        };
        for (int products = 1; products < m_best.setting.products; ++products)
            attempt(&Setting::products, products);
        attempt(&Setting::variants, plain.variants);
        attempt(&Setting::workers, plain.workers);
        attempt(&Setting::tightBucket, false);
        attempt(&Setting::rewritesHtml, false);
        attempt(&Setting::tightBreaker, false);
        attempt(&Setting::bulk, false);
        attempt(&Setting::clockAhead, plain.clockAhead);
        return helped;
    }

    bool simplifyCommands()
    {
        bool helped = false;
        for (qsizetype i = 0; i < m_best.commands.size(); ++i) {
            const Command command = m_best.commands.at(i);
            Command simple = command;
            simple.after = -1;
            helped = with(i, simple) || helped;
            simple = m_best.commands.at(i);
            simple.desk = simple.product = simple.variant = 0;
            helped = with(i, simple) || helped;
            simple = m_best.commands.at(i);
            if (simple.field == u"title" && simple.value.size() > 4)
                simple.value = u"t%1"_s.arg(simple.id);
            helped = with(i, simple) || helped;
        }
        return helped;
    }

    bool with(qsizetype index, const Command &command)
    {
        if (m_best.commands.at(index) == command)
            return false;
        History candidate = m_best;
        candidate.commands[index] = command;
        return accept(std::move(candidate));
    }

    History m_best;
    QDeadlineTimer m_deadline;
};

} // namespace

History shrunk(History history, std::chrono::seconds most)
{
    return Shrinker(std::move(history), most).shrink();
}

} // namespace Simulation
