#pragma once

#include "tests/faults/matrix/plan.h"

#include <QMap>
#include <QSet>

namespace Faults {

/// What became of the cases, to be printed.
class Table final
{
public:
    void add(const Case &one, const CaseOutcome &outcome);
    void add(const Skipped &skipped);

    /// Cases that failed, and those that never met their point: they have shown nothing.
    qsizetype failed() const { return m_failed + m_unreached.size(); }
    /// Operations down, faults across; then what was left out and why.
    QString text() const;

private:
    struct Cell
    {
        int passed = 0;
        int failed = 0;
        int unreached = 0;
        int skipped = 0;
    };

    QHash<QString, Cell> m_cells; ///< By `operation/fault`.
    QSet<QString> m_operations; ///< Of which some case was run.
    QMap<QString, int> m_reasons;
    QStringList m_unreached;
    int m_passed = 0;
    int m_failed = 0;
};

} // namespace Faults
