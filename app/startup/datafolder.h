#pragma once

#include <QString>

namespace App {

/// Where this user's Syncdesk keeps its private PostgreSQL, demo shop, backups and logs. SYNCDESK_DATA_DIR names it;
/// else it is below the user's data folder. Root, whose home other users cannot enter, gets /var/lib/syncdesk,
/// because PostgreSQL then runs as another user. Each profile has a folder of its own in it, so that two shops never
/// share a database.
struct DataFolder
{
    QString root;

    static DataFolder ofThisUser(const QString &profile);

    QString cluster() const { return root + QStringLiteral("/postgres"); }
    QString backups() const { return root + QStringLiteral("/backups"); }
    QString logs() const { return root + QStringLiteral("/logs"); }
    QString demoShop() const { return root + QStringLiteral("/demo-shop"); }
};

} // namespace App
