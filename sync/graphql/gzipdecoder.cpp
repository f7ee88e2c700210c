#include "sync/graphql/gzipdecoder.h"

#include <QCoreApplication>

#include <zlib.h>

namespace Sync {

namespace {
constexpr qsizetype BufferSize = 1024 * 1024;
// JSON lines pack 10 to 40 times; what grows far beyond is made to fill memory or disk.
constexpr qint64 MostGrowth = 200;
constexpr qint64 GrowthCheckedFrom = 64LL * 1024 * 1024;
constexpr int GzipWindow = 15 + 16;

Failure damaged(const QString &detail)
{
    return {.kind = FailureKind::DataCorrupt,
        .what = QCoreApplication::translate("Sync::BulkDownload", "The file from Shopify arrived damaged."),
        .meaning = QCoreApplication::translate("Sync::BulkDownload", "Nothing in it was used."),
        .remedy = QCoreApplication::translate("Sync::BulkDownload", "Start the pull again."),
        .detail = detail};
}
} // namespace

GzipDecoder::GzipDecoder()
    : m_stream(std::make_unique<z_stream_s>())
    , m_buffer(BufferSize, Qt::Uninitialized)
{
    inflateInit2(m_stream.get(), GzipWindow);
}

GzipDecoder::~GzipDecoder()
{
    inflateEnd(m_stream.get());
}

Result<bool> GzipDecoder::decode(QByteArrayView packed, const Output &output)
{
    m_packed += packed.size();
    // zlib takes a pointer to mutable bytes but only reads them.
    m_stream->next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
    m_stream->avail_in = static_cast<uInt>(packed.size());
    while (m_stream->avail_in > 0) {
        if (std::exchange(m_memberEnded, false))
            inflateReset(m_stream.get());
        m_stream->next_out = reinterpret_cast<Bytef *>(m_buffer.data());
        m_stream->avail_out = static_cast<uInt>(m_buffer.size());
        const int end = inflate(m_stream.get(), Z_NO_FLUSH);
        if (end != Z_OK && end != Z_STREAM_END && end != Z_BUF_ERROR)
            return damaged(
                QStringLiteral("inflate: %1").arg(QString::fromLatin1(m_stream->msg ? m_stream->msg : "failed")));
        m_memberEnded = end == Z_STREAM_END;
        const qsizetype made = m_buffer.size() - static_cast<qsizetype>(m_stream->avail_out);
        m_unpacked += made;
        if (m_unpacked > GrowthCheckedFrom && m_unpacked > MostGrowth * m_packed)
            return damaged(QStringLiteral("%1 bytes grew to %2").arg(m_packed).arg(m_unpacked));
        if (made > 0 && !output(QByteArrayView(m_buffer.constData(), made)))
            return false;
    }
    // Output may still wait inside zlib after the last input byte.
    while (!m_memberEnded) {
        m_stream->next_out = reinterpret_cast<Bytef *>(m_buffer.data());
        m_stream->avail_out = static_cast<uInt>(m_buffer.size());
        const int end = inflate(m_stream.get(), Z_NO_FLUSH);
        const qsizetype made = m_buffer.size() - static_cast<qsizetype>(m_stream->avail_out);
        m_memberEnded = end == Z_STREAM_END;
        m_unpacked += made;
        if (made == 0)
            break;
        if (!output(QByteArrayView(m_buffer.constData(), made)))
            return false;
    }
    return true;
}

} // namespace Sync
