// Late, slow and in small pieces: a network that is bad, but not broken, changes nothing of what comes of the work.

#include "tests/faults/world/facts.h"
#include "tests/faults/world/world.h"

#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Faults;
using TestSupport::Toxic;
using TestSupport::Way;

class TestBadNetwork final : public QObject
{
    Q_OBJECT

    std::unique_ptr<World> m_world;
    QHash<QString, Facts> m_wanted; ///< By work: what a good network leaves.

    static OperationKind operation(const QString &name)
    {
        for (const OperationKind &kind : operationKinds())
            if (kind.name == name)
                return kind;
        qFatal("There is no %s.", qUtf8Printable(name));
    }

    /// Does the work with whatever the network does; what came of it.
    Facts done(const OperationKind &kind, const QList<Toxic> &toDatabase, const QList<Toxic> &toShop)
    {
        m_world->setStage(kind, false);
        m_world->databaseProxy().setToxics(toDatabase);
        m_world->shopProxy().setToxics(toShop);
        m_world->mustRun(m_world->commandOf(kind));
        m_world->databaseProxy().setToxics({});
        m_world->shopProxy().setToxics({});
        return factsOf(*m_world);
    }

    static void networks()
    {
        QTest::addColumn<QList<Toxic>>("toDatabase");
        QTest::addColumn<QList<Toxic>>("toShop");
        using enum Toxic::Kind;
        const auto bothWays = [](Toxic toxic) {
            Toxic other = toxic;
            other.way = Way::ToServer;
            return QList<Toxic>{toxic, other};
        };
        QTest::newRow("late") << bothWays({.kind = Latency, .delay = 8ms, .jitter = 8ms})
                              << bothWays({.kind = Latency, .delay = 150ms, .jitter = 100ms});
        QTest::newRow("slow") << bothWays({.kind = Bandwidth, .bytes = 100'000})
                              << bothWays({.kind = Bandwidth, .bytes = 20'000});
        QTest::newRow("one piece in a hundred lost") << bothWays({.kind = Loss, .delay = 250ms, .oneIn = 100})
                                                     << bothWays({.kind = Loss, .delay = 250ms, .oneIn = 100});
        QTest::newRow("in pieces") << bothWays({.kind = Slicer, .bytes = 11}) << bothWays({.kind = Slicer, .bytes = 7});
    }

    void isDoneAllTheSame(const QString &work)
    {
        QFETCH(QList<Toxic>, toDatabase);
        QFETCH(QList<Toxic>, toShop);
        const OperationKind kind = operation(work);
        if (!m_wanted.contains(work))
            m_wanted.insert(work, done(kind, {}, {}));
        const Facts wanted = m_wanted.value(work);
        const Facts found = done(kind, toDatabase, toShop);
        QCOMPARE(openEnds(*m_world), QStringList());
        QCOMPARE(differences(wanted.effects, found.effects, u"effects"_s), QStringList());
        QCOMPARE(differences(wanted.shop, found.shop, u"shop"_s), QStringList());
        QCOMPARE(differences(wanted.database, found.database, u"database"_s), QStringList());
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<World>([](const TestSupport::Passing &) { return TestSupport::Verdict::Pass; });
    }

    void aPushIsDoneAllTheSame_data()
    {
        networks();
        // What is read of one product by itself comes in time.
        QTest::newRow("a kilobyte a second")
            << QList<Toxic>() << QList<Toxic>{{.kind = Toxic::Kind::Bandwidth, .bytes = 1'000}};
    }
    void aPushIsDoneAllTheSame() { isDoneAllTheSame(u"product-update"_s); }
    /// Then nothing would be known any more of what a change replaces by the time that it leaves.
    void aPushTooSlowToBeSafeSendsNothing_data()
    {
        QTest::addColumn<QList<Toxic>>("toShop");
        using enum Toxic::Kind;
        QTest::newRow("three seconds late") << QList<Toxic>{{.kind = Latency, .delay = 3'000ms}};
    }
    void aPushTooSlowToBeSafeSendsNothing()
    {
        QFETCH(QList<Toxic>, toShop);
        const OperationKind kind = operation(u"product-update"_s);
        m_world->setStage(kind, false);
        m_world->shopProxy().setToxics(toShop);
        const TestSupport::Ended ended = m_world->run(m_world->commandOf(kind));
        m_world->shopProxy().setToxics({});
        QVERIFY2(ended.exitCode != 0, ended.all().constData());
        QVERIFY2(ended.all().contains("takes longer than a read may be old"), ended.all().constData());
        QCOMPARE(factsOf(*m_world).effects, Facts().effects);
        QCOMPARE(openEnds(*m_world), QStringList());
    }

    void aFirstPullIsDoneAllTheSame_data() { networks(); }
    void aFirstPullIsDoneAllTheSame() { isDoneAllTheSame(u"first-pull"_s); }
};

QTEST_GUILESS_MAIN(TestBadNetwork)
#include "tst_badnetwork.moc"
