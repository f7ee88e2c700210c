#include "sync/jobs/push/stockplan.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"

#include <algorithm>

namespace Sync {

namespace {

bool isSent(const StagedField &field)
{
    return field.decision != FieldDecision::Reject && field.shopifyVariant.isValid();
}

/// Tracked by now, or made so by the same change, whose plain fields go first.
bool isTracked(const PushChange &change, const RemoteRead &remote, ShopifyId variant)
{
    const QString yes = QStringLiteral("true");
    const QString name = Field::tracked.toString();
    const VariantContent *found = remote.content.variant(variant);
    if (!found || found->fields.value(name, yes) == yes)
        return true;
    return std::any_of(change.fields.cbegin(), change.fields.cend(), [&](const StagedField &field) {
        return isSent(field) && field.shopifyVariant == variant && field.field == name
            && (field.decision == FieldDecision::Edited ? field.edited : field.local) == yes;
    });
}

std::optional<QString> whyNotSent(
    const StagedField &field, const PushChange &change, const RemoteRead &remote, const QList<StockLocation> &active)
{
    if (!isSent(field) || !isStock(field.field))
        return std::nullopt;
    const std::optional<ShopifyId> at = stockLocation(field.field);
    if (!at)
        return active.size() > 1 ? std::optional(whyTotalIsNotWritable()) : std::nullopt;
    const auto known = std::find_if(
        active.cbegin(), active.cend(), [&at](const StockLocation &location) { return location.id == *at; });
    const StockLocation location
        = known != active.cend() ? *known : StockLocation{.id = *at, .name = {}, .isActive = false};
    return whyNotWritable(location, isTracked(change, remote, field.shopifyVariant));
}

} // namespace

QStringList takeOutUnsendableStock(PushChange &change, const RemoteRead &remote, const QList<StockLocation> &active)
{
    QStringList reasons;
    QList<StagedField> sendable;
    for (const StagedField &field : std::as_const(change.fields)) {
        if (const auto why = whyNotSent(field, change, remote, active))
            reasons += *why;
        else
            sendable += field;
    }
    reasons.removeDuplicates();
    change.fields = sendable;
    return reasons;
}

} // namespace Sync
