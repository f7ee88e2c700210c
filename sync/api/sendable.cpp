#include "sync/api/sendable.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace Sync {

namespace {

QStringList names(const QString &json)
{
    QStringList names;
    for (const QJsonValue &name : QJsonDocument::fromJson(json.toUtf8()).array())
        names += name.toString();
    return names;
}

} // namespace

bool canRename(const QStringList &names, const QStringList &wanted)
{
    if (names.size() != wanted.size())
        return false;
    // One after the other, so none may take a name that another still has.
    for (qsizetype i = 0; i < wanted.size(); ++i)
        for (qsizetype later = i + 1; later < names.size(); ++later)
            if (wanted.at(i).compare(names.at(later), Qt::CaseInsensitive) == 0)
                return false;
    return !wanted.contains(QString());
}

std::optional<QString> whyNotSendable(const FieldChange &field)
{
    if (field.field == Field::optionNames && !field.variant.isValid())
        return whyNotRenamable(field.remote.value_or(QString()),
            field.edited.value_or(field.merged.value_or(field.local.value_or(QString()))));
    return whyNotWritable(field.field);
}

std::optional<QString> whyNotRenamable(const QString &there, const QString &wanted)
{
    if (canRename(names(there), names(wanted)))
        return std::nullopt;
    return QCoreApplication::translate("Sync::Sendable",
        "Only names of options can be changed from here, each to one that no other option has. Add, remove or swap "
        "options in Shopify and pull.");
}

} // namespace Sync
