#include "sync/db/migration.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <map>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::Migration)
};

Failure brokenSet(const QString &detail)
{
    return {FailureKind::Internal, Words::tr("This copy of Syncdesk cannot build its database."),
        Words::tr("Its migrations are incomplete; nothing was changed."), Words::tr("Install Syncdesk again."), detail};
}

} // namespace

QString Migration::checksum() const
{
    return QString::fromLatin1(QCryptographicHash::hash(up, QCryptographicHash::Sha256).toHex());
}

int MigrationStatus::current() const
{
    int current = 0;
    for (const Entry &entry : entries)
        if (entry.isApplied)
            current = entry.version;
    return current;
}

Result<QList<Migration>> loadMigrations(const QString &folder)
{
    static const QRegularExpression pattern(u"^(\\d{3})_([a-z0-9_]+)\\.(up|down)\\.sql$"_s);
    std::map<int, Migration> found;
    const QDir directory(folder);
    for (const QString &fileName : directory.entryList(QDir::Files, QDir::Name)) {
        const auto match = pattern.match(fileName);
        if (!match.hasMatch())
            return brokenSet(u"unexpected file "_s + fileName);
        QFile file(directory.filePath(fileName));
        if (!file.open(QIODevice::ReadOnly))
            return brokenSet(u"cannot read "_s + fileName);
        Migration &migration = found[match.captured(1).toInt()];
        if (!migration.name.isEmpty() && migration.name != match.captured(2))
            return brokenSet(u"two migrations have the number of "_s + fileName);
        migration.version = match.captured(1).toInt();
        migration.name = match.captured(2);
        (match.captured(3) == u"up" ? migration.up : migration.down) = file.readAll();
    }
    QList<Migration> migrations;
    for (const auto &[version, migration] : found) {
        if (version != migrations.size() + 1)
            return brokenSet(u"migration %1 is missing"_s.arg(migrations.size() + 1));
        if (migration.up.isEmpty() || migration.down.isEmpty())
            return brokenSet(u"migration %1 lacks one direction"_s.arg(version));
        migrations += migration;
    }
    if (migrations.isEmpty())
        return brokenSet(u"there are none in "_s + folder);
    return migrations;
}

} // namespace Sync
