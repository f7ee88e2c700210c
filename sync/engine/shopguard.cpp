#include "sync/engine/shopguard.h"

#include "sync/db/pgsession.h"
#include "sync/engine/safelevelkeeper.h"
#include "sync/graphql/shopaddress.h"
#include "sync/lease/catalogueshop.h"

#include <QCoreApplication>

namespace Sync {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::Engine)
};

} // namespace

Result<ShopIdentity> shopToServe(PgSession &session, const Result<ShopIdentity> &said, const QUrl &address)
{
    const Result<ShopIdentity> owner = readCatalogueShop(session);
    if (!owner)
        return owner.failure();
    if (!said) {
        const ShopIdentity byAddress{ShopAddress{.url = address}.domain()};
        return isSameShop(*owner, byAddress) ? owner : said;
    }
    if (!owner->domain.isEmpty() && !isSameShop(*owner, *said))
        return belongsToAnotherShop(*owner, *said);
    return said;
}

Result<Done> readSafeLevel(PgSession &session, SafeLevelKeeper &keeper)
{
    const auto stored = session.execute(sql(u"engine/safe_level"));
    if (!stored)
        return stored.failure();
    if (!stored->isEmpty())
        if (const auto level = fromWord<SafeLevel>(stored->first().text(0)))
            keeper.setStored(*level);
    return Done{};
}

Failure lockedForSchedules()
{
    return {FailureKind::Refused, Words::tr("This shop is locked: sending to it needs its name, typed by a person."),
        Words::tr("Nothing was sent."), Words::tr("Send what is approved yourself, or choose another safe level.")};
}

} // namespace Sync
