#pragma once

#include "tests/simulation/database.h"

namespace Simulation {

/// PgSettlement's steps after the operation was confirmed. Used once.
class SettlementWrites final
{
public:
    SettlementWrites(Database &database, const Sync::Settlement &settlement);

    Sync::Result<Sync::Settled> write();

private:
    using Step = Sync::Result<Sync::Done> (SettlementWrites::*)();

    Sync::Result<Sync::Done> findProduct();
    Sync::Result<Sync::Done> writeMirror();
    Sync::Result<Sync::Done> writeLocalFate();
    Sync::Result<Sync::Done> writeLinks();
    Sync::Result<Sync::Done> removeGone();
    Sync::Result<Sync::Done> writeBase();
    Sync::Result<Sync::Done> writeCatalogue();
    Sync::Result<Sync::Done> endChange();
    Sync::Result<Sync::Done> finishProduct();
    void raiseVersion(CatalogueRow &row);
    Sync::Result<Sync::Done> link();
    Sync::Result<Sync::Done> restore();
    Sync::Result<Sync::Done> linkVariant(const Sync::VariantLink &link);
    void removeBase(qint64 product);
    Sync::ShopifyId linkedId() const;
    CatalogueRow *row();

    Database &m_database;
    Tables &m_tables;
    const Sync::Settlement &m_settlement;
    Sync::ProductId m_product;
    bool m_contentChanged = false;
    Sync::Settled m_settled;
};

/// Closes what a batch claimed or planned and did not end.
Sync::Result<qint64> releaseBatch(Database &database, Sync::BatchId batch, qint64 epoch);
/// Ends a change as superseded and stages what Shopify holds now.
Sync::Result<qint64> supersedeAndStage(Database &database, const Sync::HeldBack &held);
/// An operation as a statement reads it.
Sync::Operation withTimes(const Database &database, const OperationRow &row);

} // namespace Simulation
