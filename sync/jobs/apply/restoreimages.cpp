#include "sync/jobs/apply/restoreimages.h"

#include "sync/db/pgsession.h"
#include "sync/jobs/common/batchledger.h"
#include "sync/jobs/common/sqlsteps.h"

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

ImageState stateNamed(const QString &word)
{
    if (word == "back"_L1)
        return ImageState::AlreadyBack;
    return word == "written"_L1 ? ImageState::AsWritten : ImageState::ChangedSince;
}

PgParameters which(BatchId batch, const QList<ProductId> &products)
{
    return {{u"batch", batch}, {u"all", products.isEmpty()}, {u"products", products}};
}

} // namespace

Result<QList<ImageStanding>> productImageStandings(PgSession &session, BatchId batch, const QList<ProductId> &products)
{
    const auto rows = session.execute(sql(u"apply/restore_states"), which(batch, products));
    if (!rows)
        return rows.failure();
    QList<ImageStanding> standings;
    for (const PgRow row : *rows)
        standings.append({ProductId{row.int64(0)}, ShopifyId{row.int64(1)}, row.text(2), stateNamed(row.text(3))});
    return standings;
}

Result<RestoreReport> restoreProductImages(
    PgSession &session, BatchId batch, BatchId by, const QList<ProductId> &products, ChangedSince policy)
{
    if (auto locked = runSteps(session, {u"apply/applying_on", u"apply/restore_lock"}, which(batch, products)); !locked)
        return locked.failure();
    const auto standings = productImageStandings(session, batch, products);
    if (!standings)
        return standings.failure();
    RestoreReport report;
    QList<ProductId> chosen;
    for (const ImageStanding &standing : *standings) {
        if (standing.state == ImageState::AlreadyBack)
            ++report.alreadyBack;
        else if (standing.state == ImageState::ChangedSince && policy == ChangedSince::Leave)
            report.left.append(standing);
        else
            chosen.append(standing.product);
    }
    report.restored = chosen.size();
    if (chosen.isEmpty())
        return report;
    const auto restored = runSteps(session,
        {u"apply/restore_create_set", u"apply/restore_fill_set", u"apply/restore_drop_base_products",
            u"apply/restore_drop_base_variants", u"apply/restore_drop_base_facets", u"apply/restore_drop_facets",
            u"apply/restore_drop_variants", u"apply/restore_drop_products", u"apply/restore_products",
            u"apply/restore_variants", u"apply/restore_facets", u"apply/restore_base_products",
            u"apply/restore_base_variants", u"apply/restore_base_facets", u"apply/restore_record_versions",
            u"apply/restore_mark_changes"},
        {{u"batch", batch}, {u"by", by}, {u"products", chosen}});
    if (!restored)
        return restored.failure();
    for (const ChangeChannel channel : {ChangeChannel::Catalogue, ChangeChannel::Staged}) {
        if (auto told = BatchLedger::announce(session, channel, by); !told)
            return told.failure();
    }
    return report;
}

} // namespace Sync
