#include "sync/reader/changefeed.h"

#include <utility>

namespace Sync {

using namespace std::chrono_literals;

ChangeFeed::ChangeFeed(QObject *parent)
    : QObject(parent)
{
    for (int kind = 0; kind < KindCount; ++kind) {
        QTimer &pause = m_rates[kind].pause;
        pause.setParent(this); // so that it moves to another thread with the feed
        pause.setSingleShot(true);
        pause.setInterval(250ms);
        connect(&pause, &QTimer::timeout, this, [this, kind] {
            if (std::exchange(m_rates[kind].isPending, false))
                tell(Kind(kind));
        });
    }
}

void ChangeFeed::hear(const QString &channel)
{
    if (channel == Channel::catalogue)
        note(Catalogue);
    else if (channel == Channel::staged)
        note(Staged);
    else if (channel == Channel::history)
        note(History);
}

void ChangeFeed::hearAll()
{
    for (int kind = 0; kind < KindCount; ++kind)
        note(Kind(kind));
}

void ChangeFeed::note(Kind kind)
{
    if (m_rates[kind].pause.isActive())
        m_rates[kind].isPending = true;
    else
        tell(kind);
}

void ChangeFeed::tell(Kind kind)
{
    m_rates[kind].pause.start();
    switch (kind) {
    case Catalogue:
        Q_EMIT catalogueChanged();
        break;
    case Staged:
        Q_EMIT stagedChanged();
        break;
    case History:
        Q_EMIT historyChanged();
        break;
    case KindCount:
        break;
    }
}

} // namespace Sync
