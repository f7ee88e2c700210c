#include "app/cli/commands/productactions.h"
#include "app/cli/commands/subcommand.h"
#include "app/cli/commands/variantactions.h"
#include "app/cli/output.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("App::Cli", text);
}

constexpr int any = 1000;
constexpr Subcommand<CommandContext> actions[] = {
    {u"list", 0, 0, ProductActions::list},
    {u"show", 1, 1, ProductActions::show},
    {u"new", 0, 0, ProductActions::makeNew},
    {u"duplicate", 1, 1, ProductActions::duplicate},
    {u"set", 2, any, ProductActions::set},
    {u"add-variant", 1, 1, VariantActions::add},
    {u"remove-variant", 2, any, VariantActions::remove},
    {u"move-variant", 3, 3, VariantActions::move},
    {u"delete", 1, any, ProductActions::remove},
    {u"deleted", 0, 0, ProductActions::deleted},
    {u"restore", 1, any, ProductActions::restore},
};

QCoro::Task<int> run(CommandContext &context)
{
    return runSubcommand<CommandContext>(context, u"products"_s, actions);
}

QList<QCommandLineOption> options()
{
    return {{u"title"_s, tr("new: the title, which is needed"), u"text"_s},
        {u"vendor"_s, tr("new: who makes it"), u"name"_s}, {u"type"_s, tr("new: the product type"), u"name"_s},
        {u"status"_s, tr("new: draft, active, archived or unlisted; draft unless said"), u"word"_s},
        {u"tags"_s, tr("new: tags, separated by commas"), u"tags"_s},
        {u"description"_s, tr("new: the description, as HTML"), u"html"_s},
        {u"handle"_s, tr("new: its part of the web address; Shopify makes one unless said"), u"handle"_s},
        {u"sku"_s, tr("new, add-variant: the SKU"), u"sku"_s},
        {u"barcode"_s, tr("new, add-variant: the barcode"), u"code"_s},
        {u"price"_s, tr("new, add-variant: the price, for example 12.50"), u"amount"_s},
        {u"compare-at-price"_s, tr("new, add-variant: the price it is compared at"), u"amount"_s},
        {u"cost"_s, tr("new, add-variant: what it costs the shop"), u"amount"_s},
        {u"stock"_s, tr("new, add-variant: how many there are"), u"number"_s},
        {u"option"_s, tr("add-variant: the value of an option of the product; again for each"), u"name=value"_s},
        {u"like"_s, tr("add-variant: the variant whose values it gets where none is given, by its id here"), u"n"_s},
        {u"variant"_s, tr("set: the variant whose fields are meant, by its id here"), u"id"_s},
        {u"text"_s, tr("list: the beginning of a SKU or part of a title"), u"text"_s},
        {u"limit"_s, tr("list, deleted: how many to list"), u"n"_s, u"50"_s}};
}

} // namespace

Command productsCommand()
{
    Command command{u"products"_s, tr("List and show products, make, change, duplicate, delete and restore them"),
        u"action [id]..."_s, options(), run};
    command.argumentsHelp = tr("what to do, one of the words below");
    command.description
        = tr("  products list                  products by title, with their ids\n"
             "  products show ID               one product with its variants\n"
             "  products new --title TEXT …    make one, with the options marked “new”\n"
             "  products duplicate ID          a draft like it, without SKUs, barcodes and stock\n"
             "  products set ID FIELD=VALUE... change fields, also metafields, for example\n"
             "                                 metafield:custom.colour:single_line_text_field=Blue\n"
             "                                 (one that is there needs no type; no value takes it away),\n"
             "                                 and with --variant stock at a location, by its name or id:\n"
             "                                 stock:Warehouse=12\n"
             "  products add-variant ID --option NAME=VALUE …\n"
             "                                 add a variant behind the others; with --like VARIANT what is\n"
             "                                 not given is as with that one, but SKU, barcode and stock\n"
             "  products remove-variant ID VARIANT...\n"
             "                                 take variants away; the last one stays\n"
             "  products move-variant ID VARIANT PLACE\n"
             "                                 put a variant in another place, 1 is the first\n"
             "  products delete ID...          delete them from the catalogue\n"
             "  products deleted               what was deleted and can be brought back\n"
             "  products restore ID...         bring it back as it was\n"
             "All this changes the catalogue alone. Shopify hears of it when “syncdesk staged\n"
             "--find-edits” has found it, “syncdesk approve” has approved it and “syncdesk push”\n"
             "sends it.");
    return command;
}

} // namespace App
