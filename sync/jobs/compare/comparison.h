#pragma once

#include "sync/api/ids.h"
#include "sync/api/result.h"
#include "sync/api/settings.h"
#include "sync/api/vocabulary.h"
#include "sync/db/pgtransaction.h"

#include <stop_token>

namespace Sync {

/// Which products a comparison looks at.
enum class CompareScope {
    Everything, ///< After the mirror was filled afresh.
    Pulled, ///< What `pulled_*` says changed or went, to be named before it is merged.
};

/// What a comparison staged.
struct StagedCounts
{
    qint64 staged = 0; ///< Changes newly staged and open.
    qint64 conflicts = 0; ///< Of these, with a conflict.
    qint64 approved = 0; ///< Staged besides, and approved by a rule.

    bool operator==(const StagedCounts &) const = default;
};

/// The three-way, field-level comparison of base, catalogue and mirror, done in SQL on whole sets.
///
/// remote = base, local = base: nothing. remote changed: a pull field; both changed alike: the base moves without a
/// word; both changed differently: a conflict. Local edits that Shopify still has the base of are for sending. Values
/// are compared by meaning (money by value, tags as a set) and NULL differs from empty text. Hashes decide only which
/// products are looked at.
///
/// Lives within one transaction of the caller's, which sees all of it or nothing.
class Comparison final
{
    Q_DISABLE_COPY_MOVE(Comparison)

public:
    /// The session must be in a transaction.
    Comparison(PgSession &session, BatchId batch, std::stop_token stop);

    /// Prepares the transaction; comes first.
    Result<Done> begin();
    /// Adds products to look at. Pulled must be named before it is merged into the mirror.
    Result<Done> addScope(CompareScope scope);
    /// Stages what Shopify changed in the products in scope, supersedes what was open for them unless it says the very
    /// same, and works waiting pushes of theirs out anew. Fields that say the same keep what was decided on them.
    Result<Done> stagePull(CompareScope scope);
    /// Stages local edits of the products in `push_scope`.
    Result<Done> stagePush();
    /// Works out the status of all products whose situation has changed. Comes last.
    Result<Done> refreshStatus();
    /// What the batch has staged so far.
    Result<StagedCounts> staged();

private:
    Result<Done> settle();
    Result<Done> carryDecisions(Direction direction);
    Result<Done> run(std::initializer_list<QStringView> steps);

    PgSession &m_session;
    BatchId m_batch;
    std::stop_token m_stop;
    bool m_skipRejected = false;
};

/// Fails as Refused, with what that keeps from being done, unless the mirror is complete: while a full pull has not
/// ended, what is missing from it says nothing of Shopify.
Result<Done> requireCompleteMirror(PgSession &session, const QString &what, const QString &meaning);

/// Compares all local edits with their base and stages them for sending, in one transaction with a batch of its own
/// when there is anything new. The number of changes now waiting to be sent. Fails as Refused while the mirror is not
/// complete: then nobody knows what Shopify has. A stop is heard at any moment and undoes all of it. Blocks; runs on
/// the session's thread.
Result<qint64> stageLocalEdits(
    PgSession &session, const Operator &who, std::stop_token stop = {}, const CommitCheck &check = {});

} // namespace Sync
