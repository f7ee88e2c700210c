#include "sync/api/sendable.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/isolated.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace Sync {

namespace {

constexpr qsizetype mostOptions = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::Sendable", text);
}

QStringList names(const QString &json)
{
    QStringList names;
    for (const QJsonValue &name : QJsonDocument::fromJson(json.toUtf8()).array())
        names += name.toString();
    return names;
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

std::optional<QString> whyNotSendable(const FieldChange &field)
{
    if (field.field == Field::optionNames && !field.variant.isValid())
        return whyNotOptions(names(field.edited.value_or(field.merged.value_or(field.local.value_or(QString())))));
    return whyNotWritable(field.field);
}

std::optional<QString> whyNotOptions(const QStringList &names)
{
    if (names.size() > mostOptions)
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

} // namespace Sync
