#pragma once

#include "sync/api/failure.h"

#include <QList>
#include <QSslError>

namespace Sync {

/// Why a connection to `host` cannot be trusted, in words, from the error that says most. Without errors the two could
/// not agree on how to talk; `detail` then says what the TLS library said.
Failure tlsFailure(const QString &host, const QList<QSslError> &errors, const QString &detail = {});

} // namespace Sync
