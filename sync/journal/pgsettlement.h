#pragma once

#include "sync/api/result.h"
#include "sync/db/pgvalue.h"
#include "sync/ports/journalstore.h"

#include <QMap>
#include <QString>

namespace Sync {

class PgSession;

/// Writes one settlement within the transaction its session is in. Used once.
class PgSettlement final
{
    Q_DISABLE_COPY_MOVE(PgSettlement)

public:
    PgSettlement(PgSession &session, const Settlement &settlement);

    Result<Settled> write();

private:
    Result<Done> begin();
    Result<Done> confirmOperation();
    Result<Done> findProduct();
    Result<Done> writeMirror();
    Result<Done> removeGone();
    Result<Done> writeLocalFate();
    Result<Done> deleteLocal();
    Result<Done> restoreLocal();
    Result<Done> linkProduct();
    Result<Done> writeLinks();
    Result<Done> writeLink(const VariantLink &link);
    Result<Done> writeLocalFacets(const QJsonArray &facets);
    Result<Done> writeBase();
    Result<Done> writeCatalogue();
    Result<Done> endChange();
    Result<Done> finishProduct();
    Result<Done> run(QStringView statement, const PgParameters &parameters);
    const VariantContent *seenVariant(ShopifyId id) const;
    ShopifyId linkedId() const;

    PgSession &m_session;
    const Settlement &m_settlement;
    ProductId m_product;
    bool m_contentChanged = false;
    Settled m_settled;
};

/// What Shopify was seen to hold, into the mirror; for those who settle nothing else.
Result<Done> writeSeenIntoMirror(PgSession &session, ShopifyId product, const ProductContent &seen);

} // namespace Sync
