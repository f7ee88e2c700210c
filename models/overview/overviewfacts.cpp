#include "models/overview/overviewfacts.h"

#include "models/format/text.h"
#include "models/format/words.h"
#include "models/progress/progresstext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Models {
namespace {

constexpr int mostLines = 7;

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::Overview", text);
}

QVariantMap products(Sync::SyncStatus status)
{
    return {{u"syncStatus"_s, Sync::toWord(status)}};
}

QString counted(qint64 howMany, const char *one, const char *many)
{
    return howMany == 1 ? tr(one) : tr(many).arg(count(howMany));
}

/// The sentence on conflicts, with how many of them are about what hurts most.
QString severity(const Sync::OverviewCounts &counts, const QString &sentence)
{
    if (counts.severeConflicts == 0)
        return sentence;
    return QString(
        sentence % u' ' % tr("Of high severity (price, SKU, status): %1.").arg(count(counts.severeConflicts)));
}

void addLink(QList<NeedLine> &lines, const Sync::Link &link, const QString &id, const QString &sentence)
{
    if (link.state != Sync::LinkState::Failed && link.state != Sync::LinkState::Attention)
        return;
    const QString why = link.failure.what.isEmpty() ? link.text : link.failure.what;
    lines += NeedLine{id, link.state == Sync::LinkState::Failed ? Tone::Bad : Tone::Attention, sentence.arg(why),
        tr("Diagnose"), u"diagnostics"_s, {{u"group"_s, id}}};
}

} // namespace

QList<OverviewCard> overviewCards(const std::optional<Sync::OverviewCounts> &counts)
{
    using Sync::SyncStatus;
    const auto value = [&counts](qint64 Sync::OverviewCounts::*member) {
        return counts ? std::optional<qint64>((*counts).*member) : std::nullopt;
    };
    const auto tone = [&counts](qint64 Sync::OverviewCounts::*member, Tone ifAny) {
        return counts && (*counts).*member > 0 ? ifAny : Tone::Neutral;
    };
    using Counts = Sync::OverviewCounts;
    return {
        {u"in-sync"_s, tr("In Sync"), value(&Counts::inSync), tr("the same here and in Shopify"),
            tone(&Counts::inSync, Tone::Good), u"products"_s, products(SyncStatus::Synced)},
        {u"modified"_s, tr("Edited Here"), value(&Counts::modified), tr("since the last send"), Tone::Neutral,
            u"products"_s, products(SyncStatus::Modified)},
        {u"to-review"_s, tr("To Review"), value(&Counts::stagedPending), tr("changes that wait for a decision"),
            tone(&Counts::stagedPending, Tone::Attention), u"review"_s, {{u"tab"_s, u"pending"_s}}},
        {u"conflicts"_s, tr("Conflicts"), value(&Counts::conflicts),
            counts && counts->severeConflicts > 0 ? tr("of high severity: %1").arg(count(counts->severeConflicts))
                                                  : tr("changed on both sides"),
            counts && counts->severeConflicts > 0 ? Tone::Bad : tone(&Counts::conflicts, Tone::Attention), u"review"_s,
            {{u"tab"_s, u"conflicts"_s}}},
        {u"failed"_s, tr("Failed"), value(&Counts::failed), tr("products whose last sync failed"),
            tone(&Counts::failed, Tone::Bad), u"products"_s, products(SyncStatus::Error)},
        {u"not-in-shopify"_s, tr("Only Here"), value(&Counts::notInShopify), tr("not in Shopify yet"), Tone::Neutral,
            u"products"_s, products(SyncStatus::NeverLinked)},
        {u"only-in-shopify"_s, tr("Only in Shopify"), value(&Counts::onlyInShopify), tr("not in your catalogue yet"),
            Tone::Neutral, u"review"_s, {{u"tab"_s, u"pending"_s}, {u"direction"_s, u"pull"_s}}},
        {u"products"_s, tr("Products"), value(&Counts::products),
            counts ? tr("with %1 variants").arg(count(counts->variants)) : tr("in your catalogue"), Tone::Neutral,
            u"products"_s, {}},
    };
}

QList<NeedLine> needsYou(const std::optional<Sync::OverviewCounts> &counts, const std::optional<Sync::DeskState> &desk,
    const QList<Sync::BatchRow> &batches)
{
    QList<NeedLine> lines;
    if (desk) {
        addLink(lines, desk->database, u"database"_s, tr("Database: %1"));
        addLink(lines, desk->shopify, u"shopify"_s, tr("Shopify: %1"));
        if (desk->maintenance.active)
            lines += NeedLine{u"maintenance"_s, Tone::Attention,
                tr("Maintenance mode is on: %1").arg(desk->maintenance.reason), {}, {}, {}};
    }
    for (const Sync::BatchRow &batch : batches) {
        if (batch.status != Sync::BatchStatus::Interrupted && batch.status != Sync::BatchStatus::Failed)
            continue;
        lines += NeedLine{u"batch"_s, badgeFor(batch.status).tone,
            tr("Run %1 (%2) ended early: %3")
                .arg(batch.id.value)
                .arg(batchKindName(batch.kind), word(batch.status).toLower()),
            tr("Open"), u"history"_s, {{u"batch"_s, batch.id.value}}};
        break; // Only the latest; History holds the rest.
    }
    if (counts) {
        if (counts->conflicts > 0)
            lines += NeedLine{u"conflicts"_s, counts->severeConflicts > 0 ? Tone::Bad : Tone::Attention,
                severity(*counts,
                    counted(counts->conflicts, "1 conflict needs a decision.", "%1 conflicts need a decision.")),
                tr("Decide"), u"review"_s, {{u"tab"_s, u"conflicts"_s}}};
        if (counts->failed > 0)
            lines
                += NeedLine{u"failed"_s, Tone::Bad, counted(counts->failed, "1 product failed.", "%1 products failed."),
                    tr("Show"), u"products"_s, products(Sync::SyncStatus::Error)};
        if (counts->stagedPending > 0)
            lines += NeedLine{u"pending"_s, Tone::Neutral,
                counted(counts->stagedPending, "1 change waits for review.", "%1 changes wait for review."),
                tr("Review"), u"review"_s, {{u"tab"_s, u"pending"_s}}};
        if (counts->stagedApproved > 0)
            lines += NeedLine{u"approved"_s, Tone::Neutral,
                counted(counts->stagedApproved, "1 approved change is not written yet.",
                    "%1 approved changes are not written yet."),
                tr("Go to Sync"), u"sync"_s, {}};
        if (counts->modified > 0)
            lines += NeedLine{u"modified"_s, Tone::Neutral,
                counted(counts->modified, "1 edited product is not sent yet.", "%1 edited products are not sent yet."),
                tr("Prepare My Edits"), u"sync"_s, {{u"choice"_s, u"push"_s}}};
    }
    if (lines.size() > mostLines)
        lines.resize(mostLines);
    return lines;
}

} // namespace Models
