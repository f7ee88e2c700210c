#pragma once

#include "sync/api/vocabulary.h"

#include <QString>
#include <QUrl>

namespace Sync {

/// What the engine needs to know to run, secrets excepted. Put together by app from command line, environment and
/// profile; a change means a new engine connection.
struct ShopSettings
{
    QUrl url; ///< https://NAME.myshopify.com, or http://127.0.0.1:PORT for a local shop.
    QString apiVersion = QStringLiteral("2026-10");
    int parallelWorkers = 8;
    int batchSize = 250; ///< Products a chunk when applying.
    SafeLevel safeLevel = SafeLevel::Careful;

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
