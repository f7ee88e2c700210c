#include "sync/graphql/accessscopes.h"

#include <QJsonArray>

namespace Sync {

using namespace Qt::StringLiterals;

QStringList neededScopes()
{
    return {u"read_products"_s, u"write_products"_s, u"read_inventory"_s, u"write_inventory"_s, u"read_locations"_s,
        u"read_publications"_s, u"write_publications"_s, u"write_files"_s};
}

QStringList grantedScopes(const QJsonObject &data)
{
    QStringList granted;
    const QJsonArray scopes = data["currentAppInstallation"_L1]["accessScopes"_L1].toArray();
    for (const QJsonValue &scope : scopes)
        granted += scope["handle"_L1].toString();
    granted.sort();
    return granted;
}

QStringList missingScopes(const QStringList &granted, const QStringList &needed)
{
    QStringList missing;
    for (const QString &scope : needed) {
        const bool isImplied = scope.startsWith("read_"_L1) && granted.contains("write_"_L1 + scope.mid(5));
        if (!granted.contains(scope) && !isImplied)
            missing += scope;
    }
    return missing;
}

} // namespace Sync
