#include "models/settings/connectiontext.h"

#include <QCoreApplication>

namespace Models {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::Connections", text);
}

} // namespace

QString profileTitle(const Sync::Profile &profile)
{
    if (profile.name == Sync::demoProfile)
        return tr("Demo shop");
    return profile.shop.isEmpty() ? profile.name : profile.shop;
}

QString profileSubtitle(const Sync::Profile &profile)
{
    if (profile.name == Sync::demoProfile)
        return tr("For trying things out");
    return profile.databaseUrl.isEmpty() ? tr("Private database") : tr("Database on a server");
}

bool isMendedInConnections(Sync::FailureKind kind)
{
    switch (kind) {
    case Sync::FailureKind::ShopTls:
    case Sync::FailureKind::ShopUnauthorised:
    case Sync::FailureKind::ShopForbidden:
    case Sync::FailureKind::ShopUnavailable:
    case Sync::FailureKind::ShopVersion:
    case Sync::FailureKind::DatabaseTls:
    case Sync::FailureKind::DatabaseRefused:
    case Sync::FailureKind::DatabaseForeign:
        return true;
    default:
        return false;
    }
}

QList<QStringList> takenRows(const Sync::EnvironmentFile &file, bool hasKeychain)
{
    QList<QStringList> rows;
    for (const Sync::EnvironmentFile::Line &line : file.taken)
        rows.append({line.variable,
            !line.isSecret    ? line.value
                : hasKeychain ? tr("goes to the password store")
                              : tr("for this session only")});
    return rows;
}

QString leftSentences(const Sync::EnvironmentFile &file)
{
    QStringList sentences = file.notices;
    if (!file.left.isEmpty())
        sentences += tr("Not used by Syncdesk: %1.").arg(file.left.join(QStringLiteral(", ")));
    return sentences.join(u'\n');
}

} // namespace Models
