#include "app/startup/datafolder.h"

#include <QDir>
#include <QStandardPaths>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace App {

DataFolder DataFolder::ofThisUser()
{
    if (const QString asked = qEnvironmentVariable("SYNCDESK_DATA_DIR"); !asked.isEmpty())
        return {QDir(asked).absolutePath()};
    if (geteuid() == 0)
        return {u"/var/lib/syncdesk"_s};
    return {QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/syncdesk"_s};
}

} // namespace App
