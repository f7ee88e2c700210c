#include "sync/jobs/push/outcome.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/jobs/push/mediacalls.h"

#include <QRegularExpression>

#include <algorithm>

namespace Sync {

namespace {

/// What is left of a text with markup when Shopify has rewritten the markup: its letters and digits.
QString lettersOf(const FieldValue &html)
{
    static const QRegularExpression markup(
        QStringLiteral("<[^>]*>|&[#\\w]+;|[^\\p{L}\\p{N}]"), QRegularExpression::UseUnicodePropertiesOption);
    return html.value_or(QString()).remove(markup);
}

/// A text that is neither as it was nor literally as asked for is ours all the same when it says the same.
bool saysWhatWasAsked(const QString &field, const FieldValue &asked, const FieldValue &found)
{
    return fieldShape(field) == FieldShape::Html && !lettersOf(asked).isEmpty() && lettersOf(asked) == lettersOf(found);
}

/// Counts of fields by what a read finds in them.
struct Tally
{
    int after = 0;
    int before = 0;
    int other = 0;

    void count(const FieldMap &before_, const FieldMap &after_, const FieldMap &now)
    {
        for (auto field = after_.cbegin(); field != after_.cend(); ++field) {
            const FieldValue held = before_.value(field.key());
            const FieldValue found = now.value(field.key());
            if (sameOnceStored(field.key(), held, field.value()))
                continue; // tells nothing
            if (sameOnceStored(field.key(), found, field.value()))
                ++after;
            else if (sameValue(field.key(), found, held))
                ++before;
            else if (saysWhatWasAsked(field.key(), field.value(), found))
                ++after;
            else
                ++other;
        }
    }

    ReadBack verdict() const
    {
        if (after > 0)
            return ReadBack::TookEffect;
        return other == 0 ? ReadBack::NoEffect : ReadBack::SomethingElse;
    }
};

ReadBack judgeUpdate(const Operation &operation, const RemoteRead &remote)
{
    if (remote.gone)
        return ReadBack::SomethingElse;
    Tally tally;
    tally.count(operation.before.product, operation.after.product, remote.content.fields);
    for (auto variant = operation.after.variants.cbegin(); variant != operation.after.variants.cend(); ++variant) {
        if (const VariantContent *now = remote.content.variant(ShopifyId{variant.key()}))
            tally.count(operation.before.variants.value(variant.key()), variant.value(), now->fields);
        else
            ++tally.other;
    }
    return tally.verdict();
}

/// The names tell it: what variants have of an option may be the same before and after.
ReadBack judgeOptions(const Operation &operation, const RemoteRead &remote)
{
    if (remote.gone)
        return ReadBack::SomethingElse;
    Tally tally;
    tally.count(operation.before.product, operation.after.product, remote.content.fields);
    return tally.verdict();
}

/// Shopify may have ordered the variants anew just before: then it is not known which places they had, and only all of
/// them in theirs tell that it took effect.
ReadBack judgeReorder(const Operation &operation, const RemoteRead &remote)
{
    const bool knowsPlaces = std::any_of(operation.before.variants.cbegin(), operation.before.variants.cend(),
        [](const FieldMap &variant) { return !variant.isEmpty(); });
    if (knowsPlaces || remote.gone)
        return judgeUpdate(operation, remote);
    const QString position = Field::position.toString();
    const auto &wanted = operation.after.variants;
    const bool allStand = std::all_of(wanted.constKeyValueBegin(), wanted.constKeyValueEnd(), [&](const auto &variant) {
        const VariantContent *now = remote.content.variant(ShopifyId{variant.first});
        return !now || now->fields.value(position) == variant.second.value(position);
    });
    return allStand ? ReadBack::TookEffect : ReadBack::NoEffect;
}

/// A new product has one variant of this name unless it has options.
bool hasOptions(const FieldMap &variant)
{
    const FieldValue option = variant.value(Field::option1.toString());
    return option && *option != defaultOptionValue.toString();
}

ReadBack judgeCreate(const Operation &operation, const RemoteRead &remote)
{
    if (remote.gone)
        return ReadBack::NoEffect;
    // Ours when it is younger than the request and holds something we asked for that is not every product's; somebody
    // may have edited the rest already. Five minutes allow for clocks that differ.
    const bool sameTitle = sameOnceStored(Field::title, remote.content.fields.value(Field::title.toString()),
        operation.after.product.value(Field::title.toString()));
    const bool sameVariant = std::any_of(
        operation.after.created.cbegin(), operation.after.created.cend(), [&remote](const NewVariant &asked) {
            return hasOptions(asked.fields)
                && std::any_of(remote.content.variants.cbegin(), remote.content.variants.cend(),
                    [&asked](const VariantContent &found) { return sameOptions(asked.fields, found.fields); });
        });
    const bool younger = !operation.sentAt.isValid() || !remote.content.createdAt.isValid()
        || remote.content.createdAt >= operation.sentAt.addSecs(-300);
    // A handle that ends with our own number nobody else would choose.
    const QString handle = operation.after.product.value(Field::handle.toString()).value_or(QString());
    const bool ownHandle
        = operation.product.isValid() && handle.endsWith(QLatin1Char('-') + QString::number(operation.product.value));
    return younger && (sameTitle || sameVariant || ownHandle) ? ReadBack::TookEffect : ReadBack::SomethingElse;
}

ReadBack judgeVariantsCreate(const Operation &operation, const RemoteRead &remote)
{
    if (remote.gone)
        return ReadBack::SomethingElse;
    const auto found = std::count_if(
        operation.after.created.cbegin(), operation.after.created.cend(), [&](const NewVariant &wanted) {
            return std::any_of(
                remote.content.variants.cbegin(), remote.content.variants.cend(), [&](const VariantContent &variant) {
                    return !operation.before.variants.contains(variant.id.value)
                        && sameOptions(wanted.fields, variant.fields);
                });
        });
    if (found == operation.after.created.size())
        return ReadBack::TookEffect;
    return found == 0 ? ReadBack::NoEffect : ReadBack::SomethingElse;
}

/// Stock moves by itself, and places with the other variants.
bool hasMoved(const FieldMap &before, const FieldMap &now)
{
    return std::any_of(before.constKeyValueBegin(), before.constKeyValueEnd(), [&now](const auto &field) {
        return !isStock(field.first) && field.first != Field::position && now.contains(field.first)
            && !sameValue(field.first, field.second, now.value(field.first));
    }) || hasMoreFacets(before, now);
}

ReadBack judgeVariantsDelete(const Operation &operation, const RemoteRead &remote)
{
    if (remote.gone)
        return ReadBack::TookEffect;
    qsizetype left = 0;
    bool moved = false;
    for (auto variant = operation.before.variants.cbegin(); variant != operation.before.variants.cend(); ++variant) {
        const VariantContent *found = remote.content.variant(ShopifyId{variant.key()});
        left += found ? 1 : 0;
        moved = moved || (found && hasMoved(*variant, found->fields));
    }
    if (left == 0)
        return ReadBack::TookEffect;
    return left == operation.before.variants.size() && !moved ? ReadBack::NoEffect : ReadBack::SomethingElse;
}

ReadBack judgeProductDelete(const Operation &operation, const RemoteRead &remote)
{
    if (remote.gone)
        return ReadBack::TookEffect;
    // It goes with everything it holds: what came to it since was not to go.
    bool moved = hasMoved(operation.before.product, remote.content.fields);
    for (const VariantContent &variant : remote.content.variants)
        moved = moved || !operation.before.variants.contains(variant.id.value)
            || hasMoved(operation.before.variants.value(variant.id.value), variant.fields);
    return moved ? ReadBack::SomethingElse : ReadBack::NoEffect;
}

} // namespace

namespace {

/// Each of its fields is set by itself: what is found of one tells nothing of another.
bool setsSingleFields(OperationKind kind)
{
    switch (kind) {
    case OperationKind::ProductUpdate:
    case OperationKind::VariantsUpdate:
    case OperationKind::InventorySet:
    case OperationKind::InventoryActivate:
    case OperationKind::InventoryDeactivate:
    case OperationKind::MetafieldsSet:
    case OperationKind::MetafieldsDelete:
    case OperationKind::ChannelsJoin:
    case OperationKind::ChannelsLeave:
        return true;
    default:
        return false;
    }
}

/// What is thrown away is looked at again by its fields alone, so that there is nothing of its facets to compare.
bool isReadWithout(OperationKind kind, const QString &field)
{
    return kind == OperationKind::ProductDelete && isFacet(field);
}

} // namespace

bool asksForNoVendor(const Operation &operation)
{
    const auto vendor = operation.after.product.constFind(Field::vendor.toString());
    return vendor != operation.after.product.cend() && vendor->value_or(QString()).trimmed().isEmpty();
}

Operation asStored(Operation operation, const ProductContent &found, const QString &shopName)
{
    const QString vendor = Field::vendor.toString();
    const FieldValue now = found.fields.value(vendor);
    if (asksForNoVendor(operation) && !shopName.isEmpty() && sameOnceStored(vendor, now, shopName))
        operation.after.product.insert(vendor, now);
    return operation;
}

bool isMadeOfNothing(const QString &field, const FieldValue &asked, const FieldValue &found)
{
    return !asked
        && (field == Field::weightUnit
            || (fieldShape(field) == FieldShape::Decimal && found.value_or(QString()).toDouble() == 0));
}

FieldMap notAsAsked(const FieldMap &asked, const FieldMap &found)
{
    FieldMap others;
    for (auto field = asked.cbegin(); field != asked.cend(); ++field) {
        const auto now = found.constFind(field.key());
        if (now != found.cend() && !sameOnceStored(field.key(), *now, field.value())
            && !saysWhatWasAsked(field.key(), field.value(), *now)
            && !isMadeOfNothing(field.key(), field.value(), *now))
            others.insert(field.key(), *now);
    }
    return others;
}

ContentPatch writtenByOthers(const Operation &operation, const ProductContent &found)
{
    ContentPatch others;
    if (!setsSingleFields(operation.kind))
        return others;
    others.product = notAsAsked(operation.after.product, found.fields);
    for (auto variant = operation.after.variants.cbegin(); variant != operation.after.variants.cend(); ++variant) {
        const VariantContent *now = found.variant(ShopifyId{variant.key()});
        const FieldMap fields = now ? notAsAsked(*variant, now->fields) : FieldMap();
        if (!fields.isEmpty())
            others.variants.insert(variant.key(), fields);
    }
    return others;
}

bool createsFacets(const Operation &operation)
{
    return !facetFields(operation.after.product).isEmpty()
        || std::any_of(operation.after.created.cbegin(), operation.after.created.cend(),
            [](const NewVariant &variant) { return !facetFields(variant.fields).isEmpty(); });
}

ReadBack judgeReadBack(const Operation &operation, const RemoteRead &remote)
{
    switch (operation.kind) {
    case OperationKind::ProductUpdate:
    case OperationKind::VariantsUpdate:
    case OperationKind::InventorySet:
    case OperationKind::MetafieldsSet:
    case OperationKind::MetafieldsDelete:
    case OperationKind::InventoryActivate:
    case OperationKind::InventoryDeactivate:
    case OperationKind::MediaUpdate:
    case OperationKind::MediaOrder:
    case OperationKind::ChannelsJoin:
    case OperationKind::ChannelsLeave:
        return judgeUpdate(operation, remote);
    case OperationKind::VariantsReorder:
        return judgeReorder(operation, remote);
    case OperationKind::OptionRename:
    case OperationKind::OptionsCreate:
    case OperationKind::OptionsDelete:
    case OperationKind::OptionsReorder:
        return judgeOptions(operation, remote);
    case OperationKind::MediaAdd:
        return judgeMediaAdd(operation, remote);
    case OperationKind::ProductCreate:
        return judgeCreate(operation, remote);
    case OperationKind::ProductDelete:
        return judgeProductDelete(operation, remote);
    case OperationKind::VariantsCreate:
        return judgeVariantsCreate(operation, remote);
    case OperationKind::VariantsDelete:
        return judgeVariantsDelete(operation, remote);
    }
    return ReadBack::SomethingElse;
}

bool isAsPlanned(const Operation &operation, const RemoteRead &now)
{
    bool unmoved = !now.gone;
    for (auto field = operation.before.product.cbegin(); field != operation.before.product.cend(); ++field)
        unmoved = unmoved
            && ((isReadWithout(operation.kind, field.key()) && !now.content.fields.contains(field.key()))
                || sameValue(field.key(), field.value(), now.content.fields.value(field.key())));
    for (auto variant = operation.before.variants.cbegin(); variant != operation.before.variants.cend(); ++variant) {
        const VariantContent *found = now.content.variant(ShopifyId{variant.key()});
        unmoved = unmoved && found;
        for (auto field = variant->cbegin(); found && field != variant->cend(); ++field)
            unmoved = unmoved
                && (!found->fields.contains(field.key())
                    || sameValue(field.key(), field.value(), found->fields.value(field.key())));
    }
    // A variant that came since would go with the product unseen.
    if (operation.kind == OperationKind::ProductDelete)
        unmoved = unmoved && now.content.variants.size() == operation.before.variants.size();
    return unmoved;
}

} // namespace Sync
