#include "app/cli/commands/productactions.h"
#include "app/cli/commands/runbatch.h"
#include "app/cli/commands/variantactions.h"
#include "app/cli/json.h"
#include "app/cli/output.h"
#include "sync/api/facets.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace App::ProductActions {

namespace {

namespace Field = Sync::Field;

QString tr(const char *text)
{
    return QCoreApplication::translate("App::Cli", text);
}

Sync::Result<QList<Sync::ProductId>> productArguments(const CommandContext &context)
{
    const auto ids = idArguments(context.arguments.mid(1), u"products list");
    if (!ids) {
        Sync::Failure failure = ids.failure();
        failure.remedy = tr("Give the ids that “syncdesk products list” lists.");
        return failure;
    }
    QList<Sync::ProductId> products;
    for (const qint64 id : *ids)
        products += Sync::ProductId{id};
    return products;
}

QJsonArray numbers(const QList<Sync::ProductId> &products)
{
    QJsonArray ids;
    for (const Sync::ProductId product : products)
        ids += product.value;
    return ids;
}

/// Takes an option as the field of that name, if it was given.
void take(const QCommandLineParser &options, const QString &option, QStringView field, QHash<QString, QString> &fields)
{
    if (options.isSet(option))
        fields.insert(field.toString(), options.value(option));
}

Sync::NewProduct described(const QCommandLineParser &options)
{
    Sync::NewProduct product;
    take(options, u"title"_s, Field::title, product.fields);
    take(options, u"vendor"_s, Field::vendor, product.fields);
    take(options, u"type"_s, Field::productType, product.fields);
    take(options, u"status"_s, Field::status, product.fields);
    take(options, u"description"_s, Field::descriptionHtml, product.fields);
    take(options, u"handle"_s, Field::handle, product.fields);
    if (options.isSet(u"tags"_s)) {
        const QStringList tags = options.value(u"tags"_s).split(u',', Qt::SkipEmptyParts);
        product.fields.insert(Field::tags.toString(),
            QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(tags)).toJson(QJsonDocument::Compact)));
    }
    product.variants += VariantActions::described(options);
    return product;
}

int tellMade(CommandContext &context, const Sync::CreateReport &report)
{
    QString text = tr("Product %1 was made here. Shopify gets it when it is found, approved and sent.")
                       .arg(report.product.value);
    for (const QString &remark : report.remarks)
        text += u'\n' + plain(remark);
    context.output.result(
        text, {{u"product_id"_s, report.product.value}, {u"remarks"_s, QJsonArray::fromStringList(report.remarks)}});
    return 0;
}

int tellDone(CommandContext &context, const QString &text, const Sync::ProductsReport &report)
{
    QString all = text;
    for (const QString &left : report.left)
        all += u'\n' + plain(left);
    context.output.result(all,
        {{u"done"_s, numbers(report.done)}, {u"in_shopify"_s, report.inShopify},
            {u"left"_s, QJsonArray::fromStringList(report.left)}});
    return report.left.isEmpty() ? 0 : 1;
}

/// The name of the location that stock is at, in brackets; nothing for any other facet.
QString placeOf(const QString &field, const QList<Sync::StockLocation> &locations)
{
    for (const Sync::StockLocation &location : locations)
        if (field == Sync::stockPath(location.id))
            return u" (%1)"_s.arg(location.name);
    return {};
}

/// The metafields and stock by location of a product and its variants; nothing when there are none.
QString facetsText(const Sync::ProductDetail &product)
{
    QList<QStringList> rows;
    const auto add = [&](const QString &owner, const QMap<QString, QString> &facets) {
        for (auto facet = facets.cbegin(); facet != facets.cend(); ++facet)
            rows.append({owner, facet.key() + placeOf(facet.key(), product.locations), facet.value().left(60)});
    };
    add(tr("product"), product.facets);
    for (const Sync::VariantDetail &variant : product.variants)
        add(variant.title, variant.facets);
    if (rows.isEmpty())
        return {};
    rows.prepend({tr("of"), tr("metafield or stock"), tr("value")});
    return u'\n' + textTable(rows);
}

/// The path of a metafield that was named without its type, by the one that is there, or of stock at a location that
/// was named as people call it.
QString wholePath(
    const QString &field, const QMap<QString, QString> &facets, const QList<Sync::StockLocation> &locations)
{
    for (const Sync::StockLocation &location : locations)
        if (Sync::isStock(field) && field.section(u':', 1).compare(location.name, Qt::CaseInsensitive) == 0)
            return Sync::stockPath(location.id);
    if (Sync::isFacet(field) && !Sync::metafieldName(field))
        for (auto facet = facets.cbegin(); facet != facets.cend(); ++facet)
            if (facet.key().startsWith(QString(field + u':')))
                return facet.key();
    return field;
}

/// Values as they are stored; tags are typed as people write them.
QString canonicalValue(const QString &field, const QString &value)
{
    if (field != Field::tags)
        return value;
    const QStringList tags = value.split(u',', Qt::SkipEmptyParts);
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(tags)).toJson(QJsonDocument::Compact));
}

QString productText(const Sync::ProductDetail &product)
{
    const Sync::ProductRow &row = product.row;
    QString text = plain(row.title) + u'\n';
    const QList<QStringList> fields{{tr("id"), QString::number(row.id.value)},
        {tr("Shopify id"), row.shopifyId.isValid() ? QString::number(row.shopifyId.value) : u"–"_s},
        {tr("state"), toWord(row.syncStatus)}, {tr("status"), toWord(row.status)}, {tr("vendor"), row.vendor},
        {tr("type"), row.productType}, {tr("tags"), product.tags.join(u", "_s)}, {tr("handle"), product.handle},
        {tr("changed"), row.updatedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s)}};
    text += textTable(fields);
    QList<QStringList> variants{
        {tr("id"), tr("variant"), u"SKU"_s, tr("price"), tr("compare at"), tr("cost"), tr("stock"), tr("barcode")}};
    for (const Sync::VariantDetail &variant : product.variants)
        variants.append({QString::number(variant.id.value), variant.title, variant.sku, variant.price,
            variant.compareAtPrice, variant.cost, QString::number(variant.inventory), variant.barcode});
    return text + u'\n' + textTable(variants, {0, 3, 4, 5, 6}) + facetsText(product);
}

} // namespace

QCoro::Task<int> list(CommandContext &context)
{
    const Sync::ProductQuery query{.text = context.options.value(u"text"_s)};
    const auto order = co_await resultOf(context.reader.productOrder(query));
    if (!order)
        co_return context.output.failure(order.failure());
    const auto rows
        = co_await resultOf(context.reader.productRows(order->mid(0, context.options.value(u"limit"_s).toInt())));
    if (!rows)
        co_return context.output.failure(rows.failure());
    QList<QStringList> table{{tr("id"), u"SKU"_s, tr("title"), tr("price"), tr("stock"), tr("status"), tr("state")}};
    QJsonArray products;
    for (const Sync::ProductRow &row : *rows) {
        table.append({QString::number(row.id.value), row.sku, row.title.left(60), row.minPrice,
            QString::number(row.inventory), toWord(row.status), toWord(row.syncStatus)});
        products.append(toJson(row));
    }
    const QString summary = tr("%1 products, %2 shown.").arg(order->size()).arg(rows->size());
    context.output.result((rows->isEmpty() ? QString() : textTable(table, {0, 3, 4})) + summary,
        {{u"total"_s, order->size()}, {u"products"_s, products}});
    co_return 0;
}

QCoro::Task<int> show(CommandContext &context)
{
    const auto ids = productArguments(context);
    if (!ids)
        co_return context.output.failure(ids.failure());
    const auto product = co_await resultOf(context.reader.productDetail(ids->first()));
    if (!product)
        co_return context.output.failure(product.failure());
    context.output.result(productText(*product), toJson(*product));
    co_return 0;
}

QCoro::Task<int> makeNew(CommandContext &context)
{
    const auto made = co_await resultOf(context.engine.createProduct(described(context.options)));
    if (!made)
        co_return context.output.failure(made.failure());
    co_return tellMade(context, *made);
}

QCoro::Task<int> duplicate(CommandContext &context)
{
    const auto ids = productArguments(context);
    if (!ids)
        co_return context.output.failure(ids.failure());
    const auto made = co_await resultOf(context.engine.duplicateProduct(ids->first()));
    if (!made)
        co_return context.output.failure(made.failure());
    co_return tellMade(context, *made);
}

QCoro::Task<int> set(CommandContext &context)
{
    const auto ids = idArguments(context.arguments.mid(1, 1), u"products list");
    if (!ids)
        co_return context.output.failure(ids.failure());
    const auto product = co_await resultOf(context.reader.productDetail(Sync::ProductId{ids->first()}));
    if (!product)
        co_return context.output.failure(product.failure());
    const Sync::VariantId variant{context.options.value(u"variant"_s).toLongLong()};
    const auto held = std::find_if(product->variants.cbegin(), product->variants.cend(),
        [variant](const Sync::VariantDetail &one) { return one.id == variant; });
    const bool ofVariant = context.options.isSet(u"variant"_s);
    if (ofVariant && held == product->variants.cend())
        co_return context.output.failure({Sync::FailureKind::BadInput, tr("The product has no such variant."),
            tr("Nothing was changed."), tr("“syncdesk products show” lists the variants with their ids.")});
    QHash<QString, QString> fields;
    for (const QString &argument : context.arguments.mid(2)) {
        const QString named = argument.section(u'=', 0, 0);
        if (!argument.contains(u'='))
            co_return context.output.failure(
                {Sync::FailureKind::BadInput, tr("“%1” is no field with a value.").arg(plain(argument.left(60))),
                    tr("Nothing was changed."), tr("Write it as FIELD=VALUE.")});
        const QString field = wholePath(named, ofVariant ? held->facets : product->facets, product->locations);
        fields.insert(field, canonicalValue(field, argument.section(u'=', 1)));
    }
    Sync::ProductEdit edit{product->row.id, product->contentVersion};
    if (ofVariant)
        edit.variantFields.insert(variant, fields);
    else
        edit.fields = fields;
    const auto saved = co_await resultOf(context.engine.editProduct(edit));
    if (!saved)
        co_return context.output.failure(saved.failure());
    QString text = tr("Product %1 was changed here. Shopify gets it when it is found, approved and sent.")
                       .arg(product->row.id.value);
    for (const QString &remark : saved->remarks)
        text += u'\n' + plain(remark);
    context.output.result(
        text, {{u"product_id"_s, product->row.id.value}, {u"remarks"_s, QJsonArray::fromStringList(saved->remarks)}});
    co_return 0;
}

QCoro::Task<int> remove(CommandContext &context)
{
    const auto ids = productArguments(context);
    if (!ids)
        co_return context.output.failure(ids.failure());
    QList<qint64> asked;
    for (const Sync::ProductId id : *ids)
        asked += id.value;
    const auto rows = co_await resultOf(context.reader.productRows(asked));
    if (!rows)
        co_return context.output.failure(rows.failure());
    QHash<qint64, qint64> versions;
    for (const Sync::ProductRow &row : *rows)
        versions.insert(row.id.value, row.contentVersion);
    QList<Sync::SeenProduct> seen;
    for (const Sync::ProductId id : *ids)
        seen += Sync::SeenProduct{id, versions.value(id.value)};
    const auto report = co_await resultOf(context.engine.deleteProducts(seen));
    if (!report)
        co_return context.output.failure(report.failure());
    co_return tellDone(context,
        tr("%1 products deleted here; %2 of them are in Shopify and stay there until the deletion is found, approved "
           "and sent. “syncdesk products restore” brings them back.")
            .arg(report->done.size())
            .arg(report->inShopify),
        *report);
}

QCoro::Task<int> deleted(CommandContext &context)
{
    const auto products = co_await resultOf(context.reader.deletedProducts(context.options.value(u"limit"_s).toInt()));
    if (!products)
        co_return context.output.failure(products.failure());
    QList<QStringList> table{{tr("id"), u"SKU"_s, tr("title"), tr("deleted"), tr("by"), tr("Shopify id")}};
    QJsonArray json;
    for (const Sync::DeletedProduct &product : *products) {
        table.append({QString::number(product.product.value), product.sku, product.title.left(60),
            product.deletedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s), product.deletedBy,
            product.shopifyId.isValid() ? QString::number(product.shopifyId.value) : u"–"_s});
        json.append(toJson(product));
    }
    context.output.result(
        products->isEmpty() ? tr("No deleted product waits.") : textTable(table, {0}), {{u"products"_s, json}});
    co_return 0;
}

QCoro::Task<int> restore(CommandContext &context)
{
    const auto ids = productArguments(context);
    if (!ids)
        co_return context.output.failure(ids.failure());
    const auto report = co_await resultOf(context.engine.restoreProducts(*ids));
    if (!report)
        co_return context.output.failure(report.failure());
    co_return tellDone(context, tr("%1 products brought back.").arg(report->done.size()), *report);
}

} // namespace App::ProductActions
