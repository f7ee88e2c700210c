#pragma once

#include "sync/api/batch.h"
#include "sync/api/result.h"
#include "sync/loader/bulkloader.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace Sync {

class PgSession;

/// A pull that was begun and has not ended: enough to take it up from another process.
struct PullRecord
{
    BatchId batch;
    PullRequest request;
    QString filter; ///< What Shopify was asked for; empty for everything.
    bool isQuick = false;
    QString fingerprint;
    QString operation = {}; ///< The GID of the bulk operation.
    QString memberships = {}; ///< That of the one for what the products are in.
    /// Whether the rows read so far are in tables that will be the mirror, or aside; nothing when none are.
    std::optional<bool> fillsMirror = {};
    LoadCheckpoint checkpoint = {};
};

/// Nothing when no pull was interrupted.
Result<std::optional<PullRecord>> readUnfinishedPull(PgSession &session);

// What a run writes about it between its transactions: each is one of its own, and Busy, with nothing written, when
// another desk has taken over since the epoch. Then it is that one's pull.

/// Notes that a pull has begun; nothing of it is read yet.
Result<Done> noteUnfinishedPull(PgSession &session, const PullRecord &record, qint64 epoch);
/// Another batch takes up the pull.
Result<Done> carryOn(PgSession &session, BatchId batch, qint64 epoch);
/// There is nothing to take up any more; drops what an interrupted first pull has filled.
Result<Done> forgetUnfinishedPull(PgSession &session, qint64 epoch);

/// Keeps how far it is, in the transaction of the rows.
Result<Done> keepCheckpoint(PgSession &session, bool fillsMirror, const LoadCheckpoint &checkpoint);
/// Whether the rows of the checkpoint are still there.
Result<bool> hasRowsOf(PgSession &session, const PullRecord &record);
/// Whether anything was sent to the shop since that time: then what Shopify wrote down before is out of date.
Result<bool> wasAnythingSentSince(PgSession &session, const QDateTime &time);

QJsonObject toJson(const PullRequest &request);
PullRequest pullRequest(const QJsonObject &json);

} // namespace Sync
