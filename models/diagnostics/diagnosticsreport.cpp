#include "models/diagnostics/diagnosticsreport.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Models {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::Diagnostics", text);
}

QList<Sync::CheckResult> inStableOrder(QList<Sync::CheckResult> results)
{
    std::sort(results.begin(), results.end(), [](const Sync::CheckResult &a, const Sync::CheckResult &b) {
        return a.group != b.group ? a.group < b.group : a.id < b.id;
    });
    return results;
}

qsizetype countOf(const QList<Sync::CheckResult> &results, Sync::CheckStatus status)
{
    return std::count_if(results.cbegin(), results.cend(),
        [status](const Sync::CheckResult &result) { return result.status == status; });
}

} // namespace

QString checkGroupName(Sync::CheckGroup group)
{
    switch (group) {
    case Sync::CheckGroup::Database:
        return tr("Database");
    case Sync::CheckGroup::Shopify:
        return tr("Shopify");
    case Sync::CheckGroup::Live:
        return tr("Live Updates");
    case Sync::CheckGroup::Engine:
        return tr("Sync Engine");
    case Sync::CheckGroup::Data:
        return tr("Data");
    case Sync::CheckGroup::Computer:
        break;
    }
    return tr("This Computer");
}

QString checkStatusName(Sync::CheckStatus status)
{
    switch (status) {
    case Sync::CheckStatus::Ok:
        return tr("OK");
    case Sync::CheckStatus::Attention:
        return tr("Attention");
    case Sync::CheckStatus::Failed:
        return tr("Failed");
    case Sync::CheckStatus::CouldNotCheck:
        return tr("Could Not Check");
    case Sync::CheckStatus::NotUsed:
        break;
    }
    return tr("Not Used");
}

Badge badgeFor(Sync::CheckStatus status)
{
    const QString name = checkStatusName(status);
    switch (status) {
    case Sync::CheckStatus::Ok:
        return {Shape::Disc, Tone::Good, name};
    case Sync::CheckStatus::Attention:
        return {Shape::Triangle, Tone::Attention, name};
    case Sync::CheckStatus::Failed:
        return {Shape::Square, Tone::Bad, name};
    case Sync::CheckStatus::CouldNotCheck:
        return {Shape::Ring, Tone::Attention, name};
    case Sync::CheckStatus::NotUsed:
        break;
    }
    return {Shape::Bar, Tone::Neutral, name};
}

Sync::CheckStatus overallStatus(const QList<Sync::CheckResult> &results)
{
    if (results.isEmpty())
        return Sync::CheckStatus::CouldNotCheck;
    if (countOf(results, Sync::CheckStatus::Failed) > 0)
        return Sync::CheckStatus::Failed;
    if (countOf(results, Sync::CheckStatus::Attention) > 0 || countOf(results, Sync::CheckStatus::CouldNotCheck) > 0)
        return Sync::CheckStatus::Attention;
    return Sync::CheckStatus::Ok;
}

QString overallSentence(const QList<Sync::CheckResult> &results)
{
    if (results.isEmpty())
        return tr("Nothing has been checked yet.");
    const qsizetype urgent
        = countOf(results, Sync::CheckStatus::Failed) + countOf(results, Sync::CheckStatus::Attention);
    const qsizetype unchecked = countOf(results, Sync::CheckStatus::CouldNotCheck);
    if (urgent == 0 && unchecked == 0)
        return tr("Everything works.");
    QStringList sentences;
    if (urgent > 0)
        sentences += urgent == 1 ? tr("1 thing needs you.") : tr("%1 things need you.").arg(urgent);
    if (unchecked > 0)
        sentences
            += unchecked == 1 ? tr("1 check could not be made.") : tr("%1 checks could not be made.").arg(unchecked);
    return sentences.join(u' ');
}

QString diagnosticsText(const QList<Sync::CheckResult> &results, const QDateTime &when)
{
    QStringList lines{tr("Syncdesk diagnostics, %1").arg(when.toUTC().toString(Qt::ISODate)), overallSentence(results)};
    std::optional<Sync::CheckGroup> group;
    for (const Sync::CheckResult &result : inStableOrder(results)) {
        if (group != result.group)
            lines << QString() << checkGroupName(result.group);
        group = result.group;
        lines += u"  [%1] %2: %3"_s.arg(checkStatusName(result.status), result.name, result.summary);
        if (result.status == Sync::CheckStatus::Ok || result.status == Sync::CheckStatus::NotUsed)
            continue;
        if (!result.meaning.isEmpty())
            lines += u"      "_s % result.meaning;
        for (const QString &evidence : result.evidence)
            lines += u"      - "_s % evidence;
    }
    return lines.join(u'\n') % u'\n';
}

QJsonObject checkJson(const Sync::CheckResult &result)
{
    QJsonObject json{{u"id"_s, result.id}, {u"group"_s, toWord(result.group)}, {u"status"_s, toWord(result.status)},
        {u"name"_s, result.name}, {u"summary"_s, result.summary},
        {u"meaning"_s, result.meaning.isEmpty() ? QJsonValue() : QJsonValue(result.meaning)},
        {u"evidence"_s, QJsonArray::fromStringList(result.evidence)},
        {u"milliseconds"_s, qint64(result.duration.count())}};
    if (result.remedy)
        json.insert("remedy"_L1,
            QJsonObject{{u"id"_s, result.remedy->id}, {u"label"_s, result.remedy->label},
                {u"effect"_s, result.remedy->effect}, {u"preview"_s, result.remedy->preview},
                {u"rows"_s, result.remedy->rowsAffected}});
    return json;
}

QByteArray diagnosticsJson(const QList<Sync::CheckResult> &results, const QDateTime &when)
{
    QJsonArray checks;
    for (const Sync::CheckResult &result : inStableOrder(results))
        checks += checkJson(result);
    const QJsonObject report{{u"schema"_s, 1}, {u"when"_s, when.toUTC().toString(Qt::ISODate)},
        {u"overall"_s, toWord(overallStatus(results))}, {u"checks"_s, checks}};
    return QJsonDocument(report).toJson();
}

} // namespace Models
