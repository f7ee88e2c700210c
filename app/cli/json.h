#pragma once

#include "sync/api/batch.h"
#include "sync/api/catalogue.h"
#include "sync/api/diagnosis.h"
#include "sync/api/interruptions.h"
#include "sync/api/productactions.h"
#include "sync/api/replay.h"
#include "sync/api/review.h"
#include "sync/api/rollback.h"
#include "sync/api/schedule.h"

#include <QJsonObject>

namespace App {

/// Values as the command line's JSON: snake_case keys, ids as numbers, times in ISO 8601 UTC, money as strings,
/// null for "none".
QJsonObject toJson(const Sync::BatchReport &report);
QJsonObject toJson(const Sync::BatchRow &row);
QJsonObject toJson(const Sync::HistoryRow &row);
QJsonObject toJson(const Sync::StagedRow &row);
QJsonObject toJson(const Sync::FieldChange &field);
QJsonObject toJson(const Sync::OverviewCounts &counts);
QJsonObject toJson(const Sync::ProductRow &row);
QJsonObject toJson(const Sync::ProductDetail &product);
QJsonObject toJson(const Sync::DeletedProduct &product);
QJsonObject toJson(const Sync::RollbackPlan &plan);
QJsonObject toJson(const Sync::ReplayPlan &plan);
QJsonObject toJson(const Sync::Interruption &interruption);
QJsonObject toJson(const Sync::ScheduleRow &row);
QJsonObject toJson(const Sync::ScheduleRun &run);

} // namespace App
