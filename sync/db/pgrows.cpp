#include "sync/db/pgrows.h"

#include "sync/db/pgvalue.h"

#include <libpq-fe.h>

#include <charconv>

namespace Sync {

namespace {

/// Type numbers of pg_type that never change.
enum TypeOid : Oid {
    BoolOid = 16,
    ByteaOid = 17,
    Int8Oid = 20,
    Int2Oid = 21,
    Int4Oid = 23,
    OidOid = 26,
    Float4Oid = 700,
    Float8Oid = 701,
    DateOid = 1082,
    TimestampTzOid = 1184
};

template <typename Number>
Number parsed(QByteArrayView text)
{
    Number number{};
    [[maybe_unused]] const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    Q_ASSERT_X(text.isEmpty() || (error == std::errc() && end == text.data() + text.size()), "PgRow",
        "the column does not hold a number of this type");
    return number;
}

int digits(QByteArrayView text, qsizetype from, qsizetype count)
{
    int number = 0;
    for (qsizetype i = from; i < from + count && i < text.size(); ++i)
        number = number * 10 + (text.at(i) - '0');
    return number;
}

/// `2026-01-31 10:00:00.123456+00`: sessions run in UTC with ISO dates, so the form is fixed and a parser of its
/// own is worth it (history and products pages read thousands of these).
QDateTime parsedInstant(QByteArrayView text)
{
    if (text.size() < 22 || text.at(4) != '-' || !text.endsWith("+00"))
        return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs).toUTC();
    const QDate date(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
    int milliseconds = 0;
    if (text.at(19) == '.') {
        const qsizetype count = std::min<qsizetype>(3, text.size() - 23);
        milliseconds = digits(text, 20, count);
        for (qsizetype i = count; i < 3; ++i)
            milliseconds *= 10;
    }
    const QTime time(digits(text, 11, 2), digits(text, 14, 2), digits(text, 17, 2), milliseconds);
    return {date, time, Qt::UTC};
}

} // namespace

void PgResultDeleter::operator()(pg_result *result) const
{
    PQclear(result);
}

bool PgRow::isNull(int column) const
{
    return PQgetisnull(m_result, m_row, column) != 0;
}

QByteArrayView PgRow::utf8(int column) const
{
    return {PQgetvalue(m_result, m_row, column), PQgetlength(m_result, m_row, column)};
}

QString PgRow::text(int column) const
{
    return QString::fromUtf8(utf8(column));
}

std::optional<QString> PgRow::optionalText(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(text(column));
}

qint64 PgRow::int64(int column) const
{
    return parsed<qint64>(utf8(column));
}

std::optional<qint64> PgRow::optionalInt64(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(int64(column));
}

int PgRow::int32(int column) const
{
    return parsed<int>(utf8(column));
}

double PgRow::number(int column) const
{
    return utf8(column).toByteArray().toDouble();
}

bool PgRow::boolean(int column) const
{
    return utf8(column) == "t";
}

QDateTime PgRow::dateTime(int column) const
{
    return isNull(column) ? QDateTime() : parsedInstant(utf8(column));
}

QJsonDocument PgRow::json(int column) const
{
    return QJsonDocument::fromJson(utf8(column).toByteArray());
}

QStringList PgRow::textList(int column) const
{
    return fromPgTextArray(utf8(column));
}

QList<qint64> PgRow::int64List(int column) const
{
    QList<qint64> numbers;
    QByteArrayView rest = utf8(column);
    if (rest.size() <= 2)
        return numbers;
    rest = rest.sliced(1, rest.size() - 2);
    while (!rest.isEmpty()) {
        const qsizetype comma = rest.indexOf(',');
        numbers += parsed<qint64>(comma < 0 ? rest : rest.first(comma));
        rest = comma < 0 ? QByteArrayView() : rest.sliced(comma + 1);
    }
    return numbers;
}

QByteArray PgRow::bytes(int column) const
{
    const QByteArrayView printed = utf8(column);
    return printed.startsWith("\\x") ? QByteArray::fromHex(printed.sliced(2).toByteArray()) : printed.toByteArray();
}

QVariant PgRow::value(int column) const
{
    if (isNull(column))
        return {};
    switch (PQftype(m_result, column)) {
    case BoolOid:
        return boolean(column);
    case Int2Oid:
    case Int4Oid:
        return int32(column);
    case Int8Oid:
    case OidOid:
        return int64(column);
    case Float4Oid:
    case Float8Oid:
        return number(column);
    case DateOid:
        return QDate::fromString(text(column), Qt::ISODate);
    case TimestampTzOid:
        return dateTime(column);
    case ByteaOid:
        return bytes(column);
    default:
        return text(column);
    }
}

PgRows::PgRows(PgResultPointer result)
    : m_result(std::move(result))
    , m_size(PQntuples(m_result.get()))
{ }

qint64 PgRows::affected() const
{
    return parsed<qint64>(PQcmdTuples(m_result.get()));
}

int PgRows::columnCount() const
{
    return PQnfields(m_result.get());
}

QString PgRows::columnName(int column) const
{
    return QString::fromUtf8(PQfname(m_result.get(), column));
}

int PgRows::column(QStringView name) const
{
    for (int i = 0; i < columnCount(); ++i)
        if (columnName(i) == name)
            return i;
    return -1;
}

PgRow PgRows::row(int row) const
{
    Q_ASSERT(row >= 0 && row < m_size);
    return {m_result.get(), row};
}

} // namespace Sync
