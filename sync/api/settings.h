#pragma once

#include "sync/api/vocabulary.h"

#include <QString>
#include <QUrl>

namespace Sync {

/// Which shop it is, by whatever address it is reached: what lease, mirror and catalogue go by.
struct ShopIdentity
{
    QString domain; ///< NAME.myshopify.com, as the shop itself says.
    qint64 number = 0; ///< Shopify's own, which stays when a shop is renamed; 0 while it was not asked.

    bool operator==(const ShopIdentity &) const = default;
};

/// What the engine needs to know to run, secrets excepted. Put together by app from command line, environment and
/// profile; a change means a new engine connection.
struct ShopSettings
{
    QUrl url; ///< https://NAME.myshopify.com, or http://127.0.0.1:PORT for a local shop.
    QString apiVersion = QStringLiteral("2026-10");
    int parallelWorkers = 8;
    int batchSize = 250; ///< Products a chunk when applying.
    int bulkFrom = 0; ///< Changes from which on a push may go out in bulk runs; 0: never.
    SafeLevel safeLevel = SafeLevel::Careful;
    ShopIdentity identity = {}; ///< Found out by the engine before anything is read or written.
    QString name = {}; ///< What the shop calls itself; found out with it, empty while it has not answered.

    bool operator==(const ShopSettings &) const = default;
};

/// Who is at this desk; written to every decision and batch.
struct Operator
{
    QString name;
    QString desk; ///< Host name and process, unique among running desks.

    bool operator==(const Operator &) const = default;
};

} // namespace Sync
