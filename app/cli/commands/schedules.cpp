#include "app/cli/commands/runbatch.h"
#include "app/cli/commands/subcommand.h"
#include "app/cli/json.h"
#include "app/cli/output.h"
#include "models/schedules/scheduletext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace App {

namespace {

using Sync::Schedule;

QString tr(const char *text)
{
    return QCoreApplication::translate("App::Cli", text);
}

Sync::Failure refused(const QString &what, const QString &remedy)
{
    return {Sync::FailureKind::BadInput, what, tr("Nothing was changed."), remedy};
}

/// The schedule that the options describe.
Sync::Result<Schedule> scheduleOf(const QCommandLineParser &options)
{
    Schedule schedule{.name = options.value(u"name"_s), .startsAt = QDateTime::currentDateTimeUtc()};
    const auto action = Sync::scheduleActionOf(options.value(u"action"_s).replace(u'-', u'_'));
    if (!action)
        return refused(tr("--action names what to do: pull-changed, pull-full or push."), tr("Give one of them."));
    schedule.action = *action;
    if (options.isSet(u"at"_s) == options.isSet(u"every"_s))
        return refused(tr("A schedule has either a time of day or an interval."), tr("Give --at or --every."));
    if (options.isSet(u"at"_s)) {
        schedule.at = QTime::fromString(options.value(u"at"_s), u"H:mm"_s);
        if (!schedule.at.isValid())
            return refused(
                tr("“%1” is no time of day.").arg(plain(options.value(u"at"_s))), tr("Write it like 07:30."));
    } else {
        // Far more than is allowed is refused in words later; it only must not overflow on the way there.
        schedule.everyMinutes = int(std::min<qint64>(options.value(u"every"_s).toLongLong(), 1'000'000));
    }
    if (options.isSet(u"days"_s)) {
        const auto days = Sync::weekdaysOf(options.value(u"days"_s).toLower());
        if (!days)
            return refused(tr("“%1” are no days.").arg(plain(options.value(u"days"_s))),
                tr("Write them like mon,tue,wed,thu,fri,sat,sun."));
        schedule.days = *days;
    }
    schedule.timeZone
        = options.isSet(u"zone"_s) ? options.value(u"zone"_s) : QString::fromLatin1(QTimeZone::systemTimeZoneId());
    if (schedule.name.isEmpty())
        schedule.name = Models::scheduleSentence(schedule).left(Schedule::longestName);
    return schedule;
}

QString runText(const Sync::ScheduleRun &run)
{
    return u"%1: %2. %3"_s.arg(plain(run.name), Models::badgeFor(run.outcome).word, plain(run.message)).trimmed();
}

QCoro::Task<int> list(CommandContext &context)
{
    const auto rows = co_await resultOf(context.schedules.list());
    if (!rows)
        co_return context.output.failure(rows.failure());
    QList<QStringList> table{{tr("Id"), tr("Schedule"), tr("When and what"), tr("Next run"), tr("Latest run")}};
    QJsonArray schedules;
    for (const Sync::ScheduleRow &row : *rows) {
        schedules.append(toJson(row));
        table.append({QString::number(row.schedule.id.value), plain(row.schedule.name),
            Models::scheduleSentence(row.schedule), Models::nextRunText(row), Models::lastRunText(row)});
    }
    context.output.result(
        rows->isEmpty() ? tr("There are no schedules.") : textTable(table, {0}), {{u"schedules"_s, schedules}});
    co_return 0;
}

QCoro::Task<int> add(CommandContext &context)
{
    const auto schedule = scheduleOf(context.options);
    if (!schedule)
        co_return context.output.failure(schedule.failure());
    const auto id = co_await resultOf(context.schedules.save(*schedule));
    if (!id)
        co_return context.output.failure(id.failure());
    context.output.result(tr("Schedule %1: %2.").arg(id->value).arg(Models::scheduleSentence(*schedule)),
        {{u"schedule_id"_s, id->value}, {u"name"_s, schedule->name}});
    co_return 0;
}

/// Does something to the schedule whose id follows the action's word.
template <typename Change>
QCoro::Task<int> change(CommandContext &context, Change change, QString done)
{
    const auto ids = idArguments(context.arguments.mid(1), u"schedules list");
    if (!ids)
        co_return context.output.failure(ids.failure());
    const auto changed = co_await resultOf(change(Sync::ScheduleId{ids->constFirst()}));
    if (!changed)
        co_return context.output.failure(changed.failure());
    context.output.result(done, {});
    co_return 0;
}

QCoro::Task<int> remove(CommandContext &context)
{
    const auto removed = [&context](Sync::ScheduleId id) { return context.schedules.remove(id); };
    return change(context, removed, tr("The schedule was removed."));
}

QCoro::Task<int> enable(CommandContext &context)
{
    const auto enabled = [&context](Sync::ScheduleId id) { return context.schedules.setEnabled(id, true); };
    return change(context, enabled, tr("The schedule is switched on."));
}

QCoro::Task<int> disable(CommandContext &context)
{
    const auto disabled = [&context](Sync::ScheduleId id) { return context.schedules.setEnabled(id, false); };
    return change(context, disabled, tr("The schedule is switched off."));
}

/// What a timer calls: runs what is due, and nothing else.
QCoro::Task<int> runDue(CommandContext &context)
{
    const auto runs = co_await resultOf(context.schedules.runDue());
    if (!runs)
        co_return context.output.failure(runs.failure());
    QStringList lines;
    QJsonArray all;
    bool isWell = true;
    for (const Sync::ScheduleRun &run : *runs) {
        lines += runText(run);
        all.append(toJson(run));
        isWell = isWell
            && (run.outcome == Sync::ScheduleOutcome::Done || run.outcome == Sync::ScheduleOutcome::NothingToDo);
    }
    context.output.result(lines.isEmpty() ? tr("Nothing is due.") : lines.join(u'\n'), {{u"runs"_s, all}});
    co_return isWell ? 0 : 1;
}

constexpr Subcommand<CommandContext> actions[] = {
    {u"list", 0, 0, list},
    {u"add", 0, 0, add},
    {u"remove", 1, 1, remove},
    {u"enable", 1, 1, enable},
    {u"disable", 1, 1, disable},
    {u"run-due", 0, 0, runDue},
};

QCoro::Task<int> run(CommandContext &context)
{
    return runSubcommand<CommandContext>(context, u"schedules"_s, actions);
}

} // namespace

Command schedulesCommand()
{
    Command command{u"schedules"_s, tr("What starts by itself: list, make and switch schedules, run what is due"),
        u"action [id]"_s,
        {{u"action"_s, tr("add: pull-changed, pull-full or push"), u"word"_s},
            {u"at"_s, tr("add: the time of day, for example 07:30"), u"time"_s},
            {u"every"_s, tr("add: every so many minutes, 5 to 1440"), u"n"_s},
            {u"days"_s, tr("add: on these days only, for example mon,tue,wed,thu,fri"), u"days"_s},
            {u"zone"_s, tr("add: whose clocks count, for example Europe/Berlin; this computer's unless said"),
                u"zone"_s},
            {u"name"_s, tr("add: what History calls it; else what it does"), u"text"_s}},
        run};
    command.argumentsHelp = tr("list, add, remove, enable, disable or run-due; the schedule's id where one is meant");
    command.description = tr("A schedule runs while a Syncdesk is open on the shop, or when “schedules run-due” is "
                             "called by a timer. What was missed is caught up once. A scheduled push sends what is "
                             "approved and never asks: where a person would be asked, it sends nothing and says so.");
    return command;
}

} // namespace App
