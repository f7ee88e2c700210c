#pragma once

#include "sync/api/result.h"
#include "sync/api/secret.h"
#include "sync/graphql/turnstile.h"

#include <QCoroTask>

#include <QUrl>

#include <chrono>
#include <stop_token>

namespace Sync {

class Clock;
class HttpClient;

/// Where the access token comes from.
class TokenSource
{
public:
    virtual ~TokenSource() = default;

    /// The token to send now.
    virtual QCoro::Task<Result<Secret>> token(std::stop_token stop) = 0;
    /// Another token than `refused`, which Shopify no longer accepts; a ShopUnauthorised failure when there is none.
    virtual QCoro::Task<Result<Secret>> renewed(Secret refused, std::stop_token stop) = 0;
};

/// A token that never changes: an existing custom app's.
class StaticToken final : public TokenSource
{
public:
    explicit StaticToken(Secret token)
        : m_token(std::move(token))
    { }

    QCoro::Task<Result<Secret>> token(std::stop_token stop) override;
    QCoro::Task<Result<Secret>> renewed(Secret refused, std::stop_token stop) override;

private:
    Secret m_token;
};

/// Tokens of a Dev Dashboard app, got with its client id and secret, good for a day and renewed at four fifths of
/// their life. However many requests need a new one, one asks for it. Belongs to one thread.
class ClientCredentialsToken final : public TokenSource
{
public:
    ClientCredentialsToken(HttpClient &http, Clock &clock, QUrl tokenUrl, QString clientId, Secret clientSecret);

    QCoro::Task<Result<Secret>> token(std::stop_token stop) override;
    QCoro::Task<Result<Secret>> renewed(Secret refused, std::stop_token stop) override;

private:
    QCoro::Task<Result<Secret>> fetch(std::stop_token stop);

    HttpClient &m_http;
    Clock &m_clock;
    QUrl m_url;
    QString m_clientId;
    Secret m_clientSecret;
    Secret m_token;
    std::chrono::milliseconds m_renewAt{0};
    Turnstile m_turnstile;
};

} // namespace Sync
