#pragma once

#include "sync/ports/content.h"

#include <QList>
#include <QMap>

#include <utility>

namespace Sync {

/// The values one field had in the window.
struct Course
{
    FieldValue before; ///< When the window began.
    QList<FieldValue> values; ///< Those that followed, the last is the outcome.

    const FieldValue &outcome() const;
    /// Whether the field held this value at any time of the window.
    bool knows(QStringView field, const FieldValue &value) const;
    /// Whether it was given this value.
    bool wrote(QStringView field, const FieldValue &value) const;
};

/// Which field: Shopify's variant id, 0 for one of the product, and its name.
using FieldKey = std::pair<qint64, QString>;
using Courses = QMap<FieldKey, Course>;

/// Adds what was written, one value after the other; `before` is what a field met for the first time held.
void follow(Courses &courses, qint64 variant, const FieldMap &before, const FieldMap &written);
void follow(Courses &courses, const ContentPatch &before, const ContentPatch &written);

/// The fields of `after` that are others than in `before`.
FieldMap differing(const FieldMap &before, const FieldMap &after);

} // namespace Sync
