#include "sync/ports/storedmetafield.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>
#include <QLocale>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <iterator>
#include <optional>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

constexpr QStringView listStart = u"list.";

/// What is in a value of a type.
enum class Content {
    Text, ///< With insignificant space around it.
    Number,
    Moment,
    Numbers, ///< An object of numbers, which may be written as text, and of words.
    Json,
};

Content contentOf(QStringView type)
{
    const QStringView measured[] = {u"dimension", u"volume", u"weight", u"money", u"rating"};
    if (std::find(std::cbegin(measured), std::cend(measured), type) != std::cend(measured))
        return Content::Numbers;
    if (type == u"number_integer" || type == u"number_decimal")
        return Content::Number;
    if (type == u"date_time")
        return Content::Moment;
    return type == u"json" || type == u"rich_text_field" || type == u"link" ? Content::Json : Content::Text;
}

/// The digits of a plain number without those that say nothing; no value for anything else.
std::optional<QString> plainNumber(QStringView text)
{
    static const QRegularExpression number(u"^([+-]?)0*([0-9]*?)(?:\\.([0-9]*?)0*)?$"_s);
    const QRegularExpressionMatch match = number.match(text.trimmed().toString());
    const QString whole = match.captured(2);
    const QString part = match.captured(3);
    const bool hasDigits = std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!match.hasMatch() || !hasDigits)
        return std::nullopt;
    const bool isNegative = match.captured(1) == u"-" && !(whole.isEmpty() && part.isEmpty());
    return (isNegative ? u"-"_s : QString()) + whole + u'.' + part;
}

bool isSameNumber(QStringView left, QStringView right)
{
    const std::optional<QString> number = plainNumber(left);
    return number ? number == plainNumber(right) : left.trimmed() == right.trimmed();
}

/// As somebody wrote it without a place, it is Greenwich's.
QDateTime momentOf(QStringView text)
{
    QDateTime moment = QDateTime::fromString(text.trimmed().toString(), Qt::ISODate);
    if (moment.timeSpec() == Qt::LocalTime)
        moment.setTimeSpec(Qt::UTC);
    return moment;
}

bool isSameMoment(QStringView left, QStringView right)
{
    const QDateTime moment = momentOf(left);
    return moment.isValid() ? moment == momentOf(right) : left.trimmed() == right.trimmed();
}

QString textOf(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toDouble(), 'f', QLocale::FloatingPointShortest)
                            : value.toString().trimmed();
}

/// Shopify takes units by their signs and by their names.
QString unitOf(const QString &unit)
{
    static const QHash<QString, QString> signs{{u"kilograms"_s, u"kg"_s}, {u"grams"_s, u"g"_s}, {u"pounds"_s, u"lb"_s},
        {u"ounces"_s, u"oz"_s}, {u"millimeters"_s, u"mm"_s}, {u"centimeters"_s, u"cm"_s}, {u"meters"_s, u"m"_s},
        {u"inches"_s, u"in"_s}, {u"feet"_s, u"ft"_s}, {u"yards"_s, u"yd"_s}, {u"milliliters"_s, u"ml"_s},
        {u"centiliters"_s, u"cl"_s}, {u"liters"_s, u"l"_s}, {u"cubic_meters"_s, u"m3"_s}};
    const QString name = unit.toLower();
    return signs.value(name, name);
}

bool hasSameNumbers(const QJsonObject &left, const QJsonObject &right)
{
    const QStringList members = left.keys();
    return members == right.keys() && std::all_of(members.cbegin(), members.cend(), [&](const QString &member) {
        const QString one = textOf(left.value(member));
        const QString other = textOf(right.value(member));
        return member == u"unit" ? unitOf(one) == unitOf(other) : isSameNumber(one, other);
    });
}

bool isSameElement(QStringView type, const QJsonValue &left, const QJsonValue &right)
{
    switch (contentOf(type)) {
    case Content::Number:
        return isSameNumber(textOf(left), textOf(right));
    case Content::Moment:
        return isSameMoment(textOf(left), textOf(right));
    case Content::Numbers:
        return left.isObject() && right.isObject() && hasSameNumbers(left.toObject(), right.toObject());
    case Content::Json:
        return left == right;
    case Content::Text:
        break;
    }
    return left == right || (left.isString() && right.isString() && textOf(left) == textOf(right));
}

/// Any JSON, also one that is neither object nor list. Undefined for what is none.
QJsonValue jsonOf(QStringView text)
{
    const QByteArray list = '[' + text.trimmed().toUtf8() + ']';
    const QJsonArray parsed = QJsonDocument::fromJson(list).array();
    return parsed.size() == 1 ? parsed.at(0) : QJsonValue(QJsonValue::Undefined);
}

} // namespace

bool isSameMetafieldValue(QStringView type, QStringView left, QStringView right)
{
    const bool isList = type.startsWith(listStart);
    const Content content = contentOf(type);
    if (!isList && content != Content::Json && content != Content::Numbers)
        return isSameElement(type, left.toString(), right.toString());
    const QJsonValue one = jsonOf(left);
    const QJsonValue other = jsonOf(right);
    if (one.isUndefined() || other.isUndefined())
        return left.trimmed() == right.trimmed();
    if (!isList)
        return isSameElement(type, one, other);
    const QJsonArray elements = one.toArray();
    const QJsonArray others = other.toArray();
    return one.isArray() && other.isArray()
        && std::equal(elements.begin(), elements.end(), others.begin(), others.end(),
            [type](const QJsonValue &element, const QJsonValue &its) {
                return isSameElement(type.mid(listStart.size()), element, its);
            });
}

} // namespace Sync
