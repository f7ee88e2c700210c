#include "app/demoshop/mutations/normalise.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace DemoShop::Normalise {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostDigits = 16;

QString folded(const std::string &text)
{
    return QString::fromStdString(text).toCaseFolded();
}

} // namespace

std::optional<std::string> money(const QString &decimal)
{
    const bool isBelowZero = decimal.startsWith(u'-');
    const QString digits = isBelowZero ? decimal.sliced(1) : decimal;
    const QString whole = digits.section(u'.', 0, 0);
    const QString fraction = QString(digits.section(u'.', 1) + u"000"_s).first(3);
    if (whole.size() > mostDigits) {
        return {};
    }
    qint64 cents = whole.toLongLong() * 100 + fraction.first(2).toLongLong();
    cents += fraction[2] >= u'5' ? 1 : 0;
    const QString text = u"%1.%2"_s.arg(cents / 100).arg(cents % 100, 2, 10, QLatin1Char('0'));
    return (isBelowZero && cents != 0 ? u'-' + text : text).toStdString();
}

bool isNegative(const QString &decimal)
{
    return decimal.startsWith(u'-')
        && std::any_of(decimal.cbegin(), decimal.cend(), [](QChar c) { return c >= u'1' && c <= u'9'; });
}

std::vector<std::string> tags(const std::vector<std::string> &tags)
{
    std::vector<std::string> kept;
    for (const std::string &entry : tags) {
        for (const QString &part : QString::fromStdString(entry).split(u',')) {
            const std::string tag = part.trimmed().toStdString();
            const bool isKnown = std::any_of(
                kept.cbegin(), kept.cend(), [&tag](const std::string &other) { return folded(other) == folded(tag); });
            if (!tag.empty() && !isKnown) {
                kept.push_back(tag);
            }
        }
    }
    std::sort(
        kept.begin(), kept.end(), [](const std::string &a, const std::string &b) { return folded(a) < folded(b); });
    return kept;
}

std::string html(const QString &html)
{
    static const QRegularExpression script(u"<script\\b[^>]*>.*?(</script\\s*>|$)"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    return QString(html).replace(u"\r\n"_s, u"\n"_s).remove(script).toStdString();
}

std::optional<std::string> text(const QString &text)
{
    const QString trimmed = text.trimmed();
    return trimmed.isEmpty() ? std::nullopt : std::optional(trimmed.toStdString());
}

} // namespace DemoShop::Normalise
