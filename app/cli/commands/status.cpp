#include "app/cli/command.h"
#include "app/cli/json.h"
#include "app/cli/output.h"
#include "models/history/interruptiontext.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace App {

namespace {

QCoro::Task<int> run(CommandContext &context)
{
    const auto counts = co_await resultOf(context.reader.overview());
    if (!counts)
        co_return context.output.failure(counts.failure());
    const auto line = [](const QString &label, qint64 value) { return QStringList{label, QString::number(value)}; };
    const QList<QStringList> rows{
        line(QCoreApplication::translate("App::Cli", "Products"), counts->products),
        line(QCoreApplication::translate("App::Cli", "Variants"), counts->variants),
        line(QCoreApplication::translate("App::Cli", "In sync"), counts->inSync),
        line(QCoreApplication::translate("App::Cli", "Edited here"), counts->modified),
        line(QCoreApplication::translate("App::Cli", "Conflicts"), counts->conflicts),
        line(QCoreApplication::translate("App::Cli", "Conflicts of high severity"), counts->severeConflicts),
        line(QCoreApplication::translate("App::Cli", "Failed"), counts->failed),
        line(QCoreApplication::translate("App::Cli", "Only here"), counts->notInShopify),
        line(QCoreApplication::translate("App::Cli", "Only in Shopify"), counts->onlyInShopify),
        line(QCoreApplication::translate("App::Cli", "Changes to review"), counts->stagedPending),
        line(QCoreApplication::translate("App::Cli", "Changes approved"), counts->stagedApproved),
    };
    const auto cuts = co_await resultOf(context.interruptions.list());
    if (!cuts)
        co_return context.output.failure(cuts.failure());
    QString text = textTable(rows, {1});
    QJsonArray interrupted;
    for (const Sync::Interruption &cut : *cuts) {
        interrupted.append(toJson(cut));
        text += u'\n' + plain(Models::interruptionText(cut)) + u'\n'
            + QCoreApplication::translate("App::Cli",
                "“syncdesk resume %1” goes on, “syncdesk rollback --batch-id %1” undoes it, “syncdesk resume %1 "
                "--leave” leaves it.")
                  .arg(cut.batch.value)
            + u'\n';
    }
    QJsonObject json = toJson(*counts);
    json.insert("interrupted"_L1, interrupted);
    context.output.result(text, json);
    co_return 0;
}

} // namespace

Command statusCommand()
{
    return {u"status"_s,
        QCoreApplication::translate("App::Cli", "How catalogue and Shopify stand, and which runs were interrupted"), {},
        {}, run};
}

} // namespace App
