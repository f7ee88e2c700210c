#include "models/overview/tour.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Models {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::Tour", text);
}

bool hasSucceeded(const QList<Sync::BatchRow> &batches, Sync::BatchKind kind)
{
    return std::any_of(batches.cbegin(), batches.cend(), [kind](const Sync::BatchRow &batch) {
        return batch.kind == kind
            && (batch.status == Sync::BatchStatus::Completed || batch.status == Sync::BatchStatus::Partial);
    });
}

TourState stateOf(bool done, bool known)
{
    return done ? TourState::Done : known ? TourState::ToDo : TourState::Unknown;
}

} // namespace

QList<TourStep> tourSteps(const TourEvidence &evidence)
{
    using Sync::BatchKind;
    const auto &[counts, batches, batchesAreCurrent, checksWereRun] = evidence;
    const bool pulled = hasSucceeded(batches, BatchKind::Pull) || (counts && counts->lastPull.isValid());
    const bool applied = hasSucceeded(batches, BatchKind::Apply);
    const bool sent = hasSucceeded(batches, BatchKind::Push) || (counts && counts->lastPush.isValid());
    const bool approved = applied || sent || (counts && counts->stagedApproved > 0);
    const bool edited = sent || (counts && counts->modified > 0);
    const bool allKnown = counts && batchesAreCurrent;
    return {
        {u"pull"_s, tr("Pull from Shopify"), tr("Reads the shop; nothing in your catalogue changes."), u"sync"_s, {},
            stateOf(pulled, allKnown)},
        {u"review"_s, tr("Review the Changes"), tr("Look at what differs and approve what is right."), u"review"_s, {},
            stateOf(approved, allKnown)},
        {u"apply"_s, tr("Write Them to the Catalogue"), tr("Approved changes become your data."), u"sync"_s,
            {{u"choice"_s, u"apply"_s}}, stateOf(applied, batchesAreCurrent)},
        {u"edit"_s, tr("Edit a Product"), tr("Change a price in Products; it is kept at once."), u"products"_s, {},
            stateOf(edited, allKnown)},
        {u"send"_s, tr("Send the First 3"), tr("Sends three, reads them back, then stops."), u"sync"_s,
            {{u"choice"_s, u"push"_s}}, stateOf(sent, allKnown)},
        {u"rollback"_s, tr("Roll a Run Back"), tr("Puts everything back as it was, after a preview."), u"history"_s, {},
            stateOf(hasSucceeded(batches, BatchKind::Rollback), batchesAreCurrent)},
        {u"diagnose"_s, tr("Run the Diagnostics"), tr("Checks database, shop and data in seconds."), u"diagnostics"_s,
            {}, stateOf(checksWereRun, true)},
    };
}

} // namespace Models
