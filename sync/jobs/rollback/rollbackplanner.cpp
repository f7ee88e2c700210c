#include "sync/jobs/rollback/rollbackplanner.h"

#include "sync/api/catalogue.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Rollback", text);
}

RollbackFate fateOf(
    QStringView field, const FieldValue &before, const FieldValue &written, const FieldValue &now, UndoPolicy policy)
{
    if (sameValue(field, now, before))
        return RollbackFate::AlreadyBack;
    if (sameValue(field, now, written) || policy.restoreConflicts)
        return RollbackFate::WillRestore;
    return RollbackFate::ChangedSince;
}

/// Takes one product's operations back one by one, keeping in mind what each undo will have left behind.
class UndoPlanner
{
public:
    UndoPlanner(const RemoteRead &remote, const std::optional<LocalImage> &local, UndoPolicy policy)
        : m_remote(remote)
        , m_local(local)
        , m_policy(policy)
    { }

    void undo(const Operation &operation)
    {
        if (operation.state == OperationState::Sent || operation.state == OperationState::Unknown) {
            addWhole(
                operation, RollbackFate::OutcomeUnknown, tr("What became of the original write is not settled yet."));
            return;
        }
        switch (operation.kind) {
        case OperationKind::ProductUpdate:
        case OperationKind::VariantsUpdate:
        case OperationKind::InventorySet:
        case OperationKind::MetafieldsSet:
        case OperationKind::MetafieldsDelete:
            return undoUpdate(operation);
        case OperationKind::ProductCreate:
            return undoCreate(operation);
        case OperationKind::ProductDelete:
            return undoDelete(operation);
        case OperationKind::VariantsCreate:
            return undoVariantsCreate(operation);
        case OperationKind::VariantsDelete:
            return undoVariantsDelete(operation);
        }
    }

    ProductUndo take() { return std::move(m_undo); }

private:
    void undoUpdate(const Operation &operation)
    {
        if (m_remote.gone) {
            addWhole(operation, RollbackFate::Impossible, tr("The product is no longer in Shopify."));
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
        if (undo.step.kind != OperationKind::MetafieldsSet && undo.step.kind != OperationKind::MetafieldsDelete) {
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
        const RollbackFate fate = fateOf(field, before, written, now, m_policy);
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

    void undoLocalField(UndoStep &undo, ShopifyId variant, const QString &title, const QString &field,
        const FieldValue &before, const FieldValue &written, RollbackFate remoteFate)
    {
        const LocalVariant *held = m_local && variant.isValid() ? m_local->product.variant(variant) : nullptr;
        if (!m_local || (variant.isValid() && !held))
            return;
        const FieldValue now = (held ? held->fields : m_local->product.fields).value(field);
        RollbackFate fate = fateOf(field, before, written, now, m_policy);
        // The catalogue follows Shopify: what stays there stays here.
        if (fate == RollbackFate::WillRestore && remoteFate == RollbackFate::ChangedSince)
            fate = RollbackFate::ChangedSince;
        add({.variantTitle = title, .field = field, .before = before, .written = written, .now = now, .fate = fate});
        if (fate == RollbackFate::WillRestore)
            undo.step.writes += CatalogueWrite{variant, field, now, before};
    }

    void undoCreate(const Operation &operation)
    {
        if (m_remote.gone) {
            addWhole(operation, RollbackFate::AlreadyBack, {});
            return;
        }
        if (!mayDelete(operation))
            return;
        if (!m_policy.restoreConflicts && operation.returned && hasMoved(*operation.returned)) {
            addWhole(operation, RollbackFate::ChangedSince,
                tr("Somebody has changed the product in Shopify since it was created."));
            return;
        }
        addWhole(operation, RollbackFate::WillRestore, {});
        m_undo.steps += UndoStep{.original = operation,
            .step = {.kind = OperationKind::ProductDelete, .before = wholeContent(m_remote.content)}};
        m_remote.gone = true;
    }

    void undoDelete(const Operation &operation)
    {
        if (operation.before.product.isEmpty()) {
            addWhole(operation, RollbackFate::Impossible,
                tr("What the product held before it was deleted was not recorded."));
            return;
        }
        if (m_remote.isHandleTaken) {
            addWhole(operation, RollbackFate::Impossible,
                tr("A product with its handle is in Shopify, so that it cannot come back; it may have come back "
                   "already."));
            return;
        }
        addWhole(operation, RollbackFate::WillRestore, tr("The product comes back under a new Shopify id."));
        Step step{.kind = OperationKind::ProductCreate, .after = {.product = operation.before.product}};
        step.after.created = recreated(operation.before.variants);
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
            addWhole(operation, RollbackFate::AlreadyBack, {});
            return;
        }
        if (!mayDelete(operation))
            return;
        if (!m_policy.restoreConflicts && variantsHaveMoved(returned, present)) {
            addWhole(operation, RollbackFate::ChangedSince,
                tr("Somebody has changed a variant in Shopify since it was created."));
            return;
        }
        addWhole(operation, RollbackFate::WillRestore, {});
        for (const Step &step : stepsRemoving(present))
            m_undo.steps += UndoStep{.original = operation, .step = step, .links = links};
        // What was removed before they were created may have had their options.
        m_remote.content.variants.removeIf(
            [&present](const VariantContent &variant) { return present.contains(variant.id.value); });
    }

    void undoVariantsDelete(const Operation &operation)
    {
        if (m_remote.gone) {
            addWhole(operation, RollbackFate::Impossible, tr("The product is no longer in Shopify."));
            return;
        }
        QList<NewVariant> missing;
        for (const NewVariant &variant : recreated(operation.before.variants))
            if (std::none_of(m_remote.content.variants.cbegin(), m_remote.content.variants.cend(),
                    [&variant](const VariantContent &present) { return sameOptions(present.fields, variant.fields); }))
                missing += variant;
        addWhole(operation, missing.isEmpty() ? RollbackFate::AlreadyBack : RollbackFate::WillRestore,
            missing.isEmpty() ? QString() : tr("The variants come back under new Shopify ids."));
        for (const Step &step : stepsAdding(missing, m_remote.content.variants))
            m_undo.steps += UndoStep{.original = operation, .step = step};
    }

    bool mayDelete(const Operation &operation)
    {
        if (m_policy.deleteCreated)
            return true;
        addWhole(operation, RollbackFate::Impossible,
            tr("It was created by this batch, and deleting it in Shopify loses its id for ever. Allow that separately "
               "if you want it gone."));
        return false;
    }

    /// Whether anything of a created product is not as the create left it, variants that came to it included.
    bool hasMoved(const ContentPatch &returned) const
    {
        QMap<qint64, FieldMap> present;
        for (const VariantContent &variant : m_remote.content.variants)
            present.insert(variant.id.value, variant.fields);
        return hasMoved(returned.product, m_remote.content.fields) || present.size() != returned.variants.size()
            || variantsHaveMoved(returned, present);
    }

    static bool variantsHaveMoved(const ContentPatch &returned, const QMap<qint64, FieldMap> &present)
    {
        return std::any_of(present.constKeyValueBegin(), present.constKeyValueEnd(), [&returned](const auto &variant) {
            return !returned.variants.contains(variant.first)
                || hasMoved(returned.variants.value(variant.first), variant.second);
        });
    }

    /// Stock that is neither what was written nor what Shopify holds was typed here.
    static bool isEditedHere(const FieldMap &written, const FieldMap &local, const VariantContent *found)
    {
        const QString stock = Field::inventoryQuantity.toString();
        const FieldValue now = local.value(stock);
        return hasMoved(written, local)
            || (!sameValue(stock, now, written.value(stock))
                && (!found || !sameValue(stock, now, found->fields.value(stock))));
    }

    /// Stock moves by itself, and places with the other variants.
    static bool hasMoved(const FieldMap &written, const FieldMap &now)
    {
        return std::any_of(written.constKeyValueBegin(), written.constKeyValueEnd(), [&now](const auto &field) {
            return field.first != Field::inventoryQuantity && field.first != Field::position
                && !sameValue(field.first, field.second, now.value(field.first));
        });
    }

    /// The variants as they are to come back, each with the catalogue's variant of the same options.
    QList<NewVariant> recreated(const QMap<qint64, FieldMap> &before) const
    {
        QList<NewVariant> created;
        for (const FieldMap &fields : before) {
            NewVariant variant{.fields = fields};
            for (const LocalVariant &local : m_local ? m_local->product.variants : QList<LocalVariant>())
                if (!local.shopifyId.isValid() && sameOptions(local.fields, fields))
                    variant.local = local.id;
            created += variant;
        }
        std::stable_sort(created.begin(), created.end(), [](const NewVariant &left, const NewVariant &right) {
            const QString position = Field::position.toString();
            return left.fields.value(position).value_or(QString()).toInt()
                < right.fields.value(position).value_or(QString()).toInt();
        });
        return created;
    }

    void addWhole(const Operation &operation, RollbackFate fate, const QString &reason)
    {
        Q_UNUSED(operation)
        add({.remote = true, .fate = fate, .reason = reason});
    }

    void add(RollbackItem item) { m_undo.items += std::move(item); }

    RemoteRead m_remote;
    const std::optional<LocalImage> &m_local;
    UndoPolicy m_policy;
    ProductUndo m_undo;
};

void collectItems(QList<RollbackItem> &items, const QString &variantTitle, const FieldMap &before,
    const FieldMap &after, const FieldMap &now, RollbackFate fate)
{
    for (auto field = after.cbegin(); field != after.cend(); ++field)
        if (!sameValue(field.key(), before.value(field.key()), field.value()))
            items += RollbackItem{.variantTitle = variantTitle,
                .field = field.key(),
                .before = before.value(field.key()),
                .written = field.value(),
                .now = now.value(field.key()),
                .fate = fate};
}

QList<RollbackItem> imageItems(const ProductVersion &version, const std::optional<LocalImage> &now, RollbackFate fate)
{
    QList<RollbackItem> items;
    if (!version.before || !version.after) {
        items += RollbackItem{.fate = fate};
        return items;
    }
    const LocalProduct &before = version.before->product;
    const LocalProduct &after = version.after->product;
    collectItems(items, {}, before.fields, after.fields, now ? now->product.fields : FieldMap(), fate);
    for (const LocalVariant &variant : after.variants) {
        const QString title = variant.fields.value(Field::variantTitle.toString()).value_or(QString());
        const auto was = std::find_if(
            before.variants.cbegin(), before.variants.cend(), [&variant](const auto &v) { return v.id == variant.id; });
        const LocalVariant *held = now ? now->product.variant(variant.shopifyId) : nullptr;
        if (was == before.variants.cend())
            items += RollbackItem{.variantTitle = title, .fate = fate};
        else
            collectItems(items, title, was->fields, variant.fields, held ? held->fields : FieldMap(), fate);
    }
    for (const LocalVariant &variant : before.variants)
        if (std::none_of(after.variants.cbegin(), after.variants.cend(),
                [&variant](const auto &v) { return v.id == variant.id; }))
            items += RollbackItem{
                .variantTitle = variant.fields.value(Field::variantTitle.toString()).value_or(QString()), .fate = fate};
    if (items.isEmpty())
        items += RollbackItem{.fate = fate}; // only the base or the link moved
    return items;
}

/// Equal in content: versions and states of the row do not count.
bool sameImage(const std::optional<LocalImage> &left, const std::optional<LocalImage> &right)
{
    if (!left || !right)
        return left.has_value() == right.has_value();
    return left->product.shopifyId == right->product.shopifyId && left->product.fields == right->product.fields
        && left->product.variants == right->product.variants && left->base == right->base;
}

/// Lists as the database prints them inside an image and in a column differ in their spaces.
std::optional<LocalImage> canonicalImage(std::optional<LocalImage> image)
{
    const auto straighten = [](FieldMap &fields) {
        for (auto field = fields.begin(); field != fields.end(); ++field)
            field.value() = canonical(field.key(), field.value());
    };
    if (!image)
        return image;
    straighten(image->product.fields);
    straighten(image->base.product);
    for (LocalVariant &variant : image->product.variants)
        straighten(variant.fields);
    for (FieldMap &fields : image->base.variants)
        straighten(fields);
    std::sort(image->product.variants.begin(), image->product.variants.end(),
        [](const auto &a, const auto &b) { return a.id < b.id; });
    return image;
}

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

ProductUndo planUndo(const QList<Operation> &operations, const RemoteRead &remote,
    const std::optional<LocalImage> &local, UndoPolicy policy)
{
    UndoPlanner planner(remote, local, policy);
    for (auto operation = operations.crbegin(); operation != operations.crend(); ++operation)
        if (operation->state == OperationState::Confirmed || operation->state == OperationState::Sent
            || operation->state == OperationState::Unknown)
            planner.undo(*operation);
    ProductUndo undo = planner.take();
    if (!operations.isEmpty()) {
        undo.product = operations.first().product;
        undo.shopifyProduct = operations.first().shopifyProduct;
        undo.title = operations.first().title;
    }
    sign(undo.items, undo.product, undo.shopifyProduct, undo.title);
    return undo;
}

ProductUndo planLocalUndo(const ProductVersion &version, const std::optional<LocalImage> &now, UndoPolicy policy)
{
    ProductUndo undo{
        .product = version.product, .shopifyProduct = version.shopifyProduct, .restoreVersion = version.id};
    const std::optional<LocalImage> &named = now ? now : version.after ? version.after : version.before;
    if (named)
        undo.title = named->product.fields.value(Field::title.toString()).value_or(QString());
    const std::optional<LocalImage> held = canonicalImage(now);
    RollbackFate fate = RollbackFate::ChangedSince;
    if (sameImage(held, canonicalImage(version.before)))
        fate = RollbackFate::AlreadyBack;
    else if (sameImage(held, canonicalImage(version.after)) || policy.restoreConflicts)
        fate = RollbackFate::WillRestore;
    undo.items = imageItems(version, now, fate);
    sign(undo.items, undo.product, undo.shopifyProduct, undo.title);
    if (fate == RollbackFate::WillRestore)
        undo.localFate = version.before ? LocalFate::Restore : LocalFate::Delete;
    return undo;
}

} // namespace Sync
