#pragma once

#include "sync/api/diagnosis.h"

#include <QList>
#include <QObject>

namespace Models {

/// Where log entries come from. Entries are free of secrets already. GUI thread.
class LogFeed : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// What was logged before anybody listened, oldest first.
    virtual QList<Sync::LogEntry> recent() const = 0;

Q_SIGNALS:
    /// New entries, oldest first; several at a time when many come at once.
    void entriesArrived(const QList<Sync::LogEntry> &entries);
};

} // namespace Models
