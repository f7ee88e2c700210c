#include "sync/jobs/push/settlements.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/media.h"
#include "sync/api/options.h"
#include "sync/jobs/push/mediacalls.h"
#include "sync/jobs/push/outcome.h"
#include "sync/jobs/push/pictureaddresses.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

namespace {

/// Media that were asked for by their number and that the product does not show: Shopify has no file of them any more,
/// so the catalogue gives them up, too. Whatever else was not made can be sent again, and stays.
QList<CatalogueWrite> withoutGoneMedia(const FieldMap &asked, const FieldMap &made)
{
    QList<CatalogueWrite> writes;
    for (auto field = asked.cbegin(); field != asked.cend(); ++field)
        if (field.value() && mediumId(mediumKey(field.key())).isValid() && !made.contains(field.key()))
            writes += CatalogueWrite{{}, field.key(), field.value(), {}};
    return writes;
}

QList<CatalogueWrite> withoutNamed(QList<CatalogueWrite> writes, const ContentPatch &others)
{
    writes.removeIf([&others](const CatalogueWrite &write) { return others.names(write.shopifyVariant, write.field); });
    return writes;
}

QList<CatalogueWrite> filled(QList<CatalogueWrite> writes, const ContentPatch &returned)
{
    for (CatalogueWrite &write : writes) {
        const FieldMap fields
            = write.shopifyVariant.isValid() ? returned.variants.value(write.shopifyVariant.value) : returned.product;
        write.value = fields.value(write.field, write.value);
    }
    return writes;
}

/// Mentions the variants, so that the base takes the mirror's rows for them.
ContentPatch mentioning(const QList<VariantContent> &variants)
{
    ContentPatch patch;
    for (const VariantContent &variant : variants)
        patch.variants.insert(variant.id.value, {});
    return patch;
}

/// The catalogue takes what Shopify made of variants it has just created.
QList<CatalogueWrite> writesOf(
    const QList<NewVariant> &created, const QList<VariantLink> &links, const ProductContent &content)
{
    QList<CatalogueWrite> writes;
    for (const VariantLink &link : links) {
        const auto asked
            = std::find_if(created.cbegin(), created.cend(), [&link](const auto &v) { return v.local == link.local; });
        const VariantContent *answered = content.variant(link.shopify);
        if (asked == created.cend() || !answered || !link.local.isValid())
            continue;
        for (auto field = answered->fields.cbegin(); field != answered->fields.cend(); ++field)
            writes += CatalogueWrite{link.shopify, field.key(), asked->fields.value(field.key()), field.value()};
    }
    return writes;
}

/// Moves by itself, or is made by Shopify of other fields.
bool isMadeByShopify(const QString &field, const FieldValue &asked)
{
    // A product without options has one that stands for none.
    if (field == Field::optionNames)
        return listValue(asked).isEmpty();
    if (std::find(optionFields.cbegin(), optionFields.cend(), field) != optionFields.cend())
        return !asked;
    // Media are known by other keys from now on.
    return isStock(field) || isMediaField(field) || field == Field::position || field == Field::variantTitle
        || field == Field::handle;
}

FieldMap askedWhereOther(const FieldMap &asked, const FieldMap &found)
{
    const FieldMap differing = notAsAsked(asked, found);
    FieldMap others;
    for (auto field = differing.keyBegin(); field != differing.keyEnd(); ++field)
        if (const FieldValue wanted = asked.value(*field); !isMadeByShopify(*field, wanted))
            others.insert(*field, wanted);
    return others;
}

/// What a create whose answer was lost asked for where somebody has written something else by then.
ContentPatch askedWhereOther(const ContentPatch &asked, const ContentPatch &found)
{
    ContentPatch others{.product = askedWhereOther(asked.product, found.product)};
    for (auto variant = found.variants.cbegin(); variant != found.variants.cend(); ++variant)
        for (const NewVariant &created : asked.created) {
            const FieldMap fields
                = sameOptions(created.fields, *variant) ? askedWhereOther(created.fields, *variant) : FieldMap();
            if (!fields.isEmpty())
                others.variants.insert(variant.key(), fields);
        }
    return others;
}

/// What a create made counts as made by it although somebody has written over it: a rollback sees the edit, catalogue
/// and base keep what was asked for, and the next pull stages what was written.
void leaveToThePull(Settlement &settlement, const ContentPatch &asked)
{
    ContentPatch &returned = settlement.operation->returned;
    const ContentPatch others = askedWhereOther(asked, returned);
    returned.product.insert(others.product);
    for (auto variant = others.variants.cbegin(); variant != others.variants.cend(); ++variant)
        returned.variants[variant.key()].insert(*variant);
    settlement.catalogue = withoutNamed(settlement.catalogue, others);
    settlement.baseInstead = others;
}

void settleCreate(Settlement &settlement, const Operation &operation, const ProductContent &content,
    const QList<CatalogueWrite> &writes)
{
    settlement.localFate = LocalFate::Link;
    settlement.shopifyProduct = content.id;
    settlement.base = mentioning(content.variants);
    settlement.links = linksFor(operation.after.created, content.variants);
    settlement.mediaLinks = madeMedia(operation, content.fields);
    settlement.mediaLinks.insert(madeOfDeleted(operation.before, settlement.mediaLinks));
    settlement.catalogue = filled(writes, ContentPatch{.product = content.fields});
    if (content.allFacets) {
        settlement.catalogue.removeIf([&content](const CatalogueWrite &write) {
            return isFacet(write.field) && !content.fields.contains(write.field);
        });
        settlement.catalogue.removeIf([](const CatalogueWrite &write) {
            return write.field == mediaOrderPath;
        }); // follows what it is the order of
        settlement.catalogue += withoutGoneMedia(operation.after.product, content.fields);
    }
    settlement.catalogue += writesOf(operation.after.created, settlement.links, content);
    // One that comes back into the catalogue has the channels that are still to be joined.
    for (auto field = operation.after.product.cbegin(); field != operation.after.product.cend(); ++field)
        if (const auto in = membership(field.key()); in && in->kind == Membership::Kind::Publication)
            settlement.onlyWhenNew.insert(field.key(), field.value());
}

/// The catalogue's medium becomes the one that Shopify has made of its address.
void settleMediaAdd(Settlement &settlement, const Operation &operation, const ProductContent &content,
    const QList<CatalogueWrite> &writes)
{
    settlement.mediaLinks = madeMedia(operation, content.fields);
    ContentPatch made{.product = withMadeMedia(operation.after.product, settlement.mediaLinks)};
    settlement.base = returnedFor(made, content);
    settlement.operation->returned = settlement.base;
    for (CatalogueWrite write : writes) {
        const FieldMap renamed = withMadeMedia({{write.field, write.value}}, settlement.mediaLinks);
        if (renamed.isEmpty())
            continue;
        write.field = renamed.firstKey();
        settlement.catalogue += write;
    }
    settlement.catalogue = filled(settlement.catalogue, settlement.base);
}

/// The variants of an answer that the operation made: the answer may name others of the product too.
QList<VariantContent> madeBy(const Operation &operation, const ProductContent &content)
{
    QList<VariantContent> made;
    std::copy_if(content.variants.cbegin(), content.variants.cend(), std::back_inserter(made),
        [&operation](const VariantContent &variant) {
            return !operation.before.variants.contains(variant.id.value)
                && std::any_of(operation.after.created.cbegin(), operation.after.created.cend(),
                    [&variant](const NewVariant &asked) { return sameOptions(asked.fields, variant.fields); });
        });
    return made.isEmpty() ? content.variants : made;
}

/// As Shopify makes a variant's title; nothing when no option is among the fields.
FieldValue titleFrom(const FieldMap &fields)
{
    QStringList values;
    for (const QStringView option : optionFields)
        if (const FieldValue value = fields.value(option.toString()))
            values += *value;
    return values.isEmpty() ? FieldValue() : FieldValue(titleOfOptions(values));
}

bool hasOption(const FieldMap &fields)
{
    return std::any_of(optionFields.cbegin(), optionFields.cend(),
        [&fields](QStringView option) { return fields.contains(option.toString()); });
}

/// The answer tells the options alone; what the variants have of them follows from the call.
void settleOptions(Settlement &settlement, const QList<CatalogueWrite> &writes)
{
    const ContentPatch &made = settlement.operation->returned;
    settlement.base = made;
    settlement.catalogue = filled(writes, made);
    if (!settlement.seen->variants.isEmpty())
        return; // read back whole
    for (auto variant = made.variants.cbegin(); variant != made.variants.cend(); ++variant) {
        VariantContent seen{.id = ShopifyId{variant.key()}, .fields = *variant};
        seen.fields.insert(Field::variantTitle.toString(), titleFrom(*variant));
        settlement.seen->variants += seen;
    }
}

/// Titles follow the options on all sides, else the next pull would tell of them as of somebody's change.
void followTitles(Settlement &settlement, const ContentPatch &others = {})
{
    const QString title = Field::variantTitle.toString();
    for (const VariantContent &variant : std::as_const(settlement.seen->variants)) {
        if (!variant.fields.value(title) || !hasOption(settlement.base.variants.value(variant.id.value))
            || hasOption(others.variants.value(variant.id.value)))
            continue;
        settlement.base.variants[variant.id.value].insert(title, variant.fields.value(title));
        settlement.catalogue
            += CatalogueWrite{variant.id, title, variant.fields.value(title), variant.fields.value(title)};
    }
}

} // namespace

QString whatOthersWrote()
{
    return QCoreApplication::translate("Sync::Push",
        "The answer to this change was lost. When the product was read back, Shopify held something else in some of "
        "the fields, so somebody has changed them there since. The other fields are confirmed; these stay here as they "
        "are, and what Shopify holds is staged to be decided on.");
}

Settlement settlementOf(const Operation &operation, const SendOutcome &outcome, const QList<CatalogueWrite> &all)
{
    const ProductContent &content = outcome.content;
    const bool isReadBack = outcome.requestId.isEmpty(); // every answer has one
    const QList<CatalogueWrite> writes = withoutNamed(all, outcome.others);
    Settlement settlement{.batch = operation.batch,
        .change = operation.change,
        .product = operation.product,
        .shopifyProduct = operation.shopifyProduct,
        .title = operation.title};
    settlement.operation = OperationEnd{operation.id, returnedFor(operation.after, content).without(outcome.others),
        operation.shopifyProduct, outcome.requestId};
    settlement.seen = content;
    settlement.seen->id = operation.shopifyProduct;
    switch (operation.kind) {
    case OperationKind::ProductUpdate:
    case OperationKind::VariantsUpdate:
    case OperationKind::InventorySet:
    case OperationKind::MetafieldsSet:
    case OperationKind::MetafieldsDelete:
    case OperationKind::OptionRename:
    case OperationKind::VariantsReorder:
    case OperationKind::InventoryActivate:
    case OperationKind::InventoryDeactivate:
    case OperationKind::MediaOrder:
    case OperationKind::ChannelsJoin:
    case OperationKind::ChannelsLeave:
        settlement.base = settlement.operation->returned;
        settlement.catalogue = filled(writes, settlement.operation->returned);
        followTitles(settlement, outcome.others);
        break;
    case OperationKind::OptionsCreate:
    case OperationKind::OptionsDelete:
    case OperationKind::OptionsReorder:
        settleOptions(settlement, writes);
        followTitles(settlement);
        break;
    case OperationKind::MediaUpdate:
        // What is agreed on is the medium; where the others stand may be somebody's change that nobody has looked at.
        settlement.base.product = settlement.operation->returned.product;
        settlement.base.product.remove(mediaOrderPath.toString());
        settlement.catalogue = filled(writes, settlement.base);
        break;
    case OperationKind::MediaAdd:
        settleMediaAdd(settlement, operation, content, writes);
        break;
    case OperationKind::ProductCreate:
        settlement.seen->id = content.id;
        settlement.operation->shopifyProduct = content.id;
        settlement.operation->returned = wholeContent(content);
        settleCreate(settlement, operation, content, writes);
        if (isReadBack)
            leaveToThePull(settlement, asStored(operation, content, outcome.shopName).after);
        break;
    case OperationKind::ProductDelete:
        settlement.seen.reset();
        settlement.productGone = true;
        settlement.localFate = LocalFate::Unlink;
        break;
    case OperationKind::VariantsCreate: {
        const QList<VariantContent> made = madeBy(operation, content);
        settlement.base = mentioning(made);
        settlement.links = linksFor(operation.after.created, made);
        settlement.catalogue = writesOf(operation.after.created, settlement.links, content);
        settlement.operation->returned = {};
        for (const VariantContent &variant : made)
            settlement.operation->returned.variants.insert(variant.id.value, variant.fields);
        if (isReadBack)
            leaveToThePull(settlement, operation.after);
        break;
    }
    case OperationKind::VariantsDelete:
        for (auto variant = operation.before.variants.cbegin(); variant != operation.before.variants.cend(); ++variant)
            settlement.goneVariants += ShopifyId{variant.key()};
        settlement.seen.reset();
        break;
    }
    return settlement;
}

} // namespace Sync
