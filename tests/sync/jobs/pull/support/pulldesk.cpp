#include "tests/sync/jobs/pull/support/pulldesk.h"

#include "sync/jobs/apply/applyjob.h"
#include "tests/support/runtask.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Tests {

namespace {

TestSupport::DemoShop::Options shopOf(qint64 products)
{
    TestSupport::DemoShop::Options options;
    options.products = products;
    return options;
}

Result<BatchReport> ended(std::optional<Result<BatchReport>> report)
{
    return report ? *report : Result<BatchReport>(Failure{FailureKind::Internal, u"the job did not end"_s});
}

} // namespace

void NotingObserver::phaseStarted(Phase phase, qint64)
{
    phases.append(phase);
    if (onPhase)
        onPhase(phase);
}

void NotingObserver::advanced(qint64 done, qint64 bytes)
{
    lastDone = done;
    if (onBytes)
        onBytes(bytes);
}

void NotingObserver::itemsFinished(qint64 good, qint64 bad, qint64)
{
    succeeded += good;
    failed += bad;
    if (onItems)
        onItems();
}

PullDesk::PullDesk(qint64 products)
    : m_shop(shopOf(products))
{ }

PullDesk::~PullDesk() = default;

void PullDesk::open()
{
    QVERIFY2(m_shop.start(), qPrintable(m_shop.error()));
    m_settings.url = QUrl(m_shop.url());
    m_settings.identity = {u"syncdesk-demo.myshopify.com"_s};
    m_connection = std::make_unique<HttpShop>(m_settings,
        ShopAccess{.accessToken = Secret(m_shop.token()), .clientId = {}, .clientSecret = {}}, m_clock, m_random);
}

void PullDesk::renew()
{
    m_shop.faults({});
    m_shop.reset();
    m_database = m_postgres.createDatabase();
    m_session = std::move(PgSession::open(m_database)).value();
    m_observer = {};
    m_gate.open();
}

JobContext PullDesk::context(ShopConnection &shop)
{
    return {*m_session, m_database, shop, m_clock, m_random, m_gate, m_observer, m_settings, m_who};
}

Result<BatchReport> PullDesk::pull(PullRequest request, std::stop_token stop)
{
    return pullFrom(*m_connection, request, stop);
}

Result<BatchReport> PullDesk::pullFrom(ShopConnection &shop, PullRequest request, std::stop_token stop)
{
    PullJob job(context(shop), request);
    return ended(TestSupport::runTask(job.run(stop), 180'000));
}

Result<BatchReport> PullDesk::apply(std::stop_token stop)
{
    execute(u"UPDATE staged_product_changes SET status = 'approved', decided_by = 'anna' WHERE status = 'pending'"_s);
    ApplyJob job(context(*m_connection), {});
    return ended(TestSupport::runTask(job.run(stop), 180'000));
}

void PullDesk::execute(const QString &statement)
{
    const auto done = m_session->executeText(statement);
    QVERIFY2(done, done ? "" : qPrintable(done.failure().detail));
}

QString PullDesk::text(const QString &statement)
{
    const auto rows = m_session->executeText(statement);
    return rows ? rows->first().text(0) : rows.failure().detail;
}

QString PullDesk::mirror()
{
    return text(u"SELECT concat((SELECT complete FROM mirror_state), "
                "(SELECT md5(string_agg(p::text, E'\\n' ORDER BY id)) FROM shopify_products p), "
                "(SELECT md5(string_agg(v::text, E'\\n' ORDER BY id)) FROM shopify_variants v), "
                "(SELECT md5(string_agg(concat_ws(' ', product_id, variant_id, field, value), E'\\n' "
                "ORDER BY product_id, variant_id, field)) FROM shopify_facets f))"_s);
}

QString PullDesk::productGid(int index)
{
    return u"gid://shopify/Product/"_s
        + text(u"SELECT id FROM shopify_products ORDER BY id LIMIT 1 OFFSET %1"_s.arg(index));
}

QByteArray PullDesk::why(const Result<BatchReport> &report)
{
    return report ? QByteArray() : (report.failure().text() + report.failure().detail).toUtf8();
}

} // namespace Tests
