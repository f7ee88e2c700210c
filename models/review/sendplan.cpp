#include "models/review/sendplan.h"

#include "models/format/decimal.h"
#include "models/paging/answer.h"
#include "models/review/fielddiff.h"

#include <algorithm>
#include <cstdlib>

namespace Models {
namespace {

constexpr int mostInFlight = 4;
constexpr qsizetype movesShown = 3;
constexpr qint64 fewChanges = 20;
constexpr qint64 manyChanges = 500;
constexpr qint64 noticeableMove = 200; // 20 %

bool isPrice(QStringView field)
{
    return field == Sync::Field::price || field == Sync::Field::compareAtPrice;
}

qint64 size(const PriceMove &move)
{
    return std::llabs(move.permille);
}

} // namespace

Confirmation confirmationFor(const SendSummary &summary, Sync::SafeLevel level, std::optional<qint64> catalogue)
{
    if (level == Sync::SafeLevel::ReadOnly)
        return Confirmation::Forbidden;
    if (level == Sync::SafeLevel::Demo)
        return Confirmation::Button;
    const bool isWide
        = summary.total > manyChanges || (catalogue && summary.total * 10 > *catalogue && summary.total > fewChanges);
    if (level == Sync::SafeLevel::Locked || isWide || summary.deletes > 0 || summary.archives > 0)
        return Confirmation::TypedName;
    const bool movesPrices = std::any_of(summary.largestMoves.cbegin(), summary.largestMoves.cend(),
        [](const PriceMove &move) { return size(move) > noticeableMove; });
    return summary.total > fewChanges || movesPrices ? Confirmation::Look : Confirmation::Button;
}

SendPlan::SendPlan(Sync::Reader &reader, QObject *parent)
    : QObject(parent)
    , m_reader(reader)
{ }

void SendPlan::start()
{
    ++m_round;
    m_changes.clear();
    m_catalogue.reset();
    m_failure.reset();
    m_summary = {};
    m_next = 0;
    m_complete = false;
    m_inFlight = 2;
    whenAnswered(m_reader.overview(), this, [this, round = m_round](const Sync::Result<Sync::OverviewCounts> &counts) {
        if (round != m_round)
            return;
        --m_inFlight;
        // Without the number the confirmation only loses one reason to be stricter.
        if (counts)
            m_catalogue = counts->products;
        askNext();
    });
    whenAnswered(m_reader.stagedOrder({.status = Sync::StagedStatus::Approved, .direction = Sync::Direction::Push}),
        this, [this, round = m_round](const Sync::Result<QList<qint64>> &ids) {
            if (round == m_round)
                takeOrder(ids);
        });
}

void SendPlan::takeOrder(const Sync::Result<QList<qint64>> &ids)
{
    --m_inFlight;
    if (ids)
        for (const qint64 id : *ids)
            m_changes += Sync::ChangeId{id};
    else
        m_failure = ids.failure();
    m_summary.total = m_changes.size();
    askNext();
}

void SendPlan::askNext()
{
    const qsizetype looked = std::min(m_changes.size(), mostLooked);
    while (m_next < looked && m_inFlight < mostInFlight) {
        ++m_inFlight;
        whenAnswered(m_reader.stagedDetail(m_changes.at(m_next++)), this,
            [this, round = m_round](const Sync::Result<Sync::StagedDetail> &detail) {
                if (round != m_round)
                    return;
                --m_inFlight;
                if (detail)
                    take(*detail);
                else
                    m_failure = detail.failure();
                askNext();
            });
    }
    if (m_inFlight == 0 && m_next >= looked && !std::exchange(m_complete, true))
        Q_EMIT completed();
}

void SendPlan::take(const Sync::StagedDetail &detail)
{
    ++m_summary.looked;
    switch (detail.row.changeType) {
    case Sync::ChangeType::Create:
    case Sync::ChangeType::Restore:
        ++m_summary.creates;
        break;
    case Sync::ChangeType::Update:
        ++m_summary.updates;
        break;
    case Sync::ChangeType::Delete:
        ++m_summary.deletes;
        break;
    }
    if (detail.row.stale)
        ++m_summary.stale;
    for (const Sync::FieldChange &change : detail.fields) {
        const auto &proposed = valueProposed(change, detail.row.direction);
        if (change.field == Sync::Field::status && proposed == toWord(Sync::ProductStatus::Archived)
            && change.decision != Sync::FieldDecision::Reject)
            ++m_summary.archives;
    }
    takePrices(detail);
}

void SendPlan::takePrices(const Sync::StagedDetail &detail)
{
    for (const Sync::FieldChange &change : detail.fields) {
        const auto &now = valueNow(change, detail.row.direction);
        const auto &proposed = valueProposed(change, detail.row.direction);
        if (!isPrice(change.field) || !now || !proposed || change.decision == Sync::FieldDecision::Reject)
            continue;
        const std::optional<Decimal> from = Decimal::parse(*now);
        const std::optional<Decimal> to = Decimal::parse(*proposed);
        const std::optional<qint64> permille = from && to ? Decimal::changeInPermille(*from, *to) : std::nullopt;
        if (permille && *permille != 0)
            m_summary.largestMoves
                += {QString(detail.row.title % u" \u00b7 " % fieldName(change)), *now, *proposed, *permille};
    }
    auto &moves = m_summary.largestMoves;
    std::stable_sort(moves.begin(), moves.end(), [](const auto &a, const auto &b) { return size(a) > size(b); });
    moves.resize(std::min(moves.size(), movesShown));
}

} // namespace Models

#include "moc_sendplan.cpp"
