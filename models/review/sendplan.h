#pragma once

#include "sync/api/catalogue.h"
#include "sync/api/reader.h"
#include "sync/api/vocabulary.h"

#include <QObject>

#include <optional>

namespace Models {

/// A price that sending would move.
struct PriceMove
{
    QString title; ///< Product and variant.
    QString from;
    QString to;
    qint64 permille = 0; ///< Change in tenths of a percent.

    bool operator==(const PriceMove &) const = default;
};

/// What sending a set of changes would do, as far as it was looked at.
struct SendSummary
{
    qint64 total = 0;
    qint64 looked = 0; ///< Changes whose fields were read; the figures below are of these.
    qint64 creates = 0;
    qint64 updates = 0;
    qint64 deletes = 0;
    qint64 archives = 0;
    qint64 stale = 0;
    QList<PriceMove> largestMoves = {}; ///< At most three, the largest first.

    bool operator==(const SendSummary &) const = default;
};

/// How a sending has to be confirmed: the wider its reach, the more deliberate the gesture.
enum class Confirmation {
    Button,
    Look, ///< A tick that the largest changes were looked at.
    TypedName, ///< The shop's name, typed.
    Forbidden, ///< The safe level lets nothing be sent.
};

/// `catalogue` is the number of products, absent when unknown.
Confirmation confirmationFor(const SendSummary &summary, Sync::SafeLevel level, std::optional<qint64> catalogue);

/// Reads the approved changes that wait to be sent, and the fields of at most 200 of them, to say what sending would
/// do.
class SendPlan final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SendPlan)

public:
    static constexpr qsizetype mostLooked = 200;

    /// `reader` must outlive the plan.
    explicit SendPlan(Sync::Reader &reader, QObject *parent = nullptr);

    /// Reads, or reads again; completed() follows.
    void start();
    /// All that wait to be sent, also those not looked at.
    const QList<Sync::ChangeId> &changes() const { return m_changes; }
    /// The number of products, absent when unknown.
    std::optional<qint64> catalogue() const { return m_catalogue; }
    const SendSummary &summary() const { return m_summary; }
    bool isComplete() const { return m_complete; }
    /// Why the changes, or not all of them, could be read; those that could not are counted but not looked at.
    const std::optional<Sync::Failure> &failure() const { return m_failure; }

Q_SIGNALS:
    /// All that is looked at has been read.
    void completed();

private:
    void takeOrder(const Sync::Result<QList<qint64>> &ids);
    void askNext();
    void take(const Sync::StagedDetail &detail);
    void takePrices(const Sync::StagedDetail &detail);

    Sync::Reader &m_reader;
    QList<Sync::ChangeId> m_changes;
    std::optional<qint64> m_catalogue;
    qsizetype m_next = 0;
    int m_inFlight = 0; ///< Questions open.
    int m_round = 0; ///< Answers of an earlier start() are let go.
    bool m_complete = false;
    SendSummary m_summary;
    std::optional<Sync::Failure> m_failure;
};

} // namespace Models
