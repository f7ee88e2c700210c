#include "tests/sync/jobs/support/catalogueworld.h"

#include "sync/db/pgsession.h"

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Tests {

CatalogueWorld::CatalogueWorld(PrivatePostgres &postgres)
    : m_settings(postgres.createDatabase())
    , m_session(std::move(PgSession::open(m_settings)).value())
{
    execute(u"delete from sync_approval_rules"_s);
}

Result<MirrorPullOutcome> CatalogueWorld::pull(const ModelShop &shop, const QString &fingerprint)
{
    return pullFile(bulkFile(shop), objectCount(shop), shop.size(), fingerprint);
}

Result<MirrorPullOutcome> CatalogueWorld::pullFile(
    const std::string &file, qint64 objects, qint64 roots, const QString &fingerprint, std::stop_token stop)
{
    LoadProgress progress;
    LoadGate gate;
    MirrorPuller puller(*m_session, m_settings, progress, gate, [](Phase) {});
    MirrorPull pull;
    pull.batch = openBatch(BatchKind::Pull);
    pull.fingerprint = fingerprint;
    pull.watermark = QDateTime::currentDateTimeUtc();
    pull.locations = locations;
    pull.objectCount = objects;
    pull.rootCount = roots;
    pull.source = [&file](LoadPlan::Sink sink) -> Result<Done> {
        for (size_t at = 0; at < file.size(); at += 777) {
            if (!sink(std::string_view(file).substr(at, 777)))
                break;
        }
        return Done{};
    };
    return puller.run(pull, stop);
}

void CatalogueWorld::approveAll(const QString &direction)
{
    execute(
        u"UPDATE staged_product_changes SET status = 'approved', decided_by = 'bea' WHERE status = 'pending' AND direction = '%1'"_s
            .arg(direction));
}

std::pair<ChunkOutcome, BatchId> CatalogueWorld::applyAll(qint64 chunk)
{
    const BatchId batch = openBatch(BatchKind::Apply);
    ChunkOutcome sum;
    for (qint64 after = 0;;) {
        const auto rows = m_session->executeText(
            u"SELECT id FROM staged_product_changes WHERE status = 'approved' AND direction = 'pull' AND id > :after ORDER BY id LIMIT :limit"_s,
            {{u"after", after}, {u"limit", chunk}});
        QList<ChangeId> ids;
        for (const PgRow row : *rows)
            ids.append(ChangeId{row.int64(0)});
        if (ids.isEmpty())
            return {sum, batch};
        after = ids.last().value;
        const auto outcome = applyChunk(*m_session, batch, ids, m_who, {});
        if (!outcome)
            qFatal(
                "apply: %s (%s)", qUtf8Printable(outcome.failure().text()), qUtf8Printable(outcome.failure().detail));
        sum.applied += outcome->applied;
        sum.failed += outcome->failed;
        sum.stale += outcome->stale;
    }
}

ModelShop CatalogueWorld::catalogue()
{
    return read(
        u"SELECT shopify_product_id, name, vendor, description_html, tags FROM products WHERE shopify_product_id IS NOT NULL"_s,
        u"SELECT p.shopify_product_id, v.shopify_variant_id, v.title, v.sku, v.price, v.cost, v.inventory_quantity FROM product_variants v JOIN products p ON p.id = v.product_id WHERE v.shopify_variant_id IS NOT NULL"_s,
        u"SELECT p.shopify_product_id, coalesce(v.shopify_variant_id, 0), f.field, f.value FROM product_facets f JOIN products p ON p.id = f.product_id LEFT JOIN product_variants v ON v.id = f.variant_id WHERE p.shopify_product_id IS NOT NULL"_s);
}

ModelShop CatalogueWorld::base()
{
    return read(u"SELECT id, title, vendor, description_html, tags FROM base_products"_s,
        u"SELECT product_id, id, title, sku, price, cost, inventory_quantity FROM base_variants"_s,
        u"SELECT product_id, variant_id, field, value FROM base_facets"_s);
}

ModelShop CatalogueWorld::mirror()
{
    return read(u"SELECT id, title, vendor, description_html, tags FROM shopify_products"_s,
        u"SELECT product_id, id, title, sku, price, cost, inventory_quantity FROM shopify_variants"_s,
        u"SELECT coalesce(v.product_id, f.product_id), f.variant_id, f.field, f.value FROM shopify_facets f LEFT JOIN shopify_variants v ON v.id = f.variant_id"_s);
}

ModelShop CatalogueWorld::read(const QString &products, const QString &variants, const QString &facets)
{
    ModelShop shop;
    const auto rows = m_session->executeText(products);
    for (const PgRow row : *rows)
        shop[row.int64(0)] = {row.text(1), row.text(2), row.text(3), row.textList(4), {}, {}};
    const auto children = m_session->executeText(variants);
    for (const PgRow row : *children)
        shop[row.int64(0)].variants[row.int64(1)]
            = {row.text(2), row.optionalText(3), row.text(4), row.optionalText(5), row.int32(6), {}};
    const auto values = m_session->executeText(facets);
    for (const PgRow row : *values) {
        ModelProduct &product = shop[row.int64(0)];
        (row.int64(1) == 0 ? product.metafields : product.variants[row.int64(1)].metafields)
            .insert(row.text(2), row.text(3));
    }
    return shop;
}

QString CatalogueWorld::snapshot()
{
    return text(
               u"SELECT coalesce(string_agg(image_content(image)::text || ' ' || (image #>> '{product,locally_edited}') || ' ' || (image #>> '{product,variant_count}') || coalesce(image #>> '{product,min_price}', ''), E'\\n' ORDER BY product_id), '') FROM product_images"_s)
        + text(u"SELECT coalesce(string_agg(b::text, E'\\n' ORDER BY id), '') FROM base_products b"_s)
        + text(u"SELECT coalesce(string_agg(b::text, E'\\n' ORDER BY id), '') FROM base_variants b"_s)
        + text(
            u"SELECT coalesce(string_agg(b::text, E'\\n' ORDER BY product_id, variant_id, field), '') FROM base_facets b"_s);
}

QString CatalogueWorld::stagedFields(const QString &name, const QString &status)
{
    return text(
        u"SELECT coalesce(string_agg(concat_ws(' ', c.direction, f.shopify_variant_id, %1, coalesce(f.base_value, '-') || '|' || coalesce(f.local_value, '-') || '|' || coalesce(f.remote_value, '-')) || CASE WHEN f.is_conflict THEN '!' ELSE '' END, ', ' ORDER BY f.shopify_variant_id, f.field), '') FROM staged_field_changes f JOIN staged_product_changes c ON c.id = f.change_id WHERE c.status = '%2'"_s
            .arg(name, status));
}

void CatalogueWorld::execute(const QString &statement)
{
    if (const auto done = m_session->executeText(statement); !done)
        qFatal("%s: %s", qUtf8Printable(statement), qUtf8Printable(done.failure().detail));
}

QString CatalogueWorld::text(const QString &statement)
{
    const auto rows = m_session->executeText(statement);
    if (!rows)
        qFatal("%s: %s", qUtf8Printable(statement), qUtf8Printable(rows.failure().detail));
    return rows->isEmpty() ? QString() : rows->first().text(0);
}

BatchId CatalogueWorld::openBatch(BatchKind kind)
{
    const auto ledger = BatchLedger::open(*m_session, kind, {}, m_who);
    if (!ledger)
        qFatal("batch: %s", qUtf8Printable(ledger.failure().detail));
    return ledger->id();
}

} // namespace Tests
