#pragma once

#include "sync/db/pgsession.h"

#include <initializer_list>
#include <stop_token>

namespace Sync {

/// Runs statements of the catalogue one after another. Each is given those of `parameters` that it names. Ends at the
/// first failure, and between two statements when a stop was requested. The number of rows written by all.
Result<qint64> runSteps(PgSession &session, std::initializer_list<QStringView> names,
    const PgParameters &parameters = {}, const std::stop_token &stop = {});

} // namespace Sync
