#include "sync/jobs/pull/pullreport.h"

#include <QCoreApplication>

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::PullJob", text);
}

bool isByIdsAlone(const PullRequest &request)
{
    return request == PullRequest{.scope = PullScope::Selective, .products = request.products};
}

/// What was odd about the file.
QStringList remarksOn(const LoadReport &load)
{
    QStringList remarks = load.warnings;
    if (load.warningCount > load.warnings.size())
        remarks << tr("%1 more remarks of this kind were left out.").arg(load.warningCount - load.warnings.size());
    if (!load.orphans.empty()) {
        remarks << tr(
            "%1 variants belong to a product that is not in the file, the first being %2. They were left out.")
                       .arg(load.orphans.size())
                       .arg(load.orphans.front());
    }
    const auto doubted = load.contradictedProducts.size() + load.contradictedVariants.size();
    if (doubted > 0) {
        remarks << tr("%1 objects are in the file twice with different content. The first was taken; the next pull "
                      "reads them again.")
                       .arg(doubted);
    }
    return remarks;
}

} // namespace

void describePull(
    const PullRequest &request, const PullPlan &plan, const MirrorPullOutcome &outcome, BatchReport &report)
{
    const LoadReport &load = outcome.load;
    report.total = load.productLines;
    report.skipped = outcome.incomplete.size();
    report.succeeded = report.total - report.skipped;
    report.staged = outcome.staged.staged;
    report.conflicts = outcome.staged.conflicts;
    report.approvedByRules = outcome.staged.approved;
    report.mirrorRowsWritten = outcome.mirrorRowsWritten;
    if (!plan.because.isEmpty())
        report.warnings << plan.because;
    report.warnings << remarksOn(load);
    // Those of variants a product came without are told with it, below.
    if (outcome.facetOrphans > 0 && outcome.incomplete.isEmpty())
        report.warnings << tr("%1 metafields belong to a product or variant that is not there. They were left out.")
                               .arg(outcome.facetOrphans);
    if (!outcome.incomplete.isEmpty()) {
        report.warnings << tr(
            "Products that came without all their variants, collections and channels: %1, the first being %2. They "
            "were left as they were; the next pull asks for them again.")
                               .arg(outcome.incomplete.size())
                               .arg(outcome.incomplete.front());
    }
    if (outcome.unread > 0) {
        report.warnings << tr(
            "Products changed in Shopify that its search does not show yet: %1. The next pull asks for "
            "them.")
                               .arg(outcome.unread);
    }
    const qint64 missing = request.products.size() - load.productLines;
    if (isByIdsAlone(request) && !plan.isWholeShop() && missing > 0) {
        report.warnings << tr("Products asked for that are not in Shopify any more: %1. A pull of what changed takes "
                              "note of that.")
                               .arg(missing);
    }
}

Failure nothingFound(const PullRequest &request)
{
    if (isByIdsAlone(request))
        return {FailureKind::NotFound, tr("What was to be pulled is not in Shopify any more."),
            tr("Nothing was changed."), tr("Pull what changed; that takes note of it.")};
    return {FailureKind::NotFound, tr("Shopify has no product of what was asked for: %1.").arg(selectionText(request)),
        tr("Nothing was changed."), tr("Check how it is written in Shopify, or pull what changed.")};
}

} // namespace Sync
