#include "app/cli/commands/subcommand.h"

using namespace Qt::StringLiterals;

namespace App {

int refuseSubcommand(Output &output, const QString &command, const QString &word, const QStringList &words)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("App::Cli", text); };
    const QString what = word.isEmpty() ? tr("“%1” needs to be told what to do.").arg(command)
                                        : tr("“%1 %2” is not understood like this.").arg(command, plain(word.left(60)));
    return output.failure({Sync::FailureKind::BadInput, what, tr("Nothing was changed."),
        tr("There are: %1. “syncdesk %2 --help” explains them.").arg(words.join(u", "_s), command)});
}

} // namespace App
