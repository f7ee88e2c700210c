#include "app/startup/scratchdata.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace App {

ScratchData::ScratchData()
    : m_folder(QDir::tempPath() + u"/syncdesk-XXXXXX"_s)
{ }

Sync::Result<std::unique_ptr<ScratchData>> ScratchData::make()
{
    std::unique_ptr<ScratchData> scratch(new ScratchData);
    // Root's PostgreSQL runs as another user, who has to reach the folder.
    constexpr auto enter = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther;
    if (!scratch->m_folder.isValid() || !QFile::setPermissions(scratch->m_folder.path(), enter))
        return Sync::Failure{Sync::FailureKind::LocalDisk,
            QCoreApplication::translate("App::ScratchData", "No temporary folder could be made in %1.")
                .arg(QDir::tempPath()),
            QCoreApplication::translate("App::ScratchData", "Nothing was started."),
            QCoreApplication::translate("App::ScratchData", "Make room or rights there and try again."),
            scratch->m_folder.errorString()};
    qputenv("SYNCDESK_DATA_DIR", QFile::encodeName(scratch->m_folder.path()));
    return scratch;
}

} // namespace App
