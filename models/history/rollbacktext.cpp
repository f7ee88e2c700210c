#include "models/history/rollbacktext.h"

#include "models/format/text.h"
#include "sync/api/isolated.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Models {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::Rollback", text);
}

} // namespace

Badge badgeFor(Sync::RollbackFate fate)
{
    switch (fate) {
    case Sync::RollbackFate::WillRestore:
        return {Shape::Disc, Tone::Good, tr("Will Be Restored")};
    case Sync::RollbackFate::AlreadyBack:
        return {Shape::Bar, Tone::Neutral, tr("Already Back")};
    case Sync::RollbackFate::ChangedSince:
        return {Shape::Triangle, Tone::Attention, tr("Changed Since")};
    case Sync::RollbackFate::Impossible:
        return {Shape::Cross, Tone::Bad, tr("Cannot Be Restored")};
    case Sync::RollbackFate::OutcomeUnknown:
        break;
    }
    return {Shape::Ring, Tone::Attention, tr("Outcome Unknown")};
}

QString fateMeaning(Sync::RollbackFate fate)
{
    switch (fate) {
    case Sync::RollbackFate::WillRestore:
        return tr("The value is still what the run wrote.");
    case Sync::RollbackFate::AlreadyBack:
        return tr("The value is what it was before the run.");
    case Sync::RollbackFate::ChangedSince:
        return tr("Somebody has changed it after the run.");
    case Sync::RollbackFate::Impossible:
        return tr("It cannot be put back; the reason stands in the row.");
    case Sync::RollbackFate::OutcomeUnknown:
        break;
    }
    return tr("It was never settled whether the run wrote it.");
}

qint64 fateCount(const Sync::RollbackPlan &plan, Sync::RollbackFate fate)
{
    switch (fate) {
    case Sync::RollbackFate::WillRestore:
        return plan.willRestore;
    case Sync::RollbackFate::AlreadyBack:
        return plan.alreadyBack;
    case Sync::RollbackFate::ChangedSince:
        return plan.changedSince;
    case Sync::RollbackFate::Impossible:
        return plan.impossible;
    case Sync::RollbackFate::OutcomeUnknown:
        break;
    }
    return plan.unknown;
}

qint64 fieldsRestored(const Sync::RollbackPlan &plan, const Sync::RollbackRequest &request)
{
    return plan.willRestore + (request.restoreConflicts ? plan.changedSince : 0);
}

QString rollbackSentence(const Sync::RollbackPlan &plan, const Sync::RollbackRequest &request)
{
    const qint64 restored = fieldsRestored(plan, request);
    const qint64 left = plan.willRestore + plan.changedSince + plan.impossible + plan.unknown - restored;
    QStringList sentences;
    sentences += tr("Restores %1 of %2 in %3.")
                     .arg(restored == 1 ? tr("1 field") : tr("%1 fields").arg(count(restored)),
                         plan.products == 1 ? tr("1 product") : tr("%1 products").arg(count(plan.products)),
                         plan.touchesShopify ? tr("%1 and the catalogue").arg(Sync::isolated(plan.shopName))
                                             : tr("the catalogue"));
    if (left > 0)
        sentences += left == 1 ? tr("1 field is left alone.") : tr("%1 fields are left alone.").arg(count(left));
    sentences += tr("A backup is made first, and the rollback can itself be rolled back.");
    return sentences.join(u' ');
}

} // namespace Models
