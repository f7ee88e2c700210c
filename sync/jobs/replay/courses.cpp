#include "sync/jobs/replay/courses.h"

#include <algorithm>

namespace Sync {

const FieldValue &Course::outcome() const
{
    return values.last();
}

bool Course::knows(QStringView field, const FieldValue &value) const
{
    return sameValue(field, value, before) || wrote(field, value);
}

bool Course::wrote(QStringView field, const FieldValue &value) const
{
    return std::any_of(
        values.cbegin(), values.cend(), [&](const FieldValue &known) { return sameValue(field, value, known); });
}

void follow(Courses &courses, qint64 variant, const FieldMap &before, const FieldMap &written)
{
    for (auto field = written.cbegin(); field != written.cend(); ++field) {
        const FieldKey key{variant, field.key()};
        if (!courses.contains(key))
            courses.insert(key, Course{before.value(field.key()), {}});
        courses[key].values += field.value();
    }
}

void follow(Courses &courses, const ContentPatch &before, const ContentPatch &written)
{
    follow(courses, 0, before.product, written.product);
    for (auto variant = written.variants.cbegin(); variant != written.variants.cend(); ++variant)
        follow(courses, variant.key(), before.variants.value(variant.key()), *variant);
}

FieldMap differing(const FieldMap &before, const FieldMap &after)
{
    FieldMap changed;
    for (auto field = after.cbegin(); field != after.cend(); ++field)
        if (!sameValue(field.key(), before.value(field.key()), field.value()))
            changed.insert(field.key(), field.value());
    return changed;
}

} // namespace Sync
