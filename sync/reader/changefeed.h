#pragma once

#include "sync/ports/clock.h"

#include <QObject>

namespace Sync {

/// Names of the notification channels on which desks tell each other what they wrote.
namespace Channel {
inline constexpr QStringView catalogue = u"syncdesk_catalogue", staged = u"syncdesk_staged",
                             history = u"syncdesk_history";
}

/// Thins out notifications: the first of a kind is passed on at once, then at most four a second, and the last one
/// is never lost. Belongs to one thread.
class ChangeFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChangeFeed)

public:
    /// The clock outlives the feed.
    explicit ChangeFeed(Clock &clock, QObject *parent = nullptr);

    /// A notification came in on \a channel; others than ours are ignored.
    void hear(const QString &channel);
    /// Notifications may have been missed: everything counts as changed.
    void hearAll();

Q_SIGNALS:
    void catalogueChanged();
    void stagedChanged();
    void historyChanged();

private:
    enum Kind { Catalogue, Staged, History, KindCount };

    void note(Kind kind);
    void tell(Kind kind);

    struct Rate
    {
        std::unique_ptr<Timer> pause; ///< Runs from each telling to the next that may be.
        bool isPending = false;
    };
    Rate m_rates[KindCount];
};

} // namespace Sync
