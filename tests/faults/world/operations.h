#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace Faults {

/// What the program is doing when the fault strikes. Flags, because most points are met by several.
enum Doing : quint32 {
    Pushing = 1,
    RollingBack = 2,
    PullingFirst = 4,
    Pulling = 8,
    Applying = 16,
    Approving = 32,
    FindingEdits = 64,
    Settling = 128,
    SwitchingMaintenance = 256,
    Migrating = 512,
    Writing = 1024, ///< A push of a call whose way to Shopify alone is looked at: all around it is as in any other.
};

/// Where the catalogue of a case comes from.
enum class Start {
    Empty, ///< A database without tables.
    Migrated,
    Pulled, ///< Everything staged, nothing approved.
    Approved, ///< Everything staged and approved.
    Agreed, ///< Catalogue, base, mirror and shop hold the same.
};

/// One kind of work that a fault meets: how to get there, what is run, and what is run to finish the job.
struct OperationKind
{
    QString name;
    Doing doing;
    Start start;
    QStringList command; ///< `*batch` and `*shop` are filled in.
    QString mutation = {}; ///< The document of the writes to the shop that matter.
    QString edits = {}; ///< SQL on the catalogue, as a script would.
    QList<QStringList> before = {}; ///< Commands run after the edits, well before the fault.
    bool editsElsewhere = false; ///< Somebody else edits the shop as well.
    bool isSentFirst = false; ///< The edits are pushed in the case, and what is run undoes or repeats that.
    bool isLostFirst = false; ///< That push dies with a request under way.
    int locations = 1; ///< Of the shop in which it happens.
};

const QList<OperationKind> &operationKinds();

} // namespace Faults
