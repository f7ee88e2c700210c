#include "sync/api/timewindow.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <array>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

constexpr qint64 mostDays = 366;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::TimeWindow", text);
}

Failure badTime(const QString &what, const QString &remedy)
{
    return {FailureKind::BadInput, what, {}, remedy};
}

QString offsetText(int seconds)
{
    const QChar sign = seconds < 0 ? u'-' : u'+';
    const int minutes = std::abs(seconds) / 60;
    return u"%1%2:%3"_s.arg(sign).arg(minutes / 60, 2, 10, QChar(u'0')).arg(minutes % 60, 2, 10, QChar(u'0'));
}

QDateTime withOffset(const QString &text)
{
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    return time.timeSpec() == Qt::LocalTime ? QDateTime() : time;
}

} // namespace

Result<QDateTime> momentFromLocal(QDate date, QTime time)
{
    // Every moment whose local time reads so: none when the clocks were put forward, two when they were set back.
    QList<QDateTime> moments;
    const QDateTime near = QDateTime(date, time, Qt::UTC);
    for (int minutes = -15 * 60; minutes <= 15 * 60; minutes += 15) {
        const QDateTime moment = near.addSecs(qint64(minutes) * 60);
        const QDateTime there = moment.toLocalTime();
        if (there.date() == date && there.time() == time)
            moments += moment;
    }
    const QString clock = time.toString(u"HH:mm"_s);
    if (moments.isEmpty())
        return badTime(
            tr("%1 did not happen on %2: the clocks were put forward.").arg(clock, date.toString(Qt::ISODate)),
            tr("Choose a time an hour later or earlier."));
    if (moments.size() > 1)
        return badTime(tr("%1 happened twice on %2; first or second?").arg(clock, date.toString(Qt::ISODate)),
            tr("Write %1 for the first or %2 for the second.")
                .arg(clock + offsetText(moments.first().toLocalTime().offsetFromUtc()),
                    clock + offsetText(moments.last().toLocalTime().offsetFromUtc())));
    return moments.first();
}

Result<QDateTime> momentFromText(const QString &text, WindowEnd end)
{
    const QString trimmed = text.trimmed();
    if (const QDate date = QDate::fromString(trimmed, Qt::ISODate); date.isValid() && trimmed.size() == 10)
        return (end == WindowEnd::From ? date.startOfDay() : date.endOfDay()).toUTC();
    QString iso = trimmed;
    if (iso.size() > 10 && iso.at(10) == u' ')
        iso[10] = u'T';
    if (const QDateTime exact = withOffset(iso); exact.isValid())
        return exact.toUTC();
    // Date and time each by itself: together, Qt would move a time that the clocks left out.
    const QDate date = QDate::fromString(iso.left(10), Qt::ISODate);
    constexpr std::array formats{u"HH:mm", u"HH:mm:ss", u"HH:mm:ss.zzz"};
    for (const char16_t *format : formats)
        if (const QTime time = QTime::fromString(iso.mid(11), QString::fromUtf16(format));
            date.isValid() && time.isValid() && iso.mid(10, 1) == u"T")
            return momentFromLocal(date, time);
    return badTime(tr("“%1” is not a time.").arg(trimmed),
        tr("Write it like 2026-11-03, 2026-11-03 14:05 or 2026-11-03T14:05+01:00."));
}

Result<Done> checkWindow(const QDateTime &from, const QDateTime &to, const QDateTime &now)
{
    if (to < from)
        return badTime(tr("The end is before the start."), tr("Choose an end after the start."));
    if (from > now)
        return badTime(tr("The start is still to come."), tr("Choose a time that has passed."));
    if (from.daysTo(to) > mostDays)
        return badTime(tr("That is more than a year."), tr("Choose a shorter time."));
    return Done{};
}

QString windowText(const QDateTime &from, const QDateTime &to)
{
    const QDateTime start = from.toLocalTime();
    const QDateTime end = to.toLocalTime();
    const auto shown = [](const QDateTime &time) -> QString {
        return time.toString(u"yyyy-MM-dd HH:mm:ss"_s) + u' ' + time.timeZoneAbbreviation();
    };
    return tr("from %1 to %2, both included").arg(shown(start), shown(end));
}

} // namespace Sync
