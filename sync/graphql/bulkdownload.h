#pragma once

#include "sync/ports/shop.h"

#include <chrono>
#include <stop_token>

namespace Sync {

class Clock;

/// How patient a download is, and how much of it may wait in memory.
struct BulkDownloadSettings
{
    /// Without a byte for this long the connection counts as dropped. Time spent in the sink does not count.
    std::chrono::milliseconds stallTimeout{30'000};
    /// Waits between two attempts double from this up to sixteen times it.
    std::chrono::milliseconds resumeDelay{500};
    /// Gives up after so many attempts in a row that brought nothing.
    int attemptsWithoutProgress = 6;
    /// What may lie read but not taken by the sink; the sender is held back beyond it.
    qint64 readBuffer = 8 * 1024 * 1024;
};

/// What a finished download has brought.
struct BulkDownloadReport
{
    qint64 bytes = 0; ///< Length of the file, after decompression.
    qint64 transferred = 0; ///< Its length on the network.
    int resumes = 0;
};

/// Downloads the result of a bulk operation and hands it on as it comes, decompressed, without keeping it.
///
/// The address belongs to another host and carries its own signature: no token and no cookie is sent. A dropped
/// connection is taken up again where it broke, provided the file is still the same one. What cannot be the file
/// asked for (an error page, another length, damaged gzip) is refused; the sink may have been given a part by then,
/// so nothing it made is to be believed before run() has returned a report.
class BulkDownload final
{
public:
    /// Given pieces of up to 1 MB.
    using Sink = ShopFiles::Sink;

    /// The clock outlives the download and is asked on a thread of the download's own.
    explicit BulkDownload(Clock &clock, BulkDownloadSettings settings = {})
        : m_clock(clock)
        , m_settings(settings)
    { }

    /// Blocks the calling thread until the end, so call it on a thread kept for it and never on the engine's. The sink
    /// is called on the calling thread, while a thread of the download's own reads on a few pieces ahead.
    /// A file wanted from a place on is asked for by its range; where the server does not do that, what comes before is
    /// passed over. A stop ends it within milliseconds, or as soon as the sink returns. A sink that refuses a piece
    /// ends it as stopped, however much more of the file had come by then.
    Result<BulkDownloadReport> run(ShopFile file, Sink sink, std::stop_token stop) const;

private:
    Clock &m_clock;
    BulkDownloadSettings m_settings;
};

} // namespace Sync
