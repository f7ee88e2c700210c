#pragma once

#include "tests/faults/matrix/faultkinds.h"
#include "tests/faults/matrix/points.h"
#include "tests/faults/matrix/trigger.h"
#include "tests/faults/world/facts.h"

#include <QHash>

namespace Faults {

/// One cell of the matrix.
struct Case
{
    OperationKind operation;
    Point point;
    FaultKind fault = FaultKind::Kill;

    /// `create/K17/kill`, by which it is run again.
    QString name() const;
};

/// How it went.
struct CaseOutcome
{
    bool wasReached = true; ///< The fault did strike.
    QStringList violations = {};
    QString story = {}; ///< What ended how, for people.
};

/// Runs cases one after the other: fault, restart, wind-down, invariants.
class CaseRunner final
{
    Q_DISABLE_COPY_MOVE(CaseRunner)

public:
    CaseRunner(World &world, Trigger &trigger);

    CaseOutcome run(const Case &one);

private:
    TestSupport::Verdict strike(const Case &one, const TestSupport::Passing &passing);
    void runUnderFault(const Case &one);
    void takeOverAndWake(const Case &one);
    void waitForEnd(QProcess &process);
    void undoFault(const Case &one);
    void windDown(const OperationKind &operation);
    bool sendWhatIsLeft();
    void loseARequest(const OperationKind &operation);
    const Facts &expected(const OperationKind &operation);
    void check(const Case &one);
    void tell(const QString &what, const TestSupport::Ended &ended);

    World &m_world;
    Trigger &m_trigger;
    QHash<QString, Facts> m_expected; ///< By operation: what a run without a fault comes to.
    QHash<QString, QStringList> m_windDown;
    std::atomic<qint64> m_pid{0};
    qint64 m_runsBefore = 0;
    CaseOutcome m_outcome;
};

} // namespace Faults
