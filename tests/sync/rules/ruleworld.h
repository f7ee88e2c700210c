#pragma once

#include "sync/db/pgsession.h"
#include "sync/rules/ruleevaluation.h"
#include "sync/rules/rulestore.h"
#include "tests/support/privatepostgres.h"
#include "tests/sync/rules/rulemodel.h"

#include <memory>

namespace Tests {

/// A migrated database with what a test needs to stage changes as the comparison does, set rules and let them decide.
/// Failures of the plumbing end the test program.
class RuleWorld final
{
    Q_DISABLE_COPY_MOVE(RuleWorld)

public:
    explicit RuleWorld(PrivatePostgres &postgres);

    Sync::PgSession &session() { return *m_session; }
    const Sync::ConnectionSettings &settings() const { return m_settings; }
    const Sync::Operator &anna() const { return m_anna; }

    /// Takes all changes away and opens a batch.
    void clear();
    /// Stages one change in the open batch; its id. Ids count from 1 after clear().
    qint64 stage(const ModelChange &change);
    /// A change of one field of a variant, from and to.
    qint64 stageField(const QString &field, const std::optional<QString> &from, const std::optional<QString> &to,
        Sync::Direction direction = Sync::Direction::Pull);
    /// Takes all rules away, defaults too.
    void dropRules();
    /// Saves a rule as Anna.
    Sync::ApprovalRule save(const Sync::ApprovalRule &rule);
    /// Lets the rules decide on the open batch; how many they approved.
    qint64 decide();
    /// The name of the rule that approved a change; nothing when it waits.
    std::optional<QString> approvedBy(qint64 change);

    void execute(const QString &statement);
    QString text(const QString &statement);
    qint64 number(const QString &statement) { return text(statement).toLongLong(); }

private:
    Sync::ConnectionSettings m_settings;
    std::unique_ptr<Sync::PgSession> m_session;
    Sync::Operator m_anna{QStringLiteral("Anna"), QStringLiteral("desk-1")};
    qint64 m_last = 0;
};

} // namespace Tests
