#pragma once

#include "sync/api/reader.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace Models {

/// How much waits to be done: what the Sync page offers and the badge in the navigation rail counts. A number that
/// could not be read is missing, never zero.
struct WorkCounts
{
    std::optional<qint64> toReview;
    std::optional<qint64> conflicts;
    std::optional<qint64> approvedPull;
    std::optional<qint64> approvedPush;

    bool operator==(const WorkCounts &) const = default;
};

/// Keeps WorkCounts current. GUI thread.
class WorkQueue final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkQueue)

public:
    explicit WorkQueue(Sync::Reader &reader, QObject *parent = nullptr);

    const WorkCounts &counts() const { return m_counts; }
    /// Reads again soon; many calls in a row read once.
    void refresh();

Q_SIGNALS:
    void changed();

private:
    void read();
    void count(const Sync::StagedQuery &query, std::optional<qint64> WorkCounts::*member);

    Sync::Reader &m_reader;
    QTimer m_timer;
    WorkCounts m_counts;
    int m_generation = 0;
};

} // namespace Models
