#include "sync/db/pgvalue.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTimeZone>

#include <cmath>

namespace Sync {

namespace {

/// The first character PostgreSQL cannot store: NUL, or one half of a surrogate pair alone.
qsizetype findFault(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c.isNull() || c.isLowSurrogate())
            return i;
        if (c.isHighSurrogate()) {
            if (i + 1 == text.size() || !text.at(i + 1).isLowSurrogate())
                return i;
            ++i;
        }
    }
    return -1;
}

void appendQuoted(QByteArray &array, const QString &text)
{
    array += '"';
    const QByteArray utf8 = text.toUtf8();
    for (const char c : utf8) {
        if (c == '"' || c == '\\')
            array += '\\';
        array += c;
    }
    array += '"';
}

} // namespace

PgValue::PgValue(const QString &text)
{
    setText(text);
}
PgValue::PgValue(QStringView text)
{
    setText(text);
}

PgValue::PgValue(QLatin1String text)
{
    setText(QString(text));
}

PgValue::PgValue(const QByteArray &bytes)
    : m_bytes(bytes)
    , m_isNull(false)
    , m_isBinary(true)
{ }

PgValue::PgValue(double value)
    : m_bytes(std::isnan(value) ? QByteArray("NaN")
            : std::isinf(value) ? QByteArray(value > 0 ? "Infinity" : "-Infinity")
                                : QByteArray::number(value, 'g', QLocale::FloatingPointShortest))
    , m_isNull(false)
{ }

PgValue::PgValue(const QDateTime &instant)
    : m_isNull(!instant.isValid())
{
    if (!m_isNull)
        m_bytes = instant.toUTC().toString(Qt::ISODateWithMs).toLatin1();
}

PgValue::PgValue(QDate date)
    : m_isNull(!date.isValid())
{
    if (!m_isNull)
        m_bytes = date.toString(Qt::ISODate).toLatin1();
}

PgValue::PgValue(const QJsonDocument &json)
    : m_bytes(json.toJson(QJsonDocument::Compact))
    , m_isNull(json.isNull())
{
    // JSON escapes a NUL, so it gets as far as the server, which refuses it in jsonb with 22P05.
    if (const qsizetype at = m_bytes.indexOf("\\u0000"); at >= 0 && (at == 0 || m_bytes.at(at - 1) != '\\'))
        m_faultPosition = at;
}

PgValue::PgValue(const QJsonObject &json)
    : PgValue(QJsonDocument(json))
{ }

PgValue::PgValue(const QJsonArray &json)
    : PgValue(QJsonDocument(json))
{ }

PgValue::PgValue(const QStringList &texts)
    : m_bytes(pgTextArray(texts))
    , m_isNull(false)
{
    for (const QString &text : texts)
        noteFault(text);
}

PgValue::PgValue(const QList<qint64> &numbers)
    : m_isNull(false)
{
    beginArray();
    for (const qint64 number : numbers)
        appendNumber(number);
    endArray();
}

PgValue::PgValue(const std::vector<qint64> &numbers)
    : m_isNull(false)
{
    beginArray();
    for (const qint64 number : numbers)
        appendNumber(number);
    endArray();
}

void PgValue::setText(QStringView text)
{
    noteFault(text);
    m_bytes = text.toUtf8();
    m_isNull = false;
}

void PgValue::noteFault(QStringView text)
{
    if (m_faultPosition < 0)
        m_faultPosition = findFault(text);
}

void PgValue::appendNumber(qint64 number)
{
    if (m_bytes.size() > 1)
        m_bytes += ',';
    m_bytes += QByteArray::number(number);
}

QByteArray pgTextArray(const QStringList &texts)
{
    QByteArray array = "{";
    for (const QString &text : texts) {
        if (array.size() > 1)
            array += ',';
        appendQuoted(array, text);
    }
    return array + '}';
}

QStringList fromPgTextArray(QByteArrayView printed)
{
    QStringList texts;
    QByteArray element;
    bool isQuoted = false;
    bool wasQuoted = false;
    for (qsizetype i = 1; i < printed.size(); ++i) {
        const char c = printed.at(i);
        if (isQuoted && c == '\\' && i + 1 < printed.size()) {
            element += printed.at(++i);
        } else if (c == '"') {
            isQuoted = !isQuoted;
            wasQuoted = true;
        } else if (!isQuoted && (c == ',' || c == '}')) {
            if (c == '}' && texts.isEmpty() && element.isEmpty() && !wasQuoted)
                break; // the empty array
            texts += !wasQuoted && element == "NULL" ? QString() : QString::fromUtf8(element.isNull() ? "" : element);
            element.clear();
            wasQuoted = false;
        } else {
            element += c;
        }
    }
    return texts;
}

} // namespace Sync
