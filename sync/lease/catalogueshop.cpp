#include "sync/lease/catalogueshop.h"

#include "sync/db/pgsession.h"

#include <QCoreApplication>

namespace Sync {

bool isSameShop(const ShopIdentity &left, const ShopIdentity &right)
{
    if (left.number != 0 && right.number != 0)
        return left.number == right.number;
    return left.domain.compare(right.domain, Qt::CaseInsensitive) == 0;
}

Failure belongsToAnotherShop(const ShopIdentity &owner, const ShopIdentity &connected)
{
    return {FailureKind::Refused,
        QCoreApplication::translate(
            "Sync::CatalogueShop", "This database belongs to the shop %1, but Syncdesk is connected to %2.")
            .arg(owner.domain, connected.domain),
        QCoreApplication::translate("Sync::CatalogueShop",
            "Nothing is pulled, compared, written or sent, because the products of one shop must never reach another."),
        QCoreApplication::translate(
            "Sync::CatalogueShop", "Choose the profile or the database of %1, or connect to %2 again.")
            .arg(connected.domain, owner.domain),
        QStringLiteral("database of %1, shop %2").arg(owner.number).arg(connected.number)};
}

Result<ShopIdentity> readCatalogueShop(PgSession &session)
{
    const auto rows = session.execute(sql(u"lease/catalogue_shop"));
    if (!rows)
        return rows.failure();
    if (rows->isEmpty())
        return ShopIdentity{};
    return ShopIdentity{rows->first().text(0), rows->first().int64(1)};
}

Result<Done> claimCatalogue(PgSession &session, const ShopIdentity &shop, const QString &operatorName)
{
    const auto claimed = session.execute(sql(u"lease/claim_catalogue"),
        {{u"domain", shop.domain}, {u"number", shop.number}, {u"operator", operatorName}});
    if (!claimed)
        return claimed.failure();
    const auto owner = readCatalogueShop(session);
    if (!owner)
        return owner.failure();
    if (!isSameShop(*owner, shop))
        return belongsToAnotherShop(*owner, shop);
    if (owner->domain == shop.domain && (owner->number == shop.number || shop.number == 0))
        return Done{};
    const auto renamed
        = session.execute(sql(u"lease/rename_catalogue_shop"), {{u"domain", shop.domain}, {u"number", shop.number}});
    if (!renamed)
        return renamed.failure();
    return Done{};
}

} // namespace Sync
