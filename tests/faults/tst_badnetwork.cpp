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

    void aPushIsDoneAllTheSame_data() { networks(); }
    void aPushIsDoneAllTheSame() { isDoneAllTheSame(u"product-update"_s); }
    void aFirstPullIsDoneAllTheSame_data() { networks(); }
    void aFirstPullIsDoneAllTheSame() { isDoneAllTheSame(u"first-pull"_s); }
};

QTEST_GUILESS_MAIN(TestBadNetwork)
#include "tst_badnetwork.moc"
