#include "sync/review/fieldvalidation.h"

#include "sync/api/catalogue.h"
#include "sync/api/facets.h"
#include "sync/api/isolated.h"
#include "sync/api/options.h"
#include "sync/api/sendable.h"
#include "sync/api/vocabulary.h"
#include "sync/review/facetvalidation.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::FieldValidation)
};

constexpr int longestText = 255;
constexpr int longestHtml = 524'288;
constexpr int longestSeoDescription = 5'000;
constexpr int mostTags = 250;
constexpr int mostWholeDigits = 8; ///< 99 999 999.99 is the largest amount.
constexpr qint64 largestQuantity = 1'000'000'000;
constexpr int largestPosition = 2'048;

enum class Lines { One, Many };
enum class Presence { Needed, Optional };

using Checked = Result<CheckedValue>;

Failure refused(const QString &what, const QString &remedy = {})
{
    return {FailureKind::BadInput, what, Words::tr("The value was not saved."), remedy};
}

/// Takes out what cannot be seen: control characters, halves of surrogate pairs, line breaks in one-line fields.
CheckedValue withoutHidden(const QString &value, Lines lines)
{
    CheckedValue checked;
    qsizetype firstHidden = -1;
    for (qsizetype i = 0; i < value.size(); ++i) {
        const QChar c = value.at(i);
        const bool isBreak = c == u'\n' || c == u'\r' || c == u'\t';
        const bool isPaired = c.isHighSurrogate() && i + 1 < value.size() && value.at(i + 1).isLowSurrogate();
        if (isPaired)
            checked.value += c + value.at(++i);
        else if (isBreak && lines == Lines::Many)
            checked.value += c;
        else if (isBreak)
            checked.value += u' ';
        else if (!c.isSurrogate() && c.category() != QChar::Other_Control)
            checked.value += c;
        else if (firstHidden < 0)
            firstHidden = i;
    }
    if (firstHidden >= 0)
        checked.warnings += Words::tr("A hidden character at position %1 was removed.").arg(firstHidden + 1);
    return checked;
}

Checked text(const QString &name, const QString &value, Presence presence, int longest = longestText)
{
    CheckedValue checked = withoutHidden(value, Lines::One);
    const QString trimmed = checked.value.trimmed();
    if (trimmed != checked.value)
        checked.warnings += Words::tr("Spaces around the value were removed.");
    checked.value = trimmed;
    if (checked.value.isEmpty() && presence == Presence::Needed)
        return refused(Words::tr("%1 cannot be empty.").arg(name), Words::tr("Type a value."));
    if (checked.value.size() > longest) {
        return refused(
            Words::tr("%1 has %2 characters; %3 at most are allowed.").arg(name).arg(checked.value.size()).arg(longest),
            Words::tr("Shorten it."));
    }
    return checked;
}

Checked html(const QString &value)
{
    CheckedValue checked = withoutHidden(value, Lines::Many);
    if (checked.value.size() > longestHtml) {
        return refused(Words::tr("The description has %1 characters; %2 at most are allowed.")
                           .arg(checked.value.size())
                           .arg(longestHtml),
            Words::tr("Shorten it."));
    }
    if (checked.value.contains(u"<script"_s, Qt::CaseInsensitive))
        checked.warnings += Words::tr("Shopify will remove the script from the description.");
    return checked;
}

Checked handle(const QString &value)
{
    Checked checked = text(Words::tr("The handle"), value, Presence::Optional);
    if (!checked)
        return checked;
    QString suggestion;
    for (const QChar c : checked->value.toLower().normalized(QString::NormalizationForm_KD)) {
        if (c.isLetterOrNumber() || c == u'_')
            suggestion += c;
        else if (!c.isMark() && !suggestion.isEmpty() && !suggestion.endsWith(u'-'))
            suggestion += u'-';
    }
    if (suggestion.endsWith(u'-'))
        suggestion.chop(1);
    if (checked->value != suggestion) {
        return refused(Words::tr("A handle is part of a web address: small letters, digits and hyphens only."),
            suggestion.isEmpty() ? QString() : Words::tr("Use “%1”.").arg(isolated(suggestion)));
    }
    return checked;
}

Checked vendor(const QString &value)
{
    Checked checked = text(Words::tr("The vendor"), value, Presence::Optional);
    if (checked && checked->value.isEmpty())
        checked->warnings += whatBecomesOfNoVendor();
    return checked;
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// Digits before and after the point of a plain decimal; nothing for any other notation.
struct Decimal
{
    QString whole; ///< Without leading zeros, at least "0".
    QString fraction;

    static std::optional<Decimal> parse(QStringView text)
    {
        const qsizetype point = text.indexOf(u'.');
        const QStringView whole = point < 0 ? text : text.first(point);
        const QStringView fraction = point < 0 ? QStringView() : text.sliced(point + 1);
        if (!isDigits(whole) || (point >= 0 && !isDigits(fraction)))
            return {};
        Decimal decimal{whole.toString(), fraction.toString()};
        while (decimal.whole.size() > 1 && decimal.whole.startsWith(u'0'))
            decimal.whole.remove(0, 1);
        while (decimal.fraction.endsWith(u'0'))
            decimal.fraction.chop(1);
        return decimal;
    }
};

Checked money(const QString &name, const QString &value, Presence presence)
{
    const QString trimmed = value.trimmed();
    if (trimmed.isEmpty() && presence == Presence::Optional)
        return CheckedValue{};
    if (trimmed.startsWith(u'-') && Decimal::parse(QStringView(trimmed).sliced(1)))
        return refused(Words::tr("%1 cannot be negative.").arg(name), Words::tr("Type a number like 12.50."));
    const std::optional<Decimal> amount = Decimal::parse(trimmed);
    if (!amount)
        return refused(Words::tr("%1 needs a number like 12.50.").arg(name),
            Words::tr("Write digits and one point, without signs, letters or thousands separators."));
    if (amount->fraction.size() > 2)
        return refused(Words::tr("%1 has at most 2 decimals here.").arg(name), Words::tr("Round the amount."));
    if (amount->whole.size() > mostWholeDigits)
        return refused(
            Words::tr("%1 is too large; 99 999 999.99 is the most.").arg(name), Words::tr("Check the amount."));
    CheckedValue checked{amount->whole + u'.' + amount->fraction.leftJustified(2, u'0')};
    if (checked.value == u"0.00" && presence == Presence::Needed)
        checked.warnings += Words::tr("%1 is 0: customers would pay nothing.").arg(name);
    return checked;
}

Checked weight(const QString &value)
{
    const QString trimmed = value.trimmed();
    if (trimmed.isEmpty())
        return CheckedValue{};
    const std::optional<Decimal> amount = Decimal::parse(trimmed);
    if (!amount || amount->whole.size() > mostWholeDigits || amount->fraction.size() > 6)
        return refused(Words::tr("A weight needs a number like 0.25."), Words::tr("Write digits and one point."));
    return CheckedValue{amount->fraction.isEmpty() ? amount->whole : QString(amount->whole + u'.' + amount->fraction)};
}

Checked wholeNumber(const QString &name, const QString &value, qint64 smallest, qint64 largest)
{
    const QString trimmed = value.trimmed();
    const QStringView digits = QStringView(trimmed).sliced(trimmed.startsWith(u'-') ? 1 : 0);
    if (!isDigits(digits))
        return refused(Words::tr("%1 takes whole numbers only.").arg(name), Words::tr("Type a number like 12."));
    bool isNumber = false;
    const qint64 number = trimmed.toLongLong(&isNumber);
    if (!isNumber || number < smallest || number > largest) {
        return refused(Words::tr("%1 lies between %2 and %3.").arg(name).arg(smallest).arg(largest),
            Words::tr("Check the number."));
    }
    return CheckedValue{QString::number(number)};
}

Checked quantity(const QString &value)
{
    Checked checked = wholeNumber(Words::tr("The stock"), value, -largestQuantity, largestQuantity);
    if (checked && checked->value.startsWith(u'-'))
        checked->warnings += Words::tr("The stock is negative: more was sold than there is.");
    return checked;
}

Checked oneOf(const QString &name, const QString &value, const QStringList &words, Presence presence)
{
    const QString word = value.trimmed().toLower();
    if (words.contains(word) || (word.isEmpty() && presence == Presence::Optional))
        return CheckedValue{word};
    return refused(Words::tr("%1 cannot be “%2”.").arg(name, isolated(value.left(40))),
        Words::tr("Choose one of: %1.").arg(words.join(u", "_s)));
}

std::optional<QStringList> stringsOf(const QString &value)
{
    const QJsonDocument json = QJsonDocument::fromJson(value.toUtf8());
    if (!json.isArray())
        return {};
    QStringList strings;
    const QJsonArray array = json.array();
    for (const QJsonValue item : array) {
        if (!item.isString())
            return {};
        strings += item.toString();
    }
    return strings;
}

CheckedValue listValue(const QStringList &strings, const QStringList &warnings)
{
    const QJsonDocument json(QJsonArray::fromStringList(strings));
    return {QString::fromUtf8(json.toJson(QJsonDocument::Compact)), warnings};
}

Checked tags(const QString &value)
{
    const std::optional<QStringList> given = stringsOf(value);
    if (!given)
        return refused(Words::tr("The tags could not be read."), Words::tr("Separate tags by commas."));
    QStringList kept;
    QStringList warnings;
    QSet<QString> seen;
    for (const QString &tag : *given) {
        Checked checked = text(Words::tr("The tag “%1…”").arg(isolated(tag.left(20))), tag, Presence::Optional);
        if (!checked)
            return checked;
        if (checked->value.contains(u','))
            return refused(Words::tr("The tag “%1” holds a comma.").arg(isolated(checked->value.left(40))),
                Words::tr("Make two tags of it."));
        // Shopify takes tags that differ only in case for one.
        if (checked->value.isEmpty() || seen.contains(checked->value.toCaseFolded()))
            continue;
        seen.insert(checked->value.toCaseFolded());
        kept += checked->value;
    }
    if (kept.size() > mostTags)
        return refused(Words::tr("There are %1 tags; Shopify allows %2.").arg(kept.size()).arg(mostTags),
            Words::tr("Remove some tags."));
    if (kept.size() < given->size())
        warnings += Words::tr("Empty or repeated tags were removed.");
    return listValue(kept, warnings);
}

Checked optionNames(const QString &value)
{
    const std::optional<QStringList> given = stringsOf(value);
    if (!given)
        return refused(Words::tr("The option names could not be read."), Words::tr("Separate names by commas."));
    const qsizetype most = std::ssize(optionFields);
    if (given->size() > most)
        return refused(Words::tr("A product has %1 options at most.").arg(most), Words::tr("Remove an option."));
    QStringList kept;
    for (const QString &name : *given) {
        Checked checked = text(Words::tr("An option's name"), name, Presence::Needed);
        if (!checked)
            return checked;
        if (kept.contains(checked->value, Qt::CaseInsensitive))
            return refused(Words::tr("Two options are called “%1”.").arg(isolated(checked->value)),
                Words::tr("Rename one of them."));
        kept += checked->value;
    }
    return listValue(kept, {});
}

Failure unknownField(const QString &field)
{
    return refused(Words::tr("The field “%1” cannot be edited here.").arg(isolated(field.left(40))),
        Words::tr("Change it in Shopify and pull."));
}

Checked productValue(const QString &field, const QString &value)
{
    if (field == Field::title)
        return text(Words::tr("The title"), value, Presence::Needed);
    if (field == Field::handle)
        return handle(value);
    if (field == Field::descriptionHtml)
        return html(value);
    if (field == Field::vendor)
        return vendor(value);
    if (field == Field::productType)
        return text(Words::tr("The product type"), value, Presence::Optional);
    if (field == Field::status) {
        return oneOf(Words::tr("The status"), value,
            {toWord(ProductStatus::Active), toWord(ProductStatus::Draft), toWord(ProductStatus::Archived),
                toWord(ProductStatus::Unlisted)},
            Presence::Needed);
    }
    if (field == Field::tags)
        return tags(value);
    if (field == Field::seoTitle)
        return text(Words::tr("The search engine title"), value, Presence::Optional);
    if (field == Field::seoDescription)
        return text(Words::tr("The search engine description"), value, Presence::Optional, longestSeoDescription);
    if (field == Field::optionNames)
        return optionNames(value);
    return unknownField(field);
}

Checked variantValue(const QString &field, const QString &value)
{
    if (field == Field::variantTitle)
        return text(Words::tr("The variant's title"), value, Presence::Needed);
    if (field == Field::sku)
        return text(Words::tr("The SKU"), value, Presence::Optional);
    if (field == Field::barcode)
        return text(Words::tr("The barcode"), value, Presence::Optional);
    if (field == Field::price)
        return money(Words::tr("The price"), value, Presence::Needed);
    if (field == Field::compareAtPrice)
        return money(Words::tr("The compare-at price"), value, Presence::Optional);
    if (field == Field::cost)
        return money(Words::tr("The cost"), value, Presence::Optional);
    if (field == Field::inventoryQuantity)
        return quantity(value);
    if (field == Field::inventoryPolicy)
        return oneOf(Words::tr("The inventory policy"), value, {u"deny"_s, u"continue"_s}, Presence::Needed);
    if (field == Field::tracked || field == Field::taxable)
        return oneOf(Words::tr("This setting"), value, {u"true"_s, u"false"_s}, Presence::Needed);
    if (field == Field::weight)
        return weight(value);
    if (field == Field::weightUnit)
        return oneOf(Words::tr("The weight's unit"), value, {u"g"_s, u"kg"_s, u"lb"_s, u"oz"_s}, Presence::Optional);
    if (field == Field::position)
        return wholeNumber(Words::tr("The position"), value, 1, largestPosition);
    if (isOptionField(field))
        return text(Words::tr("The option's value"), value, Presence::Optional);
    return unknownField(field);
}

} // namespace

Result<CheckedValue> checkedFieldValue(FieldOwner owner, const QString &field, const QString &value)
{
    if (owner == FieldOwner::Product && stockLocation(field))
        return unknownField(field);
    if (isFacet(field))
        return checkedFacetValue(field, value);
    return owner == FieldOwner::Product ? productValue(field, value) : variantValue(field, value);
}

bool isNullable(FieldOwner owner, const QString &field)
{
    if (isFacet(field))
        return true;
    if (owner == FieldOwner::Product)
        return field == Field::handle;
    for (const QStringView name : {Field::sku, Field::barcode, Field::compareAtPrice, Field::cost, Field::weight,
             Field::weightUnit, Field::option1, Field::option2, Field::option3})
        if (field == name)
            return true;
    return false;
}

} // namespace Sync
