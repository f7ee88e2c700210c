#pragma once

#include "sync/api/secret.h"
#include "sync/api/settings.h"
#include "sync/graphql/httptransfers.h"
#include "sync/graphql/shopclient.h"

#include <memory>

namespace Sync {

/// What opens a shop: a token that lasts, or an app's client id and secret for tokens of a day each.
struct ShopAccess
{
    Secret accessToken;
    QString clientId;
    Secret clientSecret;
};

/// A shop spoken to over HTTP, with all it takes: connections, token and client. Belongs to the thread it is first
/// used on, but for download(), which any may call.
class HttpShop final : public ShopConnection
{
    Q_DISABLE_COPY_MOVE(HttpShop)

public:
    HttpShop(const ShopSettings &settings, const ShopAccess &access, Clock &clock, Random &random);
    ~HttpShop() override;

    QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) override;
    ThrottleState throttle() const override { return m_client.throttle(); }
    Result<Done> download(ShopFile file, Sink sink, std::stop_token stop) const override;
    QCoro::Task<Result<QString>> upload(QByteArray jsonl, std::stop_token stop) override;
    QCoro::Task<Result<QByteArray>> fetch(QUrl url, std::stop_token stop) override;
    ShopContact lastContact() const override { return m_client.lastContact(); }
    QCoro::Task<Result<RestCallLimit>> restCallLimit(std::stop_token stop) override;

private:
    Clock &m_clock;
    HttpClient m_http;
    std::unique_ptr<TokenSource> m_tokens;
    ShopClient m_client;
    HttpTransfers m_transfers;
};

} // namespace Sync
