#include "models/history/interruptiontext.h"

#include "models/format/text.h"
#include "sync/api/isolated.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Models {
namespace {

using Sync::BatchKind;
using Sync::Interruption;

constexpr int longestReason = 400;

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::Interruptions", text);
}

/// As the window calls what was started.
QString kindName(BatchKind kind)
{
    switch (kind) {
    case BatchKind::Pull:
        return tr("Pull from Shopify");
    case BatchKind::Push:
        return tr("Send to Shopify");
    case BatchKind::Apply:
        return tr("Write to Catalogue");
    case BatchKind::Replay:
        return tr("Replay");
    default:
        return tr("Rollback");
    }
}

QString howFar(const Interruption &cut)
{
    if (cut.kind == BatchKind::Pull)
        return tr("A pull changes nothing in the catalogue before it has ended, so nothing is half done.");
    if (cut.written == 0)
        return tr("Nothing of it was written.");
    return tr("Products written: %1 of %2. What was written stays written.")
        .arg(count(cut.written), count(std::max(cut.total, cut.written)));
}

QString whatIsKnown(const Interruption &cut)
{
    const bool sends = cut.kind == BatchKind::Push || cut.kind == BatchKind::Rollback || cut.kind == BatchKind::Replay;
    if (!cut.isSettled)
        return sends ? tr("What was under way has not been read back from Shopify yet; that begins by itself within a "
                          "minute.")
                     : QString();
    if (cut.unsettled > 0) {
        const QString open = tr("Writes that could not be settled yet: %1.").arg(count(cut.unsettled));
        const QString again = tr("They are read back again by themselves, and at once by File, Connect Again.");
        if (cut.whyUnsettled.isEmpty())
            return open + u' ' + again;
        const QString why = tr("The last look at them came to this: %1")
                                .arg(Sync::isolated(oneLine(cut.whyUnsettled, longestReason)));
        return open + u' ' + why + u' ' + again;
    }
    return sends ? tr("Every write that was under way has been read back from Shopify: it is known of each whether it "
                      "arrived.")
                 : QString();
}

} // namespace

QString interruptionNotice(const Interruption &cut)
{
    const QString what = cut.hasEnded
        ? tr("“%1” ended before it was known of all its writes whether they arrived: run %2.")
        : tr("“%1” was interrupted: run %2 was cut short before its end.");
    return what.arg(kindName(cut.kind)).arg(cut.batch.value);
}

QString interruptionText(const Interruption &cut)
{
    const QString what = cut.hasEnded
        ? tr("Run %1, “%2”, was started by %3 %4 and ended before it was known of all its writes whether they arrived.")
        : tr("Run %1, “%2”, was started by %3 %4 and interrupted: it was cut short before its end.");
    QStringList sentences{
        what.arg(cut.batch.value)
            .arg(kindName(cut.kind), Sync::isolated(oneLine(cut.startedBy, 80)), relativeTime(cut.startedAt))};
    sentences += howFar(cut);
    if (cut.remaining > 0)
        sentences += tr("Changes that are still approved: %1.").arg(count(cut.remaining));
    if (const QString known = whatIsKnown(cut); !known.isEmpty())
        sentences += known;
    return sentences.join(u' ');
}

QString resumeMeaning(const Interruption &cut)
{
    switch (cut.kind) {
    case BatchKind::Pull:
        return cut.canResume ? tr("Pulls again what this run was about.")
                             : tr("Which products this run named was not kept; pull them anew.");
    case BatchKind::Rollback:
        return tr("Rolls back what is left; what is back already is not touched.");
    case BatchKind::Replay:
        return cut.canResume ? tr("Replays the same time again; what holds already is not touched.")
                             : tr("Which time it was about was not kept; start the replay anew.");
    case BatchKind::Push:
        return cut.canResume ? tr("Sends what is still approved. Nothing that arrived is sent again.")
                             : tr("Nothing of it is left to send.");
    default:
        return cut.canResume ? tr("Writes to the catalogue what is still approved.")
                             : tr("Nothing of it is left to write.");
    }
}

QString rollBackMeaning(const Interruption &cut)
{
    if (cut.canRollBack)
        return tr("Undoes what it wrote, after a preview field by field.");
    return cut.isSettled ? tr("It wrote nothing that could be undone.")
                         : tr("Possible as soon as it is known what it wrote.");
}

QString leaveMeaning(const Interruption &cut)
{
    return cut.remaining > 0 ? tr("What was written stays, the rest stays approved; you are not asked again.")
                             : tr("Everything stays as it is now; you are not asked again.");
}

} // namespace Models
