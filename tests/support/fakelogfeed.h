#pragma once

#include "models/logs/logfeed.h"

namespace Fakes {

/// A log that says what a test tells it to.
class FakeLogFeed final : public Models::LogFeed
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FakeLogFeed)

public:
    using Models::LogFeed::LogFeed;

    QList<Sync::LogEntry> recent() const override { return entries; }
    void say(const QList<Sync::LogEntry> &arrived) { Q_EMIT entriesArrived(arrived); }

    /// Entries of several levels and areas, some of them equal.
    static QList<Sync::LogEntry> samples(int count);

    QList<Sync::LogEntry> entries;
};

} // namespace Fakes
