#include "models/progress/progresstext.h"

#include "models/format/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Models {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::Progress", text);
}

QString runningTitle(Sync::BatchKind kind)
{
    switch (kind) {
    case Sync::BatchKind::Pull:
        return tr("Pulling from Shopify");
    case Sync::BatchKind::Push:
        return tr("Sending to Shopify");
    case Sync::BatchKind::Apply:
        return tr("Writing to the Catalogue");
    case Sync::BatchKind::Rollback:
        return tr("Rolling Back");
    case Sync::BatchKind::Compare:
        return tr("Preparing Edits");
    case Sync::BatchKind::Replay:
        break;
    }
    return tr("Replaying");
}

QString products(qint64 howMany)
{
    return howMany == 1 ? tr("1 product") : tr("%1 products").arg(count(howMany));
}

QString pullResult(const Sync::BatchReport &report)
{
    if (report.staged == 0 && report.approvedByRules == 0)
        return tr("Read %1 from Shopify. Nothing differs from the catalogue.").arg(products(report.total));
    QString found = report.staged == 1 ? tr("1 change is waiting for review.")
                                       : tr("%1 changes are waiting for review.").arg(count(report.staged));
    if (report.approvedByRules > 0)
        found += u' ' + tr("Approved by rules: %1.").arg(count(report.approvedByRules));
    return tr("Read %1 from Shopify.").arg(products(report.total)) % u' ' % found;
}

QString doneVerb(Sync::BatchKind kind)
{
    switch (kind) {
    case Sync::BatchKind::Push:
        return tr("Sent %1 to Shopify.");
    case Sync::BatchKind::Apply:
        return tr("Wrote %1 to the catalogue.");
    case Sync::BatchKind::Rollback:
        return tr("Restored %1.");
    case Sync::BatchKind::Replay:
        return tr("Replayed %1.");
    default:
        break;
    }
    return tr("Finished %1.");
}

} // namespace

QList<Sync::Phase> phasesOf(Sync::BatchKind kind)
{
    using Sync::Phase;
    switch (kind) {
    case Sync::BatchKind::Pull:
        return {Phase::Preparing, Phase::Reading, Phase::Loading, Phase::Comparing, Phase::Staging, Phase::Recording};
    case Sync::BatchKind::Apply:
        return {Phase::Preparing, Phase::Checking, Phase::Writing, Phase::Recording};
    default:
        break;
    }
    return {Phase::Preparing, Phase::Checking, Phase::Writing, Phase::Verifying, Phase::Recording};
}

QString phaseName(Sync::Phase phase)
{
    switch (phase) {
    case Sync::Phase::Preparing:
        return tr("Prepare");
    case Sync::Phase::Reading:
        return tr("Read");
    case Sync::Phase::Loading:
        return tr("Store");
    case Sync::Phase::Comparing:
        return tr("Compare");
    case Sync::Phase::Staging:
        return tr("List Changes");
    case Sync::Phase::Checking:
        return tr("Check");
    case Sync::Phase::Writing:
        return tr("Write");
    case Sync::Phase::Verifying:
        return tr("Verify");
    case Sync::Phase::Recording:
        return tr("Record");
    case Sync::Phase::Finished:
        break;
    }
    return tr("Finished");
}

QString batchKindName(Sync::BatchKind kind)
{
    switch (kind) {
    case Sync::BatchKind::Pull:
        return tr("Pull from Shopify");
    case Sync::BatchKind::Push:
        return tr("Send to Shopify");
    case Sync::BatchKind::Apply:
        return tr("Write to Catalogue");
    case Sync::BatchKind::Rollback:
        return tr("Rollback");
    case Sync::BatchKind::Compare:
        return tr("Prepare Edits");
    case Sync::BatchKind::Replay:
        break;
    }
    return tr("Replay");
}

QString runTitle(RunState state, Sync::BatchKind kind)
{
    switch (state) {
    case RunState::Idle:
        return tr("Nothing Is Running");
    case RunState::Starting:
        return tr("Starting: %1").arg(batchKindName(kind));
    case RunState::Running:
        return runningTitle(kind);
    case RunState::Pausing:
        return tr("Pausing: %1").arg(batchKindName(kind));
    case RunState::Paused:
        return tr("Paused: %1").arg(batchKindName(kind));
    case RunState::Stopping:
        return tr("Stopping: %1").arg(batchKindName(kind));
    case RunState::Done:
        return tr("Done: %1").arg(batchKindName(kind));
    case RunState::DoneWithFailures:
        return tr("Done with Failures: %1").arg(batchKindName(kind));
    case RunState::Stopped:
        return tr("Stopped: %1").arg(batchKindName(kind));
    case RunState::Failed:
        break;
    }
    return tr("Failed: %1").arg(batchKindName(kind));
}

QString countText(const Sync::ProgressSnapshot &progress)
{
    if (progress.total > 0)
        return tr("%1 of %2").arg(count(progress.done), count(progress.total));
    if (progress.done > 0)
        return tr("%1 so far").arg(count(progress.done));
    return {};
}

QString rateText(const Sync::ProgressSnapshot &progress)
{
    if (progress.perSecond <= 0)
        return {};
    const bool slow = progress.perSecond < 10;
    return tr("%1 a second").arg(QLocale().toString(progress.perSecond, 'f', slow ? 1 : 0));
}

QString remainingText(const Sync::ProgressSnapshot &progress)
{
    if (!progress.remaining)
        return {};
    const qint64 seconds = progress.remaining->count();
    if (seconds < 10)
        return tr("a few seconds left");
    if (seconds < 60)
        return tr("about %1 s left").arg((seconds + 9) / 10 * 10);
    if (seconds < 3600)
        return tr("about %1 min left").arg((seconds + 30) / 60);
    return tr("about %1 h %2 min left").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QString waitingText(const Sync::ProgressSnapshot &progress)
{
    if (progress.throttle.waiting.count() > 0) {
        const auto seconds = std::max<qint64>(1, (progress.throttle.waiting.count() + 500) / 1000);
        return tr("Waiting for Shopify's limit, %1 s").arg(seconds);
    }
    return progress.note;
}

QString throttleText(const Sync::ThrottleState &throttle)
{
    if (throttle.maximum <= 0)
        return tr("Shopify has not told its limit yet.");
    return tr("%1 of %2 points, +%3 a second")
        .arg(count(qint64(std::floor(throttle.available))), count(qint64(throttle.maximum)),
            count(qint64(throttle.restorePerSecond)));
}

QString resultText(const Sync::BatchReport &report)
{
    QStringList sentences;
    switch (report.status) {
    case Sync::BatchStatus::Cancelled:
        sentences += tr("Stopped on request. What was done stays done.");
        break;
    case Sync::BatchStatus::Interrupted:
        sentences += tr("Interrupted before the end. What was done stays done.");
        break;
    default:
        break;
    }
    if (report.kind == Sync::BatchKind::Pull)
        sentences += pullResult(report);
    else
        sentences += doneVerb(report.kind).arg(products(report.succeeded));
    if (report.failed > 0)
        sentences += report.failed == 1 ? tr("1 failed.") : tr("%1 failed.").arg(count(report.failed));
    if (report.skipped > 0 && report.kind != Sync::BatchKind::Pull)
        sentences += tr("%1 left alone.").arg(count(report.skipped));
    if (report.conflicts > 0)
        sentences += report.conflicts == 1 ? tr("1 conflict needs a decision.")
                                           : tr("%1 conflicts need a decision.").arg(count(report.conflicts));
    if (report.kind == Sync::BatchKind::Rollback && report.succeeded > 0)
        sentences += tr("Run %1 in History can undo this rollback.").arg(report.batch.value);
    if (report.kind == Sync::BatchKind::Replay && report.succeeded > 0)
        sentences += tr("Run %1 in History can be rolled back.").arg(report.batch.value);
    return sentences.join(u' ');
}

NextStep nextStep(const Sync::BatchReport &report)
{
    if (report.failed > 0)
        return {report.failed == 1 ? tr("See 1 Failure") : tr("See %1 Failures").arg(count(report.failed)),
            u"history"_s, {{u"batch"_s, report.batch.value}}};
    if (report.kind == Sync::BatchKind::Pull && report.staged > 0)
        return {report.staged == 1 ? tr("Review 1 Change") : tr("Review %1 Changes").arg(count(report.staged)),
            u"review"_s, {{u"tab"_s, u"pending"_s}}};
    if (report.kind == Sync::BatchKind::Pull)
        return {};
    return {tr("See What Was Done"), u"history"_s, {{u"batch"_s, report.batch.value}}};
}

QString megabytes(qint64 bytes)
{
    return tr("%1 MB").arg(QLocale().toString(double(bytes) / 1e6, 'f', 1));
}

} // namespace Models
