#include "app/demoshop/mutations/metafieldvalue.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

namespace DemoShop {

using namespace Qt::StringLiterals;

namespace {

QString decimal(const QString &number)
{
    return number.isEmpty() || number.contains(u'.') ? number : number + u".0"_s;
}

QString rating(const QString &value)
{
    QJsonObject members = QJsonDocument::fromJson(value.toUtf8()).object();
    for (const QString &member : members.keys()) {
        const QJsonValue given = members[member];
        members.insert(member, decimal(given.isDouble() ? QString::number(given.toDouble()) : given.toString()));
    }
    return QString::fromUtf8(QJsonDocument(members).toJson(QJsonDocument::Compact));
}

QString moment(const QString &value)
{
    QDateTime time = QDateTime::fromString(value, Qt::ISODate);
    if (!time.isValid()) {
        return value;
    }
    if (time.timeSpec() == Qt::LocalTime) {
        time.setTimeSpec(Qt::UTC);
    }
    return time.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss'+00:00'"_s);
}

} // namespace

QString storedMetafieldValue(const QString &type, const QString &value)
{
    if (type == "single_line_text_field"_L1 || type == "multi_line_text_field"_L1) {
        return value.trimmed();
    }
    if (type == "number_decimal"_L1) {
        return decimal(value.trimmed());
    }
    if (type == "rating"_L1) {
        return rating(value);
    }
    return type == "date_time"_L1 ? moment(value.trimmed()) : value;
}

} // namespace DemoShop
