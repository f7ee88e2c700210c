#pragma once

#include "models/format/badge.h"
#include "sync/api/schedule.h"

#include <QString>

namespace Models {

/// When and what in a sentence: "Every weekday at 07:00: pull what changed from Shopify".
QString scheduleSentence(const Sync::Schedule &schedule);
/// Only when: "Every weekday at 07:00". The zone is named where it is not this computer's.
QString whenText(const Sync::Schedule &schedule);
/// Only what, as the rest of a sentence: "pull what changed from Shopify".
QString whatText(Sync::ScheduleAction action);

/// When it runs next, or why it does not.
QString nextRunText(const Sync::ScheduleRow &row, const QDateTime &now = QDateTime::currentDateTimeUtc());
/// How its latest run ended; nothing without one.
QString lastRunText(const Sync::ScheduleRow &row, const QDateTime &now = QDateTime::currentDateTimeUtc());
Badge badgeFor(Sync::ScheduleOutcome outcome);

/// What somebody is told when a run by schedule ended: its name, how, and why. Empty when nothing was to do.
QString noticeOf(const Sync::ScheduleRun &run);

} // namespace Models
