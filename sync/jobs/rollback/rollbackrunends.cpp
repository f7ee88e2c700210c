#include "sync/jobs/rollback/rollbackrun.h"

#include "sync/api/isolated.h"
#include "sync/jobs/common/jobobserver.h"
#include "sync/lease/writerlease.h"
#include "sync/ports/journalstore.h"

#include <QCoreApplication>

// What a product came to: the half of RollbackRun that writes down and counts.

using namespace Qt::StringLiterals;

namespace Sync {

ShopifyId RollbackRun::idOf(const Product &product)
{
    return product.made.id.isValid() ? product.made.id : product.undo.shopifyProduct;
}

QCoro::Task<Result<Done>> RollbackRun::endRemote(ProductPointer product)
{
    const ChangeEnd end = endOf(*product);
    if (!product->isEndWritten) {
        const Result<Done> recorded = co_await recordEnd(product, end);
        if (!recorded)
            co_return recorded.failure();
    }
    count(*product, end);
    co_return Done{};
}

/// A product of which some is back and the rest is not: said so, unless another desk has taken over and the journal is
/// no longer ours.
QCoro::Task<Result<bool>> RollbackRun::cutShort(ProductPointer product, Failure why)
{
    if (why.kind == FailureKind::Busy)
        co_return why;
    product->problems
        += QCoreApplication::translate("Sync::Rollback", "Only a part of it was put back before the run was stopped.");
    const ChangeEnd end = endOf(*product);
    if (const Result<Done> recorded = co_await recordEnd(product, end); !recorded)
        co_return recorded.failure();
    count(*product, end);
    co_return why;
}

QCoro::Task<Result<Done>> RollbackRun::settleLocal(ProductUndo undo, std::optional<ChangeEnd> end)
{
    const Settlement settlement{.batch = m_batch,
        .epoch = m_lease.epoch(),
        .product = undo.product,
        .shopifyProduct = undo.shopifyProduct,
        .title = undo.title,
        .seen = undo.local.seen,
        .productGone = undo.local.productGone,
        .base = undo.local.base,
        .catalogue = undo.local.writes,
        .links = undo.local.links,
        .localFate = undo.local.fate,
        .restoreVersion = undo.local.version,
        .end = end};
    const Result<Settled> settled = co_await m_context.journal.settle(settlement);
    if (!settled)
        co_return settled.failure();
    warnOfEdits(undo, *settled);
    co_return Done{};
}

QCoro::Task<Result<Done>> RollbackRun::recordEnd(ProductPointer product, ChangeEnd end)
{
    ProductUndo undo = product->undo;
    undo.shopifyProduct = idOf(*product);
    undo.local = {};
    const Result<Done> recorded = co_await settleLocal(undo, end);
    co_return recorded;
}

void RollbackRun::warnOfEdits(const ProductUndo &undo, const Settled &settled)
{
    for (const CatalogueWrite &left : settled.leftAlone)
        m_warnings
            += QCoreApplication::translate("Sync::Rollback", "%1: %2 was edited here meanwhile and stays as it is.")
                   .arg(isolated(undo.title), left.field);
}

ChangeEnd RollbackRun::endOf(const Product &product) const
{
    const ProductUndo &undo = product.undo;
    ChangeEnd end{.status = StagedStatus::Applied,
        .action = m_words.action,
        .requestId = product.refusedId.isEmpty() ? product.requestId : product.refusedId};
    const qint64 left = undo.count(RollbackFate::ChangedSince) + product.leftToOthers;
    const qint64 impossible = undo.count(RollbackFate::Impossible) + undo.count(RollbackFate::OutcomeUnknown);
    if (!product.problems.isEmpty()) {
        end.outcome = Outcome::Error;
        end.message = product.problems.join(u' ');
    } else if (left > 0) {
        end.outcome = Outcome::Conflict;
        end.message = QCoreApplication::translate(
            "Sync::Rollback", "%n field(s) were changed since and left alone.", nullptr, int(left));
    } else if (impossible > 0) {
        end.outcome = Outcome::Skipped;
        for (const RollbackItem &item : undo.items)
            if (!item.reason.isEmpty() && !end.message.contains(item.reason))
                end.message += (end.message.isEmpty() ? QString() : u" "_s) + item.reason;
    } else if (undo.isEmpty()) {
        end.outcome = Outcome::Success;
        end.message = m_words.nothingToDo;
    }
    for (const QString &note : product.notes)
        end.message += (end.message.isEmpty() ? QString() : u" "_s) + note;
    return end;
}

void RollbackRun::count(const Product &product, const ChangeEnd &end)
{
    const ProductUndo &undo = product.undo;
    m_leftAlone += undo.count(RollbackFate::ChangedSince) + product.leftToOthers;
    m_impossible += undo.count(RollbackFate::Impossible) + undo.count(RollbackFate::OutcomeUnknown);
    if (product.problems.isEmpty())
        m_restored += product.restoredBefore + undo.count(RollbackFate::WillRestore) - product.leftToOthers;
    m_counts.count(end.outcome);
    if (end.outcome == Outcome::Success) {
        m_products += undo.product;
        m_shopifyProducts += undo.shopifyProduct;
        if (!product.notes.isEmpty())
            m_warnings += isolated(undo.title) + u": " + end.message;
    } else {
        m_warnings += isolated(undo.title) + u": " + end.message;
    }
    m_context.observer.itemFinished({m_batch, undo.product, undo.title, end.outcome, end.message});
    m_context.observer.advanced(m_counts.done());
}

} // namespace Sync
