#include "sync/journal/pgsettlements.h"

#include "sync/db/pgpipeline.h"
#include "sync/journal/pgsettlement.h"
#include "sync/journal/sharedrows.h"
#include "sync/lease/pgleasestore.h"

#include <algorithm>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace Sync {

struct PgSettlements::Parts
{
    SharedRows shared;
    std::vector<std::unique_ptr<PgSettlement>> settlements;
    std::optional<size_t> confirmed; ///< Places of answers.
    std::optional<size_t> locked;
    QMap<qint64, size_t> newerEpochs; ///< By epoch, the place of the answer.
    ShopSideAsked mirror;
    ShopSideAsked base;
    LocalImagesAsked local;
    ProductsHeld held;
};

PgSettlements::PgSettlements(PgPipeline &pipeline, const QList<Settlement> &settlements)
    : m_pipeline(pipeline)
    , m_settlements(settlements)
    , m_parts(std::make_unique<Parts>())
{
    for (const Settlement &settlement : m_settlements)
        m_parts->settlements.push_back(std::make_unique<PgSettlement>(m_pipeline, m_parts->shared, settlement));
}

PgSettlements::~PgSettlements() = default;

void PgSettlements::begin()
{
    if (m_settlements.isEmpty())
        return;
    m_pipeline.add(sql(u"journal/begin_applying"));
    for (const Settlement &settlement : m_settlements)
        if (!m_parts->newerEpochs.contains(settlement.epoch))
            m_parts->newerEpochs.insert(
                settlement.epoch, m_pipeline.add(sql(u"lease/newer_epoch"), {{u"epoch", settlement.epoch}}));
    QJsonArray confirmed;
    QList<ShopifyId> linked;
    QList<ProductId> products;
    QList<ProductId> locked;
    for (const auto &settlement : m_parts->settlements) {
        if (const auto confirmation = settlement->confirmation())
            confirmed += *confirmation;
        if (settlement->isPlain())
            locked += settlement->product();
        else
            settlement->lockProduct();
        linked += settlement->linkedId();
        if (settlement->product().isValid())
            products += settlement->product();
    }
    if (!confirmed.isEmpty())
        m_parts->confirmed = m_pipeline.add(sql(u"journal/confirm_operation"), {{u"rows", confirmed}});
    if (!locked.isEmpty())
        m_parts->locked = m_pipeline.add(sql(u"journal/lock_products"), {{u"ids", locked}});
    m_parts->mirror = askShopSide(m_pipeline, ShopSide::Mirror, linked);
    m_parts->base = askShopSide(m_pipeline, ShopSide::Base, linked);
    m_parts->local = askLocalImages(m_pipeline, products, linked);
}

Result<Done> PgSettlements::takeHeld()
{
    for (auto newer = m_parts->newerEpochs.cbegin(); newer != m_parts->newerEpochs.cend(); ++newer)
        if (const auto may = PgLeaseStore::mayWrite(m_pipeline.answer(newer.value()), newer.key()); !may)
            return may.failure();
    const auto images = localImagesFrom(m_pipeline, m_parts->local);
    if (!images)
        return images.failure();
    for (const LocalImage &image : *images)
        m_parts->held.local.insert(image.product.id.value, image);
    m_parts->held.mirror = shopSideFrom(m_pipeline, m_parts->mirror);
    m_parts->held.base = shopSideFrom(m_pipeline, m_parts->base);
    return Done{};
}

Result<QList<Settled>> PgSettlements::write()
{
    if (m_settlements.isEmpty())
        return QList<Settled>();
    if (const auto taken = takeHeld(); !taken)
        return taken.failure();
    if (const auto kept = keepBefore(); !kept)
        return kept.failure();
    for (const auto &settlement : m_parts->settlements)
        if (const auto written = settlement->write(m_parts->held); !written)
            return written.failure();
    m_parts->shared.moveTo(m_pipeline);
    if (const auto finished = finish(); !finished)
        return finished.failure();
    QList<Settled> settled;
    for (const auto &settlement : m_parts->settlements)
        settled += settlement->settled();
    return settled;
}

/// The products of the settlements as the statements journal/versions_… take them.
QJsonArray PgSettlements::versions() const
{
    QJsonArray versions;
    for (const auto &settlement : m_parts->settlements)
        if (settlement->product().isValid())
            versions
                += QJsonObject{{u"batch"_s, settlement->batch().value}, {u"product"_s, settlement->product().value},
                    {u"shopify_product"_s,
                        settlement->linkedId().isValid() ? QJsonValue(settlement->linkedId().value)
                                                         : QJsonValue(QJsonValue::Null)}};
    return versions;
}

Result<Done> PgSettlements::keepBefore()
{
    SettlementsBegun begun;
    if (m_parts->confirmed)
        for (const PgRow row : m_pipeline.answer(*m_parts->confirmed))
            begun.confirmed.insert(QUuid(row.text(0)));
    if (m_parts->locked)
        for (const PgRow row : m_pipeline.answer(*m_parts->locked))
            begun.locked.insert(row.int64(0));
    for (const auto &settlement : m_parts->settlements)
        if (const auto taken = settlement->takeBeginning(begun); !taken)
            return taken.failure();
    m_pipeline.add(sql(u"journal/versions_before"), {{u"products", versions()}});
    const bool allWait = std::all_of(m_parts->settlements.cbegin(), m_parts->settlements.cend(),
        [](const auto &settlement) { return settlement->isPlain(); });
    return allWait ? Result<Done>(Done{}) : m_pipeline.send();
}

Result<Done> PgSettlements::finish()
{
    QList<ShopifyId> linked;
    QList<ProductId> products;
    for (const auto &settlement : m_parts->settlements) {
        linked += settlement->linkedId();
        if (settlement->product().isValid())
            products += settlement->product();
    }
    const LocalImagesAsked asked = askLocalImages(m_pipeline, products, linked);
    if (const auto written = m_pipeline.send(); !written)
        return written.failure();
    const auto images = localImagesFrom(m_pipeline, asked);
    if (!images)
        return images.failure();
    QJsonArray summaries;
    for (const auto &settlement : m_parts->settlements) {
        const auto after = std::find_if(images->cbegin(), images->cend(),
            [&](const LocalImage &image) { return image.product.id == settlement->product(); });
        if (after != images->cend())
            summaries += settlement->summary(*after);
    }
    m_pipeline.add(sql(u"journal/summarize_products"), {{u"products", summaries}});
    m_pipeline.add(sql(u"journal/versions_after"), {{u"products", versions()}});
    return m_pipeline.send();
}

} // namespace Sync
