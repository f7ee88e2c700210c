#include "tests/simulation/runner.h"

#include "tests/simulation/commands.h"
#include "tests/simulation/people.h"
#include "tests/simulation/process.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Simulation {

namespace {

/// A wait for everybody to be idle ends after this, as a run may be paused for ever.
constexpr Milliseconds patience = 10min;

class Run
{
public:
    Run(History &history, const Chance &chance, KeepTrace keepTrace, Ground ground)
        : m_history(history)
        , m_world(history.setting, history.schedule, chance, ground)
        , m_people(m_world)
    {
        if (keepTrace == KeepTrace::Yes)
            m_world.trace().keep([this] { return m_world.scheduler().now(); });
    }

    Outcome run(const std::function<void(World &)> &atEnd)
    {
        begin();
        for (const Command &command : std::as_const(m_history.commands)) {
            wait(command.after);
            if (m_world.invariants().violation())
                break;
            m_world.trace().note([&command] { return QString(u"— "_s + sentence(command)); });
            perform(command, m_world, m_people);
        }
        windDown();
        if (atEnd)
            atEnd(m_world);
        return {m_world.invariants().violation(), m_world.trace().lines(), m_world.scheduler().steps(),
            m_world.faultsStruck(), int(m_world.model().effects().size()), m_world.bulk().counts()};
    }

private:
    void begin()
    {
        for (int i = 0; i < m_history.setting.products; ++i)
            m_world.shop().addProduct(u"Pen %1"_s.arg(i + 1), m_history.setting.variants, Milliseconds(0));
        m_people.adoptAll();
        for (int i = 0; i < deskCount; ++i)
            m_world.desk(i).start();
    }

    /// So many milliseconds, or until all are idle.
    void wait(int after)
    {
        const Milliseconds until = m_world.scheduler().now() + (after < 0 ? patience : Milliseconds(after));
        bool isTime = false;
        m_world.scheduler().callAt(until, [&isTime] { isTime = true; });
        const int alarm = m_world.scheduler().lastNumber();
        m_world.run([&] { return isTime || (after < 0 && m_world.isQuiet()); });
        if (!isTime)
            m_world.scheduler().forget(alarm);
    }

    void windDown()
    {
        m_world.trace().note([] { return u"— the faults end"_s; });
        m_world.turnFaultsOff();
        m_people.switchMaintenance(false, u"Carol"_s);
        for (int i = 0; i < deskCount; ++i) {
            m_world.desk(i).setSafeLevel(Sync::SafeLevel::Careful);
            m_world.desk(i).resume();
        }
        rest();
        settle();
        m_world.invariants().atRest();
        // What is still approved goes out now, and everything is at rest again.
        m_world.trace().note([] { return u"— the last sending"_s; });
        m_world.desk(0).send({.overrideBreaker = true}, lastLane);
        rest();
        settle();
        m_world.invariants().atRest();
    }

    void settle()
    {
        // A lease whose taker never heard of it runs out by itself.
        m_world.scheduler().callAt(m_world.scheduler().now() + 31s, [] {});
        rest();
        m_world.desk(0).settle(lastLane);
        rest();
    }

    void rest()
    {
        m_world.run([this] { return m_world.scheduler().isIdle(); });
        if (!m_world.invariants().violation() && !m_world.isQuiet())
            m_world.invariants().neverRests(u"a run waits for something that never comes"_s);
    }

    static constexpr Tape::Lane lastLane = 1'000'000;

    History &m_history;
    World m_world;
    People m_people;
};

} // namespace

Outcome run(History &history, const Chance &chance, KeepTrace keepTrace, Ground ground,
    const std::function<void(World &)> &atEnd)
{
    history.schedule.rewind();
    Run run(history, chance, keepTrace, ground);
    return run.run(atEnd);
}

} // namespace Simulation
