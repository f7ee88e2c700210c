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

/// The location as the shop tells it; one that it does not tell of is deactivated.
StockLocation locationIn(const QList<StockLocation> &active, ShopifyId id)
{
    const auto known = std::find_if(
        active.cbegin(), active.cend(), [id](const StockLocation &location) { return location.id == id; });
    return known != active.cend() ? *known : StockLocation{.id = id, .name = {}, .isActive = false};
}

/// Whether sending the change makes the catalogue's variant in Shopify.
bool isMade(const PushChange &change, const LocalVariant &variant)
{
    if (change.type != ChangeType::Update)
        return true;
    return !variant.shopifyId.isValid()
        && std::any_of(change.fields.cbegin(), change.fields.cend(), [&variant](const StagedField &field) {
               return field.field.isEmpty() && field.variant == variant.id && field.decision != FieldDecision::Reject;
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
    return whyNotWritable(locationIn(active, *at), isTracked(change, remote, field.shopifyVariant));
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

QStringList takeOutUnsendableStock(const PushChange &change, LocalProduct &local, const QList<StockLocation> &active)
{
    QStringList reasons;
    for (LocalVariant &variant : local.variants) {
        if (!isMade(change, variant))
            continue;
        variant.fields.removeIf([&](const auto &field) {
            const std::optional<ShopifyId> at = field.value() ? stockLocation(field.key()) : std::nullopt;
            // What is not tracked yet may be stocked all the same when it is made.
            const auto why = at ? whyNotWritable(locationIn(active, *at), true) : std::nullopt;
            if (why && !reasons.contains(*why))
                reasons += *why;
            return why.has_value();
        });
    }
    return reasons;
}

} // namespace Sync
