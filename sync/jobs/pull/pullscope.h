#pragma once

#include "sync/api/batch.h"
#include "sync/api/result.h"

#include <QString>

#include <chrono>

namespace Sync {

/// Shopify's search filter for what is asked for; empty for the whole shop. `watermark` is the time of the last pull,
/// from which an incremental one goes back by `overlap` unless the request names a time of its own. BadInput for a
/// selection that selects nothing.
Result<QString> pullFilter(const PullRequest &request, const QDateTime &watermark, std::chrono::minutes overlap);

/// A text as a value of Shopify's search syntax, quoted.
QString searchValue(const QString &text);

/// Names the fields and the API version a bulk query asks for; line hashes compare under the same one only.
QString queryFingerprint(const QString &query, const QString &apiVersion);

} // namespace Sync
