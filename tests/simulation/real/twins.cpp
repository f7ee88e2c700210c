#include "tests/simulation/real/twins.h"

#include "tests/simulation/real/endstate.h"
#include "tests/simulation/runner.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

namespace {

EndState endOf(World &world)
{
    const VersionsOf versions = [&world](BatchId batch) {
        const auto found = world.store().transaction<QList<ProductVersion>>(
            "reading versions", 0, [batch](StoreCalls &calls) { return calls.versions(batch, {}); });
        if (!found)
            qFatal("%s (%s)", qUtf8Printable(found.failure().text()), qUtf8Printable(found.failure().detail));
        return *found;
    };
    const Tables tables = world.tables(); // what it points to is gone once versions are read
    return endState(tables, versions, world.shop().products());
}

/// A story without the ids, which two worlds give otherwise, and without what the shop answered or why a run ended in
/// so many words.
class Plain
{
public:
    QString line(QString line)
    {
        static const QRegularExpression answer(u"(the shop does[^:]*):.*"_s);
        static const QRegularExpression reason(u"(ends|could not settle): .*"_s);
        static const QRegularExpression batch(u"batch \\d+"_s);
        static const QRegularExpression handle(u"\"handle\":\"([^\"]*)-\\d+\""_s);
        static const QRegularExpression gid(u"gid://shopify/(\\w+)/(\\d+)"_s);
        line.replace(answer, u"\\1"_s)
            .replace(reason, u"\\1 badly"_s)
            .replace(batch, u"batch"_s)
            .replace(handle, u"handle \\1-#"_s);
        QRegularExpressionMatch match = gid.match(line);
        while (match.hasMatch()) {
            QStringList &seen = m_seen[match.captured(1)];
            if (!seen.contains(match.captured(2)))
                seen += match.captured(2);
            line.replace(match.capturedStart(), match.capturedLength(),
                u"%1 #%2"_s.arg(match.captured(1)).arg(seen.indexOf(match.captured(2)) + 1));
            match = gid.match(line);
        }
        return line;
    }

private:
    QMap<QString, QStringList> m_seen;
};

QStringList partingPlace(const QStringList &simulated, const QStringList &real)
{
    Plain ofSimulated;
    Plain ofReal;
    for (qsizetype i = 0; i < std::max(simulated.size(), real.size()); ++i) {
        const QString one = simulated.value(i, u"(the end)"_s);
        const QString other = real.value(i, u"(the end)"_s);
        if (ofSimulated.line(one) != ofReal.line(other))
            return {u"simulated: "_s + one, u"real:      "_s + other};
    }
    return {};
}

/// The history without what only the model of a shop does.
void calmTheShop(History &history)
{
    history.setting.rewritesHtml = false;
    history.setting.bulk = false; // carried out line by line by the model only
    for (Command &command : history.commands)
        if (command.value == u"13.13")
            command.value = u"13.31"_s;
}

} // namespace

Twins runBoth(History &history, const Chance &chance, PgTemplate &databases, RealShop *shop)
{
    Twins twins;
    if (shop) {
        calmTheShop(history);
        shop->reset();
    }
    EndState simulated;
    const Outcome first
        = run(history, chance, KeepTrace::Yes, {}, [&simulated](World &world) { simulated = endOf(world); });
    if (first.violation)
        twins.differences += u"the simulated history violates an invariant: "_s + first.violation->text;
    PgStore store(databases);
    EndState real;
    const Outcome second = run(
        history, {}, KeepTrace::Yes, {.store = &store, .shop = shop}, [&real](World &world) { real = endOf(world); });
    twins.simulated = first.trace;
    twins.real = second.trace;
    twins.differences += partingPlace(first.trace, second.trace);
    twins.differences += store.surprises();
    if (shop)
        twins.differences += shop->surprises();
    twins.differences += Simulation::differences(simulated, real);
    return twins;
}

} // namespace Simulation
