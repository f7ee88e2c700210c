#pragma once

#include "sync/api/ids.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonDocument>
#include <QList>
#include <QString>
#include <QStringList>

#include <concepts>
#include <optional>
#include <vector>

namespace Sync {

/// One value bound to a named parameter of a statement, as PostgreSQL will receive it.
///
/// NULL is only what says so: std::nullopt, an empty optional, an Id that is none, an invalid QDateTime or QDate.
/// A null QString is the empty text. Numbers that must be exact (money) are passed as text. Text PostgreSQL cannot
/// store (a NUL, half a surrogate pair) makes the value faulty; the session then refuses to run the statement.
class PgValue final
{
public:
    PgValue() = default;
    PgValue(std::nullopt_t) { }
    PgValue(const QString &text);
    PgValue(QStringView text);
    PgValue(QLatin1String text);
    PgValue(const QByteArray &bytes); ///< bytea
    /// Only bool itself: pointers and numbers must not become one.
    template <std::same_as<bool> Bool>
    PgValue(Bool value)
        : m_bytes(value ? "t" : "f")
        , m_isNull(false)
    { }
    template <std::integral Integer>
    requires(!std::same_as<Integer, bool> && !std::same_as<Integer, char> && !std::same_as<Integer, char16_t>)
        PgValue(Integer value)
        : m_bytes(QByteArray::number(value))
        , m_isNull(false)
    { }
    PgValue(double value);
    PgValue(const QDateTime &instant); ///< timestamptz
    PgValue(QDate date);
    PgValue(const QJsonDocument &json);
    PgValue(const QJsonObject &json);
    PgValue(const QJsonArray &json);
    PgValue(const QStringList &texts); ///< text[]
    PgValue(const QList<qint64> &numbers); ///< bigint[]
    PgValue(const std::vector<qint64> &numbers); ///< bigint[]
    template <typename Tag>
    PgValue(Id<Tag> id)
        : m_bytes(id.isValid() ? QByteArray::number(id.value) : QByteArray())
        , m_isNull(!id.isValid())
    { }
    template <typename Tag>
    PgValue(const QList<Id<Tag>> &ids) ///< bigint[]
        : m_isNull(false)
    {
        beginArray();
        for (const Id<Tag> id : ids)
            appendNumber(id.value);
        endArray();
    }
    template <typename T>
    PgValue(const std::optional<T> &value)
        : PgValue(value ? PgValue(*value) : PgValue())
    { }

    bool isNull() const { return m_isNull; }
    /// True for bytea, which travels as it is; all else travels as text.
    bool isBinary() const { return m_isBinary; }
    const QByteArray &bytes() const { return m_bytes; }
    /// Where the first character is that PostgreSQL cannot store, or -1.
    qsizetype faultPosition() const { return m_faultPosition; }

private:
    void setText(QStringView text);
    void noteFault(QStringView text);
    void beginArray() { m_bytes = "{"; }
    void appendNumber(qint64 number);
    void endArray() { m_bytes += '}'; }

    QByteArray m_bytes;
    qsizetype m_faultPosition = -1;
    bool m_isNull = true;
    bool m_isBinary = false;
};

/// A statement's parameter, `:name` in the SQL, and its value.
struct PgParameter
{
    PgParameter(QStringView parameterName, PgValue parameterValue)
        : name(parameterName.toUtf8())
        , value(std::move(parameterValue))
    { }

    QByteArray name;
    PgValue value;
};

/// Written as `{{u"id", id}, {u"title", title}}`.
using PgParameters = std::vector<PgParameter>;

/// The text of a PostgreSQL array whose elements are quoted, for COPY and for parameters.
QByteArray pgTextArray(const QStringList &texts);
/// The elements of a one-dimensional array as PostgreSQL prints it; NULL elements become null strings.
QStringList fromPgTextArray(QByteArrayView printed);

} // namespace Sync
