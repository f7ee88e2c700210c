#include "app/demoshop/graphql/error.h"

namespace DemoShop::Graphql {

using namespace Qt::StringLiterals;

QJsonObject Error::toJson() const
{
    QJsonObject object{{u"message"_s, message}};
    if (!locations.isEmpty()) {
        QJsonArray places;
        for (const Location &place : locations) {
            places.append(QJsonObject{{u"line"_s, place.line}, {u"column"_s, place.column}});
        }
        object.insert(u"locations"_s, places);
    }
    if (!path.isEmpty()) {
        object.insert(u"path"_s, path);
    }
    if (!extensions.isEmpty()) {
        object.insert(u"extensions"_s, extensions);
    }
    return object;
}

} // namespace DemoShop::Graphql
