#pragma once

#include "sync/ports/shop.h"

namespace Sync {

class HttpClient;
class Random;

/// The files of bulk mutations over HTTP: to and from other hosts, without the token. A broken transfer is begun again.
/// Belongs to the engine's thread; what is handed in outlives it.
class HttpTransfers final : public ShopTransfers
{
    Q_DISABLE_COPY_MOVE(HttpTransfers)

public:
    HttpTransfers(ShopPort &shop, HttpClient &http, Random &random)
        : m_shop(shop)
        , m_http(http)
        , m_random(random)
    { }

    QCoro::Task<Result<QString>> upload(QByteArray jsonl, std::stop_token stop) override;
    QCoro::Task<Result<QByteArray>> fetch(QUrl url, std::stop_token stop) override;

private:
    ShopPort &m_shop;
    HttpClient &m_http;
    Random &m_random;
};

} // namespace Sync
