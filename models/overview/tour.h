#pragma once

#include "sync/api/batch.h"
#include "sync/api/catalogue.h"

#include <QList>
#include <QVariantMap>

#include <optional>

namespace Models {

/// One item of the first-run list: what to do, whether it has been done, where it is done.
struct TourStep
{
    QString id;
    QString title;
    QString hint; ///< One sentence.
    QString page;
    QVariantMap filter = {};
    bool done = false;

    bool operator==(const TourStep &) const = default;
};

/// The list, ticked by what has really happened: counts, batches and whether the checks were ever run.
QList<TourStep> tourSteps(
    const std::optional<Sync::OverviewCounts> &counts, const QList<Sync::BatchRow> &batches, bool checksWereRun);

} // namespace Models
