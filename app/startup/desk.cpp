#include "app/startup/desk.h"

#include "sync/engine/engineservice.h"
#include "sync/engine/httpshop.h"
#include "sync/engine/jobtasks.h"
#include "sync/reader/pgreader.h"

namespace App {

Desk::Desk(const ServiceAddresses &addresses, const Configuration &configuration, const DataFolder &folder, LocalServices &services)
    : m_reader(std::make_unique<Sync::PgReader>(addresses.database))
{
    Sync::EngineSetup setup;
    setup.database = addresses.database;
    setup.shop = addresses.shop;
    setup.operatorAtDesk = configuration.operatorAtDesk;
    setup.backupFolder = folder.backups();
    setup.clock = &m_clock;
    setup.random = &m_random;
    if (addresses.databaseIsOurs)
        setup.reviveDatabase = [&services] { return services.mend(); };
    setup.makeShop = [this, addresses] {
        return std::make_unique<Sync::HttpShop>(addresses.shop, addresses.access, m_clock, m_random);
    };
    setup.makeTasks = [folder] { return std::make_unique<Sync::JobTasks>(folder.backups()); };
    m_engine = std::make_unique<Sync::EngineService>(std::move(setup));
}

Desk::~Desk() = default;

} // namespace App
