#pragma once

#include "sync/api/review.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace Sync {

/// Why what a change wants of this field cannot be sent to Shopify, for people who have not decided yet; nothing when
/// it can.
std::optional<QString> whyNotSendable(const FieldChange &field);
/// Why a product cannot have options of these names, for staff; nothing when it can. Shopify takes three at most, each
/// with a name that no other one has, in any case.
std::optional<QString> whyNotOptions(const QStringList &names);
/// That a variant, called by its title, has no value for an option; and that it has one for an option that the product
/// does not have.
QString lacksOption(const QString &variant, const QString &option);
QString hasNoOptionFor(const QString &variant, const QString &value);

} // namespace Sync
