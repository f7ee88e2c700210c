#pragma once

#include "sync/api/result.h"
#include "sync/db/pgvalue.h"
#include "sync/journal/pgcontent.h"
#include "sync/ports/journalstore.h"

#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QString>
#include <QUuid>

#include <functional>
#include <optional>

namespace Sync {

class PgPipeline;
class PgSession;
class SharedRows;

/// What catalogue, mirror and base held of the products of some settlements, read before the first of them wrote.
struct ProductsHeld
{
    QMap<qint64, ProductContent> mirror; ///< By Shopify id.
    QMap<qint64, ProductContent> base;
    QMap<qint64, LocalImage> local; ///< By catalogue id.
};

/// What the first part of all settlements of a transaction came to.
struct SettlementsBegun
{
    QSet<QUuid> confirmed; ///< Operations.
    QSet<qint64> locked; ///< Products of the catalogue, by id.
};

/// Writes one settlement within a transaction, in parts between which the pipeline is sent; so those of several
/// products share their ways to the server, and the statements that are the same for all. Used once.
class PgSettlement final
{
    Q_DISABLE_COPY_MOVE(PgSettlement)

public:
    /// `shared` takes what goes together with that of others.
    PgSettlement(PgPipeline &pipeline, SharedRows &shared, const Settlement &settlement);

    /// First: the operation's end, as a row of journal/confirm_operation; and the product held still, by its id with
    /// those of others when it is plain.
    std::optional<QJsonObject> confirmation() const;
    void lockProduct();
    /// Second: which product that was.
    Result<Done> takeBeginning(const SettlementsBegun &begun);
    /// Third: everything that becomes true. The image of the product before has to be kept by then.
    Result<Done> write(const ProductsHeld &held);
    /// How the product stands after it; `after` is the product as it is in the catalogue now.
    QJsonObject summary(const LocalImage &after) const;

    /// Whether its statements wait for the pipeline; those of others run one by one, at once.
    bool isPlain() const { return m_isPlain; }
    BatchId batch() const { return m_settlement.batch; }
    const Settled &settled() const { return m_settled; }
    /// The catalogue's product; known from the second part on when the settlement does not name it.
    ProductId product() const { return m_product.isValid() ? m_product : m_settlement.product; }
    ShopifyId linkedId() const;

private:
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
    /// Fields of rows that the base has: `held`.
    Result<Done> updateBase(const ProductContent &held, const ContentPatch &patch);
    Result<Done> writeCatalogue();
    Result<Done> endChange();
    Result<ProductContent> mirrorNow() const;
    Result<ProductContent> baseNow() const;
    Result<std::optional<LocalImage>> localNow() const;
    /// Runs a statement at once.
    Result<Done> run(QStringView statement, const PgParameters &parameters);
    /// Writes a row, together with those of others or at once.
    Result<Done> put(QStringView statement, const QJsonObject &row);
    const VariantContent *seenVariant(ShopifyId id) const;

    PgPipeline &m_pipeline;
    SharedRows &m_shared;
    PgSession &m_session;
    const Settlement &m_settlement;
    /// Writes values of one product that is known, and neither makes nor removes rows: none of its statements hangs on
    /// another's answer, so all wait for the pipeline. Any other's run one by one.
    const bool m_isPlain;
    const ProductsHeld *m_held = nullptr;
    size_t m_locked = 0; ///< The answer's place.
    ProductId m_product;
    bool m_contentChanged = false;
    Settled m_settled;
};

/// Writes a row by a statement that takes many, now or later.
using WriteRow = std::function<Result<Done>(QStringView, const QJsonObject &)>;

/// What Shopify was seen to hold, into the mirror; for those who settle nothing else.
Result<Done> writeSeenIntoMirror(PgSession &session, ShopifyId product, const ProductContent &seen);
/// The same by the caller's own ways; `held` is what the mirror holds of the product, if it holds it.
Result<Done> writeSeenIntoMirror(
    const WriteRow &write, ShopifyId product, const ProductContent &seen, const ProductContent *held);

} // namespace Sync
