#pragma once

#include "sync/db/pgsession.h"
#include "tests/faults/proxy/faultproxy.h"
#include "tests/faults/world/operations.h"
#include "tests/support/demoshop.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/program.h"
#include "tests/support/smalldisk.h"

#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>

#include <map>
#include <memory>

namespace Faults {

/// The real programs with a proxy on each of their ways: `syncdesk` reaches its database and its shop through them
/// only.
class World final
{
    Q_DISABLE_COPY_MOVE(World)

public:
    /// Starts PostgreSQL, the demo shop and both proxies; ends the test program when one does not come up.
    /// Everything that passes is judged by \a judge, on the proxies' threads; sessions of the shop have numbers below
    /// zero.
    explicit World(TestSupport::Judge judge);

    /// A database for one case, ready for the operation, and the shop as it was at the start: from here on the one that
    /// has as many locations as the operation wants. Other cases' database is dropped.
    void setStage(const OperationKind &operation, bool onSmallDisk);
    /// What to run for the operation, with everything filled in.
    QStringList commandOf(const OperationKind &operation);

    /// Starts the program; it belongs to the caller.
    std::unique_ptr<QProcess> start(const QStringList &arguments) const;
    /// Runs it to its end, with more in its environment.
    TestSupport::Ended run(const QStringList &arguments, const QProcessEnvironment &more = {}) const;
    /// Runs what has to work; ends the test program when it does not.
    void mustRun(const QStringList &arguments) const;

    /// The time of leases and of requests under way runs out, by the database's clock.
    void letTimePass();
    /// All rows, as text, of a statement run beside the program.
    QStringList rows(const QString &statement) const;
    QString value(const QString &statement) const { return rows(statement).value(0); }

    /// What took effect in the shop since the case began.
    QJsonArray effects();
    TestSupport::DemoShop &shop() { return m_shop->demo; }
    Tests::PrivatePostgres &postgres() { return m_postgres; }
    TestSupport::FaultProxy &databaseProxy() { return *m_databaseProxy; }
    TestSupport::FaultProxy &shopProxy() { return *m_shop->proxy; }
    const TestSupport::SmallDisk &disk() const { return m_disk; }
    /// Past both proxies.
    const Sync::ConnectionSettings &database() const { return m_database; }
    /// Through the proxies, as the program reaches them.
    Sync::ConnectionSettings proxiedDatabase() const;
    QString proxiedShop() const;
    const QString &dataFolder() const { return m_folderPath; }

private:
    /// A shop and the way to it.
    struct Shop
    {
        explicit Shop(const TestSupport::DemoShop::Options &options)
            : demo(options)
            , locations(options.locations)
        { }

        TestSupport::DemoShop demo;
        int locations;
        std::unique_ptr<TestSupport::FaultProxy> proxy;
    };

    void useShop(int locations);
    void makeTemplate(const OperationKind &operation, const QString &name);
    void resetShop();
    void addOptions(const QJsonArray &shopProducts);
    void addPictures(const QJsonArray &shopProducts);
    void spreadStock(const QJsonArray &shopProducts);
    QString baseTemplate(Start start);
    void createDatabase(const QString &name, const QString &from, const QString &tablespace = {});
    void administer(const QString &statement) const;
    Sync::PgSession &beside() const;
    QProcessEnvironment environment() const;

    QTemporaryDir m_folder;
    QString m_folderPath;
    TestSupport::Judge m_judge;
    Tests::PrivatePostgres m_postgres;
    TestSupport::SmallDisk m_disk;
    std::unique_ptr<TestSupport::FaultProxy> m_databaseProxy;
    std::map<int, std::unique_ptr<Shop>> m_shops; ///< By how many locations they have; made when one is wanted.
    Shop *m_shop = nullptr; ///< The one in use.
    Sync::ConnectionSettings m_database;
    mutable std::unique_ptr<Sync::PgSession>
        m_beside; ///< To m_database, kept: opening one takes longer than most asks.
    QStringList m_templates;
    qsizetype m_setUpEffects = 0; ///< How much of the shop's log tells how a case was set up.
    int m_cases = 0;
};

} // namespace Faults
