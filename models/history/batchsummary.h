#pragma once

#include "sync/api/batch.h"

#include <QList>
#include <QString>

namespace Models {

/// How long a batch took, "4 min 12 s"; empty while it has not finished.
QString tookText(const Sync::BatchRow &batch);
/// "Pull, done: 25,000 planned, 24,990 done, 10 failed. Started by anna on PC-2." and the batch's own message.
QString batchSentence(const Sync::BatchRow &batch);

/// Equal messages of failed lines, the most frequent first.
struct ErrorGroup
{
    QString message;
    qint64 count = 0;
    Sync::HistoryRow example;

    bool operator==(const ErrorGroup &) const = default;
};
QList<ErrorGroup> errorGroups(const QList<Sync::HistoryRow> &lines);

/// What support needs to find a failed write again: batch, product, message, request id.
QString supportText(const Sync::BatchRow &batch, const QList<Sync::HistoryRow> &lines);
/// A batch and its lines as CSV, and as JSON lines whose first line is the batch.
QByteArray batchReportCsv(const QList<Sync::HistoryRow> &lines);
QByteArray batchReportJson(const Sync::BatchRow &batch, const QList<Sync::HistoryRow> &lines);

} // namespace Models
