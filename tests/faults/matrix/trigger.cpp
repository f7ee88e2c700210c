#include "tests/faults/matrix/trigger.h"

#include <QMutexLocker>

namespace Faults {

using namespace Qt::StringLiterals;
using TestSupport::Passing;
using TestSupport::Verdict;

namespace {

constexpr qint64 honouredWithinMs = 2'000;

} // namespace

bool isWrite(const QString &document)
{
    static const QStringList writes{u"ProductUpdate"_s, u"VariantsUpdate"_s, u"InventorySet"_s, u"ProductSet"_s,
        u"ProductDelete"_s, u"VariantsCreate"_s, u"VariantsDelete"_s, u"VariantsReorder"_s, u"ChannelsJoin"_s,
        u"ChannelsLeave"_s, u"InventoryActivate"_s, u"InventoryDeactivate"_s, u"MediaAdd"_s, u"MediaOrder"_s,
        u"MediaUpdate"_s, u"MetafieldsDelete"_s, u"MetafieldsSet"_s, u"OptionRename"_s, u"OptionsCreate"_s,
        u"OptionsDelete"_s, u"OptionsReorder"_s, u"BulkMutationStart"_s};
    return writes.contains(document);
}

void Trigger::arm(const std::optional<Point> &point, const QString &mutation, Strike strike)
{
    const QMutexLocker lock(&m_mutex);
    m_point = point;
    m_mutation = mutation;
    m_strike = std::move(strike);
    m_sessions.clear();
    m_unrecorded.clear();
    m_seen = m_marks = m_writes = m_runs = 0;
    m_sinceForbidden.invalidate();
    m_forbidden = 0;
    m_isSpent = m_hasStruck = false;
}

void Trigger::disarm()
{
    const QMutexLocker lock(&m_mutex);
    m_point.reset();
    while (m_isSpent && !m_hasStruck)
        m_struck.wait(&m_mutex);
}

Verdict Trigger::judge(const Passing &passing)
{
    Strike strike;
    {
        const QMutexLocker lock(&m_mutex);
        keepAccount(passing);
        if (!isMet(passing))
            return Verdict::Pass;
        m_isSpent = true;
        strike = m_strike;
    }
    // Not under the lock: what strikes may wait for the other proxy's thread.
    const Verdict verdict = strike(passing);
    const QMutexLocker lock(&m_mutex);
    m_hasStruck = true;
    m_struck.wakeAll();
    return verdict;
}

void Trigger::keepAccount(const Passing &passing)
{
    if (passing.moment == Passing::Moment::Asked) {
        if (!isWrite(passing.what))
            return;
        if (++m_writes > m_marks)
            m_unrecorded += passing.what;
        m_forbidden += m_sinceForbidden.isValid() && m_sinceForbidden.elapsed() > honouredWithinMs;
        return;
    }
    Session &session = m_sessions[passing.session];
    if (passing.failed)
        session = {};
    session.marks += !passing.failed && passing.what == "journal/mark_sent"_L1;
    session.runs += !passing.failed && passing.what == "batch/open"_L1;
    session.runs -= !passing.failed && passing.what == "batch/discard"_L1; // it found nothing to do
    if (passing.endsTransaction) {
        m_marks += std::exchange(session.marks, 0);
        m_runs += passing.what == "session/rollback"_L1 ? 0 : session.runs;
        session.runs = 0;
    }
}

bool Trigger::matches(const Sight &sight, const Passing &passing) const
{
    if (sight.moment != passing.moment)
        return false;
    if (sight.what.endsWith(u'…'))
        return passing.what.startsWith(sight.what.chopped(1));
    return sight.what == "*mutation"_L1 ? passing.what == m_mutation : sight.what.split(u'|').contains(passing.what);
}

bool Trigger::isMet(const Passing &passing)
{
    if (!m_point || m_isSpent)
        return false;
    if (m_point->after) {
        bool &isArmed = m_sessions[passing.session].isArmed;
        if (matches(*m_point->after, passing)) {
            isArmed = true;
            return false;
        }
        if (!isArmed)
            return false;
    }
    return matches(m_point->at, passing) && ++m_seen == m_point->at.nth;
}

bool Trigger::wasMet() const
{
    const QMutexLocker lock(&m_mutex);
    return m_isSpent;
}

bool Trigger::hasStruck() const
{
    const QMutexLocker lock(&m_mutex);
    return m_hasStruck;
}

void Trigger::forbidWrites()
{
    const QMutexLocker lock(&m_mutex);
    m_sinceForbidden.start();
}

int Trigger::forbiddenWrites() const
{
    const QMutexLocker lock(&m_mutex);
    return m_forbidden;
}

QStringList Trigger::unrecordedWrites() const
{
    const QMutexLocker lock(&m_mutex);
    return m_unrecorded;
}

int Trigger::committedRuns() const
{
    const QMutexLocker lock(&m_mutex);
    return m_runs;
}

} // namespace Faults
