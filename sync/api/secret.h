#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QString>

#include <cstring>
#include <utility>

class QDataStream;
class QDebug;
class QTextStream;

namespace Sync {

/// A password or token that cannot be printed, logged or stored by accident.
///
/// The only way out is reveal(), which is easy to find in a review. Copies share one buffer; the last one to go
/// overwrites it. Reentrant like QByteArray.
class Secret final
{
public:
    Secret() = default;
    explicit Secret(const QString &text)
        : m_bytes(text.toUtf8())
    { }
    explicit Secret(QByteArray utf8)
        : m_bytes(std::move(utf8))
    { }
    Secret(const Secret &) = default;
    Secret(Secret &&other) noexcept
        : m_bytes(std::exchange(other.m_bytes, {}))
    { }
    Secret &operator=(const Secret &other)
    {
        if (this != &other) {
            wipe();
            m_bytes = other.m_bytes;
        }
        return *this;
    }
    Secret &operator=(Secret &&other) noexcept
    {
        if (this != &other) {
            wipe();
            m_bytes = std::exchange(other.m_bytes, {});
        }
        return *this;
    }
    ~Secret() { wipe(); }

    bool isEmpty() const { return m_bytes.isEmpty(); }

    /// The secret itself, as UTF-8. To be handed straight to what needs it, never kept.
    const QByteArray &reveal() const { return m_bytes; }

    /// Four hex digits that tell two secrets apart in a log without giving either away; empty for no secret.
    QString fingerprint() const
    {
        if (isEmpty())
            return {};
        const QByteArray digest = QCryptographicHash::hash(m_bytes, QCryptographicHash::Sha256);
        return QString::fromLatin1(digest.left(2).toHex());
    }

    /// Takes the same time wherever the two differ.
    bool operator==(const Secret &other) const
    {
        if (m_bytes.size() != other.m_bytes.size())
            return false;
        unsigned difference = 0;
        for (qsizetype i = 0; i < m_bytes.size(); ++i)
            difference |= static_cast<unsigned char>(m_bytes.at(i)) ^ static_cast<unsigned char>(other.m_bytes.at(i));
        return difference == 0;
    }

    friend QDebug operator<<(QDebug, const Secret &) = delete;
    friend QDataStream &operator<<(QDataStream &, const Secret &) = delete;
    friend QTextStream &operator<<(QTextStream &, const Secret &) = delete;

private:
    void wipe() noexcept
    {
        // A shared buffer is still in use elsewhere; data() on it would wipe a copy made for the purpose.
        if (!m_bytes.isEmpty() && m_bytes.isDetached())
            explicit_bzero(m_bytes.data(), static_cast<size_t>(m_bytes.size()));
        m_bytes.clear();
    }

    QByteArray m_bytes;
};

} // namespace Sync
