#include "sync/checks/countcheck.h"

#include "sync/checks/remedies.h"
#include "sync/db/pgsession.h"

#include <QLocale>

namespace Sync {

namespace {
CheckResult count(const CountCheckSpec &spec, PgSession &session)
{
    const Result<PgRows> rows = session.execute(sql(spec.statement));
    if (!rows)
        return checkFailure(CheckStatus::CouldNotCheck, rows.failure());
    const qint64 found = rows->first().int64(0);
    const QStringList evidence = rows->first().textList(1);
    if (found == 0)
        return checkOk(spec.none, evidence);
    CheckResult result;
    result.status = spec.status;
    result.summary = spec.some.arg(QLocale().toString(found));
    result.meaning = spec.meaning;
    result.evidence = evidence;
    if (!spec.remedy.isEmpty())
        if (const Result<Remedy> remedy = previewRemedy(session, spec.remedy); remedy && remedy->rowsAffected != 0)
            result.remedy = *remedy;
    return result;
}
} // namespace

DatabaseCheck::Examination CountCheck::examination(const CheckContext &) const
{
    return [spec = m_spec](PgSession &session) { return count(spec, session); };
}

} // namespace Sync
