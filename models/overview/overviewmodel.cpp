#include "models/overview/overviewmodel.h"

#include "models/paging/answer.h"

using namespace std::chrono_literals;

namespace Models {
namespace {

constexpr qsizetype batchesRead = 100; // Enough to know which steps of the tour were ever taken.

} // namespace

OverviewModel::OverviewModel(Sync::Engine &engine, Sync::Reader &reader, QObject *parent)
    : QObject(parent)
    , m_reader(reader)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(400ms);
    connect(&m_timer, &QTimer::timeout, this, &OverviewModel::read);
    connect(&m_reader, &Sync::Reader::catalogueChanged, this, &OverviewModel::refresh);
    connect(&m_reader, &Sync::Reader::stagedChanged, this, &OverviewModel::refresh);
    connect(&m_reader, &Sync::Reader::historyChanged, this, &OverviewModel::refresh);
    connect(&engine, &Sync::Engine::stateChanged, this, [this](const Sync::DeskState &desk) {
        const bool wasDown = m_desk && m_desk->database.state != Sync::LinkState::Ok;
        m_desk = desk;
        if (wasDown && desk.database.state == Sync::LinkState::Ok)
            refresh();
        Q_EMIT changed();
    });
    ++m_pending; // Loading until the first read has begun.
    QMetaObject::invokeMethod(
        this,
        [this] {
            --m_pending;
            read();
        },
        Qt::QueuedConnection);
}

void OverviewModel::refresh()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void OverviewModel::setChecksWereRun(bool run)
{
    if (run == m_checksWereRun)
        return;
    m_checksWereRun = run;
    Q_EMIT changed();
}

void OverviewModel::read()
{
    const int generation = ++m_generation;
    m_pending = 2;
    whenAnswered(m_reader.overview(), this, [this, generation](const Sync::Result<Sync::OverviewCounts> &counts) {
        if (generation != m_generation)
            return;
        m_counts = counts ? std::optional(*counts) : std::nullopt;
        m_countsFailure = counts ? std::nullopt : std::optional(counts.failure());
        end(generation);
    });
    whenAnswered(m_reader.batchOrder({}), this,
        [this, generation](const Sync::Result<QList<qint64>> &ids) { takeBatchOrder(ids, generation); });
}

void OverviewModel::takeBatchOrder(const Sync::Result<QList<qint64>> &ids, int generation)
{
    if (generation != m_generation)
        return;
    if (!ids) {
        m_batchesFailure = ids.failure();
        m_batchesAreCurrent = false;
        end(generation);
        return;
    }
    whenAnswered(m_reader.batchRows(ids->mid(0, batchesRead)), this,
        [this, generation](const Sync::Result<QList<Sync::BatchRow>> &rows) {
            if (generation != m_generation)
                return;
            m_batchesFailure = rows ? std::nullopt : std::optional(rows.failure());
            m_batchesAreCurrent = bool(rows);
            if (rows)
                m_batches = *rows;
            end(generation);
        });
}

void OverviewModel::end(int generation)
{
    if (generation == m_generation)
        --m_pending;
    Q_EMIT changed();
}

} // namespace Models
