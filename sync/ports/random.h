#pragma once

#include <QUuid>

#include <QtGlobal>

namespace Sync {

/// Randomness as the engine sees it; a simulation hands in a seeded one.
class Random
{
public:
    virtual ~Random() = default;

    virtual quint64 next() = 0;

    /// Evenly in [0, bound).
    quint64 below(quint64 bound) { return bound == 0 ? 0 : next() % bound; }
    /// Time-ordered UUID (RFC 9562, version 7) for the moment given, in milliseconds since the epoch.
    QUuid uuid(qint64 unixMilliseconds);
};

/// The operating system's generator.
class SystemRandom final : public Random
{
public:
    quint64 next() override;
};

} // namespace Sync
