#pragma once

#include "tests/faults/proxy/toxic.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QList>
#include <QQueue>
#include <QTimer>

#include <functional>

namespace TestSupport {

/// One way of one connection, with what it suffers on it.
class Pipe final
{
    Q_DISABLE_COPY_MOVE(Pipe)

public:
    /// The far end.
    struct Outlet
    {
        std::function<void(const QByteArray &)> write;
        std::function<void()> close; ///< After everything written has left.
        std::function<void()> reset; ///< At once.
    };

    Pipe(Way way, Outlet outlet);

    /// Counts for what is pushed from now on. Those of the other way are left out.
    void setToxics(const QList<Toxic> &toxics);
    void push(const QByteArray &bytes);
    void close();

private:
    using Time = std::chrono::milliseconds;
    struct Piece
    {
        Time due{0};
        QByteArray bytes;
        bool isEnd = false;
    };

    Time now() const { return Time(m_clock.elapsed()); }
    const Toxic *find(Toxic::Kind kind) const;
    Time latency() const;
    void enqueue(Piece piece);
    void beginTimes();
    void flow();

    Way m_way;
    Outlet m_outlet;
    QList<Toxic> m_toxics;
    QElapsedTimer m_clock;
    QTimer m_next; ///< When the first in the queue is due.
    QTimer m_fate; ///< When a time-out closes or a reset comes.
    QQueue<Piece> m_queue;
    Time m_lastDue{0};
    qint64 m_passed = 0;
    bool m_isOver = false;
};

} // namespace TestSupport
