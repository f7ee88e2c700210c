#include "sync/review/optionvalidation.h"

#include "sync/api/catalogue.h"
#include "sync/api/options.h"
#include "sync/db/pgsession.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::OptionValidation)
};

bool touchesOptions(const OptionEdit &edit)
{
    const auto hasOption = [](const QJsonValue &fields) {
        return std::any_of(optionFields.cbegin(), optionFields.cend(),
            [&fields](QStringView option) { return !fields[option].isUndefined(); });
    };
    return edit.addsVariants || edit.fields.contains(Field::optionNames)
        || std::any_of(edit.variants.constBegin(), edit.variants.constEnd(), hasOption);
}

} // namespace

Result<Done> checkLinkedOptions(PgSession &session, const OptionEdit &edit)
{
    if (!touchesOptions(edit))
        return Done{};
    const auto unkept = session.execute(sql(u"review/unkept_option"),
        {{u"product", edit.product}, {u"fields", edit.fields}, {u"variants", edit.variants},
            {u"adding", edit.addsVariants}});
    if (!unkept)
        return unkept.failure();
    if (unkept->isEmpty())
        return Done{};
    const QString option = unkept->first().text(0);
    const QString metafield = unkept->first().text(1);
    return Failure{FailureKind::BadInput,
        edit.addsVariants ? whyNoVariantIsAdded(option, metafield) : whyLinkedOptionStays(option, metafield),
        Words::tr("The edit was not saved."), Words::tr("Undo the edit of this option.")};
}

} // namespace Sync
