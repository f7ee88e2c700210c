#pragma once

#include "models/history/stagedcounts.h"
#include "sync/api/batch.h"

namespace Models {

/// What stands in the place of a run's lines when it has none.
struct NoLines
{
    QString title;
    QString text;
    /// It ended before its end and left nothing: starting again and the logs are the ways on.
    bool endedEarly = false;
};

/// `fates` is what became of the changes a pull found, absent while they are counted.
NoLines noLines(const Sync::BatchRow &batch, const std::optional<StagedFates> &fates);

} // namespace Models
