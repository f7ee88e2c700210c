#pragma once

#include "sync/api/batch.h"
#include "sync/api/catalogue.h"

#include <QList>
#include <QVariantMap>

#include <optional>

namespace Models {

/// Unknown while what would show it cannot be read: neither a tick nor a demand without evidence.
enum class TourState { ToDo, Done, Unknown };

/// One item of the first-run list: what to do, whether it has been done, where it is done.
struct TourStep
{
    QString id;
    QString title;
    QString hint; ///< One sentence.
    QString page;
    QVariantMap filter = {};
    TourState state = TourState::ToDo;

    bool operator==(const TourStep &) const = default;
};

/// What shows that steps were taken.
struct TourEvidence
{
    std::optional<Sync::OverviewCounts> counts = {}; ///< Nothing while they cannot be read.
    QList<Sync::BatchRow> batches = {};
    bool batchesAreCurrent = false; ///< False while there may be others than these.
    bool checksWereRun = false;
};

/// The list, ticked by what has really happened.
QList<TourStep> tourSteps(const TourEvidence &evidence);

} // namespace Models
