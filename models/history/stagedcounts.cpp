#include "models/history/stagedcounts.h"

#include "models/format/text.h"
#include "models/paging/answer.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Models {

QString fatesSentence(const StagedFates &fates)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("Models::StagedCounts", text); };
    if (fates.total() == 0)
        return tr("Nothing differs from the catalogue: there is no change to review.");
    QStringList parts;
    if (fates.pending > 0)
        parts += tr("%1 to review").arg(count(fates.pending));
    if (fates.approved > 0)
        parts += tr("%1 approved and waiting").arg(count(fates.approved));
    if (fates.rejected > 0)
        parts += tr("%1 rejected").arg(count(fates.rejected));
    if (fates.settled > 0)
        parts += tr("%1 done").arg(count(fates.settled));
    return (
        fates.total() == 1 ? tr("1 change was found: %1.") : tr("%1 changes were found: %2.").arg(count(fates.total())))
        .arg(parts.join(u", "_s));
}

QString fatesTab(const StagedFates &fates)
{
    if (fates.pending > 0)
        return u"pending"_s;
    if (fates.approved > 0)
        return u"approved"_s;
    return fates.settled > 0 || fates.rejected == 0 ? u"done"_s : u"rejected"_s;
}

StagedCounts::StagedCounts(Sync::Reader &reader, QObject *parent)
    : QObject(parent)
    , m_reader(reader)
{
    connect(&reader, &Sync::Reader::stagedChanged, this, [this] {
        // One count at a time: fast decisions must not keep it from ever ending.
        if (m_open > 0)
            m_again = true;
        else if (m_batch.isValid())
            read();
    });
}

void StagedCounts::setBatch(Sync::BatchId batch)
{
    if (batch == m_batch)
        return;
    m_batch = batch;
    m_fates.reset();
    ++m_round;
    m_open = 0;
    if (batch.isValid())
        read();
    Q_EMIT changed();
}

void StagedCounts::read()
{
    using Sync::StagedStatus;
    ++m_round;
    m_counting = {};
    m_failed = false;
    m_again = false;
    m_open = 4;
    ask(StagedStatus::Pending, &StagedFates::pending);
    ask(StagedStatus::Approved, &StagedFates::approved);
    ask(StagedStatus::Rejected, &StagedFates::rejected);
    ask(std::nullopt, &StagedFates::settled);
}

void StagedCounts::ask(std::optional<Sync::StagedStatus> status, qint64 StagedFates::*member)
{
    whenAnswered(m_reader.stagedOrder({.status = status, .batch = m_batch}), this,
        [this, member, round = m_round](const Sync::Result<QList<qint64>> &ids) {
            if (round != m_round)
                return;
            m_failed = m_failed || !ids;
            if (ids)
                m_counting.*member = ids->size();
            if (--m_open > 0)
                return;
            m_counting.settled -= m_counting.pending + m_counting.approved + m_counting.rejected;
            m_counting.settled = std::max<qint64>(0, m_counting.settled); // the four are not of one moment
            m_fates = m_failed ? std::nullopt : std::optional(m_counting);
            Q_EMIT changed();
            if (m_again)
                read();
        });
}

} // namespace Models

#include "moc_stagedcounts.cpp"
