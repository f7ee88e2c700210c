#include "sync/jobs/common/typedname.h"

#include "sync/api/isolated.h"
#include "sync/api/settings.h"

#include <QCoreApplication>

#include <algorithm>

namespace Sync {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::TypedName)
};

bool isNameOf(const ShopSettings &shop, const QString &typed)
{
    const QString &domain = shop.identity.domain;
    const QStringList names{shop.name.simplified(), domain, domain.section(u'.', 0, 0), shop.url.authority()};
    return std::any_of(names.cbegin(), names.cend(), [&typed](const QString &name) {
        return !name.isEmpty() && name.compare(typed.simplified(), Qt::CaseInsensitive) == 0;
    });
}

} // namespace

Result<Done> checkTypedName(const ShopSettings &shop, const QString &typed)
{
    const QString name = shop.name.isEmpty() ? shop.identity.domain : shop.name;
    if (typed.isEmpty() && shop.safeLevel != SafeLevel::Locked)
        return Done{};
    if (typed.isEmpty())
        return Failure{FailureKind::Refused,
            Words::tr("This shop is locked: whatever is written to it needs its name, typed by a person."),
            Words::tr("Nothing was sent."),
            Words::tr("Type %1 where it is asked for; on the command line, add --confirm-shop \"%1\".").arg(name)};
    if (!isNameOf(shop, typed))
        return Failure{FailureKind::Refused, Words::tr("“%1” is not this shop's name.").arg(isolated(typed)),
            Words::tr("Nothing was sent."), Words::tr("The name is %1.").arg(isolated(name))};
    return Done{};
}

} // namespace Sync
