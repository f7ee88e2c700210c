#pragma once

#include "sync/api/reader.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace Models {

/// The numbers around the review list. A number is absent while unknown or when its query failed, never 0 instead.
class ReviewCounts final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReviewCounts)

public:
    /// `reader` must outlive the object. Reads with the first refresh(), then whenever staged changes change.
    explicit ReviewCounts(Sync::Reader &reader, QObject *parent = nullptr);

    void refresh();

    std::optional<qint64> pending() const { return m_pending; }
    std::optional<qint64> conflicts() const { return m_conflicts; }
    std::optional<qint64> approved() const;
    std::optional<qint64> products() const { return m_products; }
    /// Approved changes waiting to be written to the catalogue, and to be sent to Shopify.
    const std::optional<QList<qint64>> &toWrite() const { return m_toWrite; }
    const std::optional<QList<qint64>> &toSend() const { return m_toSend; }
    QDateTime lastPull() const { return m_lastPull; }

Q_SIGNALS:
    void changed();

private:
    using Ids = Sync::Result<QList<qint64>>;

    void askIds(const Sync::StagedQuery &query, void (ReviewCounts::*take)(const Ids &));
    void takeConflicts(const Ids &ids);
    void takeToWrite(const Ids &ids);
    void takeToSend(const Ids &ids);

    Sync::Reader &m_reader;
    QTimer m_soon;
    int m_generation = 0;
    std::optional<qint64> m_pending;
    std::optional<qint64> m_conflicts;
    std::optional<qint64> m_products;
    std::optional<QList<qint64>> m_toWrite;
    std::optional<QList<qint64>> m_toSend;
    QDateTime m_lastPull;
};

} // namespace Models
