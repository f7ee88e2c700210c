#pragma once

#include "sync/checks/check.h"

namespace Sync {

/// Shopify answers over a trusted connection, accepts the token and serves the version asked for.
class ShopReachableCheck final : public Check
{
public:
    QString id() const override;
    CheckGroup group() const override { return CheckGroup::Shopify; }
    QString name() const override;
    QCoro::Task<CheckResult> run(const CheckContext *context, std::stop_token stop) override;
};

/// The token has every access scope that is needed.
class ShopScopesCheck final : public Check
{
public:
    QString id() const override;
    CheckGroup group() const override { return CheckGroup::Shopify; }
    QString name() const override;
    QCoro::Task<CheckResult> run(const CheckContext *context, std::stop_token stop) override;
};

/// This computer's clock agrees with Shopify's.
class ShopClockCheck final : public Check
{
public:
    QString id() const override;
    CheckGroup group() const override { return CheckGroup::Shopify; }
    QString name() const override;
    QCoro::Task<CheckResult> run(const CheckContext *context, std::stop_token stop) override;
};

/// The cost bucket and the REST call limit are not used up.
class ShopLimitsCheck final : public Check
{
public:
    QString id() const override;
    CheckGroup group() const override { return CheckGroup::Shopify; }
    QString name() const override;
    QCoro::Task<CheckResult> run(const CheckContext *context, std::stop_token stop) override;
};

} // namespace Sync
