#include "sync/db/pgnotifications.h"

namespace Sync {

using namespace Qt::StringLiterals;

PgNotifications::PgNotifications(const ConnectionSettings &settings, const QStringList &channels, Clock &clock,
    const PgListener::Options &options, QObject *parent)
    : QObject(parent)
{
    m_thread.setObjectName(u"notifications"_s);
    auto *listener = new PgListener(settings, channels, clock, options);
    listener->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, listener, &PgListener::start);
    // Deleted on its own thread, because its session asserts that.
    connect(&m_thread, &QThread::finished, listener, &QObject::deleteLater);
    connect(listener, &PgListener::notified, this, &PgNotifications::notified);
    connect(listener, &PgListener::listening, this, &PgNotifications::listening);
    connect(listener, &PgListener::interrupted, this, &PgNotifications::interrupted);
    m_thread.start();
}

PgNotifications::~PgNotifications()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace Sync
