#pragma once

#include "sync/checks/countcheck.h"

#include <QList>

namespace Sync {

/// Everything that is checked by counting what should not be there.
QList<CountCheckSpec> countChecks();

} // namespace Sync
