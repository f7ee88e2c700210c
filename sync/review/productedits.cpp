#include "sync/review/productedits.h"

#include "sync/api/facets.h"
#include "sync/api/isolated.h"
#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "sync/review/editrecord.h"
#include "sync/review/fieldvalidation.h"
#include "sync/review/optionvalidation.h"
#include "sync/review/stockvalidation.h"
#include "sync/review/variantchanges.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::ProductEdits)
};

Failure productGone(ProductId id)
{
    return {FailureKind::NotFound, Words::tr("This product is no longer in the catalogue."),
        Words::tr("The edit was not saved."),
        Words::tr("Look under Deleted Products, where it can be brought back, and in History."),
        u"product %1"_s.arg(id.value)};
}

Failure changedMeanwhile(const PgRow &product)
{
    const QString who = product.text(2).isEmpty() ? Words::tr("somebody") : isolated(product.text(2));
    const QString when = QLocale().toString(product.dateTime(3).toLocalTime(), QLocale::ShortFormat);
    return {FailureKind::Stale,
        Words::tr("“%1” was changed by %2 on %3, after you opened it.").arg(isolated(product.text(1)), who, when),
        Words::tr("Your edit was not saved, so that theirs is not lost."),
        Words::tr("Look at the product again and repeat the edit.")};
}

struct CheckedEdit
{
    QJsonObject fields;
    QJsonObject variants; ///< Objects of text by field, by variant id.
    VariantChanges changes;
    QStringList remarks;
};

Result<CheckedEdit> checkedEdit(const ProductEdit &edit)
{
    CheckedEdit checked;
    auto fields = checkedFields(FieldOwner::Product, edit.fields, checked.remarks);
    if (!fields)
        return fields.failure();
    checked.fields = *fields;
    for (auto variant = edit.variantFields.cbegin(); variant != edit.variantFields.cend(); ++variant) {
        auto variantFields = checkedFields(FieldOwner::Variant, variant.value(), checked.remarks);
        if (!variantFields)
            return variantFields.failure();
        if (!variantFields->isEmpty())
            checked.variants.insert(QString::number(variant.key().value), *variantFields);
    }
    auto changes = checkedVariantChanges(edit, checked.remarks);
    if (!changes)
        return changes.failure();
    checked.changes = *changes;
    if (checked.fields.isEmpty() && checked.variants.isEmpty() && checked.changes.isEmpty()) {
        return Failure{FailureKind::BadInput, Words::tr("The edit changes nothing."), Words::tr("Nothing was saved."),
            Words::tr("Change a field first.")};
    }
    return checked;
}

/// Adds the facets among the fields; an empty value is none.
void addFacets(QJsonArray &facets, const QString &variant, const QJsonObject &fields)
{
    for (auto field = fields.constBegin(); field != fields.constEnd(); ++field) {
        if (!isFacet(field.key()))
            continue;
        const QString value = field->toString();
        facets += QJsonObject{{u"variant"_s, variant}, {u"field"_s, field.key()},
            {u"value"_s, value.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(value)}};
    }
}

/// The facets of the product and of the variants that are there.
QJsonArray facetsOf(const CheckedEdit &checked)
{
    QJsonArray facets;
    addFacets(facets, u"0"_s, checked.fields);
    for (auto variant = checked.variants.constBegin(); variant != checked.variants.constEnd(); ++variant)
        addFacets(facets, variant.key(), variant->toObject());
    return facets;
}

/// A metafield holds a value of one type: the same name with another one would be refused by Shopify, later.
Result<Done> checkTypes(PgSession &session, ProductId product, const QJsonArray &facets)
{
    const auto others = session.execute(sql(u"review/other_types"), {{u"product", product}, {u"facets", facets}});
    if (!others)
        return others.failure();
    if (others->isEmpty())
        return Done{};
    const MetafieldName held = metafieldName(others->first().text(0)).value_or(MetafieldName{});
    return Failure{FailureKind::BadInput,
        Words::tr("The metafield “%1” is there already, with values of the type %2.")
            .arg(isolated(held.nameSpace + u'.' + held.key), held.type),
        Words::tr("The value was not saved."), Words::tr("Change its value, or take it away first.")};
}

/// Nobody can be put into what the shop does not have.
Result<Done> checkMemberships(PgSession &session, const QJsonObject &fields)
{
    QStringList joined;
    for (auto field = fields.constBegin(); field != fields.constEnd(); ++field)
        if (membership(field.key()) && !field->toString().isEmpty())
            joined += field.key();
    if (joined.isEmpty())
        return Done{};
    const auto unknown = session.execute(sql(u"review/unknown_memberships"), {{u"fields", joined}});
    if (!unknown)
        return unknown.failure();
    if (unknown->isEmpty())
        return Done{};
    const bool isChannel = unknown->first().text(0).startsWith(u"publication");
    return Failure{FailureKind::BadInput,
        isChannel ? Words::tr("The shop has no such sales channel.")
                  : Words::tr("The shop has no such collection that is filled by hand."),
        Words::tr("The edit was not saved."), Words::tr("Pull from Shopify, then choose one that is there."),
        unknown->first().text(0)};
}

Result<Done> writeFacets(PgSession &session, ProductId product, const QJsonArray &facets)
{
    if (facets.isEmpty())
        return Done{};
    if (const auto fitting = checkTypes(session, product, facets); !fitting)
        return fitting;
    if (auto written = session.execute(sql(u"review/edit_facets"), {{u"product", product}, {u"facets", facets}});
        !written)
        return written.failure();
    return Done{};
}

Result<Done> writeFields(
    PgSession &session, const ProductEdit &edit, const CheckedEdit &checked, const Operator &by, const QString &title)
{
    // Also for an edit of variants alone: it notes who edited the product.
    auto product = session.execute(
        sql(u"review/edit_product"), {{u"id", edit.product}, {u"fields", checked.fields}, {u"operator", by.name}});
    if (!product)
        return product.failure();
    if (auto known = checkMemberships(session, checked.fields); !known)
        return known;
    const QJsonArray facets = facetsOf(checked);
    if (auto written = writeFacets(session, edit.product, facets); !written)
        return written;
    if (checked.variants.isEmpty())
        return Done{};
    auto variants
        = session.execute(sql(u"review/edit_variants"), {{u"product", edit.product}, {u"variants", checked.variants}});
    if (!variants)
        return variants.failure();
    if (variants->size() < checked.variants.size())
        return variantGone(title);
    return checkStockPlaces(session, facets);
}

/// Makes and takes away variants; the ids of those made, in a report with what is odd about them.
Result<EditReport> writeVariants(PgSession &session, ProductId product, const CheckedEdit &checked)
{
    if (checked.changes.isEmpty())
        return EditReport{};
    EditReport report;
    auto made = changeVariants(session, product, checked.changes, report.remarks);
    if (!made)
        return made.failure();
    report.added = *made;
    QJsonArray facets;
    for (qsizetype i = 0; i < made->size(); ++i)
        addFacets(facets, QString::number(made->at(i).value), checked.changes.added.at(i).fields);
    if (auto written = writeFacets(session, product, facets); !written)
        return written.failure();
    if (auto places = checkStockPlaces(session, facets); !places)
        return places.failure();
    return report;
}

/// What is allowed, but hardly meant: a SKU or a handle that another product has too.
QStringList remarksOnDoubles(PgSession &session, const ProductEdit &edit, const CheckedEdit &checked)
{
    QStringList skus;
    for (const QJsonValue variant : checked.variants)
        if (const QString sku = variant[Field::sku].toString(); !sku.isEmpty())
            skus += sku;
    for (const CheckedAddition &addition : checked.changes.added)
        if (const QString sku = addition.fields[Field::sku].toString(); !sku.isEmpty())
            skus += sku;
    return remarksOnSkus(session, skus, edit.product)
        + remarksOnHandle(session, checked.fields[Field::handle].toString(), edit.product);
}

Result<EditReport> write(PgSession &session, const ProductEdit &edit, const CheckedEdit &checked, const Operator &by)
{
    auto locked = session.execute(sql(u"review/lock_product"), {{u"id", edit.product}});
    if (!locked)
        return locked.failure();
    if (locked->isEmpty())
        return productGone(edit.product);
    const PgRow product = locked->first();
    if (product.int64(0) != edit.contentVersion)
        return changedMeanwhile(product);
    QStringList variantFields;
    for (const QJsonValue variant : checked.variants)
        variantFields += variant.toObject().keys();
    for (const CheckedAddition &addition : checked.changes.added)
        variantFields += addition.fields.keys();
    if (auto stock = checkStockFields(session, variantFields); !stock)
        return stock.failure();
    const OptionEdit options{edit.product, checked.fields, checked.variants, !checked.changes.added.isEmpty()};
    if (auto kept = checkLinkedOptions(session, options); !kept)
        return kept.failure();
    if (auto written = writeFields(session, edit, checked, by, product.text(1)); !written)
        return written.failure();
    auto report = writeVariants(session, edit.product, checked);
    if (!report)
        return report;
    QJsonObject details = detailsOf(checked.changes, report->added);
    details.insert(u"fields"_s, checked.fields);
    details.insert(u"variants"_s, checked.variants);
    details.insert(u"version"_s, edit.contentVersion);
    const EditRecord record{u"edit-product"_s, u"product %1"_s.arg(edit.product.value), details};
    if (auto recorded = recordEdit(session, record, by); !recorded)
        return recorded.failure();
    return report;
}

} // namespace

Result<EditReport> editProduct(PgSession &session, const ProductEdit &edit, const Operator &by)
{
    auto checked = checkedEdit(edit);
    if (!checked)
        return checked.failure();
    auto written = PgTransaction::run(
        session, [&](PgSession &inTransaction) { return write(inTransaction, edit, *checked, by); });
    if (!written)
        return written.failure();
    EditReport report = *written;
    report.remarks = checked->remarks + report.remarks + remarksOnDoubles(session, edit, *checked);
    return report;
}

} // namespace Sync
