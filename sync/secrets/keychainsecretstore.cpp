#include "sync/secrets/keychainsecretstore.h"

#include "sync/async/signalwait.h"
#include "sync/ports/deadline.h"

#include <QCoreApplication>

#include <qt6keychain/keychain.h>

#include <memory>
#include <type_traits>

namespace Sync {

using namespace Qt::StringLiterals;

namespace {

/// What became of a job, told on the thread that asked.
class KeychainAnswer final : public QObject
{
    Q_OBJECT

public:
    QKeychain::Error error = QKeychain::NoError;
    QString errorText;
    QByteArray secret;

Q_SIGNALS:
    void came();
};

/// The last owner may be another thread than the answer's.
struct LaterDeleter
{
    void operator()(QObject *object) const { object->deleteLater(); }
};

void prepareNothing(QKeychain::Job &) { }

/// QtKeychain queues the jobs of the whole process in one place without a lock, and its helpers stay on the thread a
/// job was made on. So all are made and run on the main thread, whichever asks; they delete themselves when they have
/// ended.
template <typename Job, typename Prepare>
std::shared_ptr<KeychainAnswer> start(const QString &service, const QString &key, Prepare prepare)
{
    const std::shared_ptr<KeychainAnswer> answer(new KeychainAnswer, LaterDeleter());
    const auto begin = [answer, service, key, prepare] {
        auto *job = new Job(service, QCoreApplication::instance());
        job->setInsecureFallback(false);
        job->setKey(key);
        prepare(*job);
        QObject::connect(job, &QKeychain::Job::finished, job, [answer, job] {
            QByteArray secret;
            if constexpr (std::is_same_v<Job, QKeychain::ReadPasswordJob>)
                secret = job->binaryData();
            const auto tell = [answer, error = job->error(), text = job->errorString(), secret] {
                answer->error = error;
                answer->errorText = text;
                answer->secret = secret;
                Q_EMIT answer->came();
            };
            QMetaObject::invokeMethod(answer.get(), tell, Qt::QueuedConnection);
        });
        job->start();
    };
    QMetaObject::invokeMethod(QCoreApplication::instance(), begin, Qt::QueuedConnection);
    return answer;
}

QCoro::Task<Result<Done>> ended(
    std::shared_ptr<KeychainAnswer> answer, Clock &clock, std::chrono::milliseconds timeout, std::stop_token stop)
{
    const Deadline deadline(clock, timeout, stop);
    const WaitEnd end = co_await SignalWait(answer.get(), &KeychainAnswer::came, deadline.token());
    if (end == WaitEnd::Stopped && !deadline.isOver())
        co_return stopped();
    if (end != WaitEnd::Emitted)
        co_return keychainUnavailable(u"no answer"_s);
    // Whatever else goes wrong, there is no keychain to rely on.
    if (answer->error != QKeychain::NoError && answer->error != QKeychain::EntryNotFound)
        co_return keychainUnavailable(u"%1: %2"_s.arg(int(answer->error)).arg(answer->errorText));
    co_return Done{};
}

} // namespace

QCoro::Task<Result<Secret>> KeychainSecretStore::read(QString key, std::stop_token stop)
{
    const Result<Secret> inMemory = co_await m_session->read(key, stop);
    if (inMemory && !inMemory->isEmpty())
        co_return inMemory;
    co_return co_await kept(key, stop);
}

QCoro::Task<Result<Secret>> KeychainSecretStore::kept(QString key, std::stop_token stop)
{
    const auto answer = start<QKeychain::ReadPasswordJob>(m_service, key, prepareNothing);
    const Result<Done> ran = co_await ended(answer, m_clock, m_timeout, stop);
    if (!ran)
        co_return ran.failure();
    co_return Secret(answer->secret);
}

QCoro::Task<Result<Done>> KeychainSecretStore::holds(QString key, Secret secret, std::stop_token stop)
{
    const Result<Secret> held = co_await kept(key, stop);
    if (!held)
        co_return held.failure();
    if (held->reveal() != secret.reveal())
        co_return keychainUnavailable(u"it holds something else than it was given"_s);
    co_return Done{};
}

QCoro::Task<Result<SecretLife>> KeychainSecretStore::write(QString key, Secret secret, std::stop_token stop)
{
    const auto answer = start<QKeychain::WritePasswordJob>(
        m_service, key, [bytes = secret.reveal()](QKeychain::WritePasswordJob &job) { job.setBinaryData(bytes); });
    Result<Done> ran = co_await ended(answer, m_clock, m_timeout, stop);
    if (ran)
        ran = co_await holds(key, secret, stop);
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
    const auto answer = start<QKeychain::DeletePasswordJob>(m_service, key, prepareNothing);
    const Result<Done> ran = co_await ended(answer, m_clock, m_timeout, stop);
    if (!ran)
        co_return ran.failure();
    co_return co_await holds(key, Secret(), stop);
}

QCoro::Task<Result<Done>> KeychainSecretStore::probe(std::stop_token stop)
{
    const auto answer = start<QKeychain::ReadPasswordJob>(m_service, u"probe"_s, prepareNothing);
    co_return co_await ended(answer, m_clock, m_timeout, stop);
}

} // namespace Sync

#include "keychainsecretstore.moc"
