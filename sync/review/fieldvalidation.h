#pragma once

#include "sync/api/result.h"

#include <QString>
#include <QStringList>

namespace Sync {

/// Whose field it is.
enum class FieldOwner { Product, Variant };

/// A value that may be stored: in canonical form, with sentences on what was mended or looks odd.
struct CheckedValue
{
    QString value; ///< Empty for "no value" where the field allows none.
    QStringList warnings = {};

    bool operator==(const CheckedValue &) const = default;
};

/// Whether a person's \a value may stand in \a field, a name of Sync::Field. Pure: looks at the text only, so that
/// duplicates and staleness are for whoever has a database. Money is brought to two decimals, tags to a JSON array
/// without repeats, hidden characters are taken out and said so. The failure is BadInput and names field and reason.
Result<CheckedValue> checkedFieldValue(FieldOwner owner, const QString &field, const QString &value);

/// True for fields in which an empty text is stored as "no value".
bool isNullable(FieldOwner owner, const QString &field);

} // namespace Sync
