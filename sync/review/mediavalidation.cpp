#include "sync/review/mediavalidation.h"

#include "sync/api/media.h"

#include <QCoreApplication>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::MediaValidation)
};

constexpr qsizetype longestAlt = 512;

Failure refused(const QString &what, const QString &remedy)
{
    return {FailureKind::BadInput, what, Words::tr("The value was not saved."), remedy};
}

Result<CheckedValue> checkedOrder(const QString &value)
{
    QStringList keys = mediaKeys(value);
    for (const QString &key : std::as_const(keys))
        if (!mediumId(key).isValid() && !isMediumAddress(key))
            return refused(Words::tr("The order of the media names something that is none."),
                Words::tr("Name each by its number in Shopify or by its web address, with spaces between them."));
    if (keys.removeDuplicates() > 0)
        return refused(Words::tr("The order of the media names one twice."), Words::tr("Name each once."));
    return CheckedValue{mediaOrder(keys)};
}

} // namespace

Result<CheckedValue> checkedMediaValue(const QString &field, const QString &value)
{
    if (field == mediaOrderPath)
        return checkedOrder(value);
    const QString trimmed = value.simplified();
    if (medium(field)) {
        if (trimmed.isEmpty() || trimmed == u"true")
            return CheckedValue{trimmed};
        return refused(Words::tr("A product shows a medium or it does not; there is no other value."),
            Words::tr("Say true, or nothing to take it off."));
    }
    if (trimmed.size() > longestAlt)
        return refused(Words::tr("The text that describes a medium has %1 characters; %2 at most are allowed.")
                           .arg(trimmed.size())
                           .arg(longestAlt),
            Words::tr("Shorten it."));
    CheckedValue checked{trimmed};
    if (trimmed != value)
        checked.warnings += Words::tr("Spaces around the value, and line breaks in it, were removed.");
    return checked;
}

} // namespace Sync
