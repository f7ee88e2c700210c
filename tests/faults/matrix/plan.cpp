#include "tests/faults/matrix/plan.h"

namespace Faults {

using namespace Qt::StringLiterals;

namespace {

/// Why this combination says nothing; empty where it says something.
QString whyNot(const Case &one, bool hasSmallDisk)
{
    if (one.operation.name == "create"_L1 && one.point.id.startsWith("K15"_L1))
        return u"reads no product before it makes one"_s;
    constexpr quint32 speaksToShop = Pushing | Writing | RollingBack | Settling | PullingFirst | Pulling;
    constexpr quint32 holdsLease = speaksToShop | Applying | FindingEdits;
    const quint32 doing = one.operation.doing;
    switch (one.fault) {
    case FaultKind::Kill:
    case FaultKind::DatabaseGone:
    case FaultKind::DatabaseKilled:
        return {};
    case FaultKind::Stop:
        return doing & holdsLease ? QString() : u"holds no lease that could run out"_s;
    case FaultKind::ShopGone:
        return doing & speaksToShop ? QString() : u"does not speak to the shop"_s;
    case FaultKind::DiskFull:
        return hasSmallDisk ? QString() : u"only who may mount can make a small disk"_s;
    case FaultKind::Maintenance:
        return doing & (SwitchingMaintenance | Migrating) ? u"writes no product"_s : QString();
    }
    Q_UNREACHABLE();
}

} // namespace

Plan wholePlan(bool hasSmallDisk)
{
    Plan plan;
    for (const OperationKind &operation : operationKinds())
        for (const Point &point : points())
            for (const FaultWords &fault : faultKinds()) {
                if (!(point.doing & operation.doing))
                    continue;
                const Case one{operation, point, fault.kind};
                const QString why = whyNot(one, hasSmallDisk);
                if (why.isEmpty())
                    plan.cases += one;
                else
                    plan.skipped += Skipped{one.name(), why};
            }
    return plan;
}

QList<Case> rotated(const QList<Case> &cases, qsizetype count, qint64 turn)
{
    if (count >= cases.size())
        return cases;
    QList<Case> chosen;
    // Each takes one of a stretch of neighbours, another with every turn; neighbours differ in their fault, and the
    // places within the stretches are set off against each other so that one turn has all faults.
    for (qsizetype i = 0; i < count; ++i) {
        const qsizetype from = i * cases.size() / count;
        const qsizetype to = (i + 1) * cases.size() / count;
        chosen += cases.at(from + (turn + i * 3) % (to - from));
    }
    return chosen;
}

} // namespace Faults
