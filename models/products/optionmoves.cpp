#include "models/products/optionmoves.h"

#include "models/format/fields.h"
#include "sync/api/catalogue.h"

namespace Models {

QStringList shownOptions(const QString &canonical)
{
    const QStringList names = listEntries(canonical);
    return names == QStringList{Sync::defaultOption.toString()} ? QStringList() : names;
}

QStringList movedOptions(const QStringList &names, const QStringList &newNames, const QStringList &values)
{
    QStringList moved;
    for (qsizetype place = 0; place < newNames.size(); ++place) {
        qsizetype was = names.indexOf(newNames.at(place));
        if (was < 0 && place < names.size() && !newNames.contains(names.at(place)))
            was = place;
        moved += was < 0 ? QString() : values.value(was);
    }
    return moved;
}

} // namespace Models
