#include "app/cli/fieldtext.h"

#include "models/format/fields.h"

using namespace Qt::StringLiterals;

namespace App {

QString fieldPathText(const QString &field, const QString &place, const Sync::MediaNames &media)
{
    const QString about = place.isEmpty() ? media.value(Sync::mediumKey(field)) : place;
    return about.isEmpty() ? field : u"%1 (%2)"_s.arg(field, about);
}

QString fieldValueText(const QString &field, const std::optional<QString> &value, const Sync::MediaNames &media)
{
    if (!value)
        return u"–"_s;
    return field == Sync::mediaOrderPath ? Models::fieldText(field, value, media) : *value;
}

} // namespace App
