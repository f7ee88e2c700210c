#pragma once

#include <QString>
#include <QStringList>

namespace DemoShop {

/// What the program was started with.
struct Options
{
    quint16 port = 0;
    qint64 products = 25'000;
    quint64 seed = 1;
    int locations = 2;
    double restoreRate = 100;
    int latencyMilliseconds = 0;
    qint64 parentPid = 0;
    QString whileLocked; ///< end when nobody holds a shared lock on this file
    QString stateFile; ///< empty: edits end with the program
    QString bulkFileCache;
    bool escapesBulkFiles = false;
    int bulkMilliseconds = 0;
    double bulkLinesPerSecond = 0;
    QString token; ///< from the environment only
    QString readOnlyToken;
    QStringList withheldScopes; ///< what no token may do

    /// Reads the command line; exits with a message when it is wrong or asks for help.
    static Options fromCommandLine(const QStringList &arguments);
};

} // namespace DemoShop
