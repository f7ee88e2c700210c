#pragma once

#include "sync/api/vocabulary.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Sync {

/// A one-click mend a check offers.
struct Remedy
{
    QString id; ///< Hand back to Engine::runRemedy().
    QString label; ///< A verb phrase for the button.
    QString effect; ///< What will happen, one sentence.
    QString preview; ///< The SQL or calls, as they will be run.
    qint64 rowsAffected = -1; ///< Counted in a rolled-back transaction; -1 when it does not apply.

    bool operator==(const Remedy &) const = default;
};

/// The end of one check.
struct CheckResult
{
    QString id; ///< Stable, for example "database.locks".
    CheckGroup group = CheckGroup::Database;
    CheckStatus status = CheckStatus::Ok;
    QString name;
    QString summary; ///< One sentence.
    QString meaning; ///< Why it matters; empty when all is well.
    QStringList evidence;
    std::optional<Remedy> remedy = {};
    std::chrono::milliseconds duration{0};

    bool operator==(const CheckResult &) const = default;
};

/// What carrying out a remedy has come to.
struct RemedyReport
{
    QString summary; ///< What was done.
    qint64 rows = 0;
    QString undo; ///< How to undo it, empty when there is nothing to undo.

    bool operator==(const RemedyReport &) const = default;
};

/// One message of the log, as the Logs page lists it.
struct LogEntry
{
    qint64 time = 0; ///< Milliseconds since the epoch, UTC.
    int level = 0; ///< QtMsgType in rising severity: 0 debug, 1 info, 2 warning, 3 critical, 4 fatal.
    QString area; ///< Logging category without the leading "syncdesk.".
    QString message;

    bool operator==(const LogEntry &) const = default;
};

} // namespace Sync

Q_DECLARE_METATYPE(Sync::CheckResult)
