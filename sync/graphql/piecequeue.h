#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace Sync {

/// A short queue of byte pieces between a thread that reads and one that works. A full queue holds the reader back.
/// Spent pieces are used again, so a long download does not allocate.
class PieceQueue final
{
    Q_DISABLE_COPY_MOVE(PieceQueue)

public:
    explicit PieceQueue(size_t capacity)
        : m_capacity(capacity)
    { }

    /// Adds a copy of `bytes`, waiting for room; false once the queue is cancelled or `stop` is requested.
    bool push(QByteArrayView bytes, std::stop_token stop)
    {
        std::unique_lock lock(m_mutex);
        m_roomLeft.wait(lock, stop, [this] { return m_cancelled || m_pieces.size() < m_capacity; });
        if (m_cancelled || stop.stop_requested())
            return false;
        QByteArray piece;
        if (!m_spent.empty()) {
            piece = std::move(m_spent.back());
            m_spent.pop_back();
        }
        piece.resize(0);
        piece.append(bytes);
        m_pieces.push_back(std::move(piece));
        m_filled.notify_one();
        return true;
    }

    /// The next piece, waiting for one; nothing once the queue is closed and empty or cancelled.
    std::optional<QByteArray> pop()
    {
        std::unique_lock lock(m_mutex);
        m_filled.wait(lock, [this] { return m_cancelled || m_closed || !m_pieces.empty(); });
        if (m_cancelled || m_pieces.empty())
            return {};
        QByteArray piece = std::move(m_pieces.front());
        m_pieces.pop_front();
        m_roomLeft.notify_one();
        return piece;
    }

    /// Hands a worked-off piece back for its memory.
    void recycle(QByteArray piece)
    {
        const std::lock_guard lock(m_mutex);
        if (m_spent.size() < m_capacity)
            m_spent.push_back(std::move(piece));
    }

    /// Nothing more will be pushed.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_filled.notify_all();
    }

    /// What is queued is no longer wanted; both sides come back at once.
    void cancel()
    {
        const std::lock_guard lock(m_mutex);
        m_cancelled = true;
        m_filled.notify_all();
        m_roomLeft.notify_all();
    }

    bool isCancelled() const
    {
        const std::lock_guard lock(m_mutex);
        return m_cancelled;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_filled;
    std::condition_variable_any m_roomLeft;
    std::deque<QByteArray> m_pieces;
    std::vector<QByteArray> m_spent;
    size_t m_capacity;
    bool m_closed = false;
    bool m_cancelled = false;
};

} // namespace Sync
