#include "sync/db/sqlcatalog.h"

#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QReadWriteLock>

#include <memory>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

SqlStatement load(QStringView name)
{
    QFile file(u":/sql/"_s + name + u".sql"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("There is no statement \"%s\" in resources/sql.", qUtf8Printable(name.toString()));
    SqlStatement statement = parseSql(file.readAll(), name.toUtf8());
    if (statement.text.isEmpty())
        qFatal("The statement \"%s\" in resources/sql is empty.", qUtf8Printable(name.toString()));
    return statement;
}

} // namespace

const SqlStatement &SqlCatalog::statement(QStringView name)
{
    static QReadWriteLock lock;
    static QHash<QString, std::shared_ptr<const SqlStatement>> known;
    const QString key = name.toString();
    {
        const QReadLocker reading(&lock);
        if (const auto found = known.constFind(key); found != known.cend())
            return **found;
    }
    const QWriteLocker writing(&lock);
    std::shared_ptr<const SqlStatement> &entry = known[key];
    if (!entry)
        entry = std::make_shared<const SqlStatement>(load(name));
    return *entry;
}

QStringList SqlCatalog::names()
{
    QStringList names;
    QDirIterator files(u":/sql"_s, {u"*.sql"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        names += path.sliced(6, path.size() - 6 - 4);
    }
    names.sort();
    return names;
}

} // namespace Sync
