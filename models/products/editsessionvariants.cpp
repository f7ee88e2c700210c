#include "models/products/editsession.h"

#include "models/format/fields.h"
#include "models/products/optionmoves.h"
#include "models/products/storedvalues.h"
#include "sync/api/facets.h"
#include "sync/api/options.h"

#include <algorithm>

// Variants that come, go and change places, and the options that tell them apart.
namespace Models {

namespace Field = Sync::Field;
using Sync::VariantId;

namespace {

const Sync::VariantDetail *find(const QList<Sync::VariantDetail> &variants, VariantId id)
{
    const auto found = std::find_if(
        variants.cbegin(), variants.cend(), [id](const Sync::VariantDetail &variant) { return variant.id == id; });
    return found == variants.cend() ? nullptr : &*found;
}

/// Whether it belongs to the goods themselves, so that a variant made like another one has none of it.
bool isOwn(QStringView field)
{
    return field == Field::sku || field == Field::barcode || Sync::stockLocation(field);
}

} // namespace

QString EditSession::stored(VariantId id, const QString &field) const
{
    if (!m_detail)
        return {};
    if (const Sync::VariantDetail *variant = find(m_detail->variants, id))
        return storedValue(*variant, field);
    int place = int(m_detail->variants.size());
    for (const Sync::VariantDetail &variant : m_detail->variants)
        place = std::max(place, variant.position);
    const Draft own = draft();
    for (const QList<Addition> *added : {&own.sending.added, &own.waiting.added}) {
        for (const Addition &addition : *added) {
            ++place;
            if (addition.id != id)
                continue;
            if (field == Field::position)
                return QString::number(place);
            if (field == Field::inventoryQuantity)
                return QStringLiteral("0");
            const Sync::VariantDetail *like = find(m_detail->variants, addition.like);
            return like && !isOwn(field) ? storedValue(*like, field) : QString();
        }
    }
    return {};
}

void EditSession::setOrder(const QList<VariantId> &order)
{
    if (!canEdit())
        return;
    for (qsizetype i = 0; i < order.size(); ++i)
        draftValue(order.at(i), Field::position.toString(), QString::number(i + 1));
    save();
}

QStringList EditSession::options() const
{
    const QStringList names = listEntries(value(Field::optionNames.toString()));
    const bool isOne
        = m_detail && m_detail->variants.size() < 2 && names == QStringList{Sync::defaultOption.toString()};
    const QString held = isOne && !m_detail->variants.isEmpty()
        ? value(m_detail->variants.first().id, Field::option1.toString())
        : QString();
    return isOne && (held.isEmpty() || held == Sync::defaultOptionValue) ? QStringList() : names;
}

void EditSession::setOptions(const QStringList &names)
{
    if (!canEdit() || (names.isEmpty() && m_detail->variants.size() > 1))
        return;
    const QStringList was = options();
    const bool isWithout = names.isEmpty() || (was.isEmpty() && names == QStringList{Sync::defaultOption.toString()});
    draftValue(
        Field::optionNames.toString(), canonicalList(isWithout ? QStringList{Sync::defaultOption.toString()} : names));
    for (const VariantId variant : staying()) {
        QStringList values;
        for (const QStringView option : Sync::optionFields)
            values += value(variant, option.toString());
        values = isWithout ? QStringList{Sync::defaultOptionValue.toString()} : movedOptions(was, names, values);
        for (qsizetype i = 0; i < std::ssize(Sync::optionFields); ++i)
            draftValue(variant, Sync::optionFields[i].toString(), values.value(i));
    }
    save();
}

QList<VariantId> EditSession::addedVariants() const
{
    const Draft own = draft();
    QList<VariantId> variants;
    for (const QList<Addition> *added : {&own.sending.added, &own.waiting.added})
        for (const Addition &addition : *added)
            variants += addition.id;
    return variants;
}

bool EditSession::isAdded(VariantId variant) const
{
    return variant.value < unsavedVariant.value && addedVariants().contains(variant);
}

bool EditSession::isRemoved(VariantId variant) const
{
    const Draft own = draft();
    return own.waiting.removed.contains(variant) || own.sending.removed.contains(variant);
}

/// The variants that there will be.
QList<VariantId> EditSession::staying() const
{
    QList<VariantId> variants;
    if (m_detail)
        for (const Sync::VariantDetail &variant : m_detail->variants)
            if (!isRemoved(variant.id))
                variants += variant.id;
    return variants + addedVariants();
}

std::optional<QString> EditSession::whyNoVariantCanBeAdded() const
{
    if (!m_detail || isNew())
        return tr("Variants are added once the product is made.");
    if (options().isEmpty())
        return tr(
            "Several variants need an option that tells them apart. Name one on the Fields tab, a size or a colour, "
            "and give this variant its value.");
    if (staying().size() >= Sync::mostVariantsPerProduct)
        return tr("A product has 2,048 variants at most.");
    return std::nullopt;
}

void EditSession::addVariant(VariantId like, const QHash<QString, QString> &values)
{
    if (!canEdit() || whyNoVariantCanBeAdded())
        return;
    const Addition addition{{--m_lastAdded}, like};
    Draft &own = m_drafts[m_product];
    own.waiting.added += addition;
    if (!values.isEmpty())
        own.waiting.variantFields.insert(addition.id, values);
    own.failure.reset();
    m_remarks.clear();
    save();
}

bool EditSession::canRemove(VariantId variant) const
{
    const QList<VariantId> variants = staying();
    const Draft own = draft();
    const bool isOnItsWay = std::any_of(own.sending.added.cbegin(), own.sending.added.cend(),
        [variant](const Addition &addition) { return addition.id == variant; });
    return canEdit() && !isNew() && !isOnItsWay && variants.size() > 1 && variants.contains(variant);
}

void EditSession::removeVariant(VariantId variant)
{
    if (!canRemove(variant))
        return;
    Draft &own = m_drafts[m_product];
    own.waiting.variantFields.remove(variant);
    const auto taken
        = own.waiting.added.removeIf([variant](const Addition &addition) { return addition.id == variant; });
    if (taken == 0)
        own.waiting.removed += variant;
    own.failure.reset();
    m_remarks.clear();
    save();
}

void EditSession::putInto(Sync::ProductEdit &edit, const Values &values)
{
    edit.fields = values.fields;
    edit.variantFields = values.variantFields;
    for (const Addition &addition : values.added)
        edit.added += Sync::AddedVariant{addition.like, edit.variantFields.take(addition.id)};
    edit.removed = values.removed;
}

// What was set of an added variant while it was on its way is an edit of the one that was made.
void EditSession::takeAdded(Draft &draft, const QList<VariantId> &made)
{
    for (qsizetype i = 0; i < draft.sending.added.size(); ++i) {
        const QHash<QString, QString> since = draft.waiting.variantFields.take(draft.sending.added.at(i).id);
        if (i < made.size() && !since.isEmpty())
            draft.waiting.variantFields.insert(made.at(i), since);
    }
}

// What somebody else has removed meanwhile need not be removed again.
void EditSession::forgetGoneVariants()
{
    const auto found = m_drafts.find(m_product);
    if (found == m_drafts.end())
        return;
    found->waiting.removed.removeIf([this](VariantId variant) { return !find(m_detail->variants, variant); });
    dropEmpty(m_product);
}

// What was being sent waits again, except where a newer value waits already.
void EditSession::mergeBack(Draft &draft)
{
    Values sent = std::exchange(draft.sending, {});
    sent.fields.insert(draft.waiting.fields);
    for (auto variant = draft.waiting.variantFields.cbegin(); variant != draft.waiting.variantFields.cend(); ++variant)
        sent.variantFields[variant.key()].insert(*variant);
    sent.added += draft.waiting.added;
    sent.removed += draft.waiting.removed;
    for (const VariantId removed : std::as_const(sent.removed))
        sent.variantFields.remove(removed);
    draft.waiting = std::move(sent);
}

} // namespace Models
