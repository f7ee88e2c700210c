#pragma once

#include "app/demoshop/bulk/bulkoperations.h"
#include "app/demoshop/control/effects.h"

#include <QRandomGenerator>

namespace DemoShop {

/// What tests and the practice mode may ask of the shop beside Shopify's API, under `/demo/`:
///
///     POST edit    {product, fields: {…}, variants: [{id, …, stock: {location: available}}]}   someone else edits;
///                  links: {option name: {namespace, key} or null}   the metafields that options are linked to
///     POST delete  {product}        POST archive {product}
///     POST location {location, active, managed_by}   deactivates a location or hands it to a fulfilment service
///     POST media   {product, media: [{id, type, alt, url}], fetching_s, ordering_ms}   all media of a product, and how
///                  long files are being fetched and orders take
///     POST ghost   {every_ms}       a random edit again and again; 0 stops
///     POST reset                    the shop as it was at the start, without faults
///     POST faults  {rules}          see FaultRules; GET tells how often each was met
///     POST settings {latency_ms, restore_rate, search_lag_ms, now}   now: the shop's clock stands there; 0 lets it go
///     GET  stats                    requests, throttled, points used, tokens sent to bulk files, busy time
///     GET  snapshot?ids=a,b         canonical state; of all touched products without ids
///     GET  log                      every effect with request id, idempotency key and what changed
class ControlApi final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ControlApi)

public:
    explicit ControlApi(ShopContext &shop);

    /// Answers one of the requests above; nothing when it is none of them.
    std::optional<HttpResponse> answer(const QByteArray &what, const HttpRequest &request);
    void reset();

private:
    HttpResponse edit(const QJsonObject &request);
    HttpResponse remove(const QJsonObject &request);
    HttpResponse archive(const QJsonObject &request);
    HttpResponse changeLocation(const QJsonObject &request);
    HttpResponse media(const QJsonObject &request);
    HttpResponse ghost(const QJsonObject &request);
    HttpResponse snapshot(const HttpRequest &request);
    void haunt();

    ShopContext &m_shop;
    Effects m_effects;
    QTimer m_ghost;
    QRandomGenerator m_random;
};

} // namespace DemoShop
