#include "sync/secrets/keychainsecretstore.h"

#include "sync/async/signalwait.h"

#include <QCoreApplication>

#include <memory>
#include <qt6keychain/keychain.h>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {
/// A job is deleted by its owner, and only from the event loop: it may be inside its own emission.
struct LaterDeleter
{
    void operator()(QObject *object) const { object->deleteLater(); }
};

template <typename Job>
std::unique_ptr<Job, LaterDeleter> makeJob(const QString &service, const QString &key)
{
    auto job = std::unique_ptr<Job, LaterDeleter>(new Job(service));
    job->setAutoDelete(false);
    job->setInsecureFallback(false);
    job->setKey(key);
    return job;
}

/// QtKeychain queues the jobs of the whole process in one place without a lock: all are run on one thread, whichever
/// asks. Begins with the next turn of this thread's event loop, when the caller waits for the end.
void startOnMainThread(QKeychain::Job *job)
{
    const auto start = [job] {
        job->moveToThread(QCoreApplication::instance()->thread());
        QMetaObject::invokeMethod(job, &QKeychain::Job::start, Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(job, start, Qt::QueuedConnection);
}

} // namespace

QCoro::Task<Result<Done>> KeychainSecretStore::run(QKeychain::Job *job, std::stop_token stop)
{
    startOnMainThread(job);
    const WaitEnd end = co_await SignalWait(job, &QKeychain::Job::finished, m_timeout, stop);
    if (end == WaitEnd::Stopped)
        co_return stopped();
    if (end != WaitEnd::Emitted)
        co_return keychainUnavailable(u"no answer"_s);
    // Whatever else goes wrong, there is no keychain to rely on.
    if (job->error() != QKeychain::NoError && job->error() != QKeychain::EntryNotFound)
        co_return keychainUnavailable(u"%1: %2"_s.arg(int(job->error())).arg(job->errorString()));
    co_return Done{};
}

QCoro::Task<Result<Secret>> KeychainSecretStore::read(QString key, std::stop_token stop)
{
    const Result<Secret> inMemory = co_await m_session->read(key, stop);
    if (inMemory && !inMemory->isEmpty())
        co_return inMemory;
    const auto job = makeJob<QKeychain::ReadPasswordJob>(m_service, key);
    const Result<Done> ran = co_await run(job.get(), stop);
    if (!ran)
        co_return ran.failure();
    co_return Secret(job->binaryData());
}

QCoro::Task<Result<SecretLife>> KeychainSecretStore::write(QString key, Secret secret, std::stop_token stop)
{
    const auto job = makeJob<QKeychain::WritePasswordJob>(m_service, key);
    job->setBinaryData(secret.reveal());
    const Result<Done> ran = co_await run(job.get(), stop);
    if (ran) {
        co_await m_session->remove(key, stop);
        co_return SecretLife::Kept;
    }
    if (ran.failure().kind != FailureKind::KeychainUnavailable)
        co_return ran.failure();
    co_return co_await m_session->write(key, std::move(secret), stop);
}

QCoro::Task<Result<Done>> KeychainSecretStore::remove(QString key, std::stop_token stop)
{
    co_await m_session->remove(key, stop);
    const auto job = makeJob<QKeychain::DeletePasswordJob>(m_service, key);
    co_return co_await run(job.get(), stop);
}

QCoro::Task<Result<Done>> KeychainSecretStore::probe(std::stop_token stop)
{
    const auto job = makeJob<QKeychain::ReadPasswordJob>(m_service, u"probe"_s);
    co_return co_await run(job.get(), stop);
}

} // namespace Sync
