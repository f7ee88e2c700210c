#pragma once

#include "models/overview/overviewfacts.h"
#include "models/overview/tour.h"
#include "sync/api/reader.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace Models {

/// What the Overview page shows, read anew when something it shows has changed. A query that failed leaves its part
/// without values and with the failure; the other parts stand. GUI thread.
class OverviewModel final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OverviewModel)

public:
    OverviewModel(Sync::Engine &engine, Sync::Reader &reader, QObject *parent = nullptr);

    /// Reads again soon; many calls in a row read once.
    void refresh();
    /// The Diagnostics page has run its checks at least once, ever.
    void setChecksWereRun(bool run);

    bool isLoading() const { return m_pending > 0; }
    const std::optional<Sync::OverviewCounts> &counts() const { return m_counts; }
    const std::optional<Sync::Failure> &countsFailure() const { return m_countsFailure; }
    QList<OverviewCard> cards() const { return overviewCards(m_counts); }
    QList<NeedLine> needs() const { return needsYou(m_counts, m_desk, m_batches); }
    QList<TourStep> tour() const { return tourSteps({m_counts, m_batches, m_batchesAreCurrent, m_checksWereRun}); }
    /// The last five, newest first.
    QList<Sync::BatchRow> lastBatches() const { return m_batches.mid(0, 5); }
    const std::optional<Sync::Failure> &batchesFailure() const { return m_batchesFailure; }

Q_SIGNALS:
    void changed();

private:
    void read();
    void takeBatchOrder(const Sync::Result<QList<qint64>> &ids, int generation);
    void end(int generation);

    Sync::Reader &m_reader;
    QTimer m_timer;
    std::optional<Sync::DeskState> m_desk;
    std::optional<Sync::OverviewCounts> m_counts;
    std::optional<Sync::Failure> m_countsFailure;
    QList<Sync::BatchRow> m_batches;
    bool m_batchesAreCurrent = false;
    std::optional<Sync::Failure> m_batchesFailure;
    int m_generation = 0;
    int m_pending = 0;
    bool m_checksWereRun = false;
};

} // namespace Models
