#include "sync/async/signalwait.h"

#include <QCoroTask>

#include <QTest>
#include <QThread>

#include <optional>
#include <thread>

using namespace Sync;

class Bell final : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void rang();
};

namespace {

struct Ending
{
    std::optional<WaitEnd> why;
    QThread *thread = nullptr;
};

QCoro::Task<void> waitFor(Bell *bell, std::stop_token stop, Ending *ending)
{
    ending->why = co_await SignalWait(bell, &Bell::rang, stop);
    ending->thread = QThread::currentThread();
}

} // namespace

class TestSignalWait final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackWhenTheSignalIsEmitted()
    {
        Bell bell;
        Ending ending;
        waitFor(&bell, {}, &ending);
        QVERIFY(!ending.why);
        Q_EMIT bell.rang();
        QVERIFY2(!ending.why, "it must not resume inside the emission");
        QTRY_COMPARE(ending.why, WaitEnd::Emitted);
    }

    void comesBackWhenTheSenderDies()
    {
        auto bell = std::make_unique<Bell>();
        Ending ending;
        waitFor(bell.get(), {}, &ending);
        bell.reset();
        QTRY_COMPARE(ending.why, WaitEnd::SenderGone);
    }

    void comesBackAtOnceWhenAlreadyStopped()
    {
        Bell bell;
        Ending ending;
        std::stop_source source;
        source.request_stop();
        waitFor(&bell, source.get_token(), &ending);
        QCOMPARE(ending.why, WaitEnd::Stopped);
    }

    void comesBackOnItsOwnThreadWhenStoppedFromAnother()
    {
        Bell bell;
        Ending ending;
        std::stop_source source;
        waitFor(&bell, source.get_token(), &ending);
        std::thread([&source] { source.request_stop(); }).join();
        QTRY_COMPARE(ending.why, WaitEnd::Stopped);
        QCOMPARE(ending.thread, QThread::currentThread());
    }

    void comesBackOnItsOwnThreadWhenTheSenderLivesInAnother()
    {
        QThread thread;
        auto *bell = new Bell;
        bell->moveToThread(&thread);
        connect(&thread, &QThread::finished, bell, &QObject::deleteLater);
        thread.start();
        Ending ending;
        waitFor(bell, {}, &ending);
        QMetaObject::invokeMethod(bell, &Bell::rang);
        QTRY_COMPARE(ending.why, WaitEnd::Emitted);
        QCOMPARE(ending.thread, QThread::currentThread());
        thread.quit();
        QVERIFY(thread.wait());
    }

    void aSecondEmissionIsHarmless()
    {
        Bell bell;
        Ending ending;
        waitFor(&bell, {}, &ending);
        Q_EMIT bell.rang();
        Q_EMIT bell.rang();
        QTRY_COMPARE(ending.why, WaitEnd::Emitted);
    }
};

QTEST_GUILESS_MAIN(TestSignalWait)
#include "tst_signalwait.moc"
