#pragma once

#include "sync/api/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <functional>
#include <memory>

struct z_stream_s;

namespace Sync {

/// Unpacks a gzip stream piece by piece; several members one after another count as one file.
/// Not thread-safe; belongs to one download.
class GzipDecoder final
{
    Q_DISABLE_COPY_MOVE(GzipDecoder)

public:
    using Output = std::function<bool(QByteArrayView)>;

    GzipDecoder();
    ~GzipDecoder();

    /// Unpacks `packed` into calls of `output`. False in the result means that `output` asked to end. Damaged data
    /// and data that grows beyond all reason are DataCorrupt failures.
    Result<bool> decode(QByteArrayView packed, const Output &output);
    /// True when all that was begun has ended, with its check sum.
    bool isComplete() const { return m_memberEnded; }

private:
    std::unique_ptr<z_stream_s> m_stream;
    QByteArray m_buffer;
    qint64 m_packed = 0;
    qint64 m_unpacked = 0;
    bool m_memberEnded = false;
};

} // namespace Sync
