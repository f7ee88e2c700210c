#pragma once

#include <QByteArray>
#include <QIODevice>

#include <cstring>

namespace Sync {

/// A request body that can be read once. QNetworkAccessManager repeats a request on its own when a kept connection
/// closes before the answer; a body it cannot rewind keeps it from doing so, and the caller decides.
class OneTimeBody final : public QIODevice
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OneTimeBody)

public:
    OneTimeBody(QByteArray bytes, QObject *parent)
        : QIODevice(parent)
        , m_bytes(std::move(bytes))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_taken + QIODevice::bytesAvailable(); }
    bool atEnd() const override { return m_taken >= m_bytes.size(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = std::min<qint64>(most, m_bytes.size() - m_taken);
        if (count <= 0)
            return -1;
        std::memcpy(data, m_bytes.constData() + m_taken, size_t(count));
        m_taken += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_taken = 0;
};

} // namespace Sync
