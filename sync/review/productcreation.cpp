#include "sync/review/productcreation.h"

#include "sync/api/catalogue.h"
#include "sync/api/isolated.h"
#include "sync/api/options.h"
#include "sync/api/sendable.h"
#include "sync/db/pgsession.h"
#include "sync/db/pgtransaction.h"
#include "sync/review/editrecord.h"
#include "sync/review/fieldvalidation.h"
#include "sync/review/stockvalidation.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::ProductCreation)
};

constexpr qsizetype longestTitle = 255;

Failure notMade(const QString &what, const QString &remedy)
{
    return {FailureKind::BadInput, what, Words::tr("The product was not made."), remedy};
}

struct CheckedProduct
{
    QJsonObject fields;
    QJsonArray variants;
    QStringList skus;
    QStringList remarks;
};

/// Shopify tells the variants of a product apart by the values of its options, and by nothing else.
Result<QStringList> checkedOptions(QJsonObject &variant, const QStringList &names)
{
    QStringList values;
    for (qsizetype i = 0; i < std::ssize(optionFields); ++i) {
        const QString value = variant[optionFields[i]].toString();
        if (i < names.size() && value.isEmpty())
            return notMade(Words::tr("A variant has no value for the option “%1”.").arg(isolated(names.at(i))),
                Words::tr("Give each variant a value for each option."));
        if (i >= names.size() && !value.isEmpty())
            return notMade(
                Words::tr("A variant has the value “%1” for an option that has no name.").arg(isolated(value)),
                Words::tr("Name the product's options, or leave the value out."));
        if (!value.isEmpty())
            values += value;
    }
    variant.insert(
        Field::variantTitle.toString(), values.isEmpty() ? defaultOptionValue.toString() : titleOfOptions(values));
    return values;
}

Result<Done> checkVariants(const QList<QHash<QString, QString>> &given, CheckedProduct &checked)
{
    const QJsonArray nameList = QJsonDocument::fromJson(checked.fields[Field::optionNames].toString().toUtf8()).array();
    QStringList names;
    for (const QJsonValue name : nameList)
        names += name.toString();
    const QList<QHash<QString, QString>> variants = given.isEmpty() ? QList<QHash<QString, QString>>(1) : given;
    if (variants.size() > mostVariantsPerProduct)
        return notMade(Words::tr("A product has 2,048 variants at most."), Words::tr("Make several products of it."));
    if (variants.size() > 1 && names.isEmpty())
        return notMade(Words::tr("Several variants need options that tell them apart."),
            Words::tr("Name the options, for example Colour, and give each variant its values."));
    QSet<QStringList> seen;
    for (QHash<QString, QString> fields : variants) {
        // Shopify sells nothing without a price, and would make it 0 all the same.
        if (fields.value(Field::price.toString()).trimmed().isEmpty())
            fields.insert(Field::price.toString(), u"0"_s);
        auto variant = checkedFields(FieldOwner::Variant, fields, checked.remarks);
        if (!variant)
            return variant.failure();
        auto options = checkedOptions(*variant, names);
        if (!options)
            return options.failure();
        if (seen.contains(*options))
            return notMade(Words::tr("Two variants have the same options: %1.").arg(isolated(titleOfOptions(*options))),
                Words::tr("Change or leave out one of them."));
        seen.insert(*options);
        if (const QString sku = (*variant)[Field::sku].toString(); !sku.isEmpty()) {
            if (checked.skus.contains(sku))
                checked.remarks += Words::tr("The SKU “%1” is used by two variants of it.").arg(isolated(sku));
            checked.skus += sku;
        }
        checked.variants += *variant;
    }
    return Done{};
}

Result<CheckedProduct> checkedProduct(const NewProduct &product)
{
    QHash<QString, QString> fields = product.fields;
    if (!fields.contains(Field::title.toString()))
        fields.insert(Field::title.toString(), {});
    if (fields.value(Field::status.toString()).isEmpty())
        fields.insert(Field::status.toString(), toWord(ProductStatus::Draft));
    CheckedProduct checked;
    auto checkedOwn = checkedFields(FieldOwner::Product, fields, checked.remarks);
    if (!checkedOwn)
        return checkedOwn.failure();
    checked.fields = *checkedOwn;
    if (auto variants = checkVariants(product.variants, checked); !variants)
        return variants.failure();
    return checked;
}

Result<ProductId> insert(PgSession &session, const CheckedProduct &checked, const Operator &by)
{
    QStringList variantFields;
    for (const QJsonValue variant : checked.variants)
        variantFields += variant.toObject().keys();
    if (auto stock = checkStockFields(session, variantFields); !stock)
        return stock.failure();
    auto made = session.execute(sql(u"review/create_product"), {{u"fields", checked.fields}, {u"operator", by.name}});
    if (!made)
        return made.failure();
    const ProductId product{made->first().int64(0)};
    auto variants
        = session.execute(sql(u"review/create_variants"), {{u"product", product}, {u"variants", checked.variants}});
    if (!variants)
        return variants.failure();
    if (auto noted
        = noteInHistory(session, {product}, u"create here"_s, Words::tr("Made here by %1.").arg(isolated(by.name)));
        !noted)
        return noted.failure();
    const EditRecord record{u"create-product"_s, u"product %1"_s.arg(product.value),
        {{u"fields"_s, checked.fields}, {u"variants"_s, checked.variants}}};
    if (auto recorded = recordEdit(session, record, by); !recorded)
        return recorded.failure();
    return product;
}

QString copyTitle(const QString &title)
{
    const QString copy = Words::tr("%1 (copy)");
    QString kept = title.left(longestTitle - copy.size() + 2);
    if (kept.size() < title.size() && kept.back().isHighSurrogate())
        kept.chop(1);
    return QString(copy).replace(u"%1"_s, kept);
}

Result<ProductId> copy(PgSession &session, ProductId source, const Operator &by)
{
    auto found = session.execute(sql(u"review/lock_product"), {{u"id", source}});
    if (!found)
        return found.failure();
    if (found->isEmpty())
        return Failure{FailureKind::NotFound, Words::tr("This product is no longer in the catalogue."),
            Words::tr("It was not copied."), Words::tr("Look under Deleted Products, where it can be brought back."),
            u"product %1"_s.arg(source.value)};
    const QString title = found->first().text(1);
    auto made = session.execute(
        sql(u"review/copy_product"), {{u"title", copyTitle(title)}, {u"source", source}, {u"operator", by.name}});
    if (!made)
        return made.failure();
    const ProductId product{made->first().int64(0)};
    auto variants = session.execute(sql(u"review/copy_variants"), {{u"copy", product}, {u"source", source}});
    if (!variants)
        return variants.failure();
    if (auto facets = session.execute(sql(u"review/copy_facets"), {{u"copy", product}, {u"source", source}}); !facets)
        return facets.failure();
    const QString message = Words::tr("Copied here from “%1” by %2.").arg(isolated(title), isolated(by.name));
    if (auto noted = noteInHistory(session, {product}, u"create here"_s, message); !noted)
        return noted.failure();
    const EditRecord record{u"duplicate-product"_s, u"product %1"_s.arg(product.value),
        {{u"copy_of"_s, source.value}, {u"title"_s, copyTitle(title)}}};
    if (auto recorded = recordEdit(session, record, by); !recorded)
        return recorded.failure();
    return product;
}

} // namespace

Result<CreateReport> createProduct(PgSession &session, const NewProduct &product, const Operator &by)
{
    auto checked = checkedProduct(product);
    if (!checked) {
        Failure failure = checked.failure();
        failure.meaning = Words::tr("The product was not made.");
        return failure;
    }
    auto made
        = PgTransaction::run(session, [&](PgSession &inTransaction) { return insert(inTransaction, *checked, by); });
    if (!made)
        return made.failure();
    return CreateReport{*made,
        checked->remarks + remarksOnSkus(session, checked->skus, *made)
            + remarksOnHandle(session, checked->fields[Field::handle].toString(), *made)};
}

Result<CreateReport> duplicateProduct(PgSession &session, ProductId source, const Operator &by)
{
    auto made = PgTransaction::run(session, [&](PgSession &inTransaction) { return copy(inTransaction, source, by); });
    if (!made)
        return made.failure();
    return CreateReport{*made, {Words::tr("The copy has no SKUs, barcodes and stock: those belong to the original.")}};
}

} // namespace Sync
