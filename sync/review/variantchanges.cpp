#include "sync/review/variantchanges.h"

#include "sync/api/isolated.h"
#include "sync/api/options.h"
#include "sync/db/pgsession.h"
#include "sync/review/editrecord.h"
#include "sync/review/fieldvalidation.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::ProductEdits)
};

Failure notSaved(const QString &what, const QString &remedy)
{
    return {FailureKind::BadInput, what, Words::tr("The edit was not saved."), remedy};
}

/// The product as it is before variants come and go.
struct Held
{
    struct Variant
    {
        VariantId id;
        QStringList options; ///< By place, empty where there is none.
        QString sku;
    };

    QString title;
    QStringList optionNames;
    QList<Variant> variants;

    const Variant *find(VariantId id) const
    {
        const auto found = std::find_if(
            variants.cbegin(), variants.cend(), [id](const Variant &variant) { return variant.id == id; });
        return found == variants.cend() ? nullptr : &*found;
    }

    /// Whether its options tell variants apart; Shopify's stand-in for a product without does not.
    bool hasOptions() const
    {
        if (optionNames != QStringList{defaultOption.toString()})
            return !optionNames.isEmpty();
        return variants.size() > 1
            || (variants.size() == 1 && !variants.first().options.first().isEmpty()
                && variants.first().options.first() != defaultOptionValue);
    }
};

Result<Held> readHeld(PgSession &session, ProductId product)
{
    const auto rows = session.execute(sql(u"review/held_variants"), {{u"product", product}});
    if (!rows)
        return rows.failure();
    Held held;
    for (const PgRow row : *rows) {
        held.title = row.text(0);
        held.optionNames = row.textList(1);
        if (!row.isNull(2))
            held.variants += Held::Variant{{row.int64(2)}, {row.text(3), row.text(4), row.text(5)}, row.text(6)};
    }
    return held;
}

/// Whether the variants named are there and how many there will be is fine.
Result<Done> checkNumbers(const Held &held, const VariantChanges &changes)
{
    for (const VariantId removed : changes.removed)
        if (!held.find(removed))
            return variantGone(held.title);
    for (const CheckedAddition &addition : changes.added)
        if (addition.like.isValid() && !held.find(addition.like))
            return variantGone(held.title);
    const QSet<VariantId> leaving(changes.removed.cbegin(), changes.removed.cend());
    const qsizetype count = held.variants.size() - leaving.size() + changes.added.size();
    if (count < 1)
        return notSaved(Words::tr("A product keeps its last variant."),
            Words::tr("Change that variant instead, add another one first, or delete the whole product."));
    if (count > mostVariantsPerProduct && !changes.added.isEmpty())
        return notSaved(Words::tr("A product has 2,048 variants at most."),
            Words::tr("Make another product for the rest, or remove variants first."));
    if (!changes.added.isEmpty() && !held.hasOptions())
        return notSaved(Words::tr("Several variants need options that tell them apart; this product has none."),
            Words::tr("Name an option first, a size or a colour, and give the variant that is there its value."));
    return Done{};
}

/// Gives a variant a value for each option, its own or that of the one it is like, and the title that follows.
Result<QJsonObject> withOptions(const CheckedAddition &addition, const Held &held)
{
    QJsonObject fields = addition.fields;
    const Held::Variant *like = held.find(addition.like);
    QStringList values;
    for (qsizetype i = 0; i < std::ssize(optionFields); ++i) {
        const bool isOption = i < held.optionNames.size();
        const QString copied = isOption && like ? like->options.at(i) : QString();
        const QString value = fields.contains(optionFields[i]) ? fields[optionFields[i]].toString() : copied;
        if (isOption && value.isEmpty())
            return notSaved(
                Words::tr("The new variant has no value for the option “%1”.").arg(isolated(held.optionNames.at(i))),
                Words::tr("Give it a value for each option of the product."));
        if (!isOption && !value.isEmpty())
            return notSaved(
                Words::tr("The new variant has the value “%1” for an option that the product does not have.")
                    .arg(isolated(value)),
                Words::tr("Name the product's options first, or leave the value out."));
        fields.insert(optionFields[i].toString(), value);
        if (!value.isEmpty())
            values += value;
    }
    fields.insert(Field::variantTitle.toString(), titleOfOptions(values));
    return fields;
}

void remarkOnSkus(const Held &held, const VariantChanges &changes, QStringList &remarks)
{
    QStringList skus;
    for (const Held::Variant &variant : held.variants)
        if (!changes.removed.contains(variant.id))
            skus += variant.sku;
    for (const CheckedAddition &addition : changes.added) {
        const QString sku = addition.fields[Field::sku].toString();
        if (!sku.isEmpty() && skus.contains(sku))
            remarks += Words::tr("The SKU “%1” is used by two variants of it.").arg(isolated(sku));
        skus += sku;
    }
}

Result<QList<VariantId>> insertVariants(
    PgSession &session, ProductId product, const Held &held, const QList<CheckedAddition> &added)
{
    QJsonArray variants;
    for (const CheckedAddition &addition : added) {
        auto fields = withOptions(addition, held);
        if (!fields)
            return fields.failure();
        variants += QJsonObject{{u"like"_s, addition.like.value}, {u"fields"_s, *fields}};
    }
    const auto rows = session.execute(sql(u"review/add_variants"), {{u"product", product}, {u"variants", variants}});
    if (!rows)
        return rows.failure();
    QList<VariantId> made;
    QJsonArray pairs;
    for (const PgRow row : *rows) {
        const VariantId like = added.at(made.size()).like;
        made += VariantId{row.int64(0)};
        if (like.isValid())
            pairs += QJsonObject{{u"made"_s, made.last().value}, {u"original"_s, like.value}};
    }
    if (pairs.isEmpty())
        return made;
    const auto copied = session.execute(sql(u"review/copy_variant_facets"), {{u"product", product}, {u"pairs", pairs}});
    if (!copied)
        return copied.failure();
    return made;
}

/// Places from 1 on. They follow from what came and went, which was noted as an edit; noted one by one, those of a
/// product with many variants take seconds.
Result<Done> number(PgSession &session, ProductId product)
{
    if (auto on = session.execute(sql(u"apply/applying_on")); !on)
        return on.failure();
    if (auto numbered = session.execute(sql(u"review/number_variants"), {{u"product", product}}); !numbered)
        return numbered.failure();
    if (auto off = session.execute(sql(u"pull/applying_off")); !off)
        return off.failure();
    return Done{};
}

Result<Done> checkTheyDiffer(PgSession &session, const QList<VariantId> &made)
{
    const auto same = session.execute(sql(u"review/same_options"), {{u"ids", made}});
    if (!same)
        return same.failure();
    if (same->isEmpty())
        return Done{};
    return notSaved(Words::tr("Another variant has the same options: %1.").arg(isolated(same->first().text(0))),
        Words::tr("Give the new variant other values, or change the one that is there."));
}

} // namespace

Failure variantGone(const QString &title)
{
    return {FailureKind::Stale,
        Words::tr("A variant of “%1” was removed while it was being edited.").arg(isolated(title)),
        Words::tr("The edit was not saved."), Words::tr("Look at the product again and repeat the edit.")};
}

Result<VariantChanges> checkedVariantChanges(const ProductEdit &edit, QStringList &remarks)
{
    VariantChanges changes;
    for (const AddedVariant &variant : edit.added) {
        QHash<QString, QString> given = variant.fields;
        // Shopify sells nothing without a price, and would make it 0 all the same.
        if (!variant.like.isValid() && given.value(Field::price.toString()).trimmed().isEmpty())
            given.insert(Field::price.toString(), u"0"_s);
        given.remove(Field::position.toString()); // it stands behind the others
        auto fields = checkedFields(FieldOwner::Variant, given, remarks);
        if (!fields)
            return fields.failure();
        changes.added += CheckedAddition{variant.like, *fields};
    }
    for (const VariantId variant : edit.removed)
        if (!changes.removed.contains(variant))
            changes.removed += variant;
    return changes;
}

Result<QList<VariantId>> changeVariants(
    PgSession &session, ProductId product, const VariantChanges &changes, QStringList &remarks)
{
    const auto held = readHeld(session, product);
    if (!held)
        return held.failure();
    if (auto numbers = checkNumbers(*held, changes); !numbers)
        return numbers.failure();
    auto made = insertVariants(session, product, *held, changes.added);
    if (!made)
        return made.failure();
    const PgParameters going{{u"product", product}, {u"ids", changes.removed}};
    if (auto removed = session.execute(sql(u"review/remove_variants"), going); !removed)
        return removed.failure();
    if (auto numbered = number(session, product); !numbered)
        return numbered.failure();
    if (auto differ = checkTheyDiffer(session, *made); !differ)
        return differ.failure();
    remarkOnSkus(*held, changes, remarks);
    return made;
}

QJsonObject detailsOf(const VariantChanges &changes, const QList<VariantId> &made)
{
    QJsonObject details;
    QJsonArray added;
    for (qsizetype i = 0; i < made.size(); ++i) {
        QJsonObject variant{{u"id"_s, made.at(i).value}, {u"fields"_s, changes.added.at(i).fields}};
        if (changes.added.at(i).like.isValid())
            variant.insert(u"like"_s, changes.added.at(i).like.value);
        added += variant;
    }
    QJsonArray removed;
    for (const VariantId variant : changes.removed)
        removed += variant.value;
    if (!added.isEmpty())
        details.insert(u"added"_s, added);
    if (!removed.isEmpty())
        details.insert(u"removed"_s, removed);
    return details;
}

} // namespace Sync
