#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace Sync {

/// One line of a bulk file.
struct BulkLine
{
    /// Without its line break; followed by readable bytes as simdjson asks for. Valid until the splitter is called
    /// again.
    std::string_view text;
    std::int64_t number = 0; ///< From 1; blank lines count.
};

/// Cuts a stream of bytes into lines. A byte order mark, CRLF and blank lines are passed over. Memory grows to the
/// longest line only, and never beyond `lineLimit`.
class LineSplitter final
{
public:
    /// What Shopify's largest product can come to, times four.
    static constexpr std::size_t DefaultLineLimit = 8 * 1024 * 1024;

    explicit LineSplitter(std::size_t lineLimit = DefaultLineLimit);

    /// Adds bytes; takes them all. All lines of earlier bytes have to be taken first.
    void append(std::string_view bytes);
    /// No more bytes: what is left, if anything, is the last line although no line break ends it.
    void finish() { m_isFinished = true; }

    /// The next whole line, or nothing when more bytes are needed, the end is reached, or isTooLong().
    std::optional<BulkLine> next();

    /// Bytes appended of which no line has been taken yet.
    std::size_t pending() const { return m_end - m_begin; }

    /// A line longer than the limit was met; `lineNumber()` is its number. Nothing more is read.
    bool isTooLong() const { return m_isTooLong; }
    std::int64_t lineNumber() const { return m_number; }

private:
    std::optional<BulkLine> take(std::size_t end, std::size_t nextStart);

    std::size_t m_lineLimit;
    std::unique_ptr<char[]> m_buffer;
    std::size_t m_capacity = 0;
    std::size_t m_begin = 0; ///< Start of the current line.
    std::size_t m_end = 0; ///< End of the bytes held.
    std::size_t m_scanned = 0; ///< No line break before this.
    std::int64_t m_number = 0;
    bool m_isFinished = false;
    bool m_isTooLong = false;
};

} // namespace Sync
