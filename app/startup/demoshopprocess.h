#pragma once

#include "sync/api/result.h"
#include "sync/api/secret.h"

#include <QUrl>

#include <memory>

namespace App {

/// The built-in demo shop, running as a program of its own. Every Syncdesk of this user shares one: the first starts
/// it, the last to let go lets it end, also when that one is killed, because the shop watches a file that each holds
/// locked. Its edits are kept between runs.
class DemoShopProcess final
{
    Q_DISABLE_COPY_MOVE(DemoShopProcess)

public:
    /// Joins the running shop or starts one with `products` products. Blocks for at most a few seconds: call it from
    /// a worker thread. `folder` is made when it is missing.
    static Sync::Result<std::unique_ptr<DemoShopProcess>> start(const QString &folder, int products);
    /// Lets go of the shop.
    ~DemoShopProcess();

    /// Starts the shop again at the same address when it is gone. Blocks like start().
    Sync::Result<Sync::Done> ensureRunning();

    QUrl url() const { return m_url; }
    /// Not a secret in earnest: it opens nothing but the demo shop.
    Sync::Secret token() const;

private:
    DemoShopProcess(QString folder, int products, int usersLock);

    QString m_folder;
    int m_products;
    int m_usersLock; ///< A descriptor whose shared lock says that the shop is in use.
    QUrl m_url;
};

} // namespace App
