#include "sync/jobs/push/sendoutcome.h"

#include "sync/api/facets.h"

#include <QCoreApplication>

namespace Sync {

namespace {

using End = SendOutcome::End;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Push", text);
}

Failure refusedBy(const QList<ShopUserError> &errors, const QString &requestId)
{
    return {FailureKind::ShopRefused, tr("Shopify refused this change: %1").arg(sentences(errors)),
        tr("This product was not changed by this call; the others are not affected."),
        tr("Correct the value in the catalogue and send it again."),
        errors.isEmpty() ? QString() : errors.first().path.join(u'.') + u' ' + errors.first().code, requestId};
}

/// Its answer names no value of what it was asked for.
bool tellsNoValues(OperationKind kind)
{
    return kind == OperationKind::InventorySet || kind == OperationKind::InventoryActivate
        || kind == OperationKind::InventoryDeactivate || kind == OperationKind::MetafieldsDelete
        || kind == OperationKind::VariantsReorder || kind == OperationKind::ChannelsJoin
        || kind == OperationKind::ChannelsLeave;
}

/// The answer to an update of a product does not name these: they are as they were asked for, or it would be refused.
void addMemberships(FieldMap &fields, const FieldMap &asked)
{
    for (auto field = asked.cbegin(); field != asked.cend(); ++field)
        if (isMembershipField(field.key()))
            fields.insert(field.key(), field.value());
}

} // namespace

ShopMisses missesAfter(ShopMisses before, const SendOutcome &outcome)
{
    return outcome.failure.sendAgainAfter ? before.with(outcome.failure.kind) : ShopMisses{};
}

SendOutcome answered(const Operation &operation, const QJsonObject &data, const QString &requestId)
{
    const Result<MutationAnswer> answer = readMutationAnswer(operation.kind, data);
    if (!answer)
        return {.end = End::Unknown, .failure = answer.failure(), .requestId = requestId};
    if (!answer->errors.isEmpty())
        return {.end = End::Refused,
            .errors = answer->errors,
            .failure = refusedBy(answer->errors, requestId),
            .requestId = requestId};
    SendOutcome confirmed{
        .end = End::Confirmed, .content = answer->product.value_or(ProductContent{}), .requestId = requestId};
    if (operation.kind == OperationKind::ProductUpdate)
        addMemberships(confirmed.content.fields, operation.after.product);
    if (tellsNoValues(operation.kind)) {
        // A quantity was compared and set by Shopify itself, what was deleted is gone, variants have their places
        // and channels are joined or left: what was asked for is what is there.
        confirmed.content.fields = operation.after.product;
        for (auto variant = operation.after.variants.cbegin(); variant != operation.after.variants.cend(); ++variant)
            confirmed.content.variants += VariantContent{.id = ShopifyId{variant.key()}, .fields = variant.value()};
    }
    return confirmed;
}

} // namespace Sync
