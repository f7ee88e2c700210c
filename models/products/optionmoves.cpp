#include "models/products/optionmoves.h"

#include <algorithm>

namespace Models {

namespace {

qsizetype placeOf(const QString &name, const QStringList &names)
{
    const auto found = std::find_if(names.cbegin(), names.cend(),
        [&name](const QString &other) { return other.compare(name, Qt::CaseInsensitive) == 0; });
    return found == names.cend() ? -1 : found - names.cbegin();
}

} // namespace

QStringList movedOptions(const QStringList &names, const QStringList &newNames, const QStringList &values)
{
    QStringList moved;
    for (qsizetype place = 0; place < newNames.size(); ++place) {
        qsizetype was = placeOf(newNames.at(place), names);
        if (was < 0 && place < names.size() && placeOf(names.at(place), newNames) < 0)
            was = place;
        moved += was < 0 ? QString() : values.value(was);
    }
    return moved;
}

} // namespace Models
