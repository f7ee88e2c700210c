#include "sync/review/leftsentences.h"

#include "sync/api/isolated.h"

#include <QCoreApplication>
#include <QLocale>

namespace Sync {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::ReviewDecisions)
};

QString decidedSentence(const LeftChange &change, const QString &byPerson, const QString &byRule)
{
    if (!change.ruleName.isEmpty())
        return byRule.arg(isolated(change.title), isolated(change.ruleName));
    const QString who = change.decidedBy.isEmpty() ? Words::tr("somebody") : isolated(change.decidedBy);
    const QString when = QLocale().toString(change.decidedAt.toLocalTime(), QLocale::ShortFormat);
    return byPerson.arg(isolated(change.title), who, when);
}

QString anothersSentence(const LeftChange &change)
{
    const QString when = QLocale().toString(change.decidedAt.toLocalTime(), QLocale::ShortFormat);
    if (change.field.isNull())
        return Words::tr("“%1” was decided by %2 on %3 meanwhile; that stands.")
            .arg(isolated(change.title), isolated(change.decidedBy), when);
    return Words::tr("“%1”: %2 has decided on this field on %3. Reopen it first if it is to be decided anew.")
        .arg(isolated(change.title), isolated(change.decidedBy), when);
}

QString fieldSentence(DecisionKind kind, const LeftChange &change)
{
    switch (kind) {
    case DecisionKind::Approve:
        return Words::tr("“%1”: both sides changed this field; keep ours or take theirs.").arg(isolated(change.title));
    case DecisionKind::KeepOurs:
    case DecisionKind::TakeTheirs:
        return Words::tr("“%1”: this field is no conflict; accept or reject it.").arg(isolated(change.title));
    default:
        return Words::tr("“%1”: a variant is added or removed as a whole and has no value to edit.")
            .arg(isolated(change.title));
    }
}

} // namespace

QString leftSentence(DecisionKind kind, const LeftChange &change)
{
    if (change.isDecidedByAnother && (change.field.isNull() || change.status == StagedStatus::Pending))
        return anothersSentence(change);
    switch (change.status) {
    case StagedStatus::Pending:
        if (!change.field.isNull())
            return fieldSentence(kind, change);
        return kind == DecisionKind::Reopen
            ? Words::tr("“%1” is open already.").arg(isolated(change.title))
            : Words::tr("“%1” has a conflict that is not resolved yet.").arg(isolated(change.title));
    case StagedStatus::Approved:
        if (kind == DecisionKind::Reopen)
            return Words::tr("“%1” was compared anew since; decide on the newer change.").arg(isolated(change.title));
        return decidedSentence(change, Words::tr("“%1” was already approved by %2 on %3."),
            Words::tr("“%1” was already approved by the rule “%2”."));
    case StagedStatus::Rejected:
        if (kind == DecisionKind::Reopen)
            return Words::tr("“%1” was compared anew since; decide on the newer change.").arg(isolated(change.title));
        return decidedSentence(change, Words::tr("“%1” was already rejected by %2 on %3."),
            Words::tr("“%1” was already rejected by the rule “%2”."));
    case StagedStatus::Applying:
        return Words::tr("“%1” is being written just now.").arg(isolated(change.title));
    case StagedStatus::Applied:
        return Words::tr("“%1” has been written already.").arg(isolated(change.title));
    case StagedStatus::Failed:
        if (kind == DecisionKind::Reopen)
            return Words::tr("“%1” was compared anew since; decide on the newer change.").arg(isolated(change.title));
        return Words::tr("“%1” failed before; reopen it to try again.").arg(isolated(change.title));
    case StagedStatus::Superseded:
        return Words::tr("“%1” was compared anew since; decide on the newer change.").arg(isolated(change.title));
    case StagedStatus::RolledBack:
        return Words::tr("“%1” has been rolled back.").arg(isolated(change.title));
    }
    Q_UNREACHABLE();
}

} // namespace Sync
