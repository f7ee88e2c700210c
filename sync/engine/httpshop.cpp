#include "sync/engine/httpshop.h"

namespace Sync {

namespace {

std::unique_ptr<TokenSource> tokenSource(
    const ShopAddress &address, const ShopAccess &access, HttpClient &http, Clock &clock)
{
    if (!access.accessToken.isEmpty() || access.clientId.isEmpty())
        return std::make_unique<StaticToken>(access.accessToken);
    return std::make_unique<ClientCredentialsToken>(
        http, clock, address.tokenUrl(), access.clientId, access.clientSecret);
}

} // namespace

HttpShop::HttpShop(const ShopSettings &settings, const ShopAccess &access, Clock &clock, Random &random)
    : m_tokens(tokenSource(ShopAddress{.url = settings.url}, access, m_http, clock))
    , m_client(ShopClientSettings{.address = {.url = settings.url}, .apiVersion = settings.apiVersion}, m_http,
          *m_tokens, clock, random)
{ }

HttpShop::~HttpShop() = default;

QCoro::Task<Result<ShopReply>> HttpShop::execute(ShopRequest request, std::stop_token stop)
{
    return m_client.execute(std::move(request), stop);
}

ThrottleState HttpShop::throttle() const
{
    return m_client.throttle();
}

} // namespace Sync
