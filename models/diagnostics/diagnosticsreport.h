#pragma once

#include "models/format/badge.h"
#include "sync/api/diagnosis.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace Models {

QString checkGroupName(Sync::CheckGroup group);
QString checkStatusName(Sync::CheckStatus status);
Badge badgeFor(Sync::CheckStatus status);

/// "Everything works.", "2 things need you.": all results in one sentence.
QString overallSentence(const QList<Sync::CheckResult> &results);
/// The worst of the results; attention where something could not be checked.
Sync::CheckStatus overallStatus(const QList<Sync::CheckResult> &results);

/// The results as plain text in stable order, so that two reports can be compared line by line.
QString diagnosticsText(const QList<Sync::CheckResult> &results, const QDateTime &when);
/// One result as JSON, the same in a report and on the command line.
QJsonObject checkJson(const Sync::CheckResult &result);
/// The results as one JSON object.
QByteArray diagnosticsJson(const QList<Sync::CheckResult> &results, const QDateTime &when);

} // namespace Models
