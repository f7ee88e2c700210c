#pragma once

#include "app/demoshop/api/shopcontext.h"

namespace DemoShop {

/// A connection of a bulk query whose nodes become lines.
struct BulkConnection
{
    std::vector<const PlannedField *> way; ///< plain objects on the way from the parent to the connection
    const PlannedField *connection = nullptr;
    const PlannedField *node = nullptr; ///< `node` inside `edges`
    std::vector<BulkConnection> children;
    int number = 0; ///< in the order of the document
};

/// A bulk query, parsed and checked against what bulk operations allow. Keeps everything its lines are made from,
/// also a snapshot of what the root connection listed.
class BulkPlan final
{
    Q_DISABLE_COPY_MOVE(BulkPlan)

public:
    /// The plan, or nullptr and `*error` in the words of a user error.
    static std::shared_ptr<const BulkPlan> make(ShopContext &shop, const QString &query, QString *error);

    const Planner &planner() const { return *m_planner; }
    const Plan &root() const { return *m_root; }
    const BulkConnection &top() const { return m_top; }
    int connectionCount() const { return m_count; }

private:
    BulkPlan() = default;
    bool findConnections(const Plan &plan, std::vector<const PlannedField *> way, std::vector<BulkConnection> *found,
        int depth, QString *error);
    bool readConnection(BulkConnection *connection, int depth, QString *error);

    Graphql::Document m_document;
    std::unique_ptr<Planner> m_planner;
    std::shared_ptr<const Plan> m_root;
    BulkConnection m_top;
    int m_count = 0;
};

} // namespace DemoShop
