#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QStringList>

namespace TestSupport {

/// How a run of the program ended.
struct Ended
{
    int exitCode = -1;
    QByteArray out;
    QByteArray error;

    /// Standard output as the one object it has to be; an empty object for anything else.
    QJsonObject json() const;
    QJsonObject failure() const { return json().value(QStringLiteral("error")).toObject(); }
    /// Everything said, for the message of a failing check.
    QByteArray all() const { return out + error; }
};

/// The environment of a Syncdesk that knows nothing of this computer: an empty data folder, no settings.
QProcessEnvironment cleanEnvironment(const QString &folder);

/// Where the real `syncdesk` is.
QString programPath();

/// Runs the real `syncdesk` to its end; `wrapper` is a program to run it under, with its arguments.
Ended runProgram(const QStringList &arguments, const QProcessEnvironment &environment, int withinSeconds = 120,
    const QStringList &wrapper = {});

} // namespace TestSupport
