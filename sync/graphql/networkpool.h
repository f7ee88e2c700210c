#pragma once

#include <QNetworkAccessManager>

#include <memory>
#include <vector>

namespace Sync {

/// Access managers to send through. With HTTP/2 one carries everything; an HTTP/1.1 host gets six connections from
/// each, so more are added while more is in flight.
class NetworkPool final
{
    Q_DISABLE_COPY_MOVE(NetworkPool)

public:
    /// A place in one manager for as long as it lives.
    class Slot
    {
        Q_DISABLE_COPY(Slot)

    public:
        Slot(NetworkPool &pool, size_t index);
        Slot(Slot &&other) noexcept;
        Slot &operator=(Slot &&) = delete;
        ~Slot();

        QNetworkAccessManager *manager() const;

    private:
        NetworkPool *m_pool;
        size_t m_index;
    };

    NetworkPool() = default;

    Slot acquire();
    /// Says what the last answer came by.
    void noteProtocol(bool isHttp2) { m_isHttp2 = isHttp2; }

private:
    struct Member
    {
        std::unique_ptr<QNetworkAccessManager> manager;
        int inFlight = 0;
    };

    std::vector<Member> m_members;
    bool m_isHttp2 = false;
};

} // namespace Sync
