#pragma once

#include "sync/checks/check.h"

namespace Sync {

/// The disk of the data folder has room.
class DiskSpaceCheck final : public Check
{
public:
    QString id() const override;
    CheckGroup group() const override { return CheckGroup::Computer; }
    QString name() const override;
    QCoro::Task<CheckResult> run(const CheckContext *context, std::stop_token stop) override;
};

/// Memory is left, and we do not take too much of it.
class MemoryCheck final : public Check
{
public:
    QString id() const override;
    CheckGroup group() const override { return CheckGroup::Computer; }
    QString name() const override;
    QCoro::Task<CheckResult> run(const CheckContext *context, std::stop_token stop) override;
};

/// The system's keychain answers.
class KeychainCheck final : public Check
{
public:
    QString id() const override;
    CheckGroup group() const override { return CheckGroup::Computer; }
    QString name() const override;
    QCoro::Task<CheckResult> run(const CheckContext *context, std::stop_token stop) override;
};

/// No errors were logged lately.
class LogErrorsCheck final : public Check
{
public:
    QString id() const override;
    CheckGroup group() const override { return CheckGroup::Computer; }
    QString name() const override;
    QCoro::Task<CheckResult> run(const CheckContext *context, std::stop_token stop) override;
};

/// The newest backup is not old.
class BackupAgeCheck final : public Check
{
public:
    QString id() const override;
    CheckGroup group() const override { return CheckGroup::Database; }
    QString name() const override;
    QCoro::Task<CheckResult> run(const CheckContext *context, std::stop_token stop) override;
};

} // namespace Sync
