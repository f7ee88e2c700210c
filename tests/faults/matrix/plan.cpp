#include "tests/faults/matrix/plan.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>
#include <vector>

namespace Faults {

using namespace Qt::StringLiterals;

namespace {

/// Why this combination says nothing; empty where it says something.
QString whyNot(const Case &one)
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
    case FaultKind::DiskFull:
        return {};
    case FaultKind::Stop:
        return doing & holdsLease ? QString() : u"holds no lease that could run out"_s;
    case FaultKind::ShopGone:
        return doing & speaksToShop ? QString() : u"does not speak to the shop"_s;
    case FaultKind::Maintenance:
        return doing & (SwitchingMaintenance | Migrating) ? u"writes no product"_s : QString();
    }
    Q_UNREACHABLE();
}

/// Cases that the catalogue of faults names by their point: catalogue/rows.txt, whose test looks that they are
/// selected.
const QStringList &namedInCatalogue()
{
    static const QStringList patterns{
        u"*/K18/kill"_s, u"*/K19b/shop-gone"_s, u"*/K22/database-gone"_s, u"*/K23a/database-gone"_s};
    return patterns;
}

/// How often what was taken has each operation, each point, each fault, and each two of them together.
class Coverage final
{
public:
    explicit Coverage(const QList<Case> &cases)
    {
        QHash<QString, size_t> places;
        const auto placeOf = [&places](const QString &name) {
            if (!places.contains(name))
                places.insert(name, size_t(places.size()));
            return places.value(name);
        };
        for (const Case &one : cases) {
            const QString operation = one.operation.name + u'/';
            const QString point = u'/' + one.point.id + u'/';
            const QString fault = u'/' + nameOf(one.fault);
            m_places.push_back({placeOf(operation), placeOf(point), placeOf(fault), placeOf(operation + fault),
                placeOf(point + fault), placeOf(operation + point)});
        }
        m_taken.resize(size_t(places.size()));
    }

    /// What a case adds that was never taken, and how much of it was: the least is wanted most.
    std::tuple<int, qint64> want(qsizetype index) const
    {
        // Few kinds come often, many seldom, and all alike in proportion. A pair that comes again weighs more.
        const std::array<qint64, 6> weights{
            operationKinds().size(), points().size(), faultKinds().size(), 100, 100, 100};
        int known = 0;
        qint64 load = 0;
        for (size_t i = 0; i < weights.size(); ++i) {
            const int taken = m_taken.at(m_places.at(size_t(index)).at(i));
            known += i < 3 && taken > 0 ? 1 : 0;
            load += weights.at(i) * taken;
        }
        return {known, load};
    }

    void take(qsizetype index)
    {
        for (const size_t place : m_places.at(size_t(index)))
            ++m_taken.at(place);
    }

private:
    std::vector<std::array<size_t, 6>> m_places; ///< Of each case: operation, point, fault, and their pairs.
    std::vector<int> m_taken; ///< By place.
};

/// The first so many, by their number in the list.
QList<qsizetype> inOrderOfWant(const QList<Case> &cases, qsizetype count)
{
    Coverage coverage(cases);
    QList<qsizetype> left(cases.size());
    std::iota(left.begin(), left.end(), 0);
    QList<qsizetype> order;
    const auto takeBest = [&](const auto &isWanted) {
        auto best = left.end();
        std::tuple<int, qint64> least;
        for (auto i = left.begin(); i != left.end(); ++i) {
            if (!isWanted(cases.at(*i)))
                continue;
            const std::tuple<int, qint64> want = coverage.want(*i);
            if (best == left.end() || want < least) {
                best = i;
                least = want;
            }
        }
        if (best == left.end())
            return;
        order += *best;
        coverage.take(*best);
        left.erase(best);
    };
    for (const QString &pattern : namedInCatalogue())
        takeBest([&pattern](const Case &one) { return fits(one, pattern); });
    while (order.size() < count)
        takeBest([](const Case &) { return true; });
    return order.first(count);
}

} // namespace

Plan wholePlan()
{
    Plan plan;
    for (const OperationKind &operation : operationKinds())
        for (const Point &point : points())
            for (const FaultWords &fault : faultKinds()) {
                if (!(point.doing & operation.doing))
                    continue;
                const Case one{operation, point, fault.kind};
                const QString why = whyNot(one);
                if (why.isEmpty())
                    plan.cases += one;
                else
                    plan.skipped += Skipped{one.name(), why};
            }
    return plan;
}

void leaveOutSmallDisk(Plan *plan)
{
    for (const Case &one : std::as_const(plan->cases))
        if (one.fault == FaultKind::DiskFull)
            plan->skipped += Skipped{one.name(), u"only who may mount can make a small disk"_s};
    plan->cases.removeIf([](const Case &one) { return one.fault == FaultKind::DiskFull; });
}

bool fits(const Case &one, const QString &pattern)
{
    const QStringList wanted = pattern.split(u'/');
    const QStringList parts = one.name().split(u'/');
    bool fits = wanted.size() == parts.size();
    for (qsizetype i = 0; fits && i < parts.size(); ++i)
        fits = wanted.at(i) == "*"_L1 || wanted.at(i) == parts.at(i);
    return fits;
}

QList<Case> selection(const QList<Case> &cases, qsizetype count, qint64 turn)
{
    if (count <= 0 || count >= cases.size())
        return cases;
    const qint64 turns = (cases.size() + count - 1) / count;
    const qsizetype before = (turn + turns - 1) % turns * count;
    const QList<qsizetype> order = inOrderOfWant(cases, std::min(before + count, cases.size()));
    QList<qsizetype> chosen = order.mid(before, count);
    std::sort(chosen.begin(), chosen.end());
    QList<Case> selected;
    for (const qsizetype i : std::as_const(chosen))
        selected += cases.at(i);
    return selected;
}

QList<Case> part(const QList<Case> &cases, qsizetype nth, qsizetype parts)
{
    const qsizetype from = (nth - 1) * cases.size() / parts;
    return cases.mid(from, nth * cases.size() / parts - from);
}

} // namespace Faults
