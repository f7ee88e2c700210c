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

} // namespace

QList<TourStep> tourSteps(
    const std::optional<Sync::OverviewCounts> &counts, const QList<Sync::BatchRow> &batches, bool checksWereRun)
{
    using Sync::BatchKind;
    const bool pulled = hasSucceeded(batches, BatchKind::Pull) || (counts && counts->lastPull.isValid());
    const bool applied = hasSucceeded(batches, BatchKind::Apply);
    const bool sent = hasSucceeded(batches, BatchKind::Push) || (counts && counts->lastPush.isValid());
    const bool approved = applied || sent || (counts && counts->stagedApproved > 0);
    const bool edited = sent || (counts && counts->modified > 0);
    return {
        {u"pull"_s, tr("Pull from Shopify"), tr("Reads the shop; nothing in your catalogue changes."), u"sync"_s, {},
            pulled},
        {u"review"_s, tr("Review the Changes"), tr("Look at what differs and approve what is right."), u"review"_s, {},
            approved},
        {u"apply"_s, tr("Write Them to the Catalogue"), tr("Approved changes become your data."), u"sync"_s,
            {{u"choice"_s, u"apply"_s}}, applied},
        {u"edit"_s, tr("Edit a Product"), tr("Change a price in Products; it is kept at once."), u"products"_s, {},
            edited},
        {u"send"_s, tr("Send the First 3"), tr("Sends three, reads them back, then stops."), u"sync"_s,
            {{u"choice"_s, u"push"_s}}, sent},
        {u"rollback"_s, tr("Roll a Run Back"), tr("Puts everything back as it was, after a preview."), u"history"_s, {},
            hasSucceeded(batches, BatchKind::Rollback)},
        {u"diagnose"_s, tr("Run the Diagnostics"), tr("Checks database, shop and data in seconds."), u"diagnostics"_s,
            {}, checksWereRun},
    };
}

} // namespace Models
