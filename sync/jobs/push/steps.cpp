#include "sync/jobs/push/steps.h"

#include "sync/api/catalogue.h"
#include "sync/jobs/push/shoprequests.h"

#include <algorithm>

namespace Sync {

namespace {

bool isStock(const QString &field)
{
    return field == Field::inventoryQuantity;
}

/// Cuts the variants' fields of one sort into calls of at most 250 variants.
void appendVariantSteps(QList<Step> &steps, OperationKind kind, const ContentPatch &before, const ContentPatch &after)
{
    const bool stock = kind == OperationKind::InventorySet;
    Step step{.kind = kind};
    for (auto variant = after.variants.cbegin(); variant != after.variants.cend(); ++variant) {
        FieldMap wanted;
        FieldMap held;
        for (auto field = variant->cbegin(); field != variant->cend(); ++field) {
            if (isStock(field.key()) != stock)
                continue;
            wanted.insert(field.key(), field.value());
            held.insert(field.key(), before.variants.value(variant.key()).value(field.key()));
        }
        if (wanted.isEmpty())
            continue;
        step.after.variants.insert(variant.key(), wanted);
        step.before.variants.insert(variant.key(), held);
        if (step.after.variants.size() == itemsPerCall)
            steps += std::exchange(step, Step{.kind = kind});
    }
    if (!step.after.isEmpty())
        steps += step;
}

FieldValue optionOf(const FieldMap &fields, QStringView option)
{
    const FieldValue value = fields.value(option.toString());
    // A product without options has one variant that Shopify calls so.
    return value || option != Field::option1 ? value : FieldValue(QStringLiteral("Default Title"));
}

} // namespace

QList<Step> stepsFor(const ContentPatch &before, const ContentPatch &after)
{
    QList<Step> steps;
    if (!after.product.isEmpty()) {
        Step step{.kind = OperationKind::ProductUpdate, .after = {.product = after.product}};
        for (auto field = after.product.cbegin(); field != after.product.cend(); ++field)
            step.before.product.insert(field.key(), before.product.value(field.key()));
        steps += step;
    }
    appendVariantSteps(steps, OperationKind::VariantsUpdate, before, after);
    appendVariantSteps(steps, OperationKind::InventorySet, before, after);
    return steps;
}

QList<Step> stepsAdding(const QList<NewVariant> &variants, const QList<VariantContent> &present)
{
    ContentPatch before;
    for (const VariantContent &variant : present)
        before.variants.insert(variant.id.value, {});
    QList<Step> steps;
    for (qsizetype from = 0; from < variants.size(); from += itemsPerCall)
        steps += Step{.kind = OperationKind::VariantsCreate,
            .before = before,
            .after = {.created = variants.mid(from, itemsPerCall)}};
    return steps;
}

QList<Step> stepsRemoving(const QMap<qint64, FieldMap> &before)
{
    QList<Step> steps;
    Step step{.kind = OperationKind::VariantsDelete};
    for (auto variant = before.cbegin(); variant != before.cend(); ++variant) {
        step.before.variants.insert(variant.key(), variant.value());
        if (step.before.variants.size() == itemsPerCall)
            steps += std::exchange(step, Step{.kind = OperationKind::VariantsDelete});
    }
    if (!step.before.isEmpty())
        steps += step;
    return steps;
}

ContentPatch wholeContent(const ProductContent &content)
{
    ContentPatch whole{.product = content.fields};
    for (const VariantContent &variant : content.variants)
        whole.variants.insert(variant.id.value, variant.fields);
    return whole;
}

ContentPatch returnedFor(const ContentPatch &asked, const ProductContent &content)
{
    ContentPatch returned = asked;
    for (auto field = returned.product.begin(); field != returned.product.end(); ++field)
        field.value() = content.fields.value(field.key(), field.value());
    for (auto variant = returned.variants.begin(); variant != returned.variants.end(); ++variant)
        if (const VariantContent *answered = content.variant(ShopifyId{variant.key()}))
            for (auto field = variant->begin(); field != variant->end(); ++field)
                field.value() = answered->fields.value(field.key(), field.value());
    return returned;
}

bool sameOptions(const FieldMap &left, const FieldMap &right)
{
    const QStringView options[] = {Field::option1, Field::option2, Field::option3};
    return std::all_of(std::cbegin(options), std::cend(options),
        [&](QStringView option) { return optionOf(left, option) == optionOf(right, option); });
}

QList<VariantLink> linksFor(const QList<NewVariant> &created, const QList<VariantContent> &answered)
{
    QList<VariantLink> links;
    QList<VariantContent> left = answered;
    QList<NewVariant> unmatched;
    for (const NewVariant &variant : created) {
        const auto match = std::find_if(left.begin(), left.end(),
            [&variant](const VariantContent &candidate) { return sameOptions(variant.fields, candidate.fields); });
        if (match == left.end()) {
            unmatched += variant;
            continue;
        }
        links += VariantLink{variant.local, match->id};
        left.erase(match);
    }
    for (qsizetype i = 0; i < std::min(unmatched.size(), left.size()); ++i)
        links += VariantLink{unmatched.at(i).local, left.at(i).id};
    return links;
}

} // namespace Sync
