#include "tests/faults/matrix/table.h"

namespace Faults {

using namespace Qt::StringLiterals;

namespace {

QString key(const QString &caseName)
{
    return caseName.section(u'/', 0, 0) + u'/' + caseName.section(u'/', 2, 2);
}

} // namespace

void Table::add(const Case &one, const CaseOutcome &outcome)
{
    Cell &cell = m_cells[key(one.name())];
    m_operations.insert(one.operation.name);
    if (!outcome.violations.isEmpty()) {
        ++cell.failed;
        ++m_failed;
    } else if (outcome.wasReached) {
        ++cell.passed;
        ++m_passed;
    } else {
        ++cell.unreached;
        m_unreached += one.name();
    }
}

void Table::add(const Skipped &skipped)
{
    ++m_cells[key(skipped.name)].skipped;
    ++m_reasons[skipped.why];
}

QString Table::text() const
{
    QString text = u"%1"_s.arg(u"operation"_s, -16);
    for (const FaultWords &fault : faultKinds())
        text += u"%1"_s.arg(fault.name, 17);
    text += u'\n';
    for (const OperationKind &operation : operationKinds()) {
        if (!m_operations.contains(operation.name))
            continue;
        text += u"%1"_s.arg(operation.name, -16);
        for (const FaultWords &fault : faultKinds()) {
            const Cell cell = m_cells.value(operation.name + u'/' + fault.name);
            QString count = QString::number(cell.passed);
            if (cell.failed > 0)
                count += u" %1 FAILED"_s.arg(cell.failed);
            if (cell.unreached > 0)
                count += u" %1 unmet"_s.arg(cell.unreached);
            if (cell.skipped > 0)
                count += u" %1 skipped"_s.arg(cell.skipped);
            text += u"%1"_s.arg(count, 17);
        }
        text += u'\n';
    }
    text
        += u"\n%1 passed, %2 failed, %3 never met their point.\n"_s.arg(m_passed).arg(m_failed).arg(m_unreached.size());
    for (const QString &name : m_unreached)
        text += u"never met: %1\n"_s.arg(name);
    for (auto reason = m_reasons.cbegin(); reason != m_reasons.cend(); ++reason)
        text += u"%1 skipped: %2\n"_s.arg(reason.value()).arg(reason.key());
    for (const UnreachedPoint &point : unreachedPoints())
        text += u"no point %1: %2\n"_s.arg(point.id, point.why);
    return text;
}

} // namespace Faults
