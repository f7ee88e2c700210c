#include "sync/jobs/push/steps.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/options.h"
#include "sync/jobs/push/mediacalls.h"
#include "sync/jobs/push/membershipsteps.h"
#include "sync/jobs/push/optionsteps.h"
#include "sync/jobs/push/shoprequests.h"

#include <algorithm>

namespace Sync {

namespace {

/// Cuts the variants' plain fields into calls of at most 250 variants.
void appendVariantSteps(QList<Step> &steps, const ContentPatch &before, const ContentPatch &after)
{
    Step step{.kind = OperationKind::VariantsUpdate};
    for (auto variant = after.variants.cbegin(); variant != after.variants.cend(); ++variant) {
        FieldMap wanted;
        FieldMap held;
        for (auto field = variant->cbegin(); field != variant->cend(); ++field) {
            if (isStock(field.key()) || isFacet(field.key()) || field.key() == Field::position)
                continue;
            wanted.insert(field.key(), field.value());
            held.insert(field.key(), before.variants.value(variant.key()).value(field.key()));
        }
        if (wanted.isEmpty())
            continue;
        step.after.variants.insert(variant.key(), wanted);
        step.before.variants.insert(variant.key(), held);
        if (step.after.variants.size() == itemsPerCall)
            steps += std::exchange(step, Step{.kind = step.kind});
    }
    if (!step.after.isEmpty())
        steps += step;
}

/// Cuts stock, as total or by location, into calls of at most 250 quantities. Where a variant comes to a location or
/// leaves it, that takes a call of its own. What lies where it leaves is first compared and set to none by Shopify
/// itself, so that nothing is thrown away unseen.
class StockSteps
{
public:
    explicit StockSteps(QList<Step> &steps)
        : m_steps(steps)
    { }

    void add(qint64 variant, const QString &field, const FieldValue &held, const FieldValue &wanted)
    {
        const FieldValue none = QStringLiteral("0");
        if (isFacet(field) && !held) {
            m_comings += single(OperationKind::InventoryActivate, variant, field, held, wanted);
        } else if (isFacet(field) && !wanted) {
            if (held != none)
                set(variant, field, held, none);
            m_leavings += single(OperationKind::InventoryDeactivate, variant, field, none, wanted);
        } else {
            set(variant, field, held, wanted);
        }
    }

    void finish()
    {
        if (!m_set.after.isEmpty())
            m_steps += m_set;
        m_steps += m_comings + m_leavings;
    }

private:
    static Step single(
        OperationKind kind, qint64 variant, const QString &field, const FieldValue &held, const FieldValue &wanted)
    {
        return {.kind = kind,
            .before = {.variants = {{variant, {{field, held}}}}},
            .after = {.variants = {{variant, {{field, wanted}}}}}};
    }

    void set(qint64 variant, const QString &field, const FieldValue &held, const FieldValue &wanted)
    {
        m_set.after.variants[variant].insert(field, wanted);
        m_set.before.variants[variant].insert(field, held);
        if (m_set.after.fieldCount() == itemsPerCall)
            m_steps += std::exchange(m_set, Step{.kind = m_set.kind});
    }

    QList<Step> &m_steps;
    Step m_set{.kind = OperationKind::InventorySet};
    QList<Step> m_comings;
    QList<Step> m_leavings; ///< Last: Shopify keeps a variant at the only location that stocks it.
};

void appendStockSteps(QList<Step> &steps, const ContentPatch &before, const ContentPatch &after)
{
    StockSteps stock(steps);
    for (auto variant = after.variants.cbegin(); variant != after.variants.cend(); ++variant)
        for (auto field = variant->cbegin(); field != variant->cend(); ++field)
            if (isStock(field.key()))
                stock.add(
                    variant.key(), field.key(), before.variants.value(variant.key()).value(field.key()), field.value());
    stock.finish();
}

/// Cuts the metafields of the product and its variants into calls: those that get a value, or those that lose it.
class MetafieldSteps
{
public:
    MetafieldSteps(QList<Step> &steps, OperationKind kind)
        : m_steps(steps)
        , m_step{.kind = kind}
    { }

    void add(qint64 variant, const FieldMap &before, const FieldMap &after)
    {
        const bool sets = m_step.kind == OperationKind::MetafieldsSet;
        for (auto field = after.cbegin(); field != after.cend(); ++field) {
            if (!metafieldName(field.key()) || field.value().has_value() != sets)
                continue;
            (variant == 0 ? m_step.after.product : m_step.after.variants[variant]).insert(field.key(), field.value());
            (variant == 0 ? m_step.before.product : m_step.before.variants[variant])
                .insert(field.key(), before.value(field.key()));
            if (m_step.after.fieldCount() == metafieldsPerCall)
                finish();
        }
    }

    void finish()
    {
        if (!m_step.after.isEmpty())
            m_steps += std::exchange(m_step, Step{.kind = m_step.kind});
    }

private:
    QList<Step> &m_steps;
    Step m_step;
};

void appendMetafieldSteps(QList<Step> &steps, OperationKind kind, const ContentPatch &before, const ContentPatch &after)
{
    MetafieldSteps metafields(steps, kind);
    metafields.add(0, before.product, after.product);
    for (auto variant = after.variants.cbegin(); variant != after.variants.cend(); ++variant)
        metafields.add(variant.key(), before.variants.value(variant.key()), variant.value());
    metafields.finish();
}

FieldValue optionOf(const FieldMap &fields, QStringView option)
{
    const FieldValue value = fields.value(option.toString());
    // A product without options has one variant that Shopify calls so.
    return value || option != Field::option1 ? value : FieldValue(defaultOptionValue.toString());
}

} // namespace

bool changesFields(OperationKind kind)
{
    switch (kind) {
    case OperationKind::ProductUpdate:
    case OperationKind::VariantsUpdate:
    case OperationKind::InventorySet:
    case OperationKind::MetafieldsSet:
    case OperationKind::MetafieldsDelete:
    case OperationKind::OptionRename:
    case OperationKind::OptionsCreate:
    case OperationKind::OptionsDelete:
    case OperationKind::OptionsReorder:
    case OperationKind::VariantsReorder:
    case OperationKind::InventoryActivate:
    case OperationKind::InventoryDeactivate:
    case OperationKind::MediaAdd:
    case OperationKind::MediaUpdate:
    case OperationKind::MediaOrder:
    case OperationKind::ChannelsJoin:
    case OperationKind::ChannelsLeave:
        return true;
    case OperationKind::ProductCreate:
    case OperationKind::ProductDelete:
    case OperationKind::VariantsCreate:
    case OperationKind::VariantsDelete:
        break;
    }
    return false;
}

bool isCutAnew(OperationKind kind)
{
    return kind == OperationKind::MetafieldsSet || kind == OperationKind::MetafieldsDelete
        || kind == OperationKind::InventorySet || kind == OperationKind::InventoryActivate
        || kind == OperationKind::InventoryDeactivate || kind == OperationKind::ChannelsJoin
        || kind == OperationKind::ChannelsLeave || isMediaCall(kind);
}

QList<Step> stepsFor(const ContentPatch &before, const ContentPatch &after)
{
    QList<Step> steps;
    FieldMap own = after.product;
    own.removeIf([](const auto &field) { return !goesWithProduct(field.key()); });
    own.remove(Field::optionNames.toString());
    if (!own.isEmpty()) {
        Step step{.kind = OperationKind::ProductUpdate, .after = {.product = own}};
        for (auto field = own.cbegin(); field != own.cend(); ++field)
            step.before.product.insert(field.key(), before.product.value(field.key()));
        steps += step;
    }
    appendVariantSteps(steps, before, after);
    appendStockSteps(steps, before, after);
    appendMetafieldSteps(steps, OperationKind::MetafieldsDelete, before, after);
    appendMetafieldSteps(steps, OperationKind::MetafieldsSet, before, after);
    steps += mediaSteps(before.product, after.product);
    appendChannelSteps(steps, before, after);
    return steps;
}

bool canRename(const QStringList &names, const QStringList &wanted)
{
    if (names.size() != wanted.size())
        return false;
    // One after the other, so none may take a name that another still has.
    for (qsizetype i = 0; i < wanted.size(); ++i)
        for (qsizetype later = i + 1; later < names.size(); ++later)
            if (wanted.at(i).compare(names.at(later), Qt::CaseInsensitive) == 0)
                return false;
    return !wanted.contains(QString());
}

QList<Step> stepsRenaming(const ContentPatch &before, const ContentPatch &after)
{
    const QString field = Field::optionNames.toString();
    const QStringList wanted = listValue(after.product.value(field));
    QStringList names = listValue(before.product.value(field));
    QList<Step> steps;
    if (!canRename(names, wanted))
        return steps;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (names.at(i) == wanted.at(i))
            continue;
        Step step{.kind = OperationKind::OptionRename, .before = {.product = {{field, listText(names)}}}};
        names[i] = wanted.at(i);
        step.after.product.insert(field, listText(names));
        steps += step;
    }
    return steps;
}

QList<CatalogueWrite> writesOf(const Step &step, const QList<CatalogueWrite> &writes)
{
    QList<CatalogueWrite> ofStep;
    for (const CatalogueWrite &write : writes) {
        const FieldMap fields = write.shopifyVariant.isValid() ? step.after.variants.value(write.shopifyVariant.value)
                                                               : step.after.product;
        // What a field holds on the way is not written down: a name before the last of several renames, a value before
        // an option has all of its own, the 0 of a variant that leaves.
        const bool hasStops = isOptionCall(step.kind) || step.kind == OperationKind::VariantsUpdate
            || step.kind == OperationKind::InventorySet;
        const bool isOnTheWay = hasStops && !sameValue(write.field, fields.value(write.field), write.value);
        if (fields.contains(write.field) && !isOnTheWay)
            ofStep += write;
    }
    return ofStep;
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

QString ownHandle(const LocalProduct &product)
{
    QString handle;
    for (const QChar c : product.fields.value(Field::title.toString()).value_or(QString()).toLower()) {
        if (c.isLetterOrNumber())
            handle += c;
        else if (!handle.isEmpty() && !handle.endsWith(u'-'))
            handle += u'-';
    }
    if (!handle.isEmpty() && !handle.endsWith(u'-'))
        handle += u'-';
    return handle + QString::number(product.id.value);
}

bool sameOptions(const FieldMap &left, const FieldMap &right)
{
    return std::all_of(optionFields.cbegin(), optionFields.cend(),
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
