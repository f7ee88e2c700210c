#include "tests/faults/proxy/pipe.h"

#include <QRandomGenerator>

#include <algorithm>

namespace TestSupport {

namespace {
/// What Ethernet takes of TCP at once.
constexpr qsizetype segment = 1460;
} // namespace

Pipe::Pipe(Way way, Outlet outlet)
    : m_way(way)
    , m_outlet(std::move(outlet))
{
    m_clock.start();
    m_next.setSingleShot(true);
    m_next.setTimerType(Qt::PreciseTimer);
    m_next.callOnTimeout([this] { flow(); });
    m_fate.setSingleShot(true);
    m_fate.callOnTimeout([this] {
        m_isOver = true;
        m_queue.clear();
        find(Toxic::Kind::ResetPeer) ? m_outlet.reset() : m_outlet.close();
    });
}

void Pipe::setToxics(const QList<Toxic> &toxics)
{
    m_toxics.clear();
    for (const Toxic &toxic : toxics)
        if (toxic.way == m_way && QRandomGenerator::global()->generateDouble() < toxic.toxicity)
            m_toxics += toxic;
}

const Toxic *Pipe::find(Toxic::Kind kind) const
{
    const auto found
        = std::find_if(m_toxics.cbegin(), m_toxics.cend(), [kind](const Toxic &toxic) { return toxic.kind == kind; });
    return found == m_toxics.cend() ? nullptr : &*found;
}

Pipe::Time Pipe::latency() const
{
    const Toxic *toxic = find(Toxic::Kind::Latency);
    if (!toxic)
        return Time(0);
    const auto spread = static_cast<int>(toxic->jitter.count());
    return std::max(Time(0), toxic->delay + Time(QRandomGenerator::global()->bounded(-spread, spread + 1)));
}

/// Time-outs and resets count from the first byte after they were set.
void Pipe::beginTimes()
{
    for (const Toxic::Kind kind : {Toxic::Kind::Timeout, Toxic::Kind::ResetPeer})
        if (const Toxic *toxic = find(kind);
            toxic && !m_fate.isActive() && (kind == Toxic::Kind::ResetPeer || toxic->delay > Time(0)))
            m_fate.start(toxic->delay);
}

void Pipe::push(const QByteArray &bytes)
{
    if (m_isOver || bytes.isEmpty())
        return;
    beginTimes();
    if (find(Toxic::Kind::Timeout))
        return;
    QByteArray passing = bytes;
    const Toxic *limit = find(Toxic::Kind::LimitData);
    if (limit)
        passing.truncate(std::max<qint64>(0, limit->bytes - m_passed));
    m_passed += passing.size();
    const Toxic *slicer = find(Toxic::Kind::Slicer);
    const Toxic *bandwidth = find(Toxic::Kind::Bandwidth);
    const Toxic *loss = find(Toxic::Kind::Loss);
    const qsizetype most = slicer ? slicer->bytes
        : bandwidth               ? std::max<qint64>(1, bandwidth->bytes / 10)
        : loss                    ? segment
                                  : passing.size();
    Time due = now() + latency();
    for (qsizetype from = 0; from < passing.size(); from += most) {
        const QByteArray piece = passing.mid(from, most);
        due = std::max(due, m_lastDue);
        if (bandwidth)
            due += Time(1000 * piece.size() / bandwidth->bytes);
        if (slicer && from > 0)
            due += slicer->delay;
        if (loss && QRandomGenerator::global()->bounded(loss->oneIn) == 0)
            due += loss->delay;
        enqueue({due, piece});
    }
    if (limit && m_passed >= limit->bytes)
        close();
}

void Pipe::close()
{
    if (m_isOver || find(Toxic::Kind::Timeout))
        return;
    m_isOver = true;
    const Toxic *slow = find(Toxic::Kind::SlowClose);
    enqueue({std::max(m_lastDue, now()) + (slow ? slow->delay : Time(0)), {}, true});
}

void Pipe::enqueue(Piece piece)
{
    m_lastDue = piece.due;
    m_queue.enqueue(std::move(piece));
    flow();
}

void Pipe::flow()
{
    while (!m_queue.isEmpty() && m_queue.head().due <= now()) {
        const Piece piece = m_queue.dequeue();
        if (piece.isEnd)
            return m_outlet.close();
        m_outlet.write(piece.bytes);
    }
    if (!m_queue.isEmpty())
        m_next.start(m_queue.head().due - now());
}

} // namespace TestSupport
