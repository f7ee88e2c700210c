#include "tests/faults/world/world.h"

#include "tests/faults/proxy/httpconversation.h"
#include "tests/faults/proxy/pgconversation.h"

#include <QUrl>

namespace Faults {

using namespace Qt::StringLiterals;
using Sync::PgSession;
using TestSupport::Ended;

namespace {

constexpr int products = 12;
/// Media are put in order so many milliseconds after the answer, as Shopify does: later than the first look.
constexpr int ordersMediaAfter = 50;
/// More than lies anywhere else.
constexpr int quantityThatMayGo = 1012;

[[noreturn]] void giveUp(const QString &what, const QByteArray &said)
{
    qFatal("%s\n%s", qUtf8Printable(what), said.constData());
}

} // namespace

World::World(TestSupport::Judge judge)
    : m_folderPath(m_folder.path())
    , m_judge(judge)
    // Killed in the middle of a page, a server leaves half of it; whole pages in its log are what it recovers from.
    , m_postgres({u"full_page_writes = on"_s})
    , m_disk(64)
{
    useShop(1);
    m_databaseProxy = std::make_unique<TestSupport::FaultProxy>(
        TestSupport::ProxyTarget{.socketPath = m_postgres.directory() + u"/.s.PGSQL.5432"_s},
        [judge](qsizetype session) { return std::make_unique<TestSupport::PgConversation>(session, judge); });
    if (m_disk.isMounted())
        administer(u"CREATE TABLESPACE small LOCATION '%1'"_s.arg(m_disk.folderFor(m_postgres.directory())));
}

void World::useShop(int locations)
{
    std::unique_ptr<Shop> &shop = m_shops[locations];
    if (!shop) {
        shop = std::make_unique<Shop>(TestSupport::DemoShop::Options{.products = products, .locations = locations});
        if (!shop->demo.start())
            giveUp(u"The demo shop does not start."_s, shop->demo.error().toUtf8());
        shop->proxy = std::make_unique<TestSupport::FaultProxy>(
            TestSupport::ProxyTarget{.port = static_cast<quint16>(QUrl(shop->demo.url()).port())},
            [judge = m_judge](
                qsizetype session) { return std::make_unique<TestSupport::HttpConversation>(-session, judge); });
    }
    m_shop = shop.get();
}

void World::administer(const QString &statement) const
{
    const auto session = PgSession::open(m_postgres.settings());
    if (!session)
        giveUp(u"PostgreSQL cannot be reached."_s, session.failure().detail.toUtf8());
    if (const auto done = (*session)->executeText(statement); !done)
        giveUp(statement, done.failure().detail.toUtf8());
}

void World::createDatabase(const QString &name, const QString &from, const QString &tablespace)
{
    m_beside.reset(); // nobody may be in what is copied
    administer(u"CREATE DATABASE %1 TEMPLATE %2 %3"_s.arg(
        name, from, tablespace.isEmpty() ? QString() : u"TABLESPACE "_s + tablespace));
    m_database = m_postgres.settings(name);
}

/// The shop as it started, with some of what it does not start with.
void World::resetShop()
{
    m_shop->demo.reset();
    const QJsonArray all = shop()
                               .graphql(u"{ products(first: 12, reverse: true) { nodes { id options { name } "
                                        "variants(first: 1) { nodes { id } } } } }"_s)
                               .value(u"data"_s)[u"products"_s][u"nodes"_s]
                               .toArray();
    addOptions(all);
    addPictures(all);
    if (m_shop->locations > 1)
        spreadStock(all);
    m_setUpEffects = shop().log().size();
}

/// Two products get a second option, which tells no variants apart: one that can be removed and moved.
void World::addOptions(const QJsonArray &shopProducts)
{
    int left = 2;
    for (const QJsonValue product : shopProducts) {
        if (product[u"options"_s][0][u"name"_s] == u"Title"_s || left-- <= 0)
            continue;
        const QJsonObject made = shop().graphql(u"mutation { productOptionsCreate(productId: \"%1\", options: [{name: "
                                                u"\"Pack\", values: [{name: \"One\"}]}]) "
                                                "{ userErrors { message } } }"_s.arg(product[u"id"_s].toString()));
        if (made.value(u"data"_s)[u"productOptionsCreate"_s][u"userErrors"_s].toArray().size() > 0)
            giveUp(u"No option can be added in the demo shop."_s, {});
    }
}

/// Two products show three pictures each, which can be described, taken off and moved.
void World::addPictures(const QJsonArray &shopProducts)
{
    QJsonArray pictures;
    for (const QString &what : {u"Front"_s, u"Back"_s, u"Side"_s})
        pictures += QJsonObject{
            {u"alt"_s, what}, {u"url"_s, u"https://cdn.example.com/files/%1.jpg?v=1"_s.arg(what.toLower())}};
    for (qsizetype i = 0; i < 2; ++i) {
        const QJsonObject shown = shop().control(u"media"_s,
            {{u"ordering_ms"_s, ordersMediaAfter}, {u"product"_s, shopProducts.at(i)[u"id"_s]},
                {u"media"_s, pictures}});
        if (!shown.contains(u"product"_s))
            giveUp(u"No pictures can be added in the demo shop."_s, {});
    }
}

/// One variant each of two products is not stocked at the second location, and one each of two others has something
/// there that no order waits for.
void World::spreadStock(const QJsonArray &shopProducts)
{
    const auto atSecond = [](const QJsonValue &quantity) {
        return QJsonObject{{u"gid://shopify/Location/70000000002"_s, quantity}};
    };
    for (qsizetype i = 0; i < 4; ++i) {
        const QJsonValue variant = shopProducts.at(i)[u"variants"_s][u"nodes"_s][0][u"id"_s];
        QJsonArray variants{
            QJsonObject{{u"id"_s, variant}, {u"tracked"_s, true}, {u"stock"_s, atSecond(QJsonValue::Null)}}};
        if (i >= 2)
            variants += QJsonObject{{u"id"_s, variant}, {u"stock"_s, atSecond(quantityThatMayGo)}};
        const QJsonObject edited
            = shop().edit({{u"product"_s, shopProducts.at(i)[u"id"_s]}, {u"variants"_s, variants}});
        if (!edited.contains(u"product"_s))
            giveUp(u"No stock can be moved in the demo shop."_s, {});
    }
}

QJsonArray World::effects()
{
    QJsonArray effects = shop().log();
    for (qsizetype i = 0; i < m_setUpEffects; ++i)
        effects.removeFirst();
    return effects;
}

QString World::baseTemplate(Start start)
{
    static const QStringList names{u"template0"_s, u"migrated"_s, u"pulled"_s, u"approved"_s, u"agreed"_s};
    QString name = names.at(int(start));
    if (start > Start::Migrated && m_shop->locations > 1)
        name += u"_at_%1"_s.arg(m_shop->locations);
    if (start == Start::Empty || m_templates.contains(name))
        return name;
    createDatabase(name, baseTemplate(Start(int(start) - 1)));
    resetShop();
    static const QList<QStringList> steps{
        {}, {u"migrate"_s, u"up"_s}, {u"pull"_s}, {u"approve"_s, u"--all"_s}, {u"apply"_s}};
    mustRun(steps.at(int(start)));
    m_templates += name;
    return name;
}

void World::makeTemplate(const OperationKind &operation, const QString &name)
{
    const QString from = baseTemplate(operation.start);
    createDatabase(name, from);
    if (!operation.edits.isEmpty())
        rows(operation.edits);
    for (const QStringList &command : operation.before)
        mustRun(command);
    m_templates += name;
}

void World::setStage(const OperationKind &operation, bool onSmallDisk)
{
    useShop(operation.locations);
    const QString prepared = u"for_"_s + QString(operation.name).replace(u'-', u'_');
    if (!m_templates.contains(prepared))
        makeTemplate(operation, prepared);
    if (m_cases > 0)
        administer(u"DROP DATABASE IF EXISTS case_%1 WITH (FORCE)"_s.arg(m_cases));
    createDatabase(u"case_%1"_s.arg(++m_cases), prepared, onSmallDisk ? u"small"_s : QString());
    // A copied sequence counts on log records of the one it was copied from: killed before its own first, PostgreSQL
    // forgets the numbers given out since. Being set writes a record.
    rows(u"SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, last_value) FROM pg_sequences "
         "WHERE last_value IS NOT NULL"_s);
    resetShop();
    if (operation.editsElsewhere) {
        const QString first = value(u"SELECT shopify_product_id FROM products ORDER BY id LIMIT 1"_s);
        const QString second = value(u"SELECT shopify_product_id FROM products ORDER BY id OFFSET 1 LIMIT 1"_s);
        for (const QString &id : {first, second})
            shop().edit({{u"product"_s, QString(u"gid://shopify/Product/"_s + id)},
                {u"fields"_s, QJsonObject{{u"title"_s, QString(u"Elsewhere "_s + id)}}}});
    }
    if (operation.isSentFirst)
        mustRun({u"push"_s});
}

QStringList World::commandOf(const OperationKind &operation)
{
    QStringList command = operation.command;
    command.replaceInStrings(u"*shop"_s, u"127.0.0.1:%1"_s.arg(m_shop->proxy->port()));
    if (command.contains(u"*batch"_s))
        command.replaceInStrings(u"*batch"_s, value(u"SELECT min(id) FROM sync_batches WHERE kind = 'push'"_s));
    return command;
}

Sync::ConnectionSettings World::proxiedDatabase() const
{
    Sync::ConnectionSettings settings = m_database;
    settings.host = u"127.0.0.1"_s;
    settings.port = m_databaseProxy->port();
    return settings;
}

QString World::proxiedShop() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_shop->proxy->port());
}

QProcessEnvironment World::environment() const
{
    QProcessEnvironment environment = TestSupport::cleanEnvironment(m_folderPath);
    environment.insert(u"DATABASE_URL"_s,
        u"postgresql://syncdesk@127.0.0.1:%1/%2"_s.arg(m_databaseProxy->port()).arg(m_database.database));
    environment.insert(u"SHOPIFY_SHOP_URL"_s, proxiedShop());
    environment.insert(u"SHOPIFY_ACCESS_TOKEN"_s, m_shop->demo.token());
    environment.insert(u"PARALLEL_WORKERS"_s, u"1"_s);
    return environment;
}

std::unique_ptr<QProcess> World::start(const QStringList &arguments) const
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment());
    process->start(TestSupport::programPath(), arguments + QStringList{u"--json"_s});
    if (!process->waitForStarted())
        giveUp(u"The program does not start."_s, process->errorString().toUtf8());
    return process;
}

Ended World::run(const QStringList &arguments, const QProcessEnvironment &more) const
{
    QProcessEnvironment all = environment();
    all.insert(more);
    return TestSupport::runProgram(arguments + QStringList{u"--json"_s}, all);
}

void World::mustRun(const QStringList &arguments) const
{
    if (const Ended ended = run(arguments); ended.exitCode != 0)
        giveUp(u"“%1” ended with %2."_s.arg(arguments.join(u' ')).arg(ended.exitCode), ended.all());
}

/// A session to the case's database, past the proxies; a fault may have ended the one before.
PgSession &World::beside() const
{
    if (!m_beside || !m_beside->executeText(u"SELECT 1"_s)) {
        auto session = PgSession::open(m_database);
        if (!session)
            giveUp(u"The case's database cannot be reached."_s, session.failure().detail.toUtf8());
        m_beside = std::move(*session);
    }
    return *m_beside;
}

QStringList World::rows(const QString &statement) const
{
    const auto found = beside().executeText(statement);
    if (!found)
        giveUp(statement, found.failure().detail.toUtf8());
    QStringList texts;
    for (const Sync::PgRow row : *found)
        texts += row.text(0);
    return texts;
}

void World::letTimePass()
{
    if (value(u"SELECT to_regclass('sync_operations') IS NULL"_s) == "t"_L1)
        return;
    // Past the trigger that looks at epochs: it is time that passes, nobody writes.
    const auto passed
        = beside().executeScript("SET session_replication_role = replica;"
                                 "UPDATE writer_lease SET until = until - interval '5 minutes';"
                                 "UPDATE sync_operations SET sent_at = sent_at - interval '5 minutes', "
                                 "settled_at = settled_at - interval '5 minutes' WHERE sent_at IS NOT NULL;"
                                 "RESET session_replication_role");
    if (!passed)
        giveUp(u"Time does not pass."_s, passed.failure().detail.toUtf8());
}

} // namespace Faults
