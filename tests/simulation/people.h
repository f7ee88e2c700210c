#pragma once

#include "tests/simulation/database.h"
#include "tests/simulation/shopmodel.h"

#include <QList>

namespace Simulation {

class World;

/// Who wins where a pull finds both sides changed.
enum class Resolve { Leave, Ours, Theirs };

/// What people do to the catalogue and to staged changes, outside the protocol: short forms of what the review, the
/// comparison and the pull do in SQL. Each is one transaction.
class People final
{
public:
    explicit People(World &world)
        : m_world(world)
    { }

    /// Takes all products the shop has into mirror, base and catalogue.
    void adoptAll();

    void editProduct(int product, const QString &field, const Sync::FieldValue &value);
    void editVariant(int product, int variant, const QString &field, const Sync::FieldValue &value);
    void addVariant(int product, const QString &option, const QString &price);
    void removeVariant(int product, int variant);
    void createProduct(const QString &title, int variants);
    void deleteProduct(int product);
    /// Compares local edits, stages and approves them: of one product, or of all for -1.
    void approve(int product);
    void rejectField(int change, int field);
    void editProposal(int change, int field, const QString &value);
    void takeApprovalBack(int change);
    void rejectChange(int change);
    /// Opens a failed change again, the how-manieth one, and approves it as it is, unless a newer one has its place.
    void reopen(int change);
    void pull(Resolve resolve);
    /// Keeps how the catalogue stands now.
    void backUp();
    /// Puts the catalogue and its base back to the how-manieth newest backup and ends what waits for a decision; the
    /// shop, what was last seen of it and the journal stay. Nothing while anything is open.
    void restore(int backup);
    /// When the how-manieth newest backup was made.
    Milliseconds backedUpAt(int backup) const;
    void switchMaintenance(bool on, const QString &who);

    /// The shop's id of the how-manieth product and variant it ever had; 0 when it is gone.
    qint64 shopProduct(int product);
    qint64 shopVariant(int product, int variant);
    /// The how-manieth approved change to be sent; none when there are fewer.
    Sync::ChangeId approvedChange(int number) const;
    /// The how-manieth newest batch that wrote.
    Sync::BatchId batch(int number) const;

private:
    CatalogueRow *row(Tables &tables, int product);
    void stageUpdate(Tables &tables, CatalogueRow &row);
    void stageCreate(Tables &tables, CatalogueRow &row);
    void stageDeletes(Tables &tables);
    static ChangeRow *changeThatIs(Tables &tables, Sync::StagedStatus status, int change);
    void pullProduct(Tables &tables, CatalogueRow &row, Resolve resolve);
    void edited(Tables &tables, CatalogueRow &row);

    struct Backup
    {
        Milliseconds at{0};
        QMap<qint64, CatalogueRow> products = {};
        ShopSide base = {};
    };

    World &m_world;
    QList<Backup> m_backups; ///< Newest first.
    QList<qint64> m_products; ///< Catalogue ids in the order they were first seen.
    QList<qint64> m_shopProducts;
};

} // namespace Simulation
