#include "sync/api/schedule.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace Sync {

namespace {

template <typename Enum>
struct Word
{
    Enum value;
    QStringView word;
};

constexpr std::array actions{Word{ScheduleAction::PullChanged, QStringView(u"pull_changed")},
    Word{ScheduleAction::PullFull, QStringView(u"pull_full")}, Word{ScheduleAction::Push, QStringView(u"push")}};
constexpr std::array outcomes{Word{ScheduleOutcome::Done, QStringView(u"done")},
    Word{ScheduleOutcome::NothingToDo, QStringView(u"nothing_to_do")},
    Word{ScheduleOutcome::Held, QStringView(u"held")}, Word{ScheduleOutcome::Failed, QStringView(u"failed")}};
constexpr std::array days{Word{Weekday::Monday, QStringView(u"mon")}, Word{Weekday::Tuesday, QStringView(u"tue")},
    Word{Weekday::Wednesday, QStringView(u"wed")}, Word{Weekday::Thursday, QStringView(u"thu")},
    Word{Weekday::Friday, QStringView(u"fri")}, Word{Weekday::Saturday, QStringView(u"sat")},
    Word{Weekday::Sunday, QStringView(u"sun")}};

template <typename Table, typename Enum>
QString wordOf(const Table &table, Enum value)
{
    return std::ranges::find(table, value, &Word<Enum>::value)->word.toString();
}

template <typename Enum, typename Table>
std::optional<Enum> valueOf(const Table &table, QStringView word)
{
    const auto *found = std::ranges::find(table, word, &Word<Enum>::word);
    return found == table.end() ? std::nullopt : std::optional(found->value);
}

} // namespace

QString toWord(ScheduleAction action)
{
    return wordOf(actions, action);
}

QString toWord(ScheduleOutcome outcome)
{
    return wordOf(outcomes, outcome);
}

std::optional<ScheduleAction> scheduleActionOf(QStringView word)
{
    return valueOf<ScheduleAction>(actions, word);
}

std::optional<ScheduleOutcome> scheduleOutcomeOf(QStringView word)
{
    return valueOf<ScheduleOutcome>(outcomes, word);
}

QString toWord(Weekdays chosen)
{
    QStringList words;
    for (const auto &day : days)
        if (chosen.testFlag(day.value))
            words += day.word.toString();
    return words.join(u',');
}

std::optional<Weekdays> weekdaysOf(QStringView words)
{
    Weekdays chosen;
    for (const QStringView word : words.split(u',')) {
        const std::optional<Weekday> day = valueOf<Weekday>(days, word.trimmed());
        if (!day)
            return std::nullopt;
        chosen |= *day;
    }
    return chosen;
}

} // namespace Sync
