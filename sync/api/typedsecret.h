#pragma once

#include "sync/api/result.h"
#include "sync/api/secret.h"

#include <QString>

namespace Sync {

/// What a secret opens.
enum class SecretKind { AccessToken, ClientSecret, DatabasePassword };

/// A secret somebody typed or pasted, cleaned of what copying adds, with what to say about it.
struct TypedSecret
{
    Secret secret;
    QString hint = {}; ///< What looks odd about it, one sentence; it may be right all the same.
};

/// Reads a secret as typed. Refused are empty ones, ones that are plainly another kind's, and dots that stand for a
/// secret not shown. Neither hint nor failure repeats any of it. A password is taken as it is.
Result<TypedSecret> readSecret(SecretKind kind, const QString &typed);

} // namespace Sync
