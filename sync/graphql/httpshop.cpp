#include "sync/graphql/httpshop.h"

#include "sync/graphql/bulkdownload.h"

namespace Sync {

namespace {

// What may wait between network and whoever takes the file: enough to keep both busy, little enough not to show in
// memory.
constexpr qint64 ReadBuffer = 1024 * 1024;

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
    : m_clock(clock)
    , m_http(clock)
    , m_tokens(tokenSource(ShopAddress{.url = settings.url}, access, m_http, clock))
    , m_client(ShopClientSettings{.address = {.url = settings.url}, .apiVersion = settings.apiVersion}, m_http,
          *m_tokens, clock, random)
    , m_transfers(m_client, m_http, random)
{ }

HttpShop::~HttpShop() = default;

QCoro::Task<Result<ShopReply>> HttpShop::execute(ShopRequest request, std::stop_token stop)
{
    return m_client.execute(std::move(request), stop);
}

Result<Done> HttpShop::download(ShopFile file, Sink sink, std::stop_token stop) const
{
    BulkDownloadSettings settings;
    settings.readBuffer = ReadBuffer;
    if (file.bytes >= 0 && file.from >= file.bytes)
        return Done{}; // nothing of it is left
    const auto downloaded = BulkDownload(m_clock, settings).run(std::move(file), std::move(sink), std::move(stop));
    return downloaded ? Result<Done>(Done{}) : downloaded.failure();
}

QCoro::Task<Result<QString>> HttpShop::upload(QByteArray jsonl, std::stop_token stop)
{
    return m_transfers.upload(std::move(jsonl), std::move(stop));
}

QCoro::Task<Result<QByteArray>> HttpShop::fetch(QUrl url, std::stop_token stop)
{
    return m_transfers.fetch(std::move(url), std::move(stop));
}

QCoro::Task<Result<RestCallLimit>> HttpShop::restCallLimit(std::stop_token stop)
{
    return m_client.restCallLimit(std::move(stop));
}

} // namespace Sync
