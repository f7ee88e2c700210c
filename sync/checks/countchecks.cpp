#include "sync/checks/countchecks.h"

#include <QCoreApplication>

namespace Sync {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Checks", text);
}

QList<CountCheckSpec> serverChecks()
{
    constexpr auto Group = CheckGroup::Database;
    return {
        {.id = u"database.settings"_s,
            .group = Group,
            .name = tr("Committed data survives a power cut"),
            .statement = u"checks/unsafe_settings"_s,
            .none = tr("The server's settings are safe."),
            .some = tr("%1 settings of the server are not safe."),
            .meaning = tr("After a power cut committed changes may be lost. Ask whoever looks after the server to "
                          "switch them on.")},
        {.id = u"database.locks"_s,
            .group = Group,
            .name = tr("Nobody is held back"),
            .statement = u"checks/locks"_s,
            .none = tr("No session waits for another."),
            .some = tr("%1 sessions hold others back."),
            .meaning = tr("Runs and edits wait until they let go."),
            .remedy = u"cancel-blockers"_s},
        {.id = u"database.long-queries"_s,
            .group = Group,
            .name = tr("No statement runs for long"),
            .statement = u"checks/long_queries"_s,
            .none = tr("No statement has been running for more than five minutes."),
            .some = tr("%1 statements have been running for more than five minutes."),
            .meaning = tr("They may slow down everybody else.")},
        {.id = u"database.idle-transactions"_s,
            .group = Group,
            .name = tr("No transaction is left open"),
            .statement = u"checks/idle_in_transaction"_s,
            .none = tr("No session keeps a transaction open without working."),
            .some = tr("%1 sessions keep a transaction open without working."),
            .meaning = tr("They may hold locks, and the database cannot clean up behind them.")},
        {.id = u"database.connections"_s,
            .group = Group,
            .name = tr("Connections are left"),
            .statement = u"checks/connections"_s,
            .none = tr("There are enough connections left."),
            .some = tr("%1 connections are used, more than four fifths."),
            .meaning = tr("Further desks may be refused. Close what is not needed, or allow more.")},
    };
}

QList<CountCheckSpec> engineChecks()
{
    constexpr auto Group = CheckGroup::Engine;
    return {
        {.id = u"engine.batches"_s,
            .group = Group,
            .name = tr("No batch is stuck"),
            .statement = u"checks/stuck_batches"_s,
            .none = tr("Every open batch has a desk that runs it."),
            .some = tr("%1 batches are open although no desk runs them."),
            .meaning = tr("The desk was closed or crashed. What was written is in the history."),
            .remedy = u"interrupt-batches"_s},
        {.id = u"engine.unknown-operations"_s,
            .group = Group,
            .name = tr("Every outcome is known"),
            .statement = u"checks/unknown_operations"_s,
            .none = tr("What became of every write to Shopify is known."),
            .some = tr("What became of %1 writes to Shopify is not known."),
            .meaning
            = tr("They are read back by themselves while the shop can be reached, and at once by File, Connect "
                 "Again. Until then their products are not written again."),
            .status = CheckStatus::Failed},
        {.id = u"engine.backlog"_s,
            .group = Group,
            .name = tr("Nothing waits for long"),
            .statement = u"checks/staged_backlog"_s,
            .none = tr("No change has been waiting for more than a week."),
            .some = tr("%1 changes have been waiting for more than a week."),
            .meaning = tr("Shopify and the catalogue drift apart meanwhile. Decide on them in Review.")},
        {.id = u"engine.lease"_s,
            .group = Group,
            .name = tr("Shop is free"),
            .statement = u"checks/leases"_s,
            .none = tr("No desk is writing."),
            .some = tr("A desk is writing at the moment."),
            .meaning = tr("Others wait until it is done."),
            .status = CheckStatus::Ok},
        {.id = u"engine.maintenance"_s,
            .group = Group,
            .name = tr("Maintenance mode is off"),
            .statement = u"checks/maintenance"_s,
            .none = tr("Maintenance mode is off."),
            .some = tr("Maintenance mode is on."),
            .meaning = tr("No desk sends anything until it is switched off in the Emergency menu.")},
    };
}

QList<CountCheckSpec> dataChecks()
{
    return {
        {.id = u"data.duplicate-skus"_s,
            .name = tr("Every SKU is used once"),
            .statement = u"checks/duplicate_skus"_s,
            .none = tr("Every SKU is used once."),
            .some = tr("%1 SKUs are used more than once."),
            .meaning = tr("Orders and stock may be booked on the wrong product. Open them in Products; none is deleted "
                          "by itself."),
            .timeout = 10s},
        {.id = u"data.missing-in-shopify"_s,
            .name = tr("Linked products exist in Shopify"),
            .statement = u"checks/missing_mirror_rows"_s,
            .none = tr("Every linked product exists in Shopify, as last seen."),
            .some = tr("%1 linked products are gone from Shopify."),
            .meaning = tr("They were deleted there. Pull from Shopify stages what to do with them."),
            .timeout = 10s},
        {.id = u"data.orphan-variants"_s,
            .name = tr("Every variant has its product"),
            .statement = u"checks/variants_without_product"_s,
            .none = tr("Every variant in the mirror has its product."),
            .some = tr("%1 variants in the mirror have no product."),
            .meaning = tr("The mirror is incomplete. A full Pull from Shopify mends it."),
            .timeout = 10s},
        {.id = u"data.products-without-variants"_s,
            .name = tr("Every product has a variant"),
            .statement = u"checks/products_without_variants"_s,
            .none = tr("Every product in the mirror has a variant."),
            .some = tr("%1 products in the mirror have no variant."),
            .meaning = tr("The mirror is incomplete. A full Pull from Shopify mends it."),
            .timeout = 10s},
        {.id = u"data.mirror-gaps"_s,
            .name = tr("Synced products have a base"),
            .statement = u"checks/mirror_gaps"_s,
            .none = tr("Every product shown as synced was compared."),
            .some = tr("%1 products are shown as synced but were never compared."),
            .meaning = tr("Their edits cannot be told from Shopify's. Rebuilding the status shows them as unverified."),
            .remedy = u"rebuild-status"_s,
            .timeout = 10s},
        {.id = u"data.orphan-history"_s,
            .name = tr("History of deleted products"),
            .statement = u"checks/orphan_history"_s,
            .none = tr("History speaks of existing products only."),
            .some = tr("%1 lines of history speak of products that are gone; they are kept on purpose."),
            .meaning = {},
            .status = CheckStatus::Ok,
            .remedy = u"delete-orphan-history"_s,
            .timeout = 10s},
        {.id = u"data.uncategorised"_s,
            .name = tr("Every product has a category"),
            .statement = u"checks/uncategorised"_s,
            .none = tr("Every product has a category."),
            .some = tr("%1 products have no category."),
            .meaning = tr("They are missing from views by category."),
            .remedy = u"assign-uncategorised"_s,
            .timeout = 10s},
        {.id = u"data.wrong-error-status"_s,
            .name = tr("Failed marks are true"),
            .statement = u"checks/wrong_error_status"_s,
            .none = tr("Every product marked failed has failed."),
            .some = tr("%1 products are marked failed although nothing of theirs has failed."),
            .meaning = tr("Staff may look for a problem that is gone."),
            .remedy = u"reset-error-status"_s,
            .timeout = 10s},
        {.id = u"data.wrong-status"_s,
            .name = tr("Status agrees with the content"),
            .statement = u"checks/wrong_status"_s,
            .none = tr("Every product's status agrees with its content."),
            .some = tr("%1 products have a status that disagrees with their content."),
            .meaning = tr("Edits may look sent although they are not, or the other way round."),
            .remedy = u"rebuild-status"_s,
            .timeout = 10s},
        {.id = u"data.sequences"_s,
            .name = tr("New rows get free numbers"),
            .statement = u"checks/sequence_positions"_s,
            .none = tr("Every table's next number is free."),
            .some = tr("%1 tables would give a number that is in use."),
            .meaning = tr("New products or batches will fail to be saved."),
            .status = CheckStatus::Failed,
            .remedy = u"reset-sequences"_s},
    };
}
} // namespace

QList<CountCheckSpec> countChecks()
{
    return serverChecks() + engineChecks() + dataChecks();
}

} // namespace Sync
