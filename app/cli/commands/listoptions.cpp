#include "app/cli/commands/listoptions.h"

#include "app/cli/output.h"

namespace App {

using namespace Qt::StringLiterals;

Sync::Failure unknownWord(const QString &command, const QString &option, const QString &value)
{
    return {Sync::FailureKind::BadInput,
        QCoreApplication::translate("App::Cli", "“%1” is not a value of --%2.").arg(plain(value), option), {},
        QCoreApplication::translate("App::Cli", "See “syncdesk %1 --help”.").arg(command)};
}

QString oneOf(const QStringList &words)
{
    return words.size() < 2 ? words.join(QString())
                            : QCoreApplication::translate("App::Cli", "%1 or %2")
                                  .arg(words.first(words.size() - 1).join(u", "_s), words.constLast());
}

} // namespace App
