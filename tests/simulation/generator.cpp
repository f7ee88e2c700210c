#include "tests/simulation/generator.h"

#include "sync/api/catalogue.h"
#include "tests/simulation/commands.h"
#include "tests/simulation/dice.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace Simulation {

namespace {

constexpr int anHour = 3'600'000;

Setting drawSetting(Dice &dice)
{
    Setting setting{.products = dice.oneOf<int>({1, 1, 2, 2, 3, 4, 6}),
        .variants = dice.oneOf<int>({1, 1, 2, 3}),
        .workers = dice.oneOf<int>({1, 2, 2, 4}),
        .tightBucket = dice.oneIn(8),
        .rewritesHtml = dice.oneIn(4),
        .tightBreaker = dice.oneIn(8)};
    for (qint64 &ahead : setting.clockAhead)
        ahead = dice.oneOf<int>({0, 0, 0, 0, 150'000, -150'000, anHour, -anHour});
    return setting;
}

/// Swarm testing: what is always there hides what needs its absence.
std::vector<CommandKind> drawKinds(Dice &dice)
{
    const CommandKind always[]
        = {CommandKind::EditProduct, CommandKind::EditVariant, CommandKind::Approve, CommandKind::Send};
    std::vector<CommandKind> bag;
    for (int i = 0; i < int(CommandKind::Count); ++i) {
        const auto kind = CommandKind(i);
        const bool kept = std::find(std::cbegin(always), std::cend(always), kind) != std::cend(always);
        if (kept || dice.oneIn(2))
            bag.insert(bag.end(), size_t(weightOf(kind)), kind);
    }
    return bag;
}

int drawPause(Dice &dice)
{
    return dice.oneOf<int>(
        {-1, -1, -1, -1, -1, -1, 0, 0, 1, 3, 7, 20, 41, 60, 90, 150, 400, 900, 3'000, 20'000, 35'000, 100'000});
}

/// Somebody in Shopify edits what is being sent at that very moment.
Command drawMeeting(Dice &dice, const Setting &setting, const QList<Command> &commands, int id)
{
    const Command &met = commands.at(dice.below(int(commands.size())));
    const bool isVariant = met.kind == CommandKind::EditVariant;
    Command edit{.id = id,
        .kind = isVariant ? CommandKind::GhostEditVariant : CommandKind::GhostEdit,
        .after = 40 + dice.below(120)};
    for (int tries = 0; tries < 20 && (tries == 0 || edit.field != met.field); ++tries)
        fill(edit, setting, dice);
    if (isVariant || met.kind == CommandKind::EditProduct) {
        edit.product = met.product;
        edit.variant = met.variant;
    }
    return edit;
}

QList<Command> drawCommands(Dice &dice, const Setting &setting)
{
    const std::vector<CommandKind> bag = drawKinds(dice);
    QList<Command> commands;
    const int count = 5 + dice.below(dice.oneOf<int>({8, 20, 56}));
    for (int i = 0; i < count; ++i) {
        Command command{.id = i + 1, .kind = bag[size_t(dice.below(int(bag.size())))], .after = drawPause(dice)};
        fill(command, setting, dice);
        commands += command;
        // What is removed comes back anew at times.
        if (command.kind == CommandKind::RemoveVariant && dice.oneIn(2) && ++i < count)
            commands += Command{.id = i + 1,
                .kind = CommandKind::AddVariant,
                .product = command.product,
                .value = u"S%1"_s.arg(command.variant + 1)};
        // What is approved is mostly sent, and edits mostly approved.
        if (command.kind == CommandKind::Approve && dice.oneIn(2) && ++i < count) {
            Command send{.id = i + 1, .kind = CommandKind::Send};
            fill(send, setting, dice);
            commands += send;
        }
        // Who puts a catalogue back wants what happened since.
        if (command.kind == CommandKind::Restore && dice.oneIn(2) && ++i < count) {
            Command replay{.id = i + 1, .kind = CommandKind::Replay};
            fill(replay, setting, dice);
            replay.number = command.number;
            commands += replay;
        }
        if (commands.last().kind == CommandKind::Send && dice.oneIn(5) && ++i < count)
            commands += drawMeeting(dice, setting, commands, i + 1);
    }
    return commands;
}

/// Something is sold while its stock is being sent, where the time between the look and the write is short.
void drawSales(Dice dice, QList<Command> &commands)
{
    int id = int(commands.size());
    for (qsizetype i = 0; i < commands.size(); ++i) {
        if (commands.at(i).kind != CommandKind::Send)
            continue;
        const auto before = std::make_reverse_iterator(commands.cbegin() + i);
        const auto stock = std::find_if(before, commands.crend(), [](const Command &command) {
            return command.kind == CommandKind::EditVariant && command.field == Sync::Field::inventoryQuantity;
        });
        if (stock == commands.crend() || dice.oneIn(3))
            continue;
        const Command sale{.id = ++id,
            .kind = CommandKind::GhostEditVariant,
            .after = 40 + dice.below(400),
            .product = stock->product,
            .variant = stock->variant,
            .field = stock->field,
            .value = QString::number(1000 + id)};
        commands.insert(++i, sale);
    }
}

/// Faults drawn at a rate, in bursts, of the kinds that are on in this history.
class FaultDice
{
public:
    explicit FaultDice(quint64 seed)
        : m_dice(seed)
        , m_perMille(m_dice.oneOf<int>({0, 10, 10, 30, 100, 100, 400}))
    {
        for (int i = 1; i < int(Fault::Throttled); ++i)
            if (m_dice.oneIn(2))
                m_bag.insert(m_bag.end(), size_t(infoOf(Fault(i)).weight), Fault(i));
        // By dice of its own, so that the histories without it are what they were.
        if (Dice(seed * 5 + 3).oneIn(4))
            m_bag.insert(m_bag.end(), size_t(infoOf(Fault::Throttled).weight), Fault::Throttled);
    }

    Fault next(Site site)
    {
        const int rate = m_burst > 0 ? std::max(m_perMille, 300) : m_perMille;
        m_burst -= m_burst > 0 ? 1 : 0;
        if (m_bag.empty() || m_dice.below(1000) >= rate)
            return Fault::None;
        const Fault fault = m_bag[size_t(m_dice.below(int(m_bag.size())))];
        if (!strikes(fault, site))
            return Fault::None;
        if (m_perMille > 0 && m_dice.oneIn(10))
            m_burst = 6;
        return fault;
    }

    int tie(int alternatives) { return m_dice.oneIn(3) ? m_dice.below(alternatives) : 0; }

private:
    Dice m_dice;
    int m_perMille;
    int m_burst = 0;
    std::vector<Fault> m_bag;
};

} // namespace

Draft draft(quint64 seed)
{
    Dice dice(seed * 2 + 1);
    Draft draft;
    draft.history.seed = seed;
    draft.history.setting = drawSetting(dice);
    // By dice of its own, so that the histories without it are what they were.
    draft.history.setting.bulk = Dice(seed * 3 + 5).oneIn(4);
    if (draft.history.setting.bulk)
        draft.history.setting.products = std::max(draft.history.setting.products, 4);
    draft.history.commands = drawCommands(dice, draft.history.setting);
    if (Dice(seed * 7 + 11).oneIn(4))
        drawSales(Dice(seed * 7 + 13), draft.history.commands);
    const auto faults = std::make_shared<FaultDice>(seed * 2);
    draft.chance.fault = [faults](Site site) { return faults->next(site); };
    draft.chance.tie = [faults](int alternatives) { return faults->tie(alternatives); };
    return draft;
}

} // namespace Simulation
