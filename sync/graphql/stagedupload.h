#pragma once

#include "sync/api/result.h"

#include <QCoroTask>

#include <QByteArray>
#include <QString>

#include <stop_token>

namespace Sync {

class HttpClient;
class Random;
class ShopPort;

/// Uploads the file of variables a bulk mutation reads. Belongs to the engine's thread.
class StagedUpload final
{
    Q_DISABLE_COPY_MOVE(StagedUpload)

public:
    /// Above this Shopify refuses the file.
    static constexpr qint64 MostBytes = 100'000'000;

    StagedUpload(ShopPort &shop, HttpClient &http, Random &random)
        : m_shop(shop)
        , m_http(http)
        , m_random(random)
    { }

    /// Uploads JSON lines and returns the path to hand to bulk_mutation_start. The file goes to another host, without
    /// the token. Sending it again is harmless, so nothing ever mayHaveHappened.
    QCoro::Task<Result<QString>> upload(QByteArray jsonl, QString fileName, std::stop_token stop);

private:
    ShopPort &m_shop;
    HttpClient &m_http;
    Random &m_random;
};

} // namespace Sync
