#include "sync/jobs/rollback/rollbackplanner.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/jobs/push/mediacalls.h"
#include "sync/jobs/push/variantorder.h"
#include "sync/jobs/rollback/comeback.h"
#include "sync/jobs/rollback/drift.h"
#include "sync/jobs/rollback/optionsundo.h"
#include "sync/jobs/rollback/orderundo.h"
#include "sync/jobs/rollback/variantsback.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Rollback", text);
}

/// Whether an operation has anything to do with the fields chosen. What created or deleted is no field.
bool isChosen(const Operation &operation, const QList<FieldPath> &fields)
{
    if (fields.isEmpty())
        return true;
    const auto any = [&fields](const FieldMap &written, ShopifyId variant) {
        return std::any_of(
            written.keyBegin(), written.keyEnd(), [&](const QString &name) { return covers(fields, name, variant); });
    };
    const auto &variants = operation.after.variants;
    return changesFields(operation.kind)
        && (any(operation.after.product, {})
            || std::any_of(variants.constKeyValueBegin(), variants.constKeyValueEnd(),
                [&](const auto &variant) { return any(variant.second, ShopifyId{variant.first}); }));
}

/// Takes one product's operations back one by one, keeping in mind what each undo will have left behind.
class UndoPlanner
{
public:
    UndoPlanner(const RemoteRead &remote, const std::optional<LocalImage> &local,
        const std::optional<ProductVersion> &version, const UndoPolicy &policy, const QSet<qint64> &restocked)
        : m_remote(remote)
        , m_local(local)
        , m_version(version)
        , m_policy(policy)
        , m_restocked(restocked)
    { }

    void undo(const Operation &operation)
    {
        if (!isChosen(operation, m_policy.fields))
            return;
        if (operation.state == OperationState::Sent || operation.state == OperationState::Unknown) {
            addWhole(RollbackFate::OutcomeUnknown, tr("What became of the original write is not settled yet."));
            return;
        }
        switch (operation.kind) {
        case OperationKind::ProductUpdate:
        case OperationKind::VariantsUpdate:
        case OperationKind::InventorySet:
        case OperationKind::MetafieldsSet:
        case OperationKind::MetafieldsDelete:
        case OperationKind::OptionRename:
        case OperationKind::InventoryActivate:
        case OperationKind::InventoryDeactivate:
        case OperationKind::MediaAdd:
        case OperationKind::MediaUpdate:
        case OperationKind::MediaOrder:
        case OperationKind::ChannelsJoin:
        case OperationKind::ChannelsLeave:
            return undoUpdate(operation);
        case OperationKind::VariantsReorder:
            if (placesIn(operation.before).isEmpty())
                return; // belongs to the call that moved the variants
            return undoTogether(
                operation, planOrderUndo(operation, m_remote.content, m_local, m_policy.restoreConflicts));
        case OperationKind::OptionsCreate:
        case OperationKind::OptionsDelete:
        case OperationKind::OptionsReorder:
            return undoTogether(
                operation, planOptionsUndo(operation, m_remote.content, withFields(m_local, m_backHere), m_policy));
        case OperationKind::ProductCreate:
            return undoCreate(operation);
        case OperationKind::ProductDelete:
            return undoDelete(operation);
        case OperationKind::VariantsCreate:
            return undoVariantsCreate(operation);
        case OperationKind::VariantsDelete:
            return undoTogether(operation, planVariantsBack(operation, m_remote.content, m_local));
        }
    }

    /// Fields of the catalogue that the batch wrote beside its calls.
    void undoLocalFields(const QList<Operation> &operations)
    {
        ContentPatch called;
        for (const Operation &operation : operations) {
            if (!changesFields(operation.kind))
                return; // What is created or deleted takes its fields along.
            const ContentPatch written = operation.returned.value_or(operation.after);
            called.product.insert(written.product);
            called.product.insert(alsoCalled(operation));
            for (auto variant = written.variants.cbegin(); variant != written.variants.cend(); ++variant) {
                called.variants[variant.key()].insert(*variant);
                called.variants[variant.key()].insert(Field::variantTitle.toString(), {}); // follows its options
            }
        }
        if (m_local && m_version)
            undoImageFields(m_undo.local, m_undo.items, *m_version, *m_local, m_policy, called);
    }

    ProductUndo take() { return std::move(m_undo); }

private:
    void undoUpdate(const Operation &operation)
    {
        if (m_remote.gone) {
            addWhole(RollbackFate::Impossible, tr("The product is no longer in Shopify."));
            return;
        }
        const ContentPatch written = operation.returned.value_or(operation.after);
        UndoStep undo{.original = operation, .step = {.kind = operation.kind}};
        for (auto field = written.product.cbegin(); field != written.product.cend(); ++field)
            undoField(undo, {}, field.key(), operation.before.product.value(field.key()), field.value());
        for (auto variant = written.variants.cbegin(); variant != written.variants.cend(); ++variant)
            for (auto field = variant->cbegin(); field != variant->cend(); ++field)
                undoField(undo, ShopifyId{variant.key()}, field.key(),
                    operation.before.variants.value(variant.key()).value(field.key()), field.value());
        if (!undo.step.after.isEmpty()) {
            m_remote.content = patched(m_remote.content, undo.step.after);
            appendUndo(undo);
        }
    }

    /// What was set where there was nothing is deleted, and the other way about: one call may be undone by two.
    void appendUndo(const UndoStep &undo)
    {
        if (!isCutAnew(undo.step.kind)) {
            m_undo.steps += undo;
            return;
        }
        for (Step step : stepsFor(undo.step.before, undo.step.after)) {
            step.writes = writesOf(step, undo.step.writes);
            m_undo.steps += UndoStep{.original = undo.original, .step = step};
        }
    }

    void undoField(
        UndoStep &undo, ShopifyId variant, const QString &field, const FieldValue &before, const FieldValue &written)
    {
        if (!covers(m_policy.fields, field, variant))
            return;
        const VariantContent *found = variant.isValid() ? m_remote.content.variant(variant) : nullptr;
        if (variant.isValid() && !found) {
            add({.field = field,
                .remote = true,
                .before = before,
                .written = written,
                .fate = RollbackFate::Impossible,
                .reason = tr("The variant is no longer in Shopify.")});
            return;
        }
        const FieldValue now = (found ? found->fields : m_remote.content.fields).value(field);
        const RollbackFate fate = undoFate(field, before, written, now, m_policy.restoreConflicts);
        const QString title
            = found ? found->fields.value(Field::variantTitle.toString()).value_or(QString()) : QString();
        add({.variantTitle = title,
            .field = field,
            .remote = true,
            .before = before,
            .written = written,
            .now = now,
            .fate = fate});
        if (fate == RollbackFate::WillRestore) {
            (variant.isValid() ? undo.step.before.variants[variant.value] : undo.step.before.product)
                .insert(field, now);
            (variant.isValid() ? undo.step.after.variants[variant.value] : undo.step.after.product)
                .insert(field, before);
        }
        undoLocalField(undo, variant, title, field, before, written, fate);
    }

    /// What somebody has put back in Shopify follows in the catalogue without a call.
    void writeWithoutCall(const CatalogueWrite &write)
    {
        LocalUndo &local = m_undo.local;
        local.writes += write;
        if (!local.seen)
            local.seen = ProductContent{m_remote.content.id};
        if (!write.shopifyVariant.isValid()) {
            const FieldValue now = m_remote.content.fields.value(write.field);
            local.base.product.insert(write.field, now);
            local.seen->fields.insert(write.field, now);
            return;
        }
        const VariantContent *held = m_remote.content.variant(write.shopifyVariant);
        const FieldValue now = held ? held->fields.value(write.field) : FieldValue();
        local.base.variants[write.shopifyVariant.value].insert(write.field, now);
        VariantContent seen{write.shopifyVariant};
        seen.fields.insert(write.field, now);
        local.seen->variants += seen;
    }

    void undoLocalField(UndoStep &undo, ShopifyId variant, const QString &title, const QString &field,
        const FieldValue &before, const FieldValue &written, RollbackFate remoteFate)
    {
        const LocalVariant *held = m_local && variant.isValid() ? m_local->product.variant(variant) : nullptr;
        if (!m_local || (variant.isValid() && !held))
            return;
        // What a later call of the batch wrote, which goes back first, is back by then.
        const std::pair place(variant.value, field);
        const FieldValue now = m_backHere.value(place, (held ? held->fields : m_local->product.fields).value(field));
        RollbackFate fate = undoFate(field, before, written, now, m_policy.restoreConflicts);
        // The catalogue follows Shopify: what stays there stays here.
        if (fate == RollbackFate::WillRestore && remoteFate == RollbackFate::ChangedSince)
            fate = RollbackFate::ChangedSince;
        add({.variantTitle = title, .field = field, .before = before, .written = written, .now = now, .fate = fate});
        if (fate != RollbackFate::WillRestore)
            return;
        m_backHere.insert(place, before);
        const CatalogueWrite write{variant, field, now, before};
        if (remoteFate == RollbackFate::AlreadyBack)
            writeWithoutCall(write);
        else
            undo.step.writes += write;
    }

    void undoTogether(const Operation &operation, const GroupUndo &undo)
    {
        if (m_remote.gone) {
            addWhole(RollbackFate::Impossible, tr("The product is no longer in Shopify."));
            return;
        }
        m_undo.items += undo.items;
        for (const CatalogueWrite &write : undo.withoutCall)
            writeWithoutCall(write);
        for (const Step &step : undo.steps) {
            m_undo.steps += UndoStep{.original = operation, .step = step};
            if (step.kind == OperationKind::VariantsCreate)
                m_comingBack += step.after.created.size();
            for (const CatalogueWrite &write : step.writes)
                m_backHere.insert(std::pair(write.shopifyVariant.value, write.field), write.value);
        }
        m_remote.content = undo.content;
    }

    void undoCreate(const Operation &operation)
    {
        if (m_remote.gone) {
            addWhole(RollbackFate::AlreadyBack, {});
            return;
        }
        ++m_undo.created;
        const QString archived = toWord(ProductStatus::Archived);
        const QString status = Field::status.toString();
        const bool isArchived = m_remote.content.fields.value(status) == archived;
        if (m_policy.created == CreatedFate::Keep) {
            addWhole(RollbackFate::Impossible,
                tr("This run created it. Choose whether it is archived in Shopify or deleted there."));
            return;
        }
        if (m_policy.created == CreatedFate::Archive && isArchived) {
            addWhole(RollbackFate::AlreadyBack, tr("It is archived already."));
            return;
        }
        const QString changed = whyChangedSince(operation.returned, m_remote.content, m_restocked);
        if (!m_policy.restoreConflicts && !changed.isEmpty()) {
            addWhole(RollbackFate::ChangedSince, changed);
            return;
        }
        if (m_policy.created == CreatedFate::Archive)
            archive(operation, status, archived);
        else
            deleteAgain(operation);
    }

    /// The product keeps its id; the catalogue follows where it holds what Shopify holds.
    void archive(const Operation &operation, const QString &status, const QString &archived)
    {
        addWhole(RollbackFate::WillRestore, tr("It is archived in Shopify and keeps its id."));
        const FieldValue now = m_remote.content.fields.value(status);
        UndoStep undo{.original = operation, .step = {.kind = OperationKind::ProductUpdate}};
        undo.step.before.product.insert(status, now);
        undo.step.after.product.insert(status, archived);
        if (m_local && sameValue(status, m_local->product.fields.value(status), now))
            undo.step.writes += CatalogueWrite{{}, status, now, archived};
        m_remote.content = patched(m_remote.content, undo.step.after);
        m_undo.steps += undo;
    }

    void deleteAgain(const Operation &operation)
    {
        addWhole(RollbackFate::WillRestore, tr("It is deleted in Shopify; its id is lost for ever."));
        m_undo.steps += UndoStep{.original = operation,
            .step = {.kind = OperationKind::ProductDelete, .before = wholeContent(m_remote.content)},
            // What the create put into the catalogue goes with it, unless somebody has edited it since.
            .deletesLocal = m_version && !m_version->before && sameImage(m_local, m_version->after)};
        m_remote.gone = true;
    }

    void undoDelete(const Operation &operation)
    {
        if (operation.before.product.isEmpty()) {
            addWhole(RollbackFate::Impossible, tr("What the product held before it was deleted was not recorded."));
            return;
        }
        if (!m_remote.gone) {
            addWhole(RollbackFate::AlreadyBack, tr("It came back already, under a new Shopify id."));
            return;
        }
        if (m_remote.isHandleTaken) {
            addWhole(RollbackFate::Impossible,
                tr("A product with its handle is in Shopify, so that it cannot come back; it may have come back "
                   "already."));
            return;
        }
        const QList<Step> steps
            = stepsBringingBack(operation.before.product, recreated(operation.before.variants, m_local));
        addWhole(RollbackFate::WillRestore, whatComesBack(operation.before.product), valuesIn(steps));
        for (const Step &step : steps)
            m_undo.steps += UndoStep{.original = operation, .step = step};
    }

    void undoVariantsCreate(const Operation &operation)
    {
        const ContentPatch returned = operation.returned.value_or(ContentPatch{});
        QMap<qint64, FieldMap> present;
        QList<VariantLink> links;
        for (auto variant = returned.variants.cbegin(); variant != returned.variants.cend(); ++variant) {
            const VariantContent *found = m_remote.gone ? nullptr : m_remote.content.variant(ShopifyId{variant.key()});
            if (found)
                present.insert(variant.key(), found->fields);
            // One that was edited here since stays, as a variant that Shopify does not have.
            const LocalVariant *local = m_local ? m_local->product.variant(ShopifyId{variant.key()}) : nullptr;
            if (local && (m_policy.restoreConflicts || !isEditedHere(*variant, local->fields, found)))
                links += VariantLink{local->id, {}};
        }
        if (present.isEmpty()) {
            addWhole(RollbackFate::AlreadyBack, {});
            return;
        }
        ++m_undo.created;
        if (m_policy.created != CreatedFate::Delete) {
            addWhole(RollbackFate::Impossible,
                m_policy.created == CreatedFate::Archive
                    ? tr("This run created variants, which cannot be archived. They stay unless you choose to delete "
                         "what was created.")
                    : tr("This run created variants. Choose to delete what was created if you want them gone."));
            return;
        }
        const QString changed = whyChangedSince(returned, present, m_restocked);
        if (!m_policy.restoreConflicts && !changed.isEmpty()) {
            addWhole(RollbackFate::ChangedSince, changed);
            return;
        }
        if (present.size() == m_remote.content.variants.size() && m_comingBack == 0) {
            addWhole(RollbackFate::Impossible,
                tr("They are the product's only variants by now, and Shopify keeps a product's last variant."));
            return;
        }
        addWhole(RollbackFate::WillRestore, {});
        for (const Step &step : stepsRemoving(present))
            m_undo.steps += UndoStep{.original = operation, .step = step, .links = links};
        // What was removed before they were created may have had their options.
        m_remote.content.variants.removeIf(
            [&present](const VariantContent &variant) { return present.contains(variant.id.value); });
    }

    void addWhole(RollbackFate fate, const QString &reason, const QList<RollbackValue> &whole = {})
    {
        add({.remote = true, .fate = fate, .reason = reason, .whole = whole});
    }

    void add(RollbackItem item) { m_undo.items += std::move(item); }

    RemoteRead m_remote;
    const std::optional<LocalImage> &m_local;
    QMap<std::pair<qint64, QString>, FieldValue>
        m_backHere; ///< What the catalogue will hold of fields put back so far.
    const std::optional<ProductVersion> &m_version;
    const UndoPolicy &m_policy;
    const QSet<qint64> &m_restocked;
    qsizetype m_comingBack = 0; ///< Variants that steps planned so far will have made.
    ProductUndo m_undo;
};

void sign(QList<RollbackItem> &items, ProductId product, ShopifyId shopifyProduct, const QString &title)
{
    for (RollbackItem &item : items) {
        item.product = product;
        item.shopifyProduct = shopifyProduct;
        item.title = title;
    }
}

} // namespace

qint64 ProductUndo::count(RollbackFate fate) const
{
    return std::count_if(items.cbegin(), items.cend(), [fate](const RollbackItem &item) { return item.fate == fate; });
}

ProductUndo planUndo(const QList<Operation> &operations, const std::optional<ProductVersion> &version,
    const RemoteRead &remote, const std::optional<LocalImage> &local, const UndoPolicy &policy,
    const QSet<qint64> &restocked)
{
    UndoPlanner planner(remote, local, version, policy, restocked);
    // A field that was chosen is taken back by itself, whatever it came with.
    const QList<Operation> whole
        = withOptionsTogether(policy.fields.isEmpty() ? withJoinsInCreates(operations) : operations);
    for (auto operation = whole.crbegin(); operation != whole.crend(); ++operation)
        if (operation->state == OperationState::Confirmed || operation->state == OperationState::Sent
            || operation->state == OperationState::Unknown)
            planner.undo(*operation);
    planner.undoLocalFields(operations);
    ProductUndo undo = planner.take();
    if (!operations.isEmpty()) {
        undo.product = operations.first().product;
        undo.shopifyProduct = operations.first().shopifyProduct;
        undo.title = operations.first().title;
    }
    sign(undo.items, undo.product, undo.shopifyProduct, undo.title);
    return undo;
}

} // namespace Sync
