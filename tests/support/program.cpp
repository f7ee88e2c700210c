#include "tests/support/program.h"

#include <QJsonDocument>
#include <QProcess>

namespace TestSupport {

using namespace Qt::StringLiterals;

QJsonObject Ended::json() const
{
    // One line and nothing else.
    return out.endsWith('\n') && out.count('\n') == 1 ? QJsonDocument::fromJson(out).object() : QJsonObject();
}

QProcessEnvironment cleanEnvironment(const QString &folder)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name :
        {u"SHOPIFY_SHOP_URL"_s, u"SHOPIFY_ACCESS_TOKEN"_s, u"SHOPIFY_CLIENT_ID"_s, u"SHOPIFY_CLIENT_SECRET"_s,
            u"SHOPIFY_API_VERSION"_s, u"DATABASE_URL"_s, u"PGPASSWORD"_s, u"SYNC_BATCH_SIZE"_s, u"PARALLEL_WORKERS"_s})
        environment.remove(name);
    environment.insert(u"SYNCDESK_DATA_DIR"_s, folder + u"/data"_s);
    environment.insert(u"XDG_CONFIG_HOME"_s, folder + u"/config"_s);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    return environment;
}

QString programPath()
{
    return QStringLiteral(SYNCDESK_PROGRAM);
}

Ended runProgram(
    const QStringList &arguments, const QProcessEnvironment &environment, int withinSeconds, const QStringList &wrapper)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    const QStringList command = wrapper + QStringList{programPath()} + arguments;
    process.start(command.first(), command.mid(1));
    if (!process.waitForFinished(withinSeconds * 1000)) {
        process.kill();
        process.waitForFinished();
        return {-2, process.readAllStandardOutput(), process.readAllStandardError() + "\n(killed: it took too long)"};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -3, process.readAllStandardOutput(),
        process.readAllStandardError()};
}

} // namespace TestSupport
