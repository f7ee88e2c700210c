#pragma once

#include "sync/jobs/apply/applychunk.h"
#include "sync/jobs/pull/mirrorpull.h"
#include "tests/support/privatepostgres.h"
#include "tests/sync/jobs/support/shopmodel.h"

#include <memory>
#include <optional>

namespace Tests {

/// A migrated database with what a test needs to pull, edit, decide, apply and look; without approval rules, so that
/// what is staged waits. Failures of the plumbing end the test program.
class CatalogueWorld final
{
    Q_DISABLE_COPY_MOVE(CatalogueWorld)

public:
    explicit CatalogueWorld(PrivatePostgres &postgres);

    Sync::PgSession &session() { return *m_session; }
    const Sync::ConnectionSettings &settings() const { return m_settings; }
    const Sync::Operator &who() const { return m_who; }

    /// Pulls the shop whole, in one batch.
    /// As the shop with its `locations`, when they are set.
    Sync::Result<Sync::MirrorPullOutcome> pull(
        const ModelShop &shop, const QString &fingerprint = QStringLiteral("f1"));
    /// Pulls any bytes as the file of a whole shop.
    Sync::Result<Sync::MirrorPullOutcome> pullFile(const std::string &file, qint64 objects = -1, qint64 roots = -1,
        const QString &fingerprint = QStringLiteral("f1"), std::stop_token stop = {});
    /// Approves everything pending in that direction.
    void approveAll(const QString &direction = QStringLiteral("pull"));
    /// Applies everything approved, in chunks; the sum of the outcomes and the batch it ran in.
    std::pair<Sync::ChunkOutcome, Sync::BatchId> applyAll(qint64 chunk = 100);

    /// The catalogue's linked products, and what is there of the base.
    ModelShop catalogue();
    ModelShop base();
    ModelShop mirror();
    /// Everything of catalogue and base but versions and times, for "as it was before".
    QString snapshot();

    /// What is staged under a status: direction, variant, name, and base|here|Shopify, a conflict with an exclamation
    /// mark. `name` is SQL for how a field f.field is called.
    QString stagedFields(const QString &name, const QString &status);

    void execute(const QString &statement);
    QString text(const QString &statement);
    qint64 number(const QString &statement) { return text(statement).toLongLong(); }

    std::optional<QList<Sync::StockLocation>> locations; ///< What the shop tells with each pull.

private:
    ModelShop read(const QString &products, const QString &variants, const QString &facets);
    Sync::BatchId openBatch(Sync::BatchKind kind);

    Sync::ConnectionSettings m_settings;
    std::unique_ptr<Sync::PgSession> m_session;
    Sync::Operator m_who{QStringLiteral("anna"), QStringLiteral("desk-1")};
};

} // namespace Tests
