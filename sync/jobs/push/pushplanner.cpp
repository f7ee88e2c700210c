#include "sync/jobs/push/pushplanner.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/options.h"
#include "sync/api/sendable.h"
#include "sync/graphql/costestimate.h"
#include "sync/jobs/push/createplan.h"
#include "sync/jobs/push/membershipsteps.h"
#include "sync/jobs/push/optionsteps.h"
#include "sync/jobs/push/reviewdrift.h"
#include "sync/jobs/push/variantorder.h"

#include <QCoreApplication>
#include <QSet>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Push", text);
}

bool isWholeVariant(const StagedField &field)
{
    return field.field.isEmpty();
}

bool isAdded(const StagedField &field)
{
    return isWholeVariant(field) && !field.shopifyVariant.isValid();
}

bool isOfVariant(const StagedField &field)
{
    return field.shopifyVariant.isValid();
}

/// Shopify makes a variant's title from its options.
bool isDerived(const StagedField &field)
{
    return isOfVariant(field) && field.field == Field::variantTitle;
}

FieldValue wantedValue(const StagedField &field)
{
    switch (field.decision) {
    case FieldDecision::Edited:
        return field.edited;
    case FieldDecision::TakeTheirs:
        return field.remote;
    case FieldDecision::Undecided:
    case FieldDecision::Accept:
    case FieldDecision::Reject:
    case FieldDecision::KeepOurs:
        break;
    }
    return field.merged ? field.merged : field.local;
}

/// Puts the parts of an update's plan together, field by field.
class UpdatePlanner
{
public:
    UpdatePlanner(const RemoteRead &remote, const std::optional<LocalProduct> &local, const PushChange &change)
        : m_remote(remote)
        , m_local(local)
        , m_asSeen(change.asSeen)
        , m_placesBefore(change.placesBefore)
    { }

    void add(const StagedField &field)
    {
        m_staged.insert({field.shopifyVariant.value, field.field});
        if (field.decision == FieldDecision::Reject || isDerived(field))
            return;
        if (const auto why = whyNotWritable(field.field))
            leaveOut(*why);
        else if (isAdded(field))
            addVariant(field);
        else if (isWholeVariant(field))
            removeVariant(field);
        else
            addField(field);
    }

    PushPlan finish()
    {
        leaveOutOtherTypes();
        if (!m_plan.conflicts.isEmpty()) {
            m_plan.verdict = PushPlan::Verdict::HoldBack;
            m_plan.reason
                = tr("Somebody changed this product in Shopify after it was approved here. Nothing was overwritten; "
                     "it is staged anew with what Shopify holds now.");
            return m_plan;
        }
        if (const QString refused = appendSteps(); !refused.isEmpty())
            return {.verdict = PushPlan::Verdict::Refuse, .reason = refused};
        if (m_plan.steps.isEmpty() && !m_plan.leftOut.isEmpty())
            return {.verdict = PushPlan::Verdict::Refuse, .reason = m_plan.leftOut.join(u' ')};
        if (m_plan.steps.isEmpty())
            m_plan.verdict = PushPlan::Verdict::AlreadyThere;
        return m_plan;
    }

private:
    /// All calls, in their order; says why when it cannot be done.
    QString appendSteps()
    {
        const QList<VariantContent> &present = m_remote.content.variants;
        const QList<qint64> removed = m_removed.keys();
        const QSet<qint64> leaving(removed.cbegin(), removed.cend());
        if (!m_added.isEmpty() && present.size() - removed.size() + m_added.size() > mostVariants)
            return whyTooManyVariants();
        if (const auto &linked = m_remote.content.linkedOptions; !m_added.isEmpty() && !linked.isEmpty())
            return whyNoVariantIsAdded(linked.firstKey(), linked.first().metafield);
        const bool hasOtherOptions = takesOtherOptions(staying(), m_after);
        bool movesVariants = false;
        if (hasOtherOptions) {
            const OptionPlan options = appendOptionSteps();
            if (!options.refused.isEmpty())
                return options.refused;
            movesVariants = options.movesVariants;
        } else if (const auto why = whyNotFitting(m_remote.content, m_after)) {
            return *why;
        } else {
            m_plan.steps = stepsFor(m_before, m_after);
        }
        if (!appendVariantSteps())
            return tr("Shopify keeps a product's last variant: it cannot be removed before another one with other "
                      "options is there. Change that variant instead.");
        if (!hasOtherOptions)
            m_plan.steps += stepsRenaming(m_before, m_after);
        for (Step &step : m_plan.steps)
            step.writes = writesOf(step, m_writes);
        for (auto place = m_placesBefore.cbegin(); place != m_placesBefore.cend(); ++place)
            if (FieldMap &wanted = m_after.variants[place.key()]; !wanted.contains(Field::position.toString()))
                wanted.insert(Field::position.toString(), QString::number(*place));
        const QMap<qint64, int> places = placesAfter(present, leaving, m_after);
        const QList<Step> reordering = stepsReordering(present, leaving, m_after);
        // Where an interrupted run left them is nobody's order, and nothing to go back to.
        const bool isLeftMoved = !m_placesBefore.isEmpty() && !reordering.isEmpty();
        m_plan.steps += movesVariants || isLeftMoved ? stepsPlacing(places) : reordering;
        if (m_local && !m_plan.steps.isEmpty() && m_plan.steps.last().kind == OperationKind::VariantsReorder)
            m_plan.steps.last().writes = placeWrites(m_local->variants, places);
        return {};
    }

    /// Variants that go do so before the options change, so that none stands in the way.
    OptionPlan appendOptionSteps()
    {
        const ProductContent content = staying();
        if (content.variants.isEmpty())
            return {.refused = tr("All variants would go while the options change. Keep one of them: change it "
                                  "instead of removing it.")};
        ContentPatch before = m_before;
        ContentPatch after = m_after;
        leaveOutOptions(before);
        leaveOutOptions(after);
        m_plan.steps = stepsFor(before, after) + removing(std::exchange(m_removed, {}));
        OptionPlan options = planOptions(content, withUnstagedOptions(content));
        m_plan.steps += options.steps;
        return options;
    }

    /// A value that is not among the changes is to be the same in the same place, whatever the option there is called.
    ContentPatch withUnstagedOptions(const ProductContent &content) const
    {
        ContentPatch wanted = m_after;
        for (const VariantContent &variant : content.variants)
            for (const QStringView option : optionFields)
                if (const QString field = option.toString(); !m_staged.contains({variant.id.value, field}))
                    wanted.variants[variant.id.value].insert(field, variant.fields.value(field));
        return wanted;
    }

    ProductContent staying() const
    {
        ProductContent content = m_remote.content;
        content.variants.removeIf(
            [this](const VariantContent &variant) { return m_removed.contains(variant.id.value); });
        return content;
    }

    void addField(const StagedField &field)
    {
        const FieldMap *fields = fieldsFor(field.shopifyVariant);
        const FieldValue wanted = wantedValue(field);
        const bool isAbsent = m_remote.content.hasAllLike(field.field);
        if (m_remote.content.hides(field.field)) {
            leaveOut(whyChannelsAreHidden());
            return;
        }
        if (!fields || (!fields->contains(field.field) && !isAbsent)) {
            m_plan.conflicts += FieldConflict{field.shopifyVariant, field.field, field.remote, {}, wanted};
            return;
        }
        const FieldValue found = fields->value(field.field);
        if (sameValue(field.field, found, wanted)) {
            put(m_plan.agreed, field, found);
            m_plan.agreedWrites += CatalogueWrite{field.shopifyVariant, field.field, field.local, found};
        } else if (!sameValue(field.field, found, field.remote)) {
            m_plan.conflicts += FieldConflict{field.shopifyVariant, field.field, field.remote, found, wanted};
        } else {
            put(m_before, field, found);
            put(m_after, field, wanted);
            m_writes += CatalogueWrite{field.shopifyVariant, field.field, field.local, wanted};
        }
    }

    /// One facet that cannot be written keeps no other field from being sent.
    void leaveOut(const QString &why)
    {
        if (!m_plan.leftOut.contains(why))
            m_plan.leftOut += why;
    }

    /// Metafields that are to be set while Shopify has them with another type that stays.
    void leaveOutOtherTypes()
    {
        leaveOutOtherTypes({}, m_after.product, m_before.product, m_remote.content.fields);
        for (auto variant = m_after.variants.begin(); variant != m_after.variants.end(); ++variant)
            if (const FieldMap *held = fieldsFor(ShopifyId{variant.key()}))
                leaveOutOtherTypes(ShopifyId{variant.key()}, variant.value(), m_before.variants[variant.key()], *held);
    }

    void leaveOutOtherTypes(ShopifyId variant, FieldMap &after, FieldMap &before, const FieldMap &held)
    {
        const FieldMap wanted = after;
        for (auto set = wanted.cbegin(); set != wanted.cend(); ++set) {
            const bool clashes = set.value()
                && std::any_of(held.constKeyValueBegin(), held.constKeyValueEnd(), [&](const auto &other) {
                       const bool stays = other.second && wanted.value(other.first, other.second);
                       return stays && other.first != set.key() && isSameMetafield(set.key(), other.first);
                   });
            if (!clashes)
                continue;
            leaveOut(whyOtherTypeStays(set.key()));
            after.remove(set.key());
            before.remove(set.key());
            m_writes.removeIf([&](const CatalogueWrite &write) {
                return write.shopifyVariant == variant && write.field == set.key();
            });
        }
    }

    void addVariant(const StagedField &field)
    {
        const auto local = m_local ? std::find_if(m_local->variants.cbegin(), m_local->variants.cend(),
                               [&field](const LocalVariant &v) { return v.id == field.variant; })
                                   : QList<LocalVariant>::const_iterator();
        if (!m_local || local == m_local->variants.cend())
            return; // taken back in the catalogue meanwhile
        if (local->shopifyId.isValid())
            return; // made by an earlier run
        m_added += NewVariant{local->id, sendableFields(local->fields, m_plan.leftOut)};
    }

    void removeVariant(const StagedField &field)
    {
        const VariantContent *found = m_remote.content.variant(field.shopifyVariant);
        if (!found)
            return;
        m_removed.insert(found->id.value, found->fields);
        if (const VariantContent *seen = m_asSeen ? m_asSeen->variant(field.shopifyVariant) : nullptr)
            m_plan.conflicts += variantConflicts(*seen, *found);
        else // nobody can say whether it is still what was decided on
            m_plan.conflicts
                += FieldConflict{found->id, {}, field.remote, found->fields.value(Field::variantTitle.toString()), {}};
    }

    /// Shopify refuses to remove a product's last variant, and to add one with the options of another: the old ones go
    /// first, as a new one may have their options; but where all of them go, one of either kind always stands. False
    /// when that cannot be done.
    bool appendVariantSteps()
    {
        if (m_removed.size() < m_remote.content.variants.size() || m_removed.isEmpty()) {
            m_plan.steps += removing(m_removed) + adding(m_added);
            return true;
        }
        const auto clashes = [](const FieldMap &fields) {
            return [&fields](const NewVariant &variant) { return sameOptions(variant.fields, fields); };
        };
        QList<NewVariant> free = m_added;
        for (const FieldMap &fields : m_removed)
            free.removeIf(clashes(fields));
        // As long as the old ones stand, too, there is room for so many.
        free = free.first(std::clamp<qsizetype>(mostVariants - m_removed.size(), 0, free.size()));
        if (!free.isEmpty()) {
            QList<NewVariant> later = m_added;
            later.removeIf([&free](const NewVariant &variant) { return free.contains(variant); });
            m_plan.steps += adding(free) + removing(m_removed) + adding(later);
            return true;
        }
        // All have the options of an old one: one of the old stands until the others' successors are there.
        auto last = m_removed.begin();
        while (std::next(last) != m_removed.end() && std::any_of(m_added.cbegin(), m_added.cend(), clashes(*last)))
            ++last;
        QList<NewVariant> before = m_added;
        before.removeIf(clashes(*last));
        QList<NewVariant> successor = m_added;
        successor.removeIf([&before](const NewVariant &variant) { return before.contains(variant); });
        if (before.isEmpty())
            return false;
        const QMap<qint64, FieldMap> standing{{last.key(), *last}};
        m_removed.erase(last);
        m_plan.steps += removing(m_removed) + adding(before) + removing(standing) + adding(successor);
        return true;
    }

    QList<Step> adding(const QList<NewVariant> &variants) const
    {
        return stepsAdding(variants, m_remote.content.variants);
    }

    static QList<Step> removing(const QMap<qint64, FieldMap> &variants) { return stepsRemoving(variants); }

    const FieldMap *fieldsFor(ShopifyId variant) const
    {
        if (!variant.isValid())
            return &m_remote.content.fields;
        const VariantContent *found = m_remote.content.variant(variant);
        return found ? &found->fields : nullptr;
    }

    static void put(ContentPatch &patch, const StagedField &field, const FieldValue &value)
    {
        FieldMap &fields = isOfVariant(field) ? patch.variants[field.shopifyVariant.value] : patch.product;
        fields.insert(field.field, value);
    }

    const RemoteRead &m_remote;
    const std::optional<LocalProduct> &m_local;
    const std::optional<ProductContent> &m_asSeen;
    const QMap<qint64, int> m_placesBefore;
    PushPlan m_plan;
    ContentPatch m_before;
    ContentPatch m_after;
    QList<CatalogueWrite> m_writes;
    QList<NewVariant> m_added;
    QMap<qint64, FieldMap> m_removed;
    QSet<std::pair<qint64, QString>> m_staged; ///< Decided either way.
};

PushPlan planUpdate(const PushChange &change, const RemoteRead &remote, const std::optional<LocalProduct> &local)
{
    if (remote.gone)
        return {.verdict = PushPlan::Verdict::HoldBack,
            .reason = tr("Somebody deleted this product in Shopify after it was approved here. Nothing was sent.")};
    UpdatePlanner planner(remote, local, change);
    for (const StagedField &field : change.fields)
        planner.add(field);
    return planner.finish();
}

PushPlan planDelete(const PushChange &change, const RemoteRead &remote)
{
    if (remote.gone)
        return {.verdict = PushPlan::Verdict::AlreadyThere};
    if (!change.asSeen)
        return {.verdict = PushPlan::Verdict::HoldBack,
            .reason = tr("What this product was when its deletion was approved is not known here any more, so nobody "
                         "can say whether somebody changed it since. It was not deleted.")};
    if (const QList<FieldConflict> conflicts = changesSince(*change.asSeen, remote.content); !conflicts.isEmpty())
        return {.verdict = PushPlan::Verdict::HoldBack,
            .conflicts = conflicts,
            .reason = tr("Somebody changed this product in Shopify after its deletion was approved here. It was "
                         "not deleted.")};
    return {.steps = {Step{.kind = OperationKind::ProductDelete, .before = wholeContent(remote.content)}}};
}

} // namespace

ReadNeed readNeed(const PushChange &change)
{
    switch (change.type) {
    case ChangeType::Create:
    case ChangeType::Restore:
        return ReadNeed::Nothing;
    case ChangeType::Delete:
        return ReadNeed::Everything;
    case ChangeType::Update:
        break;
    }
    const bool everything = std::any_of(change.fields.cbegin(), change.fields.cend(), [](const StagedField &field) {
        return isWholeVariant(field) || (!isOfVariant(field) && field.field == Field::optionNames)
            || (isOfVariant(field) && (isOptionField(field.field) || field.field == Field::position));
    });
    return everything ? ReadNeed::Everything : ReadNeed::Fields;
}

bool setsStock(const PushChange &change)
{
    if (change.type == ChangeType::Create || change.type == ChangeType::Restore)
        return true;
    return std::any_of(change.fields.cbegin(), change.fields.cend(), [](const StagedField &field) {
        return field.decision != FieldDecision::Reject
            && (isAdded(field) || (isOfVariant(field) && isStock(field.field)));
    });
}

PushPlan planPush(const PushChange &change, const RemoteRead &remote, const std::optional<LocalProduct> &local)
{
    switch (change.type) {
    case ChangeType::Create:
    case ChangeType::Restore:
        return planCreate(local);
    case ChangeType::Delete:
        return planDelete(change, remote);
    case ChangeType::Update:
        break;
    }
    return planUpdate(change, remote, local);
}

} // namespace Sync
