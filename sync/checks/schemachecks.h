#pragma once

#include "sync/checks/databasecheck.h"

namespace Sync {

/// The database answers; which version, how big, how fast.
class DatabaseReachableCheck final : public DatabaseCheck
{
public:
    QString id() const override;
    CheckGroup group() const override { return CheckGroup::Database; }
    QString name() const override;

protected:
    Examination examination(const CheckContext &context) const override;
    CheckStatus statusWhenUnreachable() const override { return CheckStatus::Failed; }
};

/// Every migration is applied, unchanged, and none from a newer Syncdesk.
class MigrationsAppliedCheck final : public DatabaseCheck
{
public:
    QString id() const override;
    CheckGroup group() const override { return CheckGroup::Database; }
    QString name() const override;

protected:
    Examination examination(const CheckContext &context) const override;
};

/// Every index our migrations make is there.
class IndexesPresentCheck final : public DatabaseCheck
{
public:
    QString id() const override;
    CheckGroup group() const override { return CheckGroup::Database; }
    QString name() const override;

protected:
    Examination examination(const CheckContext &context) const override;
};

} // namespace Sync
