#pragma once

#include "sync/api/secret.h"
#include "sync/api/settings.h"
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
/// used on.
class HttpShop final : public ShopPort
{
    Q_DISABLE_COPY_MOVE(HttpShop)

public:
    HttpShop(const ShopSettings &settings, const ShopAccess &access, Clock &clock, Random &random);
    ~HttpShop() override;

    QCoro::Task<Result<ShopReply>> execute(ShopRequest request, std::stop_token stop) override;
    ThrottleState throttle() const override;

    ShopClient &client() { return m_client; }

private:
    HttpClient m_http;
    std::unique_ptr<TokenSource> m_tokens;
    ShopClient m_client;
};

} // namespace Sync
