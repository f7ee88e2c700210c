#pragma once

#include "sync/ports/shop.h"

#include <QList>

#include <functional>

namespace Tests {

/// A shop whose files come in small pieces and break off where a test says.
class CutFiles final : public Sync::ShopConnection
{
public:
    explicit CutFiles(Sync::ShopConnection &shop)
        : m_shop(shop)
    { }

    /// The way to the shop is lost after so many bytes of the next files.
    void cutAfter(qint64 bytes) { m_left = bytes; }
    /// Told how much of the files has come so far, on the thread that takes it.
    void onPiece(std::function<void(qint64)> told)
    {
        m_told = std::move(told);
        m_taken = 0;
    }
    /// Where each file was asked from, since this was last forgotten.
    QList<qint64> starts() const { return m_starts; }
    void forgetStarts() { m_starts.clear(); }

    QCoro::Task<Sync::Result<Sync::ShopReply>> execute(Sync::ShopRequest request, std::stop_token stop) override
    {
        return m_shop.execute(std::move(request), std::move(stop));
    }
    Sync::ThrottleState throttle() const override { return m_shop.throttle(); }
    Sync::Result<Sync::Done> download(Sync::ShopFile file, Sink sink, std::stop_token stop) const override;
    QCoro::Task<Sync::Result<QString>> upload(QByteArray jsonl, std::stop_token stop) override
    {
        return m_shop.upload(std::move(jsonl), std::move(stop));
    }
    QCoro::Task<Sync::Result<QByteArray>> fetch(QUrl url, std::stop_token stop) override
    {
        return m_shop.fetch(std::move(url), std::move(stop));
    }
    Sync::ShopContact lastContact() const override { return m_shop.lastContact(); }
    QCoro::Task<Sync::Result<Sync::RestCallLimit>> restCallLimit(std::stop_token stop) override
    {
        return m_shop.restCallLimit(std::move(stop));
    }

private:
    Sync::ShopConnection &m_shop;
    mutable QList<qint64> m_starts;
    mutable qint64 m_left = -1; ///< -1: nothing is cut.
    mutable qint64 m_taken = 0;
    std::function<void(qint64)> m_told;
};

} // namespace Tests
