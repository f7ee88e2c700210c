#pragma once

#include "sync/api/ids.h"
#include "sync/api/result.h"
#include "sync/api/settings.h"
#include "sync/db/pgtransaction.h"
#include "sync/jobs/common/batchledger.h"

#include <QList>

#include <stop_token>

namespace Sync {

/// What came of one chunk of approved changes.
struct ChunkOutcome
{
    qint64 applied = 0;
    qint64 failed = 0; ///< The catalogue cannot hold them; each says why.
    qint64 stale = 0; ///< Decided on a state that is no more: compared anew instead.

    bool operator==(const ChunkOutcome &) const = default;
};

/// Writes approved pull-direction changes to the catalogue, in one transaction that either happens whole or not at
/// all: products, variants, base, versions, history, and the changes' own status. Changes that
/// are no longer approved are passed over. Deadlocks and lock timeouts are
/// tried again. Blocks; runs on the session's thread.
Result<ChunkOutcome> applyChunk(PgSession &session, BatchId batch, const QList<ChangeId> &changes, const Operator &who,
    std::stop_token stop, const CommitCheck &check = {});

/// When the catalogue has grown so much since the planner last looked that it would choose badly.
///
/// A first apply fills empty tables; without a look in between each further chunk would take longer than the one
/// before. Ask after every chunk.
class GrowthWatch final
{
public:
    /// True when so many further products are reason for analyzeCatalogue().
    bool grew(qint64 products);

private:
    static constexpr qint64 FirstLook = 200;

    qint64 m_since = 0;
    qint64 m_next = FirstLook;
};

/// Lets the planner look at the tables applyChunk() writes.
Result<Done> analyzeCatalogue(PgSession &session);

} // namespace Sync
