#pragma once

#include "models/progress/runmonitor.h"

#include <QList>

namespace Models {

/// The phases a batch of this kind goes through, in order, without the final one.
QList<Sync::Phase> phasesOf(Sync::BatchKind kind);
QString phaseName(Sync::Phase phase);

/// "Pull from Shopify": a kind of batch as a title; models/format has the short word.
QString batchKindName(Sync::BatchKind kind);

/// "Pulling from Shopify", "Pausing…", "Sent with failures": the run in a few words.
QString runTitle(RunState state, Sync::BatchKind kind);
/// "214 of 1,200", "214 so far", or nothing before the first item.
QString countText(const Sync::ProgressSnapshot &progress);
/// "38 a second", nothing while unknown.
QString rateText(const Sync::ProgressSnapshot &progress);
/// "about 3 min left", nothing while there is no honest estimate.
QString remainingText(const Sync::ProgressSnapshot &progress);
/// What is being waited for, or nothing: "Waiting for Shopify's limit, 4 s".
QString waitingText(const Sync::ProgressSnapshot &progress);
/// "1,640 of 2,000 points, +100 a second"; says so while Shopify has told nothing.
QString throttleText(const Sync::ThrottleState &throttle);

/// A finished batch in one or two sentences.
QString resultText(const Sync::BatchReport &report);

/// What a person does after a batch, for the button below its result.
struct NextStep
{
    QString label; ///< Empty when nothing is left to do.
    QString page; ///< Where the button leads: a page id.
    QVariantMap filter;
};
NextStep nextStep(const Sync::BatchReport &report);

/// "12.3 MB".
QString megabytes(qint64 bytes);

} // namespace Models
