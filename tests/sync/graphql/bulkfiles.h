#pragma once

#include "sync/graphql/bulkdownload.h"

#include "sync/ports/clock.h"
#include "tests/support/rawhttpserver.h"

#include <zlib.h>

/// Files as bulk operations make them, a storage host that serves one, and downloads from it.
namespace BulkFiles {

using namespace std::chrono_literals;

/// A file of so many products.
inline QByteArray lines(int count)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += "{\"id\":\"gid://shopify/Product/" + QByteArray::number(i) + "\",\"title\":\"Pen\"}\n";
    return text;
}

/// The same, packed.
inline QByteArray gzip(const QByteArray &plain)
{
    z_stream stream = {};
    deflateInit2(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
    QByteArray packed(plain.size() + 1024, Qt::Uninitialized);
    QByteArray input = plain;
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

inline Sync::Clock &systemClock()
{
    static Sync::SystemClock clock;
    return clock;
}

/// The stall timeout is long enough for a busy machine and short enough for a test that meets it.
inline Sync::BulkDownloadSettings quick()
{
    return {.stallTimeout = 2s, .resumeDelay = 1ms, .attemptsWithoutProgress = 3};
}

/// From where on a range is asked for; -1 for the whole file.
inline qint64 rangeStart(const TestSupport::RawRequest &request)
{
    const QByteArray range = request.headers.value("range");
    return range.isEmpty() ? -1 : range.mid(6).chopped(1).toLongLong();
}

/// Serves one file as a storage host does: whole, or from a range on.
struct FileServer
{
    QByteArray file;
    QByteArray tag = "\"one\"";
    QByteArray encoding = {};
    bool knowsRanges = true;

    QByteArray head(const TestSupport::RawRequest &request) const
    {
        const qint64 from = knowsRanges ? rangeStart(request) : -1;
        QByteArray head = "HTTP/1.1 200 OK\r\n";
        if (from >= 0)
            head = "HTTP/1.1 206 Partial\r\nContent-Range: bytes " + QByteArray::number(from) + '-'
                + QByteArray::number(file.size() - 1) + '/' + QByteArray::number(file.size()) + "\r\n";
        head += "ETag: " + tag + "\r\nContent-Type: application/jsonl\r\n";
        if (!encoding.isEmpty())
            head += "Content-Encoding: " + encoding + "\r\n";
        return head + "Content-Length: " + QByteArray::number(body(request).size()) + "\r\n\r\n";
    }
    QByteArray body(const TestSupport::RawRequest &request) const
    {
        const qint64 from = knowsRanges ? rangeStart(request) : -1;
        return from < 0 ? file : file.mid(from);
    }
};

/// What came of a download, and all that it brought.
struct Download
{
    Sync::Result<Sync::BulkDownloadReport> result = Sync::stopped();
    QByteArray received;
};

/// Downloads to the end, of `expected` bytes unless that is -1, from a place on.
inline Download download(const QUrl &url, qint64 expected = -1, std::stop_token stop = {}, qint64 from = 0)
{
    Download outcome;
    outcome.result = Sync::BulkDownload(systemClock(), quick())
                         .run(
                             {url, expected, from},
                             [&outcome](QByteArrayView piece) {
                                 outcome.received.append(piece);
                                 return true;
                             },
                             stop);
    return outcome;
}

} // namespace BulkFiles
