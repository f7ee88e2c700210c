#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QStringList>

#include <optional>

namespace DemoShop {

/// Faults a test asks for. A rule says which requests it meets and what happens to them:
///
///     match   "graphql", "rest", "token", "bulk-download", "staged-upload", or the name of a top level field
///     nth     only the n-th match (from 1); or
///     count   only the first so many matches; or
///     probability   each match with that chance, from `seed`
///     action  status, throttled, internalError, dropBefore, dropAfter, delay, late, truncate, html, empty,
///             version, revokeToken, drain, corrupt, bulk, stale
///     (corrupt spoils a bulk file while it is downloaded; for bulkOperationRunQuery, when it is made)
///     (stale answers a query as the products were `behind` milliseconds ago, if they have been written since the
///     rules were set; a mutation it leaves alone)
///     and what the action needs: status, body, retry_after, ms, bytes, version, points, how, trouble, behind
///
/// Every rule that matches counts; the first that applies acts.
class FaultRules final
{
    Q_DISABLE_COPY_MOVE(FaultRules)

public:
    FaultRules() = default;

    struct Rule
    {
        QString match;
        QString action;
        QJsonObject details;
        int nth = 0;
        int count = 0;
        double probability = -1;
        int seen = 0;
        int applied = 0;
        QRandomGenerator random;
    };

    /// Replaces all rules; false and `*error` when one cannot be understood (then the old ones stay).
    bool set(const QJsonArray &rules, QString *error);
    void clear() { m_rules.clear(); }
    bool isEmpty() const { return m_rules.isEmpty(); }
    /// How far back, in milliseconds, stale answers reach; 0 when there are to be none.
    int furthestBehind() const;

    /// The fault for a request that goes by any of these names, if there is one.
    std::optional<Rule> meet(const QStringList &names);

    /// The rules with how often each was seen and applied.
    QJsonArray report() const;

private:
    QList<Rule> m_rules;
};

} // namespace DemoShop
