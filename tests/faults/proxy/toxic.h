#pragma once

#include <QtGlobal>

#include <chrono>

namespace TestSupport {

/// Which way bytes travel through a proxy.
enum class Way { ToServer, ToClient };

/// What a connection suffers on one of its ways: the toxics of Shopify's Toxiproxy, which Debian does not have.
/// `down` is no toxic but FaultProxy::setDown().
struct Toxic
{
    enum class Kind {
        Latency, ///< Everything comes `delay` later, give or take `jitter`; nothing overtakes.
        Bandwidth, ///< At most `bytes` a second.
        SlowClose, ///< The end comes `delay` later.
        Timeout, ///< Everything is swallowed; after `delay` the connection closes, never where that is 0.
        ResetPeer, ///< `delay` after the first byte the connection is reset; bytes under way are lost.
        Slicer, ///< Comes in pieces of `bytes`, `delay` apart.
        Loss, ///< One segment in `oneIn` is lost: TCP sends it again, so that it comes `delay` later, and all behind
              ///< it.
        LimitData, ///< The connection closes after `bytes`.
    };

    Kind kind = Kind::Latency;
    Way way = Way::ToClient;
    std::chrono::milliseconds delay{0};
    std::chrono::milliseconds jitter{0};
    qint64 bytes = 0;
    int oneIn = 1;
    double toxicity = 1; ///< The share of connections that it meets.
};

} // namespace TestSupport
