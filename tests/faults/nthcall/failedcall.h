#pragma once

#include "tests/faults/proxy/conversation.h"

#include <QList>
#include <QMutex>
#include <QString>

namespace Faults {

/// How a call to the outside fails.
enum class CallFault {
    StatementLost, ///< The connection to the database breaks before the statement arrives.
    StatementUnheard, ///< It breaks after the statement, or its commit, was carried out.
    RequestLost, ///< The request to the shop, or for a file of its, never arrives.
    RequestUnheard, ///< It is carried out, and nothing of the answer comes.
    AnswerCut, ///< Half of the answer comes.
    BackupRefused, ///< The file of a backup cannot be written.
};

struct CallFaultWords
{
    CallFault fault;
    QString name;
};

const QList<CallFaultWords> &callFaults();

/// Counts the calls of one kind, on the proxies' threads, and lets one of them fail.
class FailedCall final
{
    Q_DISABLE_COPY_MOVE(FailedCall)

public:
    FailedCall() = default;

    /// Whether what follows a failed call works again.
    enum class Lasts { Once, ForGood };

    /// Fails the \a nth call from now on, from 1; none where it is 0.
    void arm(CallFault fault, int nth, Lasts lasts = Lasts::Once);
    void disarm() { arm(CallFault::StatementLost, 0); }
    TestSupport::Verdict judge(const TestSupport::Passing &passing);
    /// The same for a call that crosses no proxy; whether it fails.
    bool failsBackup();
    /// There were as many calls as that.
    bool hasFailed() const;
    /// What failed, for people.
    QString what() const;

private:
    bool isMet(bool isOfKind, const QString &what);

    mutable QMutex m_mutex;
    CallFault m_fault = CallFault::StatementLost;
    Lasts m_lasts = Lasts::Once;
    int m_nth = 0;
    int m_seen = 0;
    QString m_what;
};

} // namespace Faults
