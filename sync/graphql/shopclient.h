#pragma once

#include "sync/graphql/httpclient.h"
#include "sync/graphql/requestpacer.h"
#include "sync/graphql/retrypolicy.h"
#include "sync/graphql/shopaddress.h"
#include "sync/graphql/shopanswer.h"
#include "sync/graphql/tokensource.h"
#include "sync/ports/shop.h"

#include <QHash>

#include <memory>

namespace Sync {

/// Which shop to speak to, and how patiently.
struct ShopClientSettings
{
    ShopAddress address;
    QString apiVersion;
    std::chrono::milliseconds timeout{30'000}; ///< Without any progress on a request.
};

/// Shopify's Admin API over HTTP. Belongs to the thread it is first used on; everything handed in outlives it, and it
/// outlives its requests.
///
/// The token goes to the shop's own host and nowhere else: redirects are not followed. A mutation is sent at most once
/// unless the answer says that nothing was executed, and one with a departure at most once; one in flight when a stop
/// is requested is given a few seconds to be answered.
class ShopClient final : public ShopPort, public ShopFacts
{
    Q_DISABLE_COPY_MOVE(ShopClient)

public:
    ShopClient(ShopClientSettings settings, HttpClient &http, TokenSource &tokens, Clock &clock, Random &random);

    QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) override;
    ThrottleState throttle() const override { return m_pacer.state(); }
    ShopContact lastContact() const override { return m_contact; }
    QCoro::Task<Result<RestCallLimit>> restCallLimit(std::stop_token stop) override;

    const ShopClientSettings &settings() const { return m_settings; }

private:
    struct Misses
    {
        int inARow = 0;
        MissKind kind = MissKind::NoAnswer;
        bool tokenWasRenewed = false;
    };

    QCoro::Task<AnswerReading> exchange(QByteArray body, ShopRequest request, Secret token, std::stop_token stop);
    /// Waits for points, for no longer than until it has to leave.
    QCoro::Task<Result<CostBucket::Reservation>> points(
        double cost, std::optional<std::chrono::milliseconds> by, std::stop_token stop);
    AnswerReading leftNotInTime() const;
    std::optional<std::chrono::milliseconds> delayAfter(
        const AnswerReading &reading, Misses &misses, const ShopRequest &request) const;
    double learnedCost(const ShopRequest &request) const;
    void learnCost(const ShopRequest &request, const std::optional<CostReport> &report);
    void noteContact(const HttpAnswer &answer, std::chrono::milliseconds sentAt);

    ShopClientSettings m_settings;
    HttpClient &m_http;
    TokenSource &m_tokens;
    Clock &m_clock;
    RetryPolicy m_retries;
    RequestPacer m_pacer;
    /// What Shopify really asked for, by document and estimate, where it was more than the estimate.
    QHash<std::pair<QString, double>, double> m_learned;
    ShopContact m_contact;
};

} // namespace Sync
