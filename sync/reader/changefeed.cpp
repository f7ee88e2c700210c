#include "sync/reader/changefeed.h"

#include <utility>

namespace Sync {

using namespace std::chrono_literals;

namespace {
constexpr std::chrono::milliseconds shortestPause = 250ms;
} // namespace

ChangeFeed::ChangeFeed(Clock &clock, QObject *parent)
    : QObject(parent)
{
    for (int kind = 0; kind < KindCount; ++kind) {
        m_rates[kind].pause = clock.timer([this, kind] {
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
    if (m_rates[kind].pause->isActive())
        m_rates[kind].isPending = true;
    else
        tell(kind);
}

void ChangeFeed::tell(Kind kind)
{
    m_rates[kind].pause->startOnce(shortestPause);
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
