#include "sync/jobs/push/optionsteps.h"

#include "sync/api/catalogue.h"
#include "sync/api/isolated.h"
#include "sync/api/options.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Push", text);
}

QStringList namesIn(const FieldMap &fields)
{
    const QStringList names = listValue(fields.value(Field::optionNames.toString()));
    return names.isEmpty() ? QStringList{defaultOption.toString()} : names;
}

QStringList wantedNames(const ProductContent &present, const ContentPatch &after)
{
    return namesIn(after.product.contains(Field::optionNames.toString()) ? after.product : present.fields);
}

/// The options of a product and what its variants have of each.
struct Options
{
    QStringList names;
    QMap<qint64, QStringList> values; ///< By variant, one for each name.

    ContentPatch patch() const
    {
        ContentPatch patch{.product = {{Field::optionNames.toString(), listText(names)}}};
        for (auto variant = values.cbegin(); variant != values.cend(); ++variant) {
            FieldMap &fields = patch.variants[variant.key()];
            for (qsizetype i = 0; i < std::ssize(optionFields); ++i)
                fields.insert(
                    optionFields[i].toString(), i < variant->size() ? FieldValue(variant->at(i)) : FieldValue());
        }
        return patch;
    }
};

Options optionsOf(const ProductContent &content)
{
    Options options{.names = namesIn(content.fields), .values = {}};
    for (const VariantContent &variant : content.variants) {
        QStringList &values = options.values[variant.id.value];
        for (qsizetype i = 0; i < std::min<qsizetype>(options.names.size(), std::ssize(optionFields)); ++i)
            values += variant.fields.value(optionFields[i].toString()).value_or(QString());
        // A product without options has one variant that Shopify calls so.
        if (values.size() == 1 && values.first().isEmpty())
            values.first() = defaultOptionValue.toString();
    }
    return options;
}

/// Why options that are linked to metafields cannot become what they are to be.
std::optional<QString> whyLinkedStay(const ProductContent &present, const Options &now, const Options &goal)
{
    for (auto linked = present.linkedOptions.cbegin(); linked != present.linkedOptions.cend(); ++linked) {
        const qsizetype was = now.names.indexOf(linked.key());
        const qsizetype is = goal.names.indexOf(linked.key());
        const auto keepsValue = [&](qint64 variant) {
            return goal.values.value(variant).value(is) == now.values.value(variant).value(was);
        };
        if (was >= 0 && (is < 0 || !std::all_of(goal.values.keyBegin(), goal.values.keyEnd(), keepsValue)))
            return whyLinkedOptionStays(linked.key(), linked->metafield);
    }
    return std::nullopt;
}

/// A product that has no options in the eyes of people.
bool isWithoutOptions(const Options &options)
{
    return options.names == QStringList{defaultOption.toString()} && options.values.size() == 1
        && options.values.first() == QStringList{defaultOptionValue.toString()};
}

bool becomesWithoutOptions(const QStringList &wanted, const Options &now, const ContentPatch &after)
{
    const auto isDefault = [&after](qint64 variant) {
        return after.variants.value(variant).value(Field::option1.toString()) == defaultOptionValue.toString();
    };
    return wanted == QStringList{defaultOption.toString()} && placeOfOption(now.names, wanted.first()) < 0
        && std::all_of(now.values.keyBegin(), now.values.keyEnd(), isDefault);
}

QString titleOf(const VariantContent &variant)
{
    return variant.fields.value(Field::variantTitle.toString()).value_or(QString());
}

class OptionPlanner
{
public:
    OptionPlanner(const ProductContent &present, const ContentPatch &after)
        : m_present(present)
        , m_after(after)
        , m_wanted(wantedNames(present, after))
        , m_now(optionsOf(present))
    { }

    OptionPlan plan()
    {
        const bool isWithout = isWithoutOptions(m_now);
        const bool keepsDefault = placeOfOption(m_wanted, defaultOption.toString()) >= 0;
        if (isWithout && keepsDefault && m_wanted.size() > 1)
            m_plan.refused = tr("Shopify calls the one option of a product without options “%1”. Give the new option "
                                "another name.")
                                 .arg(defaultOption);
        const bool begins = isWithout && !keepsDefault;
        const bool ends = becomesWithoutOptions(m_wanted, m_now, m_after);
        const QList<std::pair<qsizetype, QString>> renames
            = begins || ends ? QList<std::pair<qsizetype, QString>>() : pairUp();
        if (const auto why = whyNotOptions(m_wanted))
            m_plan.refused = *why;
        if (m_plan.refused.isEmpty())
            findGoal();
        if (m_plan.refused.isEmpty())
            m_plan.refused = whyLinkedStay(m_present, m_now, m_goal).value_or(QString());
        if (!m_plan.refused.isEmpty())
            return {.refused = m_plan.refused};
        if (begins || ends) {
            change(begins ? OperationKind::OptionsCreate : OperationKind::OptionsDelete, m_goal);
        } else {
            for (const auto &[place, name] : renames)
                rename(place, name);
            remove();
            create();
            reorder();
        }
        setValues(m_goal);
        m_plan.content = patched(m_present, m_goal.patch());
        return m_plan;
    }

private:
    /// Options whose names alone are others: those spelled anew, and one that comes for one that goes. Finds, too,
    /// which option each wanted one was.
    QList<std::pair<qsizetype, QString>> pairUp()
    {
        QList<qsizetype> leaving;
        for (qsizetype i = 0; i < m_now.names.size(); ++i)
            if (placeOfOption(m_wanted, m_now.names.at(i)) < 0)
                leaving += i;
        QList<std::pair<qsizetype, QString>> renames;
        for (const QString &name : m_wanted) {
            qsizetype was = placeOfOption(m_now.names, name);
            if (was < 0 && !leaving.isEmpty())
                was = leaving.takeFirst();
            m_was += was;
            if (was >= 0 && m_now.names.at(was) != name)
                renames.emplaceBack(was, name);
        }
        return renames;
    }

    /// What every variant is to hold in the end.
    void findGoal()
    {
        m_goal.names = m_wanted;
        QSet<QStringList> combinations;
        for (const VariantContent &variant : m_present.variants) {
            const QStringList values = valuesFor(variant);
            if (!m_plan.refused.isEmpty())
                return;
            if (combinations.contains(values)) {
                m_plan.refused = tr("Two variants would be the same: “%1”. Shopify wants each to differ in one option. "
                                    "Give one of them another value, or remove it.")
                                     .arg(isolated(values.join(" / "_L1)));
                return;
            }
            combinations.insert(values);
            m_goal.values.insert(variant.id.value, values);
        }
    }

    QStringList valuesFor(const VariantContent &variant)
    {
        const FieldMap wanted = m_after.variants.value(variant.id.value);
        QStringList values;
        for (qsizetype i = 0; i < std::ssize(optionFields); ++i) {
            const QString field = optionFields[i].toString();
            FieldValue value = wanted.value(field);
            if (i >= m_wanted.size()) {
                if (value)
                    m_plan.refused = hasNoOptionFor(titleOf(variant), *value);
                continue;
            }
            const qsizetype was = m_was.value(i, -1);
            if (!wanted.contains(field) && was >= 0)
                value = m_now.values.value(variant.id.value).value(was);
            if (value.value_or(QString()).isEmpty())
                m_plan.refused = lacksOption(titleOf(variant), m_wanted.at(i));
            values += value.value_or(QString());
        }
        return values;
    }

    void change(OperationKind kind, const Options &next, bool movesVariants = false)
    {
        Step step{.kind = kind, .before = m_now.patch(), .after = next.patch()};
        const QString position = Field::position.toString();
        if (movesVariants)
            for (const VariantContent &variant : m_present.variants)
                step.before.variants[variant.id.value].insert(position, variant.fields.value(position));
        m_plan.movesVariants = m_plan.movesVariants || movesVariants;
        m_plan.steps += step;
        m_now = next;
    }

    void rename(qsizetype place, const QString &name)
    {
        Options next = m_now;
        next.names[place] = name;
        const QString field = Field::optionNames.toString();
        m_plan.steps += Step{.kind = OperationKind::OptionRename,
            .before = {.product = {{field, listText(m_now.names)}}},
            .after = {.product = {{field, listText(next.names)}}}};
        m_now = next;
    }

    /// First the variants get what they are to hold of the options that stay, so that no two become the same.
    void remove()
    {
        Options next;
        QList<qsizetype> stay;
        for (qsizetype i = 0; i < m_now.names.size(); ++i)
            if (m_wanted.contains(m_now.names.at(i)))
                stay += i;
        if (stay.size() == m_now.names.size())
            return;
        Options first = m_now;
        for (auto variant = first.values.begin(); variant != first.values.end(); ++variant)
            for (const qsizetype i : std::as_const(stay))
                (*variant)[i] = m_goal.values.value(variant.key()).value(m_wanted.indexOf(m_now.names.at(i)));
        setValues(first);
        for (const qsizetype i : std::as_const(stay)) {
            next.names += m_now.names.at(i);
            for (auto variant = m_now.values.cbegin(); variant != m_now.values.cend(); ++variant)
                next.values[variant.key()] += variant->at(i);
        }
        change(OperationKind::OptionsDelete, next);
    }

    /// New options come to where they belong when the others stand in order. Every variant gets what the first is to
    /// hold.
    void create()
    {
        QStringList staying = m_wanted;
        staying.removeIf([this](const QString &name) { return !m_now.names.contains(name); });
        if (staying.size() == m_wanted.size())
            return;
        const bool isInOrder = staying == m_now.names;
        const qint64 first = m_present.variants.isEmpty() ? 0 : m_present.variants.first().id.value;
        Options next = m_now;
        bool movesVariants = false;
        for (qsizetype i = 0; i < m_wanted.size(); ++i) {
            if (m_now.names.contains(m_wanted.at(i)))
                continue;
            const qsizetype place = isInOrder ? i : next.names.size();
            movesVariants = movesVariants || place < next.names.size();
            next.names.insert(place, m_wanted.at(i));
            for (QStringList &values : next.values)
                values.insert(place, m_goal.values.value(first).value(i));
        }
        change(OperationKind::OptionsCreate, next, movesVariants);
    }

    void reorder()
    {
        if (m_now.names == m_wanted)
            return;
        Options next{.names = m_wanted, .values = {}};
        for (const QString &name : std::as_const(m_wanted)) {
            const qsizetype was = m_now.names.indexOf(name);
            for (auto variant = m_now.values.cbegin(); variant != m_now.values.cend(); ++variant)
                next.values[variant.key()] += variant->value(was);
        }
        change(OperationKind::OptionsReorder, next, true);
    }

    void setValues(const Options &next)
    {
        ContentPatch before;
        ContentPatch after;
        for (auto variant = next.values.cbegin(); variant != next.values.cend(); ++variant) {
            const QStringList now = m_now.values.value(variant.key());
            for (qsizetype i = 0; i < variant->size(); ++i) {
                if (variant->at(i) == now.value(i))
                    continue;
                before.variants[variant.key()].insert(optionFields[i].toString(), now.value(i));
                after.variants[variant.key()].insert(optionFields[i].toString(), variant->at(i));
            }
        }
        m_plan.steps += stepsFor(before, after);
        m_now = next;
    }

    const ProductContent &m_present;
    const ContentPatch &m_after;
    const QStringList m_wanted;
    QList<qsizetype> m_was; ///< By place of a wanted option: that of the option it was, or -1.
    Options m_now; ///< Once the steps so far are carried out.
    Options m_goal;
    OptionPlan m_plan;
};

} // namespace

bool isOptionCall(OperationKind kind)
{
    return kind == OperationKind::OptionRename || kind == OperationKind::OptionsCreate
        || kind == OperationKind::OptionsDelete || kind == OperationKind::OptionsReorder;
}

qsizetype placeOfOption(const QStringList &names, const QString &name)
{
    const auto found = std::find_if(names.cbegin(), names.cend(),
        [&name](const QString &candidate) { return candidate.compare(name, Qt::CaseInsensitive) == 0; });
    return found == names.cend() ? -1 : found - names.cbegin();
}

bool takesOtherOptions(const ProductContent &present, const ContentPatch &after)
{
    if (!after.product.contains(Field::optionNames.toString()))
        return false;
    const Options now = optionsOf(present);
    const QStringList wanted = wantedNames(present, after);
    if (wanted == now.names)
        return false;
    return isWithoutOptions(now) || becomesWithoutOptions(wanted, now, after) || !canRename(now.names, wanted);
}

OptionPlan planOptions(const ProductContent &present, const ContentPatch &after)
{
    return OptionPlanner(present, after).plan();
}

std::optional<QString> whyNotFitting(const ProductContent &present, const ContentPatch &after)
{
    const QStringList names = wantedNames(present, after);
    if (!present.linkedOptions.isEmpty()) {
        const auto why = whyLinkedStay(present, optionsOf(present), optionsOf(patched(present, after)));
        if (why)
            return why;
    }
    for (auto variant = after.variants.cbegin(); variant != after.variants.cend(); ++variant) {
        const VariantContent *held = present.variant(ShopifyId{variant.key()});
        for (qsizetype i = 0; held && i < std::ssize(optionFields); ++i) {
            const QString field = optionFields[i].toString();
            if (!variant->contains(field))
                continue;
            const FieldValue value = variant->value(field);
            if (i < names.size() && value.value_or(QString()).isEmpty())
                return lacksOption(titleOf(*held), names.at(i));
            if (i >= names.size() && value)
                return hasNoOptionFor(titleOf(*held), *value);
        }
    }
    return std::nullopt;
}

ContentPatch optionsIn(const ProductContent &content)
{
    return optionsOf(content).patch();
}

void leaveOutOptions(ContentPatch &patch)
{
    patch.product.remove(Field::optionNames.toString());
    for (FieldMap &fields : patch.variants)
        for (const QStringView option : optionFields)
            fields.remove(option.toString());
}

void takeOptions(ProductContent &content, const Operation &operation, const ProductContent &answered)
{
    content = patched(content, operation.after);
    if (!answered.options.isEmpty())
        content.options = answered.options;
}

} // namespace Sync
