#include "models/format/delimited.h"

#include "models/format/decimal.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Models {
namespace {

constexpr QStringView formulaStarts = u"=+-@\t\r\uff1d\uff0b\uff0d\uff20";

QString quoted(QString text)
{
    if (!text.contains(u'"') && !text.contains(u',') && !text.contains(u'\n') && !text.contains(u'\r')
        && !text.startsWith(u' ') && !text.endsWith(u' '))
        return text;
    return u'"' % text.replace(u'"', QStringLiteral("\"\"")) % u'"';
}

// QJsonObject sorts its keys; the order of the columns is kept by writing the pairs one by one.
QByteArray jsonString(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2);
}

} // namespace

bool looksLikeFormula(QStringView text)
{
    if (Decimal::parse(text))
        return false;
    for (const QChar character : text) {
        if (formulaStarts.contains(character))
            return true;
        const bool skipped = character == u'"' || character == u'\'' || character.isSpace();
        if (!skipped)
            return false;
    }
    return false;
}

QString guarded(const QString &text)
{
    return looksLikeFormula(text) ? QString(u'\'' % text) : text;
}

QByteArray csvHeader(const QStringList &keys)
{
    return (keys.join(u',') % u",guarded\r\n").toUtf8();
}

QByteArray csvLine(const QStringList &keys, const QStringList &values)
{
    QString line;
    QStringList guardedKeys;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (looksLikeFormula(values.at(i)))
            guardedKeys += keys.value(i);
        line += quoted(guarded(values.at(i))) % u',';
    }
    return (line % guardedKeys.join(u' ') % u"\r\n").toUtf8();
}

QString tabSeparated(const QList<QStringList> &rows)
{
    QString text;
    for (const QStringList &row : rows) {
        QStringList cells;
        for (const QString &value : row) {
            QString cell = guarded(value);
            for (QChar &character : cell)
                if (character == u'\t' || character == u'\n' || character == u'\r')
                    character = u' ';
            cells += cell;
        }
        text += cells.join(u'\t') % u'\n';
    }
    return text;
}

QByteArray jsonLine(const QStringList &keys, const QStringList &values)
{
    QByteArray line("{");
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (i > 0)
            line += ',';
        line += jsonString(keys.value(i)) + ':' + jsonString(values.at(i));
    }
    return line + "}\n";
}

} // namespace Models
