#pragma once

#include "sync/api/result.h"

#include <QTemporaryDir>

#include <memory>

namespace App {

/// A data folder and settings of its own for one run that must find nothing and leave nothing: while it lives,
/// DataFolder is inside it. Make it before anything asks for the data folder; it is removed with the object.
class ScratchData final
{
    Q_DISABLE_COPY_MOVE(ScratchData)

public:
    static Sync::Result<std::unique_ptr<ScratchData>> make();

    QString settingsFile() const { return m_folder.filePath(QStringLiteral("settings.ini")); }

private:
    ScratchData();

    QTemporaryDir m_folder;
};

} // namespace App
