#include "models/format/decimal.h"

#include <cmath>

namespace Models {
namespace {

constexpr int wholeDigits = 12;
constexpr int fractionDigits = 6;
constexpr qint64 scale = 1'000'000;

bool isDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

} // namespace

std::optional<Decimal> Decimal::parse(QStringView text)
{
    const bool negative = text.startsWith(u'-');
    if (negative)
        text = text.mid(1);
    const qsizetype point = text.indexOf(u'.');
    const QStringView whole = point < 0 ? text : text.left(point);
    QStringView fraction = point < 0 ? QStringView() : text.mid(point + 1);
    while (fraction.size() > fractionDigits && fraction.endsWith(u'0'))
        fraction.chop(1);
    if (whole.isEmpty() || whole.size() > wholeDigits || fraction.size() > fractionDigits
        || (point >= 0 && fraction.isEmpty()))
        return std::nullopt;
    qint64 value = 0;
    for (const QChar digit : whole) {
        if (!isDigit(digit))
            return std::nullopt;
        value = value * 10 + (digit.unicode() - u'0');
    }
    for (qsizetype i = 0; i < fractionDigits; ++i) {
        const QChar digit = i < fraction.size() ? fraction.at(i) : QChar(u'0');
        if (!isDigit(digit))
            return std::nullopt;
        value = value * 10 + (digit.unicode() - u'0');
    }
    return Decimal(negative ? -value : value);
}

QString Decimal::text() const
{
    const qint64 size = m_millionths < 0 ? -m_millionths : m_millionths;
    QString fraction = QString::number(size % scale).rightJustified(fractionDigits, u'0');
    while (fraction.size() > 2 && fraction.endsWith(u'0'))
        fraction.chop(1);
    return (m_millionths < 0 ? QStringLiteral("-") : QString()) % QString::number(size / scale) % u'.' % fraction;
}

std::optional<qint64> Decimal::changeInPermille(Decimal from, Decimal to)
{
    if (from.isZero())
        return std::nullopt;
    // A rounded ratio for the eye; the money itself stays exact.
    const long double ratio = static_cast<long double>(to.m_millionths - from.m_millionths)
        / static_cast<long double>(from.absolute().m_millionths);
    return qint64(std::llround(ratio * 1000));
}

} // namespace Models
