#include "sync/api/options.h"

#include "sync/api/isolated.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Options", text);
}

bool hasTwice(const QStringList &names)
{
    return std::any_of(names.cbegin(), names.cend(), [&names](const QString &name) {
        return std::count_if(names.cbegin(), names.cend(), [&name](const QString &other) {
            return name.compare(other, Qt::CaseInsensitive) == 0;
        }) > 1;
    });
}

} // namespace

bool isOptionField(QStringView field)
{
    return std::find(optionFields.cbegin(), optionFields.cend(), field) != optionFields.cend();
}

QString titleOfOptions(const QStringList &values)
{
    return values.join(" / "_L1);
}

std::optional<QString> whyNotOptions(const QStringList &names)
{
    if (names.size() > std::ssize(optionFields))
        return tr("Shopify takes at most three options a product. Take one away.");
    if (std::any_of(names.cbegin(), names.cend(), [](const QString &name) { return name.trimmed().isEmpty(); }))
        return tr("An option has no name. Give it one, or take it away.");
    if (hasTwice(names))
        return tr("Two options have the same name. Each needs one of its own.");
    return std::nullopt;
}

QString lacksOption(const QString &variant, const QString &option)
{
    return tr("The variant “%1” has no value for the option “%2”. Give it one, or leave the option out.")
        .arg(isolated(variant), isolated(option));
}

QString hasNoOptionFor(const QString &variant, const QString &value)
{
    return tr("The variant “%1” has the value “%2” for an option that the product does not have. Name the option, or "
              "take the value away.")
        .arg(isolated(variant), isolated(value));
}

QString whyLinkedOptionStays(const QString &option, const QString &metafield)
{
    return tr("Shopify takes the option “%1” from the metafield “%2”, so neither its name nor a variant's value of it "
              "can be changed from here. Take Shopify's, or change it there and pull.")
        .arg(isolated(option), isolated(metafield));
}

QString whyNoVariantIsAdded(const QString &option, const QString &metafield)
{
    return tr("Shopify takes the values of the option “%1” from the metafield “%2”, so no variant can be added from "
              "here. Add it in Shopify and pull.")
        .arg(isolated(option), isolated(metafield));
}

} // namespace Sync
