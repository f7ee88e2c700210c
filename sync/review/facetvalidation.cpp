#include "sync/review/facetvalidation.h"

#include "sync/api/facets.h"
#include "sync/api/isolated.h"
#include "sync/api/media.h"
#include "sync/ports/content.h"
#include "sync/review/mediavalidation.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::FacetValidation)
};

using Checked = Result<CheckedValue>;

constexpr qsizetype longestValue = 65'535;
constexpr int leastNamespace = 3;
constexpr int leastKey = 2;
constexpr int longestKey = 64;
constexpr int longestNamespace = 255;

Failure refused(const QString &what, const QString &remedy)
{
    return {FailureKind::BadInput, what, Words::tr("The value was not saved."), remedy};
}

bool matches(const QString &value, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(value).hasMatch();
}

/// What a value of a type looks like.
struct Form
{
    QStringView type;
    QStringView pattern; ///< Of the whole value.
    const char *remedy;
};

constexpr Form forms[] = {
    {u"number_integer", u"-?\\d{1,16}", QT_TRANSLATE_NOOP("Sync::FacetValidation", "Type a whole number like 12.")},
    {u"number_decimal", u"-?\\d{1,13}(\\.\\d{1,9})?",
        QT_TRANSLATE_NOOP("Sync::FacetValidation", "Type a number like 12.5.")},
    {u"boolean", u"true|false", QT_TRANSLATE_NOOP("Sync::FacetValidation", "Type true or false.")},
    {u"date", u"\\d{4}-\\d{2}-\\d{2}", QT_TRANSLATE_NOOP("Sync::FacetValidation", "Type a date like 2026-11-25.")},
    {u"date_time", u"\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})?",
        QT_TRANSLATE_NOOP("Sync::FacetValidation", "Type a time like 2026-11-25T22:30:00Z.")},
    {u"color", u"#[0-9a-fA-F]{6}", QT_TRANSLATE_NOOP("Sync::FacetValidation", "Type a colour like #3366cc.")},
};

bool isRealDate(const QString &value)
{
    return QDate::fromString(value.left(10), Qt::ISODate).isValid();
}

bool isReference(QStringView type)
{
    return type.endsWith(u"_reference");
}

/// Whether the text is one value of the type; the failure says how one looks.
Result<Done> checkSingle(const QString &label, const QString &type, const QString &value)
{
    for (const Form &form : forms) {
        if (form.type != type)
            continue;
        const bool isDate = type == u"date" || type == u"date_time";
        if (!matches(value, form.pattern.toString()) || (isDate && !isRealDate(value)))
            return refused(
                Words::tr("%1 cannot be “%2”.").arg(label, isolated(value.left(40))), Words::tr(form.remedy));
        return Done{};
    }
    if (type == u"url" && (!QUrl(value, QUrl::StrictMode).isValid() || QUrl(value).scheme().isEmpty()))
        return refused(Words::tr("%1 needs a web address.").arg(label), Words::tr("Begin it with https://."));
    if (isReference(type) && !matches(value, u"gid://shopify/[A-Za-z]+/\\d+"_s))
        return refused(Words::tr("%1 needs the id of something in Shopify.").arg(label),
            Words::tr("Type an id like gid://shopify/Product/123."));
    return Done{};
}

bool isObject(QStringView type)
{
    const QStringView objects[]
        = {u"rich_text_field", u"dimension", u"volume", u"weight", u"money", u"rating", u"link"};
    return std::find(std::cbegin(objects), std::cend(objects), type) != std::cend(objects);
}

/// The elements of a list's JSON as the texts that stand for single values.
QString elementText(const QJsonValue &element)
{
    return element.isString() ? element.toString() : element.toVariant().toString();
}

Result<Done> checkJson(const QString &label, const QString &type, const QString &value)
{
    const QJsonDocument json = QJsonDocument::fromJson(value.toUtf8());
    // A plain word or number is JSON too, which Qt's documents do not hold.
    const bool isJson = !json.isNull() || !QJsonDocument::fromJson(u"[%1]"_s.arg(value).toUtf8()).isNull();
    if (!isJson || (isObject(type) && !json.isObject()))
        return refused(Words::tr("%1 is not written as its type needs.").arg(label),
            Words::tr("Write it as JSON, as Shopify shows it."));
    return Done{};
}

Result<Done> checkList(const QString &label, const QString &type, const QString &value)
{
    const QJsonDocument json = QJsonDocument::fromJson(value.toUtf8());
    if (!json.isArray())
        return refused(Words::tr("%1 is a list.").arg(label),
            Words::tr("Write it as a JSON list, for example [\"one\", \"two\"]."));
    for (const QJsonValue element : json.array())
        if (const auto checked = checkSingle(label, type, elementText(element)); !checked && !isObject(type))
            return checked;
    return Done{};
}

/// A collection or channel has the product or has it not; a category is a place in Shopify's tree.
Checked checkedMembership(const QString &field, const QString &value)
{
    const QString given = value.trimmed();
    if (given.isEmpty() || (field != categoryPath && given == u"false"))
        return CheckedValue{};
    if (field == categoryPath) {
        const QString id = given.section(u'/', -1);
        if (!matches(id, u"[a-z]{2}(-\\d+)*"_s))
            return refused(Words::tr("“%1” is no category of Shopify's.").arg(isolated(given.left(40))),
                Words::tr("Choose one that another product has, or type a category's id like os-4-2."));
        return CheckedValue{id};
    }
    if (given != u"true")
        return refused(Words::tr("A product is in a collection or sales channel, or it is not."),
            Words::tr("Type true to put it in, or nothing to take it out."));
    return CheckedValue{given};
}

Result<Done> checkName(const QString &label, const MetafieldName &name)
{
    if (name.nameSpace.size() >= leastNamespace && name.nameSpace.size() <= longestNamespace
        && name.key.size() >= leastKey && name.key.size() <= longestKey)
        return Done{};
    return refused(Words::tr("%1 has a name that Shopify does not take.").arg(label),
        Words::tr("A namespace has 3 to 255 characters and a key 2 to 64."));
}

constexpr qint64 mostStock = 1'000'000'000; ///< What Shopify takes.

Checked checkedStock(const QString &value)
{
    const QString trimmed = value.trimmed();
    if (trimmed.isEmpty()) {
        CheckedValue taken;
        taken.warnings += Words::tr("The variant is no longer stocked at the location once this is sent. Type 0 if "
                                    "there is only nothing of it at the moment.");
        return taken;
    }
    bool isNumber = false;
    const qint64 quantity = trimmed.toLongLong(&isNumber);
    if (!isNumber || quantity < 0 || quantity > mostStock)
        return refused(Words::tr("The stock at a location cannot be “%1”.").arg(isolated(value.left(40))),
            Words::tr("Type a whole number like 12, from 0 to 1,000,000,000."));
    return CheckedValue{QString::number(quantity)};
}

} // namespace

Checked checkedFacetValue(const QString &field, const QString &value)
{
    if (const auto why = whyNotWritable(field))
        return refused(*why, Words::tr("Change it in Shopify and pull."));
    if (stockLocation(field))
        return checkedStock(value);
    if (isMediaField(field))
        return checkedMediaValue(field, value);
    if (isMembershipField(field))
        return checkedMembership(field, value);
    const MetafieldName name = metafieldName(field).value_or(MetafieldName{});
    const QString label = Words::tr("The metafield “%1”").arg(isolated(name.nameSpace + u'.' + name.key));
    if (const auto checked = checkName(label, name); !checked)
        return checked.failure();
    const bool isText = name.type == u"multi_line_text_field";
    const QString trimmed = isText ? value : value.trimmed();
    if (trimmed.trimmed().isEmpty())
        return CheckedValue{};
    if (trimmed.size() > longestValue)
        return refused(
            Words::tr("%1 has %2 characters; %3 at most are allowed.").arg(label).arg(trimmed.size()).arg(longestValue),
            Words::tr("Shorten it."));
    if (name.type == u"single_line_text_field" && trimmed.contains(u'\n'))
        return refused(Words::tr("%1 has one line only.").arg(label), Words::tr("Take out the line breaks."));
    const QString list = u"list."_s;
    Result<Done> checked = Done{};
    if (name.type.startsWith(list))
        checked = checkList(label, name.type.sliced(list.size()), trimmed);
    else if (name.type == u"json" || isObject(name.type))
        checked = checkJson(label, name.type, trimmed);
    else
        checked = checkSingle(label, name.type, trimmed);
    if (!checked)
        return checked.failure();
    // Shopify keeps numbers without zeros that say nothing.
    CheckedValue stored{canonical(field, trimmed).value_or(trimmed)};
    if (trimmed != value)
        stored.warnings += Words::tr("Spaces around the value were removed.");
    return stored;
}

} // namespace Sync
