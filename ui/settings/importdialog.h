#pragma once

#include "sync/api/connections.h"

#include <QDialog>

namespace Ui {

/// Shows what a `.env` file holds that Syncdesk can use, before any of it is taken. Secrets are named, never shown.
class ImportDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportDialog)

public:
    ImportDialog(const Sync::EnvironmentFile &file, bool hasKeychain, QWidget *parent = nullptr);
};

} // namespace Ui
