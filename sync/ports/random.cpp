#include "sync/ports/random.h"

#include <QRandomGenerator>
#include <QtEndian>

namespace Sync {

QUuid Random::uuid(qint64 unixMilliseconds)
{
    quint64 high = (quint64(unixMilliseconds) << 16) | 0x7000 | (next() & 0x0fff);
    quint64 low = 0x8000000000000000ULL | (next() & 0x3fffffffffffffffULL);
    QByteArray bytes(16, Qt::Uninitialized);
    qToBigEndian(high, bytes.data());
    qToBigEndian(low, bytes.data() + 8);
    return QUuid::fromRfc4122(bytes);
}

quint64 SystemRandom::next()
{
    return QRandomGenerator::system()->generate64();
}

} // namespace Sync
