#include "sync/jobs/replay/replayplanner.h"

#include "sync/api/catalogue.h"
#include "sync/api/options.h"
#include "sync/jobs/push/optionsteps.h"
#include "sync/jobs/push/variantorder.h"
#include "sync/jobs/replay/courses.h"
#include "sync/jobs/replay/laterwrites.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Replay", text);
}

/// Works one product's entries off in the order in which they were made, then compares.
class ReplayPlanner
{
public:
    ReplayPlanner(
        const RemoteRead &remote, const std::optional<LocalImage> &local, const Courses &later, bool replayConflicts)
        : m_remote(remote)
        , m_local(local)
        , m_later(later)
        , m_replayConflicts(replayConflicts)
    { }

    void take(const Operation &operation)
    {
        if (operation.state != OperationState::Confirmed) {
            addWhole(true, RollbackFate::OutcomeUnknown, tr("What became of a recorded write is not settled yet."));
            return;
        }
        const ContentPatch written = operation.returned.value_or(operation.after);
        switch (operation.kind) {
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
            follow(m_shopify, operation.before, written);
            follow(m_catalogue, operation.before, written);
            break;
        case OperationKind::ProductCreate:
            m_existence = Existence::Created;
            m_shopify.clear();
            m_catalogue.clear();
            break;
        case OperationKind::ProductDelete:
            m_existence = Existence::Deleted;
            break;
        case OperationKind::VariantsCreate:
            for (auto variant = written.variants.cbegin(); variant != written.variants.cend(); ++variant)
                m_createdVariants += variant.key();
            break;
        case OperationKind::VariantsDelete:
            for (auto variant = operation.before.variants.cbegin(); variant != operation.before.variants.cend();
                 ++variant)
                forgetVariant(variant.key());
            break;
        }
    }

    /// What a batch wrote in the catalogue came from Shopify, which held it already: so it is the outcome there too.
    void take(const ProductVersion &version)
    {
        m_isMissingHere = version.after && !m_local;
        if (!version.after && m_local)
            addWhole(false, RollbackFate::Impossible,
                tr("The product was taken out of the catalogue and is there again. Delete it on the Products page."));
        if (!version.after)
            m_catalogue.clear();
        if (!version.before || !version.after)
            return;
        takeFields(0, version.before->product.fields, version.after->product.fields);
        for (const LocalVariant &variant : version.after->product.variants)
            if (const LocalVariant *was
                = variant.shopifyId.isValid() ? version.before->product.variant(variant.shopifyId) : nullptr)
                takeFields(variant.shopifyId.value, was->fields, variant.fields);
        m_base = version.after->base;
        m_baseBefore = m_baseBefore.value_or(version.before->base);
    }

    ProductUndo plan()
    {
        if (m_existence == Existence::Deleted)
            planDeleted();
        else if (m_isMissingHere)
            addWhole(false, RollbackFate::Impossible,
                tr("The catalogue does not have the product any more. A pull from Shopify brings it back."));
        else if (m_existence == Existence::Created)
            planCreated();
        if (m_existence != Existence::Deleted && !m_isMissingHere) {
            planVariants();
            planFields();
        }
        return std::move(m_undo);
    }

private:
    enum class Existence { Kept, Created, Deleted };

    void takeFields(qint64 variant, const FieldMap &before, const FieldMap &after)
    {
        const FieldMap changed = differing(before, after);
        follow(m_catalogue, variant, before, changed);
        FieldMap inShopify;
        for (auto field = changed.cbegin(); field != changed.cend(); ++field)
            if (m_shopify.contains({variant, field.key()}))
                inShopify.insert(field.key(), field.value());
        follow(m_shopify, variant, {}, inShopify);
    }

    void forgetVariant(qint64 variant)
    {
        m_createdVariants.removeAll(variant);
        for (Courses *courses : {&m_shopify, &m_catalogue})
            courses->removeIf(
                [variant](const std::pair<const FieldKey &, Course &> &entry) { return entry.first.first == variant; });
        if (m_remote.content.variant(ShopifyId{variant}))
            addWhole(true, RollbackFate::Impossible,
                tr("The variant is in Shopify. Deleting is not replayed: stage it and approve it."));
    }

    void planDeleted()
    {
        if (!m_remote.gone) {
            addWhole(true, RollbackFate::Impossible,
                tr("The product is in Shopify. Deleting is not replayed: stage it and approve it."));
            return;
        }
        addWhole(true, RollbackFate::AlreadyBack, tr("It was deleted and is no longer there."));
        if (!m_local || !m_local->product.shopifyId.isValid())
            return;
        addWhole(false, RollbackFate::WillRestore,
            tr("The catalogue still has the product: it stays here, without a counterpart in Shopify."));
        m_undo.local.fate = LocalFate::Unlink;
        m_undo.local.productGone = true;
    }

    /// A catalogue from before the create does not know which product of Shopify is its own, and would send it anew.
    void planCreated()
    {
        if (m_remote.gone) {
            addWhole(true, RollbackFate::Impossible,
                tr("It was created and is no longer in Shopify. Creating is not replayed: find local edits and send "
                   "it."));
            return;
        }
        addWhole(true, RollbackFate::AlreadyBack, tr("It was created and is there."));
        if (!m_local) {
            addWhole(false, RollbackFate::Impossible,
                tr("The catalogue does not have the product any more. A pull from Shopify brings it back."));
            return;
        }
        if (m_local->product.shopifyId.isValid())
            return;
        addWhole(false, RollbackFate::WillRestore, tr("The product here and the one in Shopify become one again."));
        m_isLinked = true;
        m_undo.local.fate = LocalFate::Link;
        m_undo.local.seen = m_remote.content;
        QList<NewVariant> mine;
        for (const LocalVariant &variant : m_local->product.variants)
            if (!variant.shopifyId.isValid())
                mine += NewVariant{variant.id, variant.fields};
        for (const VariantLink &link : linksFor(mine, m_remote.content.variants))
            if (link.local.isValid())
                m_undo.local.links += link;
        for (const VariantContent &variant : m_remote.content.variants)
            m_undo.local.base.variants.insert(variant.id.value, {});
    }

    /// Variants that were created: the catalogue's of the same options is the one, or it gets a new row.
    void planVariants()
    {
        for (const qint64 id : std::as_const(m_createdVariants)) {
            const VariantContent *found = m_remote.content.variant(ShopifyId{id});
            if (!found) {
                addWhole(true, RollbackFate::Impossible,
                    tr("A variant that was created is no longer in Shopify. Creating is not replayed."));
                continue;
            }
            addWhole(true, RollbackFate::AlreadyBack, tr("The variant was created and is there."));
            if (!m_local || m_isLinked || m_local->product.variant(found->id))
                continue;
            VariantLink link{{}, found->id};
            for (const LocalVariant &variant : m_local->product.variants)
                if (!variant.shopifyId.isValid() && sameOptions(variant.fields, found->fields))
                    link.local = variant.id;
            addWhole(false, RollbackFate::WillRestore,
                link.local.isValid() ? tr("The variant here and the one in Shopify become one again.")
                                     : tr("The catalogue gets the variant again."));
            LocalUndo &local = m_undo.local;
            local.links += link;
            local.base.variants.insert(id, {});
            if (!local.seen)
                local.seen = ProductContent{m_remote.content.id};
            local.seen->variants += *found;
        }
    }

    void planFields()
    {
        ContentPatch before;
        ContentPatch after;
        QMap<FieldKey, CatalogueWrite> writes;
        for (auto course = m_shopify.cbegin(); course != m_shopify.cend(); ++course)
            planRemoteField(course.key(), *course, before, after);
        const OptionPlan options = planOtherOptions(before, after);
        if (!m_isLinked)
            for (auto course = m_catalogue.cbegin(); course != m_catalogue.cend(); ++course)
                planLocalField(course.key(), *course, writes);
        QList<Step> steps = stepsTo(before, after, options);
        // The last first: of several renames it is the one whose outcome the catalogue gets.
        for (auto step = steps.rbegin(); step != steps.rend(); ++step)
            step->writes = takeWrites(*step, writes);
        for (const Step &step : std::as_const(steps)) {
            m_undo.steps += UndoStep{.original = {.shopifyProduct = m_remote.content.id}, .step = step};
        }
        m_undo.local.writes += writes.values();
    }

    /// What it takes to have the options as they came to be; what cannot be is left as it is, here too.
    OptionPlan planOtherOptions(ContentPatch &before, ContentPatch &after)
    {
        if (!takesOtherOptions(m_remote.content, after))
            return {};
        ContentPatch wanted = after;
        for (auto course = m_shopify.cbegin(); course != m_shopify.cend(); ++course)
            if (const auto &[variant, field] = course.key();
                isOption(field) && m_fates.value(course.key()) == RollbackFate::AlreadyBack)
                wanted.variants[variant].insert(field, course->outcome());
        OptionPlan options = planOptions(m_remote.content, wanted);
        leaveOutOptions(before);
        leaveOutOptions(after);
        if (options.refused.isEmpty())
            return options;
        for (auto fate = m_fates.begin(); fate != m_fates.end(); ++fate)
            if (isOption(fate.key().second) && *fate == RollbackFate::WillRestore)
                *fate = RollbackFate::Impossible;
        for (RollbackItem &item : m_undo.items)
            if (item.remote && isOption(item.field) && item.fate == RollbackFate::WillRestore) {
                item.fate = RollbackFate::Impossible;
                item.reason = options.refused;
            }
        return options;
    }

    static bool isOption(QStringView field) { return field == Field::optionNames || isOptionField(field); }

    QList<Step> stepsTo(const ContentPatch &before, const ContentPatch &after, const OptionPlan &options) const
    {
        const QList<VariantContent> &present = m_remote.content.variants;
        return stepsFor(before, after) + options.steps + stepsRenaming(before, after)
            + (options.movesVariants ? stepsPlacing(placesAfter(present, {}, after))
                                     : stepsReordering(present, {}, after));
    }

    static QList<CatalogueWrite> takeWrites(const Step &step, QMap<FieldKey, CatalogueWrite> &writes)
    {
        QList<CatalogueWrite> taken;
        const auto take = [&](qint64 variant, const FieldMap &fields) {
            for (auto field = fields.keyBegin(); field != fields.keyEnd(); ++field)
                if (const FieldKey key{variant, *field}; writes.contains(key))
                    taken += writes.take(key);
        };
        take(0, step.after.product);
        for (auto variant = step.after.variants.cbegin(); variant != step.after.variants.cend(); ++variant)
            take(variant.key(), *variant);
        return taken;
    }

    RollbackFate fateOf(const FieldKey &key, const Course &course, const FieldValue &now) const
    {
        if (sameValue(key.second, now, course.outcome()))
            return RollbackFate::AlreadyBack;
        if (m_later.value(key).wrote(key.second, now) && !m_replayConflicts)
            return RollbackFate::ChangedSince;
        return course.knows(key.second, now) || m_replayConflicts ? RollbackFate::WillRestore
                                                                  : RollbackFate::ChangedSince;
    }

    void planRemoteField(const FieldKey &key, const Course &course, ContentPatch &before, ContentPatch &after)
    {
        const auto &[variant, field] = key;
        const VariantContent *found = variant != 0 ? m_remote.content.variant(ShopifyId{variant}) : nullptr;
        if (m_remote.gone || (variant != 0 && !found)) {
            addField(key, course, true, {}, RollbackFate::Impossible,
                m_remote.gone ? tr("The product is no longer in Shopify.")
                              : tr("The variant is no longer in Shopify."));
            m_fates.insert(key, RollbackFate::Impossible);
            return;
        }
        const FieldValue now = (found ? found->fields : m_remote.content.fields).value(field);
        const RollbackFate fate = fateOf(key, course, now);
        addField(key, course, true, now, fate, {});
        m_fates.insert(key, fate);
        if (fate != RollbackFate::WillRestore)
            return;
        (found ? before.variants[variant] : before.product).insert(field, now);
        (found ? after.variants[variant] : after.product).insert(field, course.outcome());
    }

    void planLocalField(const FieldKey &key, const Course &course, QMap<FieldKey, CatalogueWrite> &writes)
    {
        const auto &[variant, field] = key;
        const LocalVariant *held = m_local && variant != 0 ? m_local->product.variant(ShopifyId{variant}) : nullptr;
        if (!m_local || (variant != 0 && !held))
            return;
        const FieldValue now = (held ? held->fields : m_local->product.fields).value(field);
        RollbackFate fate = fateOf(key, course, now);
        // The catalogue follows Shopify: what stays there stays here.
        const RollbackFate remote = m_fates.value(key, RollbackFate::AlreadyBack);
        if (fate == RollbackFate::WillRestore && remote == RollbackFate::ChangedSince)
            fate = RollbackFate::ChangedSince;
        if (fate == RollbackFate::WillRestore && remote == RollbackFate::Impossible)
            fate = RollbackFate::Impossible;
        addField(key, course, false, now, fate, {});
        const bool holdsOutcome = fate == RollbackFate::WillRestore || fate == RollbackFate::AlreadyBack;
        if (fate == RollbackFate::WillRestore)
            writes.insert(key, CatalogueWrite{ShopifyId{variant}, field, now, course.outcome()});
        if (!holdsOutcome || remote != RollbackFate::AlreadyBack)
            return;
        if (m_fates.contains(key))
            agree(key, course.outcome());
        else
            catchUpBase(key);
    }

    /// Shopify was found to hold it too.
    void agree(const FieldKey &key, const FieldValue &value)
    {
        const auto &[variant, field] = key;
        const FieldMap base = variant != 0 ? m_local->base.variants.value(variant) : m_local->base.product;
        if (!base.contains(field) || sameValue(field, base.value(field), value))
            return;
        LocalUndo &local = m_undo.local;
        if (!local.seen)
            local.seen = ProductContent{m_remote.content.id};
        if (variant == 0) {
            local.base.product.insert(field, value);
            local.seen->fields.insert(field, value);
            return;
        }
        local.base.variants[variant].insert(field, value);
        VariantContent seen{ShopifyId{variant}};
        seen.fields.insert(field, value);
        local.seen->variants += seen;
    }

    /// The base as the batch left it, where nothing has moved it since it was as before.
    void catchUpBase(const FieldKey &key)
    {
        const auto &[variant, field] = key;
        const auto of = [&key](const ContentPatch &base) {
            return key.first != 0 ? base.variants.value(key.first) : base.product;
        };
        const FieldMap recorded = of(m_base);
        const FieldMap now = of(m_local->base);
        const FieldMap before = of(m_baseBefore.value_or(ContentPatch()));
        if (!recorded.contains(field) || sameValue(field, now.value(field), recorded.value(field))
            || !sameValue(field, now.value(field), before.value(field)))
            return;
        (variant != 0 ? m_undo.local.base.variants[variant] : m_undo.local.base.product)
            .insert(field, recorded.value(field));
    }

    void addField(const FieldKey &key, const Course &course, bool remote, const FieldValue &now, RollbackFate fate,
        const QString &reason)
    {
        const VariantContent *found = m_remote.content.variant(ShopifyId{key.first});
        m_undo.items += RollbackItem{
            .variantTitle = found ? found->fields.value(Field::variantTitle.toString()).value_or(QString()) : QString(),
            .field = key.second,
            .remote = remote,
            .before = course.before,
            .written = course.outcome(),
            .now = now,
            .fate = fate,
            .reason = reason};
    }

    void addWhole(bool remote, RollbackFate fate, const QString &reason)
    {
        m_undo.items += RollbackItem{.remote = remote, .fate = fate, .reason = reason};
    }

    const RemoteRead &m_remote;
    const std::optional<LocalImage> &m_local;
    const Courses m_later; ///< What runs after the window wrote, here and in Shopify.
    bool m_replayConflicts;
    Existence m_existence = Existence::Kept;
    bool m_isMissingHere = false;
    bool m_isLinked = false;
    Courses m_shopify;
    Courses m_catalogue;
    QMap<FieldKey, RollbackFate> m_fates; ///< In Shopify.
    QList<qint64> m_createdVariants;
    ContentPatch m_base;
    std::optional<ContentPatch> m_baseBefore;
    ProductUndo m_undo;
};

} // namespace

ProductUndo planReplay(const RecordedProduct &record, const RemoteRead &remote, const std::optional<LocalImage> &local,
    bool replayConflicts)
{
    ReplayPlanner planner(remote, local, laterWrites(record), replayConflicts);
    auto version = record.versions.cbegin();
    for (const Operation &operation : record.operations) {
        for (; version != record.versions.cend() && version->at < operation.sentAt; ++version)
            planner.take(version->version);
        planner.take(operation);
    }
    for (; version != record.versions.cend(); ++version)
        planner.take(version->version);
    ProductUndo undo = planner.plan();
    undo.product = record.product;
    undo.shopifyProduct = record.shopifyProduct;
    undo.title = record.title;
    for (RollbackItem &item : undo.items) {
        item.product = record.product;
        item.shopifyProduct = record.shopifyProduct;
        item.title = record.title;
    }
    return undo;
}

} // namespace Sync
