#include "sync/jobs/common/sqlsteps.h"

#include <QLoggingCategory>

#include <algorithm>

namespace Sync {

namespace {
Q_LOGGING_CATEGORY(steps, "syncdesk.sqlsteps", QtWarningMsg)
} // namespace

Result<qint64> runSteps(PgSession &session, std::initializer_list<QStringView> names, const PgParameters &parameters,
    const std::stop_token &stop)
{
    qint64 written = 0;
    for (const QStringView name : names) {
        if (stop.stop_requested())
            return stopped();
        const SqlStatement &statement = sql(name);
        PgParameters wanted;
        std::copy_if(parameters.begin(), parameters.end(), std::back_inserter(wanted),
            [&](const PgParameter &parameter) { return statement.parameters.contains(parameter.name); });
        const auto done = session.execute(statement, wanted);
        if (!done)
            return done.failure();
        qCDebug(steps, "%s: %lld rows", statement.name.constData(), done->affected());
        written += done->affected();
    }
    return written;
}

} // namespace Sync
