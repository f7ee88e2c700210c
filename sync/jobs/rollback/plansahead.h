#pragma once

#include "sync/jobs/rollback/rollbackplanner.h"

#include <QCoroTask>

#include <QList>

#include <chrono>
#include <deque>
#include <optional>
#include <stop_token>

namespace Sync {

class Clock;
class ShopPort;

/// The products of one run in the order to be done, each planned just before it is written.
class ProductPlans
{
public:
    virtual ~ProductPlans() = default;

    virtual qsizetype count() const = 0;
    /// Whether one has to wait for those before it, and those behind it for it: what is made or taken away may need a
    /// handle that another one gives up.
    virtual bool goesAlone(qsizetype index) const = 0;
    /// Whether one may be read together with others. What comes page by page may not: when the last page is there, what
    /// was read first is old.
    virtual bool sharesRead(qsizetype index) const = 0;
    /// What is to be done for these, in their order, from one read made now.
    virtual QCoro::Task<Result<QList<ProductPlan>>> plan(QList<qsizetype> indexes, std::stop_token stop) = 0;
};

/// Plans products a window at a time, as many as leave while their read is fresh, the next window while those of the
/// last are written. Belongs to one thread; the products are asked for in their order.
class PlansAhead final
{
    Q_DISABLE_COPY_MOVE(PlansAhead)

public:
    /// With \a atOnce products under way at the same time.
    PlansAhead(ProductPlans &plans, ShopPort &shop, Clock &clock, int atOnce, std::chrono::milliseconds freshFor);

    /// A product's plan, with the time its read began; none for one that shares its read with nobody, or whose plan is
    /// older than `freshFor` by now: it is planned by itself.
    QCoro::Task<Result<std::optional<ProductPlan>>> take(qsizetype index, std::stop_token stop);
    /// To be awaited before this is destroyed: a window may still be read.
    QCoro::Task<void> finish();

private:
    static constexpr qsizetype mostPerWindow = 32;

    bool isShared(qsizetype index) const;
    QList<qsizetype> nextWindow() const;
    void sizeWindow(bool wasStale);
    bool isNextDue() const;
    QCoro::Task<void> read(QList<qsizetype> window, std::stop_token stop);

    ProductPlans &m_plans;
    ShopPort &m_shop;
    Clock &m_clock;
    int m_atOnce;
    std::chrono::milliseconds m_freshFor;
    std::deque<ProductPlan> m_ready; ///< Of the products just before m_next.
    qsizetype m_most = mostPerWindow;
    qsizetype m_next = 0; ///< The first that no window held yet.
    std::optional<QCoro::Task<void>> m_reading;
    std::optional<Failure> m_failure;
};

} // namespace Sync
