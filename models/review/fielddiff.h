#pragma once

#include "models/format/worddiff.h"
#include "sync/api/review.h"

#include <optional>

namespace Models {

/// The difference of two values of a field as people read it: lists entry by entry, money and other single values as
/// a whole, text word by word.
/// `media` is what the product's media are called.
QList<DiffPart> fieldDiff(QStringView field, const std::optional<QString> &from, const std::optional<QString> &to,
    const Sync::MediaNames &media = {});

/// What a side of a staged change holds, told by what it changed since the base. Of a list only what came and what
/// went, in words: "added ink; removed old".
QList<DiffPart> sideParts(const Sync::FieldChange &change, const std::optional<QString> &side);

/// What stands in the place the change would write: here for a pull, in Shopify for a push.
const std::optional<QString> &valueNow(const Sync::FieldChange &change, Sync::Direction direction);
/// What the change would write: the edited value, else both sides' merge, else the other side's.
const std::optional<QString> &valueProposed(const Sync::FieldChange &change, Sync::Direction direction);

/// A value of the field as people read it, see fieldText().
QString valueText(const Sync::FieldChange &change, const std::optional<QString> &value);
/// The field with its variant, "Price · Black".
QString fieldName(const Sync::FieldChange &change);

/// The choices of a conflict named by value: "Keep 12.50 (here)", "Take 9.50 (Shopify)".
QString keepOursLabel(const Sync::FieldChange &change);
QString takeTheirsLabel(const Sync::FieldChange &change);

/// A text that shares a long beginning with all of `texts` from the word with their first difference, after an
/// ellipsis; any other text as it is.
QString fromDifference(const QString &text, const QStringList &texts);

} // namespace Models
