#include "sync/engine/shopguard.h"

#include "sync/graphql/shopaddress.h"
#include "sync/lease/catalogueshop.h"

namespace Sync {

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

} // namespace Sync
