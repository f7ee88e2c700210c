#pragma once

#include "tests/faults/world/operations.h"
#include "tests/support/files/failingfiles.h"

#include <QList>
#include <QString>

namespace Faults {

/// What the program does while a file fails, and which files that are.
struct FileJob
{
    QString name;
    OperationKind operation;
    QString part; ///< In the paths of the files that fail.
    bool isQuick = false; ///< Short enough for every call to fail each time.
    bool mayFail = true; ///< Without these files it cannot be done; else it has to be done all the same.
    bool needsPassword = false; ///< A password for the database is given, which programs get by a file.
    QList<QStringList> after = {}; ///< What puts all in the place that is looked at.
};

const QList<FileJob> &fileJobs();

struct FileFaultWords
{
    TestSupport::FileFault fault;
    QString name;
};

const QList<FileFaultWords> &fileFaults();

} // namespace Faults
