#include "app/cli/command.h"
#include "app/cli/output.h"
#include "models/diagnostics/diagnosticsreport.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QString mark(Sync::CheckStatus status)
{
    switch (status) {
    case Sync::CheckStatus::Ok:
        return u"ok"_s;
    case Sync::CheckStatus::Attention:
        return u"!"_s;
    case Sync::CheckStatus::Failed:
        return u"FAILED"_s;
    case Sync::CheckStatus::CouldNotCheck:
        return u"?"_s;
    case Sync::CheckStatus::NotUsed:
        break;
    }
    return u"–"_s;
}

QCoro::Task<int> mend(CommandContext &context, QString remedy)
{
    const auto report = co_await resultOf(context.engine.runRemedy(remedy));
    if (!report)
        co_return context.output.failure(report.failure());
    context.output.result(plain(report->summary),
        {{u"summary"_s, report->summary}, {u"rows"_s, report->rows}, {u"undo"_s, report->undo}});
    co_return 0;
}

QCoro::Task<int> run(CommandContext &context)
{
    if (context.options.isSet(u"fix"_s))
        co_return co_await mend(context, context.options.value(u"fix"_s));
    const QStringList only = context.options.value(u"only"_s).split(u',', Qt::SkipEmptyParts);
    if (context.options.isSet(u"only"_s) && only.isEmpty())
        co_return context.output.failure({Sync::FailureKind::BadInput,
            QCoreApplication::translate("App::Cli", "--only needs the name of a group or a check."), {}, {}});
    const auto results = co_await resultOf(context.engine.runChecks(only));
    if (!results)
        co_return context.output.failure(results.failure());
    QJsonArray checks;
    QString text;
    int attention = 0;
    int failed = 0;
    int unknown = 0;
    for (const Sync::CheckResult &result : *results) {
        checks.append(Models::checkJson(result));
        attention += result.status == Sync::CheckStatus::Attention;
        unknown += result.status == Sync::CheckStatus::CouldNotCheck;
        failed += result.status == Sync::CheckStatus::Failed;
        text += u"%1  %2: %3\n"_s.arg(mark(result.status).leftJustified(6), plain(result.name), plain(result.summary));
        if (result.status == Sync::CheckStatus::Ok || result.status == Sync::CheckStatus::NotUsed)
            continue;
        if (!result.meaning.isEmpty())
            text += u"        "_s + plain(result.meaning) + u'\n';
        for (const QString &evidence : result.evidence)
            text += u"        · "_s + plain(evidence) + u'\n';
        if (result.remedy)
            text += QCoreApplication::translate("App::Cli", "        Mend: syncdesk doctor --fix %1 (%2)\n")
                        .arg(result.remedy->id, plain(result.remedy->effect));
    }
    text += failed + unknown + attention == 0
        ? QCoreApplication::translate("App::Cli", "Everything works.")
        : QCoreApplication::translate("App::Cli", "%1 failed, %2 could not be checked, %3 need attention.")
              .arg(failed)
              .arg(unknown)
              .arg(attention);
    context.output.result(text,
        {{u"failed"_s, failed}, {u"could_not_check"_s, unknown}, {u"attention"_s, attention}, {u"checks"_s, checks}});
    // What nobody could look at is not known to be well.
    co_return failed + unknown > 0 ? 1 : 0;
}

} // namespace

Command doctorCommand()
{
    Command command{u"doctor"_s,
        QCoreApplication::translate("App::Cli", "Run every check, say what is wrong and how to mend it"), {},
        {{u"only"_s,
             QCoreApplication::translate("App::Cli",
                 "Groups (database, shopify, data, computer) or single checks such as database.reachable, separated by "
                 "commas"),
             u"names"_s},
            {u"fix"_s, QCoreApplication::translate("App::Cli", "Run the remedy of this name"), u"name"_s}},
        run};
    command.needs = Needs::WhatThereIs;
    return command;
}

} // namespace App
