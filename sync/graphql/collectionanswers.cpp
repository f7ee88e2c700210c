#include "sync/graphql/collectionanswers.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Sync {

bool isSmartCollection(const QJsonObject &collection)
{
    const QJsonArray sources = collection.value(u"sources").toArray();
    return std::any_of(sources.cbegin(), sources.cend(), [](const QJsonValue &source) {
        return source[u"__typename"_s] == u"CollectionSubCollectionsSource"_s
            || !source[u"inclusion"_s][u"conditions"_s].toArray().isEmpty();
    });
}

} // namespace Sync
