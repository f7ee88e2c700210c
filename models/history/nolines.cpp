#include "models/history/nolines.h"

#include <QCoreApplication>

namespace Models {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::NoLines", text);
}

bool isGoingOn(Sync::BatchStatus status)
{
    return status == Sync::BatchStatus::Queued || status == Sync::BatchStatus::Running
        || status == Sync::BatchStatus::Paused;
}

bool hasEndedWell(Sync::BatchStatus status)
{
    return status == Sync::BatchStatus::Completed || status == Sync::BatchStatus::Partial;
}

// Only what goes wrong with single products of a pull has a line; what it brought are changes to review.
NoLines noLinesOfPull(const Sync::BatchRow &batch, const std::optional<StagedFates> &fates)
{
    if (!fates)
        return {tr("Counting What Came\u2026"), {}};
    if (fates->total() > 0 || hasEndedWell(batch.status))
        return {tr("What Came from Shopify"), fatesSentence(*fates)};
    if (isGoingOn(batch.status))
        return {tr("Nothing Compared Yet"), tr("What differs from the catalogue appears here once it is compared.")};
    return {tr("Nothing Was Compared"),
        tr("The run ended before anything was compared with the catalogue, so what differs is not known. Pull again to "
           "see it."),
        true};
}

} // namespace

NoLines noLines(const Sync::BatchRow &batch, const std::optional<StagedFates> &fates)
{
    if (batch.kind == Sync::BatchKind::Pull)
        return noLinesOfPull(batch, fates);
    if (batch.succeeded + batch.failed + batch.skipped > 0)
        return {tr("No Line Was Kept"), tr("The counts above are all that is known of what this run did.")};
    if (isGoingOn(batch.status))
        return {tr("No Product Was Touched Yet"), tr("Lines appear here as the run goes on.")};
    if (hasEndedWell(batch.status))
        return {tr("No Product Was Touched"), {}};
    return {tr("No Product Was Touched"), tr("The run ended before it came to the first one."), true};
}

} // namespace Models
