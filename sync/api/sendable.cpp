#include "sync/api/sendable.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/options.h"

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

QString whyTooManyVariants()
{
    return QCoreApplication::translate(
        "Sync::Sendable", "Shopify takes at most 2,048 variants a product; this one would have more.");
}

std::optional<QString> whyNotSendable(const FieldChange &field)
{
    if (field.field == Field::optionNames && !field.variant.isValid())
        return whyNotOptions(names(field.edited.value_or(field.merged.value_or(field.local.value_or(QString())))));
    return whyNotWritable(field.field);
}

QString whatBecomesOfNoVendor()
{
    return QCoreApplication::translate("Sync::Sendable",
        "Shopify keeps no product without a vendor: when this is sent, it writes the shop's own name there, and the "
        "catalogue takes that over. Type a vendor if it is to be another one.");
}

std::optional<QString> whatShopifyMakesOf(const FieldChange &field)
{
    const bool isSent = field.decision != FieldDecision::Reject && field.decision != FieldDecision::TakeTheirs;
    if (!isSent || field.field != Field::vendor)
        return std::nullopt;
    const QString wanted = field.edited.value_or(field.local.value_or(QString()));
    return wanted.trimmed().isEmpty() ? std::optional(whatBecomesOfNoVendor()) : std::nullopt;
}

} // namespace Sync
