#pragma once

#include "sync/api/failure.h"

#include <QString>

#include <cstdint>
#include <string>

namespace Sync {

/// Why a line cannot be used. A file with such a line is refused as a whole: what it would have said is unknown.
enum class LineFault {
    NotJson, ///< Malformed, cut off, or followed by something else.
    NotAnObject,
    UnknownKind, ///< An id of something that was not asked for, or no id at all.
    BadId,
    MissingField,
    WrongType, ///< A number as text, a list as a number.
    BadNumber, ///< A price or weight that is no number.
    OutOfRange,
    BadTime,
    TooManyOptions,
    TooLong,
    NoParent, ///< A variant without `__parentId`.
};

/// A fault with the field it is in and what stood there, cut short.
struct LineProblem
{
    LineFault fault = LineFault::NotJson;
    std::string field = {};
    std::string value = {};
};

/// Something odd that was nevertheless read, and what was made of it.
enum class LineOddity {
    BrokenText, ///< Bytes or escapes that are no text were replaced by U+FFFD.
    NullCharacter, ///< NUL characters were taken out.
    ExponentPrice, ///< A price written as 1e3.
    NegativePrice,
    PrecisePrice, ///< More decimals than the currency has.
    UnknownWord, ///< A status, policy or unit that Syncdesk does not know; kept as it is.
};

/// One oddity: which object, which field, and the text that was read.
struct LineWarning
{
    LineOddity oddity = LineOddity::BrokenText;
    bool isVariant = false;
    std::int64_t id = 0;
    std::string field = {};
    std::string value = {};
};

/// The failure of a pull that met such a line.
Failure failureOf(const LineProblem &problem, std::int64_t lineNumber);

/// A sentence for staff.
QString sentence(const LineWarning &warning, std::int64_t lineNumber);

} // namespace Sync
