#include "app/cli/commands/variantactions.h"
#include "app/cli/commands/runbatch.h"
#include "app/cli/output.h"
#include "sync/api/options.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace App::VariantActions {

namespace {

namespace Field = Sync::Field;

QString tr(const char *text)
{
    return QCoreApplication::translate("App::Cli", text);
}

Sync::Failure refused(const QString &what, const QString &remedy)
{
    return {Sync::FailureKind::BadInput, what, tr("Nothing was changed."), remedy};
}

Sync::Failure unknownVariant()
{
    return refused(
        tr("The product has no such variant."), tr("“syncdesk products show” lists the variants with their ids."));
}

/// Arguments that name variants of a product, as it is now.
Sync::Result<QList<Sync::VariantId>> variantsOf(const Sync::ProductDetail &product, const QStringList &arguments)
{
    QList<Sync::VariantId> variants;
    for (const QString &argument : arguments) {
        const Sync::VariantId id{argument.toLongLong()};
        if (std::none_of(product.variants.cbegin(), product.variants.cend(),
                [id](const Sync::VariantDetail &variant) { return variant.id == id; }))
            return unknownVariant();
        if (!variants.contains(id))
            variants += id;
    }
    return variants;
}

/// What was given as “Size=L” for each option, as the fields that hold it.
Sync::Result<QHash<QString, QString>> optionValues(const QStringList &given, const QStringList &names)
{
    QHash<QString, QString> values;
    for (const QString &option : given) {
        const QString named = option.section(u'=', 0, 0).trimmed();
        if (!option.contains(u'='))
            return refused(
                tr("“%1” is no option with a value.").arg(plain(option.left(60))), tr("Write it as NAME=VALUE."));
        const auto name = std::find_if(names.cbegin(), names.cend(),
            [&named](const QString &held) { return held.compare(named, Qt::CaseInsensitive) == 0; });
        if (name == names.cend())
            return refused(tr("The product has no option “%1”.").arg(plain(named.left(60))),
                names.isEmpty() ? tr("Name its options first: “syncdesk products set ID option_names='[\"Size\"]'”.")
                                : tr("Its options are: %1.").arg(plain(names.join(u", "_s))));
        values.insert(Sync::optionFields.at(size_t(name - names.cbegin())).toString(), option.section(u'=', 1));
    }
    return values;
}

Sync::Result<Sync::AddedVariant> addition(const QCommandLineParser &options, const Sync::ProductDetail &product)
{
    Sync::AddedVariant added{{}, described(options)};
    const auto values
        = optionValues(options.values(u"option"_s), product.optionNames.mid(0, std::ssize(Sync::optionFields)));
    if (!values)
        return values.failure();
    added.fields.insert(*values);
    if (options.isSet(u"like"_s)) {
        const auto like = variantsOf(product, {options.value(u"like"_s)});
        if (!like)
            return like.failure();
        added.like = like->first();
    }
    return added;
}

QString withRemarks(QString text, const Sync::EditReport &report)
{
    for (const QString &remark : report.remarks)
        text += u'\n' + plain(remark);
    return text;
}

QJsonArray numbers(const QList<Sync::VariantId> &variants)
{
    QJsonArray ids;
    for (const Sync::VariantId variant : variants)
        ids += variant.value;
    return ids;
}

/// The product that the first argument after the action names.
QCoro::Task<Sync::Result<Sync::ProductDetail>> productOf(CommandContext &context)
{
    const auto ids = idArguments(context.arguments.mid(1, 1), u"products list");
    if (!ids)
        co_return ids.failure();
    co_return co_await resultOf(context.reader.productDetail(Sync::ProductId{ids->first()}));
}

} // namespace

QHash<QString, QString> described(const QCommandLineParser &options)
{
    const std::pair<QString, QStringView> known[] = {{u"sku"_s, Field::sku}, {u"barcode"_s, Field::barcode},
        {u"price"_s, Field::price}, {u"compare-at-price"_s, Field::compareAtPrice}, {u"cost"_s, Field::cost},
        {u"stock"_s, Field::inventoryQuantity}};
    QHash<QString, QString> variant;
    for (const auto &[option, field] : known)
        if (options.isSet(option))
            variant.insert(field.toString(), options.value(option));
    return variant;
}

QCoro::Task<int> add(CommandContext &context)
{
    const auto product = co_await productOf(context);
    if (!product)
        co_return context.output.failure(product.failure());
    const auto added = addition(context.options, *product);
    if (!added)
        co_return context.output.failure(added.failure());
    Sync::ProductEdit edit{product->row.id, product->contentVersion};
    edit.added += *added;
    const auto saved = co_await resultOf(context.engine.editProduct(edit));
    if (!saved)
        co_return context.output.failure(saved.failure());
    const Sync::VariantId made = saved->added.value(0);
    const QString text = tr("Variant %1 was added to product %2 here. Shopify gets it when it is found, approved and "
                            "sent.")
                             .arg(made.value)
                             .arg(product->row.id.value);
    context.output.result(withRemarks(text, *saved),
        {{u"product_id"_s, product->row.id.value}, {u"variant_id"_s, made.value},
            {u"remarks"_s, QJsonArray::fromStringList(saved->remarks)}});
    co_return 0;
}

QCoro::Task<int> remove(CommandContext &context)
{
    const auto product = co_await productOf(context);
    if (!product)
        co_return context.output.failure(product.failure());
    const auto variants = variantsOf(*product, context.arguments.mid(2));
    if (!variants)
        co_return context.output.failure(variants.failure());
    Sync::ProductEdit edit{product->row.id, product->contentVersion};
    edit.removed = *variants;
    const auto saved = co_await resultOf(context.engine.editProduct(edit));
    if (!saved)
        co_return context.output.failure(saved.failure());
    const auto inShopify = std::count_if(
        product->variants.cbegin(), product->variants.cend(), [&variants](const Sync::VariantDetail &variant) {
            return variant.shopifyId.isValid() && variants->contains(variant.id);
        });
    const QString text = tr("%1 variants removed here; %2 of them are in Shopify and stay there until the removal is "
                            "found, approved and sent.")
                             .arg(variants->size())
                             .arg(inShopify);
    context.output.result(withRemarks(text, *saved),
        {{u"product_id"_s, product->row.id.value}, {u"removed"_s, numbers(*variants)}, {u"in_shopify"_s, inShopify},
            {u"remarks"_s, QJsonArray::fromStringList(saved->remarks)}});
    co_return 0;
}

QCoro::Task<int> move(CommandContext &context)
{
    const auto product = co_await productOf(context);
    if (!product)
        co_return context.output.failure(product.failure());
    const auto variants = variantsOf(*product, context.arguments.mid(2, 1));
    if (!variants)
        co_return context.output.failure(variants.failure());
    QList<Sync::VariantId> order;
    for (const Sync::VariantDetail &variant : product->variants)
        order += variant.id;
    const qsizetype place = context.arguments.at(3).toLongLong();
    if (place < 1 || place > order.size())
        co_return context.output.failure(
            refused(tr("“%1” is no place among %2 variants.").arg(plain(context.arguments.at(3))).arg(order.size()),
                tr("Give a number; 1 is the first place.")));
    order.move(order.indexOf(variants->first()), place - 1);
    Sync::ProductEdit edit{product->row.id, product->contentVersion};
    for (qsizetype i = 0; i < order.size(); ++i)
        edit.variantFields.insert(order.at(i), {{Field::position.toString(), QString::number(i + 1)}});
    const auto saved = co_await resultOf(context.engine.editProduct(edit));
    if (!saved)
        co_return context.output.failure(saved.failure());
    const QString text = tr("Variant %1 is number %2 of product %3 here. Shopify gets the order when it is found, "
                            "approved and sent.")
                             .arg(variants->first().value)
                             .arg(place)
                             .arg(product->row.id.value);
    context.output.result(withRemarks(text, *saved),
        {{u"product_id"_s, product->row.id.value}, {u"variants"_s, numbers(order)},
            {u"remarks"_s, QJsonArray::fromStringList(saved->remarks)}});
    co_return 0;
}

} // namespace App::VariantActions
