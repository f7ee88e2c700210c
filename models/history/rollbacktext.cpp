#include "models/history/rollbacktext.h"

#include "models/format/text.h"
#include "sync/api/isolated.h"

#include <QCoreApplication>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Models {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::Rollback", text);
}

// Not all products of a plan are restored. A plan too long to be listed whole tells the most they can be.
QString restoredProducts(const Sync::RollbackPlan &plan, bool withConflicts)
{
    const qint64 fields = plan.willRestore + plan.alreadyBack + plan.changedSince + plan.impossible + plan.unknown;
    if (fields > plan.items.size())
        return tr("up to %1 products").arg(count(plan.products));
    QSet<std::pair<qint64, qint64>> products;
    for (const Sync::RollbackItem &item : plan.items)
        if (item.fate == Sync::RollbackFate::WillRestore
            || (withConflicts && item.fate == Sync::RollbackFate::ChangedSince))
            products.insert({item.product.value, item.shopifyProduct.value});
    return products.size() == 1 ? tr("1 product") : tr("%1 products").arg(count(products.size()));
}

QString replayMeaning(Sync::RollbackFate fate)
{
    switch (fate) {
    case Sync::RollbackFate::WillRestore:
        return tr("The value is one the journal knows, and not the newest it recorded.");
    case Sync::RollbackFate::AlreadyBack:
        return tr("The value is the newest that was recorded.");
    case Sync::RollbackFate::ChangedSince:
        return tr("Somebody has changed it to a value that the journal does not know, or a later run wrote it.");
    case Sync::RollbackFate::Impossible:
        return tr("It cannot be made so again; the reason stands in the row.");
    case Sync::RollbackFate::OutcomeUnknown:
        break;
    }
    return tr("It was never settled whether it was written.");
}

} // namespace

Badge badgeFor(Sync::RollbackFate fate, PlanKind kind)
{
    const bool isReplay = kind == PlanKind::Replay;
    switch (fate) {
    case Sync::RollbackFate::WillRestore:
        return {Shape::Disc, Tone::Good, isReplay ? tr("Will Be Written") : tr("Will Be Restored")};
    case Sync::RollbackFate::AlreadyBack:
        return {Shape::Bar, Tone::Neutral, isReplay ? tr("Holds Already") : tr("Already Back")};
    case Sync::RollbackFate::ChangedSince:
        return {Shape::Triangle, Tone::Attention, tr("Changed Since")};
    case Sync::RollbackFate::Impossible:
        return {Shape::Cross, Tone::Bad, isReplay ? tr("Cannot Be Replayed") : tr("Cannot Be Restored")};
    case Sync::RollbackFate::OutcomeUnknown:
        break;
    }
    return {Shape::Ring, Tone::Attention, tr("Outcome Unknown")};
}

QString fateMeaning(Sync::RollbackFate fate, PlanKind kind)
{
    if (kind == PlanKind::Replay)
        return replayMeaning(fate);
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

QString replaySentence(const Sync::RollbackPlan &plan, const Sync::ReplayRequest &request)
{
    const qint64 written = plan.willRestore + (request.replayConflicts ? plan.changedSince : 0);
    const qint64 left = plan.willRestore + plan.changedSince + plan.impossible + plan.unknown - written;
    QStringList sentences;
    sentences += tr("Writes %1 of %2 in %3 as they were recorded.")
                     .arg(written == 1 ? tr("1 field") : tr("%1 fields").arg(count(written)),
                         restoredProducts(plan, request.replayConflicts),
                         plan.touchesShopify ? tr("%1 and the catalogue").arg(Sync::isolated(plan.shopName))
                                             : tr("the catalogue"));
    if (left > 0)
        sentences += left == 1 ? tr("1 field is left alone.") : tr("%1 fields are left alone.").arg(count(left));
    sentences += tr("A backup is made first, and the replay can be rolled back.");
    return sentences.join(u' ');
}

QString laterRunsText(const QList<Sync::BatchId> &runs)
{
    constexpr qsizetype mostNamed = 8;
    if (runs.isEmpty())
        return {};
    if (runs.size() == 1)
        return tr("Run %1 touched the same products afterwards. Its changes are left alone.")
            .arg(runs.constFirst().value);
    if (runs.size() > mostNamed)
        return tr("%1 runs touched the same products afterwards. Their changes are left alone.")
            .arg(count(runs.size()));
    QStringList ids;
    for (const Sync::BatchId run : runs)
        ids += QString::number(run.value);
    return tr("Runs %1 touched the same products afterwards. Their changes are left alone.").arg(ids.join(u", "_s));
}

QString rollbackSentence(const Sync::RollbackPlan &plan, const Sync::RollbackRequest &request)
{
    const qint64 restored = fieldsRestored(plan, request);
    const qint64 left = plan.willRestore + plan.changedSince + plan.impossible + plan.unknown - restored;
    QStringList sentences;
    sentences += tr("Restores %1 of %2 in %3.")
                     .arg(restored == 1 ? tr("1 field") : tr("%1 fields").arg(count(restored)),
                         restoredProducts(plan, request.restoreConflicts),
                         plan.touchesShopify ? tr("%1 and the catalogue").arg(Sync::isolated(plan.shopName))
                                             : tr("the catalogue"));
    if (left > 0)
        sentences += left == 1 ? tr("1 field is left alone.") : tr("%1 fields are left alone.").arg(count(left));
    sentences += tr("A backup is made first, and the rollback can itself be rolled back.");
    return sentences.join(u' ');
}

} // namespace Models
