#pragma once

#include "sync/api/interruptions.h"
#include "sync/api/schedules.h"
#include "sync/engine/engineservice.h"
#include "sync/engine/jobtasks.h"
#include "sync/graphql/httpshop.h"
#include "sync/ports/clock.h"
#include "sync/ports/random.h"
#include "tests/support/demoshop.h"

#include <QObject>
#include <QTemporaryDir>
#include <QTest>

namespace TestSupport {

/// A whole engine at a desk of its own, with real jobs, on a database and a demo shop that others may share.
class EngineDesk final : public QObject
{
    Q_DISABLE_COPY_MOVE(EngineDesk)

public:
    EngineDesk(const Sync::ConnectionSettings &database, DemoShop &shop, const QString &desk = QStringLiteral("desk-1"),
        int batchSize = 250)
    {
        Sync::EngineSetup setup;
        setup.database = database;
        setup.shop.url = QUrl(shop.url());
        setup.shop.batchSize = batchSize;
        setup.operatorAtDesk = {QStringLiteral("Operator of ") + desk, desk};
        setup.backupFolder = m_folder.filePath(QStringLiteral("backups"));
        setup.clock = &m_clock;
        setup.random = &m_random;
        setup.makeShop = [this, settings = setup.shop, token = shop.token()] {
            return std::make_unique<Sync::HttpShop>(settings,
                Sync::ShopAccess{.accessToken = Sync::Secret(token), .clientId = {}, .clientSecret = {}}, m_clock,
                m_random);
        };
        setup.makeTasks = [folder = setup.backupFolder] { return std::make_unique<Sync::JobTasks>(folder); };
        m_engine = std::make_unique<Sync::EngineService>(std::move(setup));
        connect(m_engine.get(), &Sync::Engine::stateChanged, this,
            [this](const Sync::DeskState &state) { m_state = state; });
        connect(m_engine.get(), &Sync::Engine::progressed, this,
            [this](const Sync::ProgressSnapshot &progress) { m_progress = progress; });
    }

    Sync::Engine &engine() { return *m_engine; }
    Sync::Schedules &schedules() { return m_engine->schedules(); }
    Sync::Interruptions &interruptions() { return m_engine->interruptions(); }
    const Sync::DeskState &state() const { return m_state; }
    const Sync::ProgressSnapshot &progress() const { return m_progress; }

    template <typename T>
    static Sync::Result<T> waitFor(QFuture<Sync::Result<T>> future, int milliseconds = 60'000)
    {
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, milliseconds) || future.resultCount() == 0)
            qFatal("no answer");
        return future.takeResult();
    }
    /// The value; a failure ends the test program.
    template <typename T>
    static T got(QFuture<Sync::Result<T>> future)
    {
        const Sync::Result<T> result = waitFor(std::move(future));
        if (!result)
            qFatal("%s (%s)", qUtf8Printable(result.failure().text()), qUtf8Printable(result.failure().detail));
        return *result;
    }
    /// Approves whatever waits in one direction.
    void approve(Sync::Direction direction)
    {
        got(m_engine->decide({.target = {.matching = Sync::StagedQuery{.direction = direction}}}));
    }

private:
    QTemporaryDir m_folder;
    Sync::SystemClock m_clock;
    Sync::SystemRandom m_random;
    Sync::DeskState m_state;
    Sync::ProgressSnapshot m_progress;
    std::unique_ptr<Sync::EngineService> m_engine;
};

} // namespace TestSupport
