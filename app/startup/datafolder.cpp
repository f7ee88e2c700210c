#include "app/startup/datafolder.h"

#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QString baseFolder()
{
    if (const QString asked = qEnvironmentVariable("SYNCDESK_DATA_DIR"); !asked.isEmpty())
        return QDir(asked).absolutePath();
    if (geteuid() == 0)
        return u"/var/lib/syncdesk"_s;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/syncdesk"_s;
}

} // namespace

DataFolder DataFolder::ofThisUser(const QString &profile)
{
    QString folder = profile.toLower();
    static const QRegularExpression other(u"[^a-z0-9_-]"_s);
    folder.replace(other, u"_"_s);
    return {baseFolder() + u'/' + folder};
}

} // namespace App
