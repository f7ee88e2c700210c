#pragma once

#include <QByteArrayView>
#include <QDateTime>
#include <QJsonDocument>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <memory>
#include <optional>

struct pg_result;

namespace Sync {

/// Clears a libpq result.
struct PgResultDeleter
{
    void operator()(pg_result *result) const;
};
using PgResultPointer = std::unique_ptr<pg_result, PgResultDeleter>;

/// One row of an answer. A view: valid as long as the PgRows it comes from, or within a stream's visitor.
///
/// Columns are counted from 0. A NULL reads as the empty value of its type; ask isNull() or the optional forms
/// where that matters. Numerics are read as text and stay exact.
class PgRow final
{
public:
    PgRow(const pg_result *result, int row)
        : m_result(result)
        , m_row(row)
    { }

    bool isNull(int column) const;
    /// The bytes as sent, without a copy.
    QByteArrayView utf8(int column) const;
    QString text(int column) const;
    std::optional<QString> optionalText(int column) const;
    qint64 int64(int column) const;
    std::optional<qint64> optionalInt64(int column) const;
    int int32(int column) const;
    double number(int column) const;
    bool boolean(int column) const;
    /// A timestamptz, in UTC, to the millisecond; invalid for NULL and for infinity.
    QDateTime dateTime(int column) const;
    QJsonDocument json(int column) const;
    QStringList textList(int column) const;
    QList<qint64> int64List(int column) const;
    QByteArray bytes(int column) const; ///< bytea
    /// By the column's type: bool, int and bigint, double, timestamptz, bytea; everything else as text.
    QVariant value(int column) const;

private:
    const pg_result *m_result;
    int m_row;
};

/// The whole answer to a statement, held in memory; other statements may run while it is read.
/// Movable, not bound to the session's life or thread.
class PgRows final
{
public:
    /// Goes through the rows: `for (const PgRow row : rows)`.
    class Iterator
    {
    public:
        Iterator(const pg_result *result, int row)
            : m_result(result)
            , m_row(row)
        { }
        PgRow operator*() const { return {m_result, m_row}; }
        Iterator &operator++()
        {
            ++m_row;
            return *this;
        }
        bool operator==(const Iterator &other) const { return m_row == other.m_row; }

    private:
        const pg_result *m_result;
        int m_row;
    };

    explicit PgRows(PgResultPointer result);

    int size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    /// Rows written by an insert, update, delete, merge or copy; for a select the rows read.
    qint64 affected() const;
    int columnCount() const;
    QString columnName(int column) const;
    /// -1 when there is no such column.
    int column(QStringView name) const;

    PgRow row(int row) const;
    PgRow operator[](int index) const { return row(index); }
    /// The first row; only to be asked for when there is one.
    PgRow first() const { return row(0); }
    Iterator begin() const { return {m_result.get(), 0}; }
    Iterator end() const { return {m_result.get(), m_size}; }

private:
    PgResultPointer m_result;
    int m_size = 0;
};

} // namespace Sync
