#pragma once

#include "sync/api/result.h"

#include <string_view>

namespace Sync {

/// Takes a stream of bytes in PostgreSQL's binary COPY format.
class RowSink
{
public:
    virtual ~RowSink() = default;

    /// Takes all of the bytes; may block until there is room for them.
    virtual Result<Done> write(std::string_view bytes) = 0;
    /// All bytes were written. The number of rows stored.
    virtual Result<qint64> finish() = 0;
};

} // namespace Sync
