#pragma once

#include "sync/api/review.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace Sync {

/// Whether options can be renamed so, one by one: as many, none nameless, none by a name that a later one still has.
bool canRename(const QStringList &names, const QStringList &wanted);

/// Why what a change wants of this field cannot be sent to Shopify, for people who have not decided yet; nothing when
/// it can.
std::optional<QString> whyNotSendable(const FieldChange &field);
/// The same for names of options, both lists in JSON: what Shopify has, and what is wanted.
std::optional<QString> whyNotRenamable(const QString &there, const QString &wanted);

} // namespace Sync
