#pragma once

#include "sync/api/reader.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <optional>

namespace Models {

/// What approving the changes of a list together would come to.
struct BulkApproval
{
    QList<qint64> changes; ///< Those that can be approved, in the order of the list.
    qsizetype conflicts = 0; ///< Left for a person: a field of theirs was changed on both sides.
    qsizetype deletions = 0; ///< Of `changes`, those that delete their product.
};

/// Tells which changes of a list have an open conflict and which delete their product, so that a bulk approval can say
/// beforehand what it covers. GUI thread.
class BulkParts final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkParts)

public:
    /// `reader` must outlive the object. Reads with the first setQuery(), then whenever staged changes change.
    explicit BulkParts(Sync::Reader &reader, QObject *parent = nullptr);

    /// The query of the list. What is known of another one is forgotten.
    void setQuery(const Sync::StagedQuery &query);
    /// The list holds other changes: what was known of it is forgotten and read again.
    void refresh();
    /// For the list of these ids; absent while unknown or when it could not be read.
    std::optional<BulkApproval> approvalOf(const QList<qint64> &list) const;

Q_SIGNALS:
    void changed();

private:
    using Ids = std::optional<QSet<qint64>>;

    void read();
    void ask(const Sync::StagedQuery &query, Ids BulkParts::*into);

    Sync::Reader &m_reader;
    QTimer m_soon;
    std::optional<Sync::StagedQuery> m_query;
    int m_generation = 0;
    Ids m_conflicts;
    Ids m_deletions;
};

} // namespace Models
