#pragma once

#include "models/logs/logfeed.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>
#include <QTimer>

#include <deque>

namespace Models {

/// Which entries are shown. Empty members do not filter.
struct LogFilter
{
    int minimumLevel = 0;
    QSet<QString> areas = {};
    QString text = {}; ///< Part of the message, case-insensitive.

    bool operator==(const LogFilter &) const = default;
};

/// The log as a table, oldest first; equal messages may be gathered into one row with a count. Keeps the last
/// `capacity` entries (the oldest tenth is dropped at once when it is full) and shows new ones at most ten times a
/// second.
class LogModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogModel)

public:
    enum class Column { Time, Level, Area, Message, Count };

    /// A row: an entry, and how often it came.
    struct Row
    {
        Sync::LogEntry last;
        qint64 firstTime = 0;
        qint64 count = 1;
    };

    explicit LogModel(LogFeed &feed, qsizetype capacity = 50'000, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    const LogFilter &filter() const { return m_filter; }
    void setFilter(const LogFilter &filter);
    bool isGrouping() const { return m_grouping; }
    void setGrouping(bool grouping);
    /// Every area seen so far, sorted.
    QStringList areas() const;
    const Row &row(int row) const { return m_rows.at(row); }
    qsizetype entryCount() const { return qsizetype(m_entries.size()); }

Q_SIGNALS:
    void areasChanged();

private:
    void take(const QList<Sync::LogEntry> &entries);
    void flush();
    void append(const QList<Sync::LogEntry> &fresh);
    void rebuild();
    bool matches(const Sync::LogEntry &entry) const;

    std::deque<Sync::LogEntry> m_entries;
    QList<Sync::LogEntry> m_arrived;
    QList<Row> m_rows;
    QHash<QString, int> m_rowOfKey; ///< Only while grouping.
    QSet<QString> m_areas;
    LogFilter m_filter;
    QTimer m_timer;
    qsizetype m_capacity;
    bool m_grouping = false;
};

} // namespace Models
