#include "models/products/why.h"

#include "models/format/text.h"

#include <QCoreApplication>

namespace Models {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::Why", text);
}

// The distance tells more than the date while it is short.
QString whenText(const QDateTime &time)
{
    constexpr int fewDays = 14;
    const bool isRecent = time.isValid() && time.daysTo(QDateTime::currentDateTimeUtc()) < fewDays;
    return isRecent ? QString(relativeTime(time) % u" (" % localTime(time) % u')') : localTime(time);
}

QString comparedAt(const Sync::ProductRow &row)
{
    if (!row.syncedAt.isValid())
        return tr("It was never found equal to Shopify.");
    return tr("Last found equal %1.").arg(whenText(row.syncedAt));
}

QString editedAt(const Sync::ProductRow &row)
{
    return tr("Edited here %1. %2").arg(whenText(row.updatedAt), comparedAt(row));
}

} // namespace

Why explain(const Sync::ProductRow &row)
{
    using Sync::SyncStatus;
    switch (row.syncStatus) {
    case SyncStatus::Synced:
        return {tr("Here and Shopify are equal."), comparedAt(row), {}, WhyAction::None};
    case SyncStatus::NeverLinked:
        return {tr("This product is only here; Shopify does not know it."), tr("It has no Shopify id."),
            tr("Find local edits to send, then approve its creation."), WhyAction::StageEdits};
    case SyncStatus::Unverified:
        return {tr("It is linked to Shopify but was never compared."),
            tr("It carries the Shopify id %1; no pull has read that product yet.").arg(row.shopifyId.value),
            tr("Pull from Shopify to compare it."), WhyAction::Pull};
    case SyncStatus::Modified:
        return {tr("It was edited here and not sent yet."), editedAt(row),
            tr("Find local edits to send, review them, then send."), WhyAction::StageEdits};
    case SyncStatus::Pending:
        return {tr("A change of it waits in Review."), comparedAt(row), tr("Approve or reject the change."),
            WhyAction::Review};
    case SyncStatus::Syncing:
        return {
            tr("A run is writing it right now."), comparedAt(row), tr("Wait for the run to end."), WhyAction::WatchRun};
    case SyncStatus::Conflict:
        return {tr("The same field was changed here and in Shopify, to different values."), editedAt(row),
            tr("Choose which value stays."), WhyAction::ReviewConflicts};
    case SyncStatus::Error:
        return {row.syncError.isEmpty() ? tr("The last attempt to write it failed; no reason was recorded.")
                                        : row.syncError,
            comparedAt(row), tr("Correct the value, then find local edits to send and try again."),
            WhyAction::StageEdits};
    }
    return {};
}

} // namespace Models
