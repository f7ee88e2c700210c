#include "models/logs/logtext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Models {
namespace {

QString isoTime(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC).toString(Qt::ISODateWithMs);
}

} // namespace

QString logLevelName(int level)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("Models::Logs", text); };
    switch (level) {
    case 0:
        return tr("Debug");
    case 1:
        return tr("Info");
    case 2:
        return tr("Warning");
    case 3:
        return tr("Error");
    default:
        break;
    }
    return tr("Fatal");
}

Badge logBadge(int level)
{
    const QString name = logLevelName(level);
    switch (level) {
    case 0:
        return {Shape::Ring, Tone::Neutral, name};
    case 1:
        return {Shape::Disc, Tone::Neutral, name};
    case 2:
        return {Shape::Triangle, Tone::Attention, name};
    default:
        break;
    }
    return {Shape::Square, Tone::Bad, name};
}

QString logLine(const Sync::LogEntry &entry)
{
    return isoTime(entry.time) % u' ' % logLevelName(entry.level) % u' ' % entry.area % u": " % entry.message;
}

QByteArray logJsonLine(const Sync::LogEntry &entry)
{
    const QJsonObject line{{u"time"_s, isoTime(entry.time)}, {u"level"_s, entry.level}, {u"area"_s, entry.area},
        {u"message"_s, entry.message}};
    return QJsonDocument(line).toJson(QJsonDocument::Compact);
}

} // namespace Models
