#include "sync/jobs/rollback/optionsundo.h"

#include "sync/api/catalogue.h"
#include "sync/api/fieldpath.h"
#include "sync/jobs/push/optionsteps.h"
#include "sync/jobs/push/variantorder.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Rollback", text);
}

const QString &names()
{
    static const QString field = Field::optionNames.toString();
    return field;
}

const QString &position()
{
    static const QString field = Field::position.toString();
    return field;
}

bool holds(const FieldMap &fields, const FieldMap &expected)
{
    return std::all_of(expected.constKeyValueBegin(), expected.constKeyValueEnd(),
        [&fields](const auto &field) { return sameValue(field.first, fields.value(field.first), field.second); });
}

/// Whether the options stand there as they were in `expected`, of the variants that are still there.
bool isIn(const ProductContent &now, const ContentPatch &expected)
{
    return holds(now.fields, expected.product)
        && std::all_of(now.variants.cbegin(), now.variants.cend(), [&expected](const VariantContent &variant) {
               return holds(variant.fields, expected.variants.value(variant.id.value));
           });
}

bool isIn(const LocalProduct &local, const ContentPatch &expected)
{
    return holds(local.fields, expected.product)
        && std::all_of(local.variants.cbegin(), local.variants.cend(), [&expected](const LocalVariant &variant) {
               return holds(variant.fields, expected.variants.value(variant.shopifyId.value));
           });
}

/// Whether an option would go of which a variant that came since has a value.
bool takesFromNewcomers(const ProductContent &now, const ContentPatch &before, const ContentPatch &written)
{
    const QStringList stay = listValue(before.product.value(names()));
    const QStringList all = listValue(written.product.value(names()));
    const bool removes
        = std::any_of(all.cbegin(), all.cend(), [&stay](const QString &name) { return placeOfOption(stay, name) < 0; });
    return removes
        && std::any_of(now.variants.cbegin(), now.variants.cend(),
            [&written](const VariantContent &variant) { return !written.variants.contains(variant.id.value); });
}

/// What the catalogue takes with the options: their names and its variants' values.
QList<CatalogueWrite> writesTo(const LocalProduct &local, const ContentPatch &before, const ProductContent &inShopify)
{
    QList<CatalogueWrite> writes;
    const auto write = [&writes](ShopifyId variant, const FieldMap &now, const FieldMap &wanted) {
        for (auto field = wanted.cbegin(); field != wanted.cend(); ++field)
            if (!sameValue(field.key(), now.value(field.key()), field.value()))
                writes += CatalogueWrite{variant, field.key(), now.value(field.key()), field.value()};
    };
    write({}, local.fields, before.product);
    for (const LocalVariant &variant : local.variants)
        if (inShopify.variant(variant.shopifyId))
            write(variant.shopifyId, variant.fields, before.variants.value(variant.shopifyId.value));
    return writes;
}

class OptionsUndo
{
public:
    OptionsUndo(const Operation &operation, const ProductContent &now, const UndoPolicy &policy)
        : m_operation(operation)
        , m_written(operation.returned.value_or(operation.after))
        , m_now(now)
        , m_policy(policy)
        , m_undo{.content = now}
    { }

    GroupUndo plan(const std::optional<LocalImage> &local)
    {
        const RollbackFate fate = inShopify();
        if (local)
            inCatalogue(local->product, fate);
        return std::move(m_undo);
    }

private:
    RollbackFate inShopify()
    {
        const FieldValue now = m_now.fields.value(names());
        if (!m_policy.fields.isEmpty() && !covers(m_policy.fields, names(), {}))
            return add(true, now, RollbackFate::Impossible,
                tr("What variants have of an option goes back with the option only. Choose the product's options, "
                   "too."));
        if (sameValue(names(), now, m_operation.before.product.value(names())))
            return add(true, now, RollbackFate::AlreadyBack, {});
        const bool isOurs = isIn(m_now, m_written) && !takesFromNewcomers(m_now, m_operation.before, m_written);
        if (!isOurs && !m_policy.restoreConflicts)
            return add(true, now, RollbackFate::ChangedSince,
                tr("Somebody has changed the options since, or what variants have of them."));
        const OptionPlan plan = planOptions(m_now, m_operation.before);
        if (!plan.refused.isEmpty())
            return add(true, now, RollbackFate::Impossible, plan.refused);
        m_undo.steps = plan.steps + stepsPuttingBack(plan.movesVariants);
        m_undo.content = plan.content;
        for (const Step &step : std::as_const(m_undo.steps))
            m_undo.content = patched(m_undo.content, step.after);
        return add(true, now, RollbackFate::WillRestore, {});
    }

    /// The variants back in the order they had, where it became another.
    QList<Step> stepsPuttingBack(bool isMoved) const
    {
        ContentPatch places;
        for (const VariantContent &variant : m_now.variants) {
            const FieldMap before = m_operation.before.variants.value(variant.id.value);
            if (before.contains(position()))
                places.variants.insert(variant.id.value, {{position(), before.value(position())}});
        }
        return isMoved ? stepsPlacing(placesAfter(m_now.variants, {}, places))
                       : stepsReordering(m_now.variants, {}, places);
    }

    void inCatalogue(const LocalProduct &local, RollbackFate inShopify)
    {
        const FieldValue now = local.fields.value(names());
        if (inShopify == RollbackFate::Impossible)
            return;
        const bool isBack = sameValue(names(), now, m_operation.before.product.value(names()));
        const bool isOurs = isIn(local, m_written) || m_policy.restoreConflicts;
        RollbackFate fate = isBack ? RollbackFate::AlreadyBack
            : isOurs               ? RollbackFate::WillRestore
                                   : RollbackFate::ChangedSince;
        // The catalogue follows Shopify: what stays there stays here.
        if (fate == RollbackFate::WillRestore && inShopify == RollbackFate::ChangedSince)
            fate = RollbackFate::ChangedSince;
        add(false, now, fate, {});
        if (fate != RollbackFate::WillRestore)
            return;
        const QList<CatalogueWrite> writes = writesTo(local, m_operation.before, m_now);
        if (m_undo.steps.isEmpty())
            m_undo.withoutCall = writes;
        else
            m_undo.steps.last().writes = writes;
    }

    RollbackFate add(bool remote, const FieldValue &now, RollbackFate fate, const QString &reason)
    {
        m_undo.items += RollbackItem{.field = names(),
            .remote = remote,
            .before = m_operation.before.product.value(names()),
            .written = m_written.product.value(names()),
            .now = now,
            .fate = fate,
            .reason = reason};
        return fate;
    }

    const Operation &m_operation;
    const ContentPatch m_written;
    const ProductContent &m_now;
    const UndoPolicy &m_policy;
    GroupUndo m_undo;
};

bool isStructural(const Operation &operation)
{
    return isOptionCall(operation.kind) && operation.kind != OperationKind::OptionRename
        && operation.state == OperationState::Confirmed;
}

/// Parts the fields of options off a patch.
ContentPatch takeOptionsOut(ContentPatch &patch)
{
    ContentPatch rest = patch;
    leaveOutOptions(rest);
    ContentPatch options;
    for (auto variant = patch.variants.cbegin(); variant != patch.variants.cend(); ++variant)
        for (auto field = variant->cbegin(); field != variant->cend(); ++field)
            if (!rest.variants.value(variant.key()).contains(field.key()))
                options.variants[variant.key()].insert(field.key(), *field);
    rest.variants.removeIf([](const auto &variant) { return variant.value().isEmpty(); });
    patch = rest;
    return options;
}

/// What was before the first and after the last of several.
void append(Operation &whole, const ContentPatch &before, const ContentPatch &written)
{
    FieldMap names = before.product;
    names.insert(whole.before.product);
    whole.before.product = names;
    whole.returned->product.insert(written.product);
    for (auto variant = before.variants.cbegin(); variant != before.variants.cend(); ++variant) {
        FieldMap fields = *variant;
        fields.insert(whole.before.variants.value(variant.key()));
        whole.before.variants.insert(variant.key(), fields);
    }
    for (auto variant = written.variants.cbegin(); variant != written.variants.cend(); ++variant)
        whole.returned->variants[variant.key()].insert(*variant);
}

} // namespace

QList<Operation> withOptionsTogether(const QList<Operation> &operations)
{
    const auto last = std::find_if(operations.crbegin(), operations.crend(), isStructural);
    if (last == operations.crend())
        return operations;
    Operation whole = *last;
    whole.before = {};
    whole.returned = ContentPatch();
    QList<Operation> together;
    qsizetype place = 0;
    for (const Operation &operation : operations) {
        if (isOptionCall(operation.kind) && operation.state == OperationState::Confirmed) {
            append(whole, operation.before, operation.returned.value_or(operation.after));
            if (operation.id == whole.id)
                place = together.size();
            continue;
        }
        Operation rest = operation;
        if (operation.kind == OperationKind::VariantsUpdate && operation.state == OperationState::Confirmed) {
            ContentPatch written = operation.returned.value_or(operation.after);
            append(whole, takeOptionsOut(rest.before), takeOptionsOut(written));
            rest.returned = written;
            if (written.isEmpty())
                continue;
        }
        together += rest;
    }
    whole.after = *whole.returned;
    together.insert(place, whole);
    return together;
}

GroupUndo planOptionsUndo(const Operation &operation, const ProductContent &now, const std::optional<LocalImage> &local,
    const UndoPolicy &policy)
{
    return OptionsUndo(operation, now, policy).plan(local);
}

} // namespace Sync
