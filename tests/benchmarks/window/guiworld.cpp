#include "tests/benchmarks/window/guiworld.h"

#include "app/desk/deskwindow.h"
#include "app/logging/messagelogfeed.h"
#include "app/startup/desk.h"
#include "sync/db/pgsession.h"
#include "sync/graphql/bulkoperations.h"
#include "sync/graphql/graphqldocument.h"
#include "sync/secrets/memorysecretstore.h"
#include "sync/secrets/redaction.h"
#include "ui/shell/mainwindow.h"

#include <QEventLoop>
#include <QFutureWatcher>
#include <QTest>

using namespace Qt::StringLiterals;

namespace Benchmarks {

namespace {

constexpr int patience = 300'000;

TestSupport::DemoShop::Options shopOptions(int products, const QString &cache)
{
    TestSupport::DemoShop::Options options;
    options.products = products;
    options.bulkFileCache = cache;
    return options;
}

App::Configuration configuration(const TestSupport::DemoShop &shop)
{
    App::Configuration configuration;
    configuration.shop.url = QUrl(shop.url());
    configuration.operatorAtDesk = {u"bench"_s, u"bench"_s};
    return configuration;
}

} // namespace

GuiWorld::GuiWorld(QApplication &application, int products)
    : m_postgres({u"fsync = on"_s, u"synchronous_commit = on"_s, u"full_page_writes = on"_s, u"wal_level = minimal"_s,
        u"max_wal_senders = 0"_s, u"wal_compression = on"_s, u"max_wal_size = 2GB"_s, u"shared_buffers = 128MB"_s,
        u"work_mem = 16MB"_s, u"random_page_cost = 1.1"_s, u"jit = off"_s})
    , m_shop(shopOptions(products, m_files.filePath(u"cache"_s)))
    , m_database(m_postgres.createDatabase())
    , m_settings(m_files.filePath(u"settings.ini"_s), QSettings::IniFormat)
    , m_log({m_files.filePath(u"logs"_s), 3}, &Sync::redact)
    , m_theme(application)
{
    auto session = Sync::PgSession::open(m_database);
    if (!session)
        qFatal("%s", qUtf8Printable(session.failure().detail));
    m_session = std::move(session).value();
    if (!m_shop.start())
        qFatal("shop: %s", qUtf8Printable(m_shop.error()));
    makeBulkFile();
    fillCatalogue(products);
    openWindow();
}

GuiWorld::~GuiWorld()
{
    m_window.reset();
    m_feed.reset();
    m_desk.reset();
}

/// At Shopify this happens on machines of theirs.
void GuiWorld::makeBulkFile()
{
    const auto start = Sync::graphqlDocument(u"bulk_start"_s);
    const auto status = Sync::graphqlDocument(u"bulk_status"_s);
    const auto query = Sync::bulkProductsQuery();
    if (!start || !status || !query)
        qFatal("the bulk query cannot be read");
    const QJsonObject begun = m_shop.graphql(*start, {{u"query"_s, *query}});
    const QJsonValue id = begun[u"data"_s][u"bulkOperationRunQuery"_s][u"bulkOperation"_s][u"id"_s];
    const auto ready = [&] {
        const QJsonObject now = m_shop.graphql(*status, {{u"id"_s, id}});
        return !now[u"data"_s][u"bulkOperation"_s][u"url"_s].toString().isEmpty();
    };
    if (!id.isString() || !QTest::qWaitFor(ready, patience))
        qFatal("the shop made no bulk file");
}

void GuiWorld::fillCatalogue(int products)
{
    execute(R"(
        insert into products (sku, name, vendor, product_type, status, min_price, total_inventory, variant_count, updated_at)
        select 'SKU-' || n, md5(n::text) || ' product', 'Vendor ' || (n % 500), 'Type ' || (n % 40), 'active', n % 997,
               n % 50, 3, now() - n * interval '1 second'
        from generate_series(1, )"
        + QByteArray::number(products) + R"() n)");
    execute("vacuum analyze products");
}

void GuiWorld::openWindow()
{
    // Never brought up: the addresses are given.
    m_services = std::make_unique<App::LocalServices>(configuration(m_shop), App::DataFolder{m_files.path()},
        App::LocalServices::Extent::DatabaseAsItIs, [] { return std::make_unique<Sync::MemorySecretStore>(); });
    App::ServiceAddresses addresses;
    addresses.database = m_database;
    addresses.shop = configuration(m_shop).shop;
    addresses.access.accessToken = Sync::Secret(m_shop.token());
    m_desk = std::make_unique<App::Desk>(addresses, configuration(m_shop), App::DataFolder{m_files.path()}, *m_services,
        [this] { return m_log.recent(); });
    m_feed = std::make_unique<App::MessageLogFeed>(m_log);
    m_window = std::make_unique<App::DeskWindow>(
        m_desk->engine(), m_desk->reader(), m_desk->schedules(), m_desk->interruptions(), *m_feed, m_settings, m_theme);
    Ui::MainWindow &window = m_window->window();
    window.resize(1'280, 800);
    window.show();
    window.openPage(u"products"_s);
    m_table = window.findChild<Ui::TableView *>(u"productsTable"_s);
    const auto complete = [this] { return m_table->model()->rowCount() > 0 && m_table->isVisible(); };
    if (!m_table || !QTest::qWaitFor(complete, patience))
        qFatal("the products never came");
}

void GuiWorld::emptyMirror()
{
    execute("UPDATE mirror_state SET complete = false");
    execute("TRUNCATE staged_product_changes, staged_field_changes, shopify_products, shopify_variants");
    execute("CHECKPOINT");
}

void GuiWorld::pullAll()
{
    auto pull = m_desk->engine().run(Sync::PullRequest{});
    QFutureWatcher<Sync::Result<Sync::BatchReport>> watcher;
    QEventLoop untilEnd;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &untilEnd, &QEventLoop::quit);
    watcher.setFuture(pull);
    untilEnd.exec();
    const auto report = pull.result();
    if (!report || report->status != Sync::BatchStatus::Completed)
        qFatal("the pull ended badly: %s", report ? "see its report" : qUtf8Printable(report.failure().text()));
}

void GuiWorld::execute(const QByteArray &script)
{
    if (const auto done = m_session->executeScript(script); !done)
        qFatal("%s", qUtf8Printable(done.failure().detail));
}

} // namespace Benchmarks
