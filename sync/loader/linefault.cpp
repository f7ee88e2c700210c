#include "sync/loader/linefault.h"

#include "sync/api/isolated.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Sync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Sync::BulkFile", text);
}

QString quoted(const std::string &text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// What is wrong, as the end of a sentence that begins with the line.
QString explained(const LineProblem &problem)
{
    const QString field = quoted(problem.field);
    const QString value = isolated(quoted(problem.value));
    switch (problem.fault) {
    case LineFault::NotJson:
        return tr("is cut off or damaged.");
    case LineFault::NotAnObject:
        return tr("does not describe a product or a variant.");
    case LineFault::UnknownKind:
        return tr("describes something that was not asked for (“%1”).").arg(value);
    case LineFault::BadId:
        return tr("has an id that is not one of Shopify's (“%1”).").arg(value);
    case LineFault::MissingField:
        return tr("lacks the field “%1”.").arg(field);
    case LineFault::WrongType:
        return tr("has the wrong kind of value in the field “%1”.").arg(field);
    case LineFault::BadNumber:
        return tr("has no usable number in the field “%1” (“%2”).").arg(field, value);
    case LineFault::OutOfRange:
        return tr("has a number that is too large in the field “%1” (“%2”).").arg(field, value);
    case LineFault::BadTime:
        return tr("has no usable time in the field “%1” (“%2”).").arg(field, value);
    case LineFault::TooManyOptions:
        return tr("describes a variant with more than three options.");
    case LineFault::TooLong:
        return tr("is longer than any product can be.");
    case LineFault::NoParent:
        return tr("describes a variant that belongs to no product.");
    }
    Q_UNREACHABLE();
}

} // namespace

Failure failureOf(const LineProblem &problem, std::int64_t lineNumber)
{
    return {FailureKind::DataCorrupt,
        tr("Line %1 of the file from Shopify %2").arg(QString::number(lineNumber), explained(problem)),
        tr("The pull was stopped. The catalogue was not changed."),
        tr("Pull again. If the same line is reported again, look at that product in Shopify."),
        u"bulk line %1, fault %2, field %3, value %4"_s.arg(lineNumber)
            .arg(int(problem.fault))
            .arg(quoted(problem.field), quoted(problem.value))};
}

QString sentence(const LineWarning &warning, std::int64_t lineNumber)
{
    const QString what = (warning.isVariant ? tr("Variant %1 (line %2)") : tr("Product %1 (line %2)"))
                             .arg(QString::number(warning.id), QString::number(lineNumber));
    const QString field = quoted(warning.field);
    const QString value = isolated(quoted(warning.value));
    switch (warning.oddity) {
    case LineOddity::BrokenText:
        return tr("%1 holds broken characters in the field “%2”; they are shown as �. Correct the text in Shopify.")
            .arg(what, field);
    case LineOddity::NullCharacter:
        return tr("%1 holds a hidden NUL character in the field “%2”; it was left out.").arg(what, field);
    case LineOddity::ExponentPrice:
        return tr(
            "%1 has an amount with an exponent, like 1e3, in the field “%2”; it was read as %3. Check it in Shopify.")
            .arg(what, field, value);
    case LineOddity::NegativePrice:
        return tr("%1 has a negative amount (%2) in the field “%3”. It cannot be taken into the catalogue; correct it "
                  "in Shopify.")
            .arg(what, value, field);
    case LineOddity::PrecisePrice:
        return tr("%1 has more decimals than usual (%2) in the field “%3”; all of them were kept.")
            .arg(what, value, field);
    case LineOddity::UnknownWord:
        return tr("%1 has the word “%2” in the field “%3”, which this version does not know. It was kept in the "
                  "mirror, but cannot be taken into the catalogue.")
            .arg(what, value, field);
    }
    Q_UNREACHABLE();
}

} // namespace Sync
