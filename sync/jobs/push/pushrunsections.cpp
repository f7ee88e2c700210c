#include "sync/jobs/push/pushrun.h"

#include "sync/async/gate.h"
#include "sync/jobs/push/circuitbreaker.h"
#include "sync/ports/clock.h"

#include <QMap>

#include <algorithm>
#include <utility>

// Which changes go out together in bulk runs, and when they are read: what keeps one run following on the other.

namespace Sync {

namespace {

using std::chrono::milliseconds;

/// A run of fewer lines than this share of a first run is not worth its overhead.
constexpr qsizetype smallestShare = 4;
/// Of the age that a read may have when a run is started: the rest is for writing down and for the upload.
constexpr int shareForReading = 2;

} // namespace

SendChoice PushRun::nextChoice() const
{
    if (m_bulkIsOff)
        return {};
    SendWork left;
    for (const ItemPointer &item : m_pending) {
        if (!item->bulkWork)
            continue;
        left.changes += item->bulkWork->changes;
        left.readPoints += item->bulkWork->readPoints;
        left.callPoints += item->bulkWork->callPoints;
    }
    return m_chooser.next(left, m_context.shop.throttle());
}

QCoro::Task<Result<Done>> PushRun::nextSection(SendChoice choice, std::stop_token stop)
{
    if (const Result<Done> may = co_await m_guard.pass(stop); !may)
        co_return may.failure();
    m_runEndedAt = m_context.clock.monotonic();
    beginSection(choice, stop);
    const Result<Done> sent = co_await sendSections(stop);
    // What a pause or a failure left unused, and what is to be counted and may bring up more before calls go out.
    const Result<Done> read = co_await endOf(m_ahead);
    giveBackSection();
    const Result<Done> written = co_await endOf(m_afterRun);
    if (const Result<Done> all = graver(graver(sent, read), written); !all && !m_stopReason)
        m_stopReason = all.failure();
    // Few of a kind, what the runs did not do, and what has to go out in another way.
    co_return co_await finishWindow(stop);
}

void PushRun::beginSection(SendChoice choice, std::stop_token stop)
{
    m_section = takeSection(choice.lines);
    m_sectionChoice = choice;
    m_ahead = readSection(stop);
}

QCoro::Task<Result<Done>> PushRun::readSection(std::stop_token stop)
{
    const milliseconds since = m_context.clock.monotonic();
    const QList<ItemPointer> section = m_section;
    const Result<Done> done = co_await read(section, stop);
    if (!section.isEmpty())
        m_readingPerLine = double((m_context.clock.monotonic() - since).count()) / double(section.size());
    co_return done;
}

/// So that the section read ahead of time is neither planned nor counted before the run before it is over.
QCoro::Task<Result<Done>> PushRun::planSection(std::stop_token stop)
{
    if (const Result<Done> done = co_await endOf(m_ahead); !done)
        co_return done.failure();
    if (const Result<Done> may = co_await m_guard.pass(stop); !may)
        co_return may.failure();
    if (isTooOldForARun(*m_section.first())) {
        m_ahead = readSection(stop);
        if (const Result<Done> again = co_await endOf(m_ahead); !again)
            co_return again.failure();
    }
    const QList<ItemPointer> section = std::exchange(m_section, {});
    m_linesAtOnce = m_sectionChoice;
    const Result<Done> planned = co_await plan(section);
    co_return planned;
}

/// Only once this shop's pace is known, and by the points there are: nothing the run under way needs waits behind it.
void PushRun::readSectionAhead(qint64 worked, qint64 lines, milliseconds running, std::stop_token stop)
{
    if (m_ahead || !m_section.isEmpty() || worked <= 0 || m_readingPerLine <= 0 || !m_chooser.knowsRuns()
        || m_stopReason || stop.stop_requested() || !m_context.gate.isOpen())
        return;
    SendChoice choice = nextChoice();
    if (choice.way != SendChoice::Way::Bulk)
        return;
    choice.lines = std::min(choice.lines, linesReadableNow());
    const double left = double(running.count()) / double(worked) * double(lines - worked);
    const double reading = m_readingPerLine * double(choice.lines);
    if (choice.lines >= fewestInARun() && left <= reading + double(BulkRuns::lookEvery.count()))
        beginSection(choice, stop);
}

qsizetype PushRun::linesReadableNow() const
{
    const ThrottleState throttle = m_context.shop.throttle();
    double points = throttle.available;
    qsizetype lines = 0;
    for (const ItemPointer &item : m_pending) {
        if (!item->bulkWork)
            continue;
        points -= item->bulkWork->readPoints;
        if (throttle.maximum > 0 && points < 0)
            break;
        ++lines;
    }
    return lines;
}

qsizetype PushRun::fewestInARun() const
{
    return std::max<qsizetype>(1, std::min(m_context.bulk.fewest, m_context.bulk.probe) / smallestShare);
}

bool PushRun::isTooOldForARun(const Item &item) const
{
    return m_context.clock.monotonic() - item.readAt > m_context.times.bulkReadAge / shareForReading;
}

QList<PushRun::ItemPointer> PushRun::takeSection(qsizetype size)
{
    QList<ItemPointer> section;
    std::deque<ItemPointer> left;
    for (const ItemPointer &item : m_pending) {
        if (item->bulkWork && section.size() < size)
            section += item;
        else
            left.push_back(item);
    }
    m_pending = std::move(left);
    return section;
}

/// Taken and not planned: somebody else's turn, or a later one's.
void PushRun::giveBackSection()
{
    m_pending.insert(m_pending.begin(), m_section.cbegin(), m_section.cend());
    m_section.clear();
}

/// What waits in vain for others of its kind is read once more with a later section: what goes together is as old as
/// the oldest of it.
void PushRun::putBackUnplanned(bool onlyOld)
{
    std::deque<ItemPointer> ready;
    for (const ItemPointer &item : m_ready) {
        if (item->planned || (onlyOld && !isTooOldForARun(*item))) {
            ready.push_back(item);
            continue;
        }
        if (!goesInBulk(item->operations.front().kind))
            item->bulkWork.reset();
        m_pending.push_front(item);
    }
    m_ready = std::move(ready);
}

QCoro::Task<Result<Done>> PushRun::sendSections(std::stop_token stop)
{
    bool hasRun = false;
    bool hasRunSinceRead = false;
    while (!m_bulkIsOff && m_context.gate.isOpen()) {
        if (const Result<Done> may = co_await m_guard.pass(stop); !may)
            co_return may.failure();
        const QList<ItemPointer> items = takeReadyOfOneKind();
        if (items.size() >= fewestInARun()) {
            hasRun = hasRunSinceRead = true;
            if (const Result<Done> sent = co_await sendInBulk(items, m_linesAtOnce, stop); !sent)
                co_return sent.failure();
            putBackUnplanned(true);
            // What is being written down of a run has succeeded, all of it.
            ItemCounts counts = m_counts;
            counts.succeeded += m_unwritten;
            if (const auto broken = breakerDuring(counts, m_limits))
                co_return Failure(*broken);
            continue;
        }
        m_ready.insert(m_ready.end(), items.cbegin(), items.cend());
        if (m_section.isEmpty() && hasRunSinceRead)
            if (const SendChoice choice = nextChoice(); choice.way == SendChoice::Way::Bulk)
                beginSection(choice, stop);
        if (!m_section.isEmpty()) {
            hasRunSinceRead = false;
            putBackUnplanned(false);
            if (const Result<Done> planned = co_await planSection(stop); !planned)
                co_return planned.failure();
        } else if (m_afterRun) {
            // What follows on the same products comes up as it is written down.
            if (const Result<Done> written = co_await endOf(m_afterRun); !written)
                co_return written.failure();
        } else {
            break;
        }
    }
    // Otherwise the same would be tried again for ever.
    m_bulkIsOff = m_bulkIsOff || (!hasRun && m_context.gate.isOpen());
    co_return Done{};
}

/// Those read for it before those that are looked at once more anyway.
QList<PushRun::ItemPointer> PushRun::takeReadyOfOneKind()
{
    const auto isMeant
        = [](const ItemPointer &item) { return goesInBulk(item->operations.front().kind) && item->timesTooLate == 0; };
    QMap<OperationKind, qsizetype> fresh;
    QMap<OperationKind, qsizetype> all;
    for (const ItemPointer &item : m_ready) {
        if (!isMeant(item))
            continue;
        ++all[item->operations.front().kind];
        if (!item->planned)
            ++fresh[item->operations.front().kind];
    }
    if (all.isEmpty())
        return {};
    auto most = std::max_element(all.cbegin(), all.cend());
    if (const auto first = std::max_element(fresh.cbegin(), fresh.cend());
        first != fresh.cend() && *first >= fewestInARun())
        most = all.constFind(first.key());
    std::deque<ItemPointer> left;
    QList<ItemPointer> taken;
    std::stable_partition(m_ready.begin(), m_ready.end(), [](const ItemPointer &item) { return !item->planned; });
    for (const ItemPointer &item : m_ready) {
        if (isMeant(item) && item->operations.front().kind == most.key() && taken.size() < m_linesAtOnce.lines)
            taken += item;
        else
            left.push_back(item);
    }
    m_ready = std::move(left);
    return taken;
}

} // namespace Sync
