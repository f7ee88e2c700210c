#include "models/format/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace Models {
namespace {

constexpr QChar minusSign = u'\u2212';

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("Models::Text", text, nullptr, n);
}

QString grouped(QStringView digits, const QLocale &locale)
{
    if (locale.numberOptions() & QLocale::OmitGroupSeparator)
        return digits.toString();
    QString text;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            text += locale.groupSeparator();
        text += digits.at(i);
    }
    return text;
}

QString signedMoney(Decimal amount, const QLocale &locale)
{
    const QString size = money(amount.absolute().text(), locale);
    return (amount < *Decimal::parse(u"0") ? QString(minusSign) : QStringLiteral("+")) % size;
}

} // namespace

QString money(const QString &decimal, const QLocale &locale)
{
    // The digits are only rewritten, never calculated with, so any length stays exact.
    QStringView rest = decimal;
    const bool negative = rest.startsWith(u'-');
    if (negative)
        rest = rest.mid(1);
    const qsizetype point = rest.indexOf(u'.');
    const QStringView whole = point < 0 ? rest : rest.left(point);
    QString fraction = point < 0 ? QString() : rest.mid(point + 1).toString();
    const auto allDigits = [](QStringView text) {
        return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    };
    if (whole.isEmpty() || !allDigits(whole) || !allDigits(fraction))
        return decimal;
    while (fraction.size() > 2 && fraction.endsWith(u'0'))
        fraction.chop(1);
    fraction = fraction.leftJustified(2, u'0');
    return (negative ? QString(minusSign) : QString()) % grouped(whole, locale) % locale.decimalPoint() % fraction;
}

QString moneyDelta(const QString &from, const QString &to, const QLocale &locale)
{
    const std::optional<Decimal> before = Decimal::parse(from);
    const std::optional<Decimal> after = Decimal::parse(to);
    if (!before || !after || *before == *after)
        return {};
    QString text = signedMoney(*after - *before, locale);
    if (const std::optional<qint64> permille = Decimal::changeInPermille(*before, *after))
        text += u" (" % percent(*permille, locale) % u')';
    return text;
}

QString percent(qint64 permille, const QLocale &locale)
{
    const qint64 size = permille < 0 ? -permille : permille;
    QString text = permille < 0 ? QString(minusSign) : QStringLiteral("+");
    text += locale.toString(size / 10);
    if (size % 10 != 0 && size < 1000)
        text += locale.decimalPoint() % QString::number(size % 10);
    return text % u"\u00a0%";
}

QString decimalFromInput(const QString &typed, const QLocale &locale)
{
    const QString text = typed.trimmed();
    const QString point = locale.decimalPoint();
    QStringList halves = text.split(point);
    if (halves.size() > 2)
        return text;
    QStringList groups = halves.first().split(locale.groupSeparator());
    for (qsizetype i = 1; i < groups.size(); ++i)
        if (groups.at(i).size() != 3)
            return text;
    const QString candidate = groups.join(QString()) % (halves.size() == 2 ? QString(u'.' % halves.last()) : QString());
    return Decimal::parse(candidate) ? candidate : text;
}

QString decimalForInput(const QString &decimal, const QLocale &locale)
{
    QString text = decimal;
    return text.replace(u'.', locale.decimalPoint());
}

QString count(qint64 number, const QLocale &locale)
{
    return locale.toString(number);
}

QString relativeTime(const QDateTime &time, const QDateTime &now, const QLocale &locale)
{
    if (!time.isValid())
        return tr("never");
    const qint64 seconds = time.secsTo(now);
    if (seconds < -60)
        return localTime(time, locale);
    if (seconds < 60)
        return tr("just now");
    if (seconds < 3600)
        return tr("%n min ago", int(seconds / 60));
    if (seconds < 24 * 3600)
        return tr("%n h ago", int(seconds / 3600));
    const qint64 days = time.toLocalTime().date().daysTo(now.toLocalTime().date());
    if (days <= 1)
        return tr("yesterday");
    if (days < 14)
        return tr("%n days ago", int(days));
    return locale.toString(time.toLocalTime().date(), QLocale::ShortFormat);
}

QString localTime(const QDateTime &time, const QLocale &locale)
{
    return time.isValid() ? locale.toString(time.toLocalTime(), QLocale::ShortFormat) : QString();
}

QString fullTime(const QDateTime &time, const QLocale &locale)
{
    if (!time.isValid())
        return {};
    return locale.toString(time.toLocalTime(), QLocale::LongFormat) % u'\n'
        % time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) % u" UTC";
}

QString oneLine(const QString &text, qsizetype limit)
{
    QString line = text.left(limit);
    for (QChar &character : line)
        if (character.category() == QChar::Other_Control || character == QChar::LineSeparator
            || character == QChar::ParagraphSeparator)
            character = u' ';
    if (text.size() > limit)
        line += u'\u2026';
    return line;
}

bool isShopName(const QString &typed, const QString &shopName)
{
    return !shopName.trimmed().isEmpty() && typed.trimmed().compare(shopName.trimmed(), Qt::CaseInsensitive) == 0;
}

} // namespace Models
