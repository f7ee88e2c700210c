#include "tests/faults/nthcall/failedcall.h"

#include <QMutexLocker>

namespace Faults {

using namespace Qt::StringLiterals;
using TestSupport::Passing;
using TestSupport::Verdict;

const QList<CallFaultWords> &callFaults()
{
    static const QList<CallFaultWords> all{{CallFault::StatementLost, u"statement-lost"_s},
        {CallFault::StatementUnheard, u"statement-unheard"_s}, {CallFault::RequestLost, u"request-lost"_s},
        {CallFault::RequestUnheard, u"request-unheard"_s}, {CallFault::AnswerCut, u"answer-cut"_s},
        {CallFault::BackupRefused, u"backup-refused"_s}};
    return all;
}

void FailedCall::arm(CallFault fault, int nth, Lasts lasts)
{
    const QMutexLocker lock(&m_mutex);
    m_fault = fault;
    m_lasts = lasts;
    m_nth = nth;
    m_seen = 0;
    m_what.clear();
}

bool FailedCall::isMet(bool isOfKind, const QString &what)
{
    if (m_nth == 0 || !isOfKind || ++m_seen != m_nth)
        return false;
    m_what = what;
    return true;
}

Verdict FailedCall::judge(const Passing &passing)
{
    const QMutexLocker lock(&m_mutex);
    if (m_lasts == Lasts::ForGood && !m_what.isEmpty())
        return Verdict::Lose;
    if (!passing.opensRound)
        return Verdict::Pass;
    const bool isShop = passing.session < 0;
    const bool isAsked = passing.moment == Passing::Moment::Asked;
    switch (m_fault) {
    case CallFault::StatementLost:
        return isMet(!isShop && isAsked, passing.what) ? Verdict::Lose : Verdict::Pass;
    case CallFault::StatementUnheard:
        return isMet(!isShop && !isAsked, passing.what) ? Verdict::Lose : Verdict::Pass;
    case CallFault::RequestLost:
        return isMet(isShop && isAsked, passing.what) ? Verdict::Lose : Verdict::Pass;
    case CallFault::RequestUnheard:
        return isMet(isShop && !isAsked, passing.what) ? Verdict::Lose : Verdict::Pass;
    case CallFault::AnswerCut:
        return isMet(isShop && !isAsked, passing.what) ? Verdict::Half : Verdict::Pass;
    case CallFault::BackupRefused:
        break;
    }
    return Verdict::Pass;
}

bool FailedCall::failsBackup()
{
    const QMutexLocker lock(&m_mutex);
    return isMet(m_fault == CallFault::BackupRefused, u"backup"_s);
}

bool FailedCall::hasFailed() const
{
    const QMutexLocker lock(&m_mutex);
    return m_seen >= m_nth;
}

QString FailedCall::what() const
{
    const QMutexLocker lock(&m_mutex);
    return m_what;
}

} // namespace Faults
