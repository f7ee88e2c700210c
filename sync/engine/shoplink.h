#pragma once

#include "sync/api/engine.h"

#include <QCoroTask>

#include <QObject>

#include <stop_token>

namespace Sync {

class Clock;
class ShopPort;

/// Keeps an eye on the shop: greets it at the start and once a minute while nothing else does, and says in words
/// whether it can be worked with. Belongs to the engine's thread.
class ShopLink final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShopLink)

public:
    ShopLink(ShopPort &shop, Clock &clock, QObject *parent = nullptr);

    /// Asks the shop who it is, now. Asking again before the answer came changes nothing. Never fails: what went
    /// wrong is in the link.
    QCoro::Task<void> greet(std::stop_token stop);
    /// Which shop it is, asking only while that is not known; else why it does not say.
    QCoro::Task<Result<ShopIdentity>> identify(std::stop_token stop);

    const Link &link() const { return m_link; }
    const QString &shopName() const { return m_shopName; }
    /// Without a domain until the shop has said it.
    const ShopIdentity &identity() const { return m_identity; }
    /// When the last greeting ended, on the clock that never goes back.
    std::chrono::milliseconds greetedAt() const { return m_greetedAt; }

Q_SIGNALS:
    void changed();
    /// A greeting has ended, whatever came of it.
    void greeted();

private:
    void fail(const Failure &failure);
    void tell(Link link);
    void understand(const QJsonObject &data, std::chrono::milliseconds took);

    ShopPort &m_shop;
    Clock &m_clock;
    Link m_link;
    QString m_shopName;
    ShopIdentity m_identity;
    std::chrono::milliseconds m_greetedAt{0};
    bool m_isGreeting = false;
};

} // namespace Sync
