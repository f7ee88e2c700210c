#pragma once

#include "sync/api/result.h"

#include <QString>

namespace App {

/// Asks for a secret on the terminal without showing what is typed. Refused as BadInput where there is no terminal.
Sync::Result<QString> askForSecret(const QString &prompt);

/// Reads a secret from standard input, to its end; a line end behind it is not part of it.
Sync::Result<QString> readSecretFromInput();

} // namespace App
