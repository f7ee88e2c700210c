#include "models/progress/preflight.h"

#include "models/format/text.h"
#include "models/format/words.h"
#include "models/progress/progresstext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Models {
namespace {

using Sync::CheckStatus;

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::Preflight", text);
}

bool needsShop(RunChoice choice)
{
    return choice != RunChoice::Apply;
}

PreflightLine linkLine(const QString &id, const QString &name, const Sync::Link &link)
{
    PreflightLine line{id, name, CheckStatus::Ok, link.text, false};
    switch (link.state) {
    case Sync::LinkState::Ok:
        return line;
    case Sync::LinkState::Attention:
        line.status = CheckStatus::Attention;
        break;
    case Sync::LinkState::Unknown:
    case Sync::LinkState::Connecting:
        line.status = CheckStatus::CouldNotCheck;
        line.blocks = true;
        break;
    case Sync::LinkState::Failed:
    case Sync::LinkState::Off:
        line.status = CheckStatus::Failed;
        line.blocks = true;
        break;
    }
    // What to do about it is offered as buttons, which a remedy written for elsewhere would not name.
    if (!link.failure.what.isEmpty())
        line.sentence = QStringList{link.failure.what, link.failure.meaning}.join(u' ').trimmed();
    return line;
}

PreflightLine runLine(const PreflightFacts &facts)
{
    PreflightLine line{u"run"_s, tr("No Other Run"), CheckStatus::Ok, tr("nothing is running"), false};
    const bool busyHere = facts.run != RunState::Idle && facts.run < RunState::Done;
    if (busyHere || facts.desk->runningBatch) {
        // Somebody at work is no trouble, only a reason to wait.
        line.status = CheckStatus::NotUsed;
        line.blocks = true;
        line.sentence = busyHere
            ? runTitle(facts.run, facts.runKind)
            : tr("Run %1 is going on. Wait for it, or stop it.").arg(facts.desk->runningBatch->value);
    }
    return line;
}

PreflightLine maintenanceLine(const Sync::MaintenanceState &maintenance)
{
    PreflightLine line{u"maintenance"_s, tr("Maintenance Mode"), CheckStatus::Ok, tr("off"), false};
    if (maintenance.active) {
        line.status = CheckStatus::Failed;
        line.blocks = true;
        line.sentence = maintenance.changedBy.isEmpty()
            ? tr("On: %1").arg(maintenance.reason)
            : tr("Switched on by %1: %2").arg(maintenance.changedBy, maintenance.reason);
    }
    return line;
}

PreflightLine levelLine(Sync::SafeLevel level)
{
    PreflightLine line{u"level"_s, tr("Safe Level"), CheckStatus::Ok, word(level), false};
    if (level == Sync::SafeLevel::ReadOnly) {
        line.status = CheckStatus::Failed;
        line.blocks = true;
        line.sentence = tr("Read-only: nothing may be sent. Lower the safe level from the header first.");
    }
    return line;
}

PreflightLine limitLine(const Sync::ThrottleState &throttle)
{
    PreflightLine line{u"limit"_s, tr("Shopify's Limit"), CheckStatus::Ok, throttleText(throttle), false};
    if (throttle.maximum <= 0)
        line.status = CheckStatus::CouldNotCheck;
    else if (throttle.available < throttle.maximum / 10)
        line.status = CheckStatus::Attention;
    return line;
}

PreflightLine partLine(bool isNamed)
{
    if (isNamed)
        return {u"part"_s, tr("What to Pull"), CheckStatus::Ok, tr("chosen"), false};
    return {u"part"_s, tr("What to Pull"), CheckStatus::NotUsed,
        tr("Name the vendor, the product type or the collection."), true};
}

PreflightLine workLine(std::optional<qint64> approved, RunChoice choice)
{
    PreflightLine line{u"work"_s, tr("Approved Changes"), CheckStatus::Ok, {}, false};
    if (!approved) {
        line.status = CheckStatus::CouldNotCheck;
        line.blocks = true;
        line.sentence = tr("The approved changes could not be counted.");
    } else if (*approved == 0) {
        line.status = CheckStatus::NotUsed;
        line.blocks = true;
        line.sentence = choice == RunChoice::Push
            ? tr("Nothing is approved for sending. Prepare your edits, then approve them in Review.")
            : tr("Nothing is approved. Approve changes in Review first.");
    } else {
        line.sentence = *approved == 1 ? tr("1 change is ready") : tr("%1 changes are ready").arg(count(*approved));
    }
    return line;
}

} // namespace

QList<PreflightLine> preflight(const PreflightFacts &facts, RunChoice choice)
{
    if (!facts.desk)
        return {{u"database"_s, tr("Engine"), CheckStatus::CouldNotCheck, tr("Starting up…"), true}};
    QList<PreflightLine> lines;
    lines += linkLine(u"database"_s, tr("Database"), facts.desk->database);
    if (needsShop(choice))
        lines += linkLine(u"shopify"_s, tr("Shopify"), facts.desk->shopify);
    lines += runLine(facts);
    lines += maintenanceLine(facts.desk->maintenance);
    if (choice == RunChoice::Push)
        lines += levelLine(facts.desk->safeLevel);
    if (choice == RunChoice::PullPart)
        lines += partLine(facts.partIsNamed);
    if (choice == RunChoice::Apply)
        lines += workLine(facts.work.approvedPull, choice);
    if (choice == RunChoice::Push)
        lines += workLine(facts.work.approvedPush, choice);
    if (needsShop(choice))
        lines += limitLine(facts.desk->throttle);
    return lines;
}

std::optional<PreflightLine> blocker(const QList<PreflightLine> &lines)
{
    const auto found
        = std::find_if(lines.cbegin(), lines.cend(), [](const PreflightLine &line) { return line.blocks; });
    return found == lines.cend() ? std::nullopt : std::optional(*found);
}

} // namespace Models
