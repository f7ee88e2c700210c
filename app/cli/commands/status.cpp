#include "app/cli/command.h"
#include "app/cli/json.h"
#include "app/cli/output.h"

#include <QCoreApplication>

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
        line(QCoreApplication::translate("App::Cli", "Failed"), counts->failed),
        line(QCoreApplication::translate("App::Cli", "Only here"), counts->notInShopify),
        line(QCoreApplication::translate("App::Cli", "Only in Shopify"), counts->onlyInShopify),
        line(QCoreApplication::translate("App::Cli", "Changes to review"), counts->stagedPending),
        line(QCoreApplication::translate("App::Cli", "Changes approved"), counts->stagedApproved),
    };
    context.output.result(textTable(rows, {1}), toJson(*counts));
    co_return 0;
}

} // namespace

Command statusCommand()
{
    return {u"status"_s, QCoreApplication::translate("App::Cli", "How catalogue and Shopify stand"), {}, {}, run};
}

} // namespace App
