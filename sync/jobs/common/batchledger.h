#pragma once

#include "sync/api/batch.h"
#include "sync/api/result.h"
#include "sync/api/settings.h"

#include <QJsonObject>
#include <QString>

namespace Sync {

class PgSession;

/// What other desks and the readers of this one listen for. The payload of each is the batch's id.
enum class ChangeChannel {
    Catalogue, ///< `syncdesk_catalogue`: products or variants were written.
    Staged, ///< `syncdesk_staged`: staged changes were added, decided or settled.
    History, ///< `syncdesk_history`: a batch began, ended or recorded outcomes.
};

/// The name as given to LISTEN.
QString channelName(ChangeChannel channel);

/// What a batch has come to so far. Items, not fields.
struct BatchCounts
{
    qint64 total = 0;
    qint64 succeeded = 0;
    qint64 failed = 0;
    qint64 skipped = 0;

    qint64 done() const { return succeeded + failed + skipped; }
    /// How a batch that ran to its end ends: completed, partial or failed.
    BatchStatus outcome() const;

    bool operator==(const BatchCounts &) const = default;
};

/// The row of one batch in `sync_batches`, kept while the batch runs. Every function takes the session to write on, so
/// that counts and announcements can be part of the transaction they tell of; all are short and block.
class BatchLedger final
{
public:
    /// Writes the row, status running, an audit entry, and tells the other desks; commits by itself.
    static Result<BatchLedger> open(
        PgSession &session, BatchKind kind, const QJsonObject &scope, const Operator &who, BatchId rollsBack = {});

    /// Marks every batch that is still open as interrupted. Only for a desk that has just taken the shop's writer
    /// lease, of this epoch, and runs nothing yet: then whoever ran them is gone. Busy when another has taken it since,
    /// whose batches these may be. The batches marked.
    static Result<QList<BatchId>> interruptAbandoned(PgSession &session, const Operator &who, qint64 epoch);

    /// Tells other desks; inside a transaction it is heard at commit. Failures matter to nobody but the transaction.
    static Result<Done> announce(PgSession &session, ChangeChannel channel, BatchId batch);

    BatchId id() const { return m_id; }
    BatchKind kind() const { return m_kind; }

    /// Writes the counts.
    Result<Done> count(PgSession &session, const BatchCounts &counts);
    /// Shows the batch as paused or running to the other desks.
    Result<Done> setPaused(PgSession &session, bool paused);
    /// Ends the batch with counts and one sentence, an audit entry, and tells the other desks; commits by itself.
    /// Ending a batch twice is harmless: the first end stays.
    Result<Done> finish(PgSession &session, BatchStatus status, const BatchCounts &counts, const QString &message);

private:
    BatchLedger(BatchId id, BatchKind kind, Operator who)
        : m_id(id)
        , m_kind(kind)
        , m_who(std::move(who))
    { }

    BatchId m_id;
    BatchKind m_kind;
    Operator m_who;
};

} // namespace Sync
