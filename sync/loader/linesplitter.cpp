#include "sync/loader/linesplitter.h"

#include <algorithm>
#include <cstring>

namespace Sync {

namespace {
constexpr std::size_t Padding = 64; // SIMDJSON_PADDING is 32; the parser checks
constexpr std::string_view ByteOrderMark = "\xef\xbb\xbf";
} // namespace

LineSplitter::LineSplitter(std::size_t lineLimit)
    : m_lineLimit(lineLimit)
{ }

void LineSplitter::append(std::string_view bytes)
{
    if (m_isTooLong)
        return;
    const std::size_t kept = m_end - m_begin;
    const std::size_t needed = kept + bytes.size() + Padding;
    if (needed > m_capacity) {
        const std::size_t capacity = std::max(needed, std::min(2 * m_capacity, m_lineLimit));
        auto larger = std::make_unique<char[]>(capacity);
        if (kept > 0)
            std::memcpy(larger.get(), m_buffer.get() + m_begin, kept);
        m_buffer = std::move(larger);
        m_capacity = capacity;
    } else if (m_begin > 0) {
        std::memmove(m_buffer.get(), m_buffer.get() + m_begin, kept);
    }
    m_scanned -= m_begin;
    m_begin = 0;
    std::memcpy(m_buffer.get() + kept, bytes.data(), bytes.size());
    m_end = kept + bytes.size();
}

std::optional<BulkLine> LineSplitter::next()
{
    while (m_begin < m_end && !m_isTooLong) {
        const char *data = m_buffer.get();
        const void *found = std::memchr(data + m_scanned, '\n', m_end - m_scanned);
        if (!found) {
            m_scanned = m_end;
            if (m_end - m_begin > m_lineLimit) {
                m_isTooLong = true;
                ++m_number;
                return std::nullopt;
            }
            return m_isFinished ? take(m_end, m_end) : std::nullopt;
        }
        const auto end = static_cast<std::size_t>(static_cast<const char *>(found) - data);
        if (const auto line = take(end, end + 1); line || m_isTooLong)
            return line;
    }
    return std::nullopt;
}

/// The line up to `end`, or nothing for a blank one.
std::optional<BulkLine> LineSplitter::take(std::size_t end, std::size_t nextStart)
{
    std::string_view text(m_buffer.get() + m_begin, end - m_begin);
    m_begin = nextStart;
    m_scanned = nextStart;
    ++m_number;
    // Each of the files that follow each other may begin with one.
    if (text.starts_with(ByteOrderMark))
        text.remove_prefix(ByteOrderMark.size());
    while (!text.empty() && (text.back() == '\r' || text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    if (text.size() > m_lineLimit) {
        m_isTooLong = true;
        return std::nullopt;
    }
    if (text.empty())
        return std::nullopt;
    return BulkLine{text, m_number};
}

} // namespace Sync
