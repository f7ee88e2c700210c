#pragma once

#include "sync/api/diagnosis.h"
#include "sync/api/failure.h"

#include <QStringList>

namespace Sync {

/// Gives a line of a connection's test its result.
inline void settle(CheckResult &line, CheckStatus status, const QString &summary, const QString &meaning = {})
{
    line.status = status;
    line.summary = summary;
    line.meaning = meaning;
}

/// The line failed for this reason, in words.
inline void fail(CheckResult &line, const Failure &failure)
{
    settle(line, CheckStatus::Failed, failure.what, QStringList{failure.meaning, failure.remedy}.join(u' ').trimmed());
}

} // namespace Sync
