// Where rules decide: after what a pull stages and after what a look for local edits stages, in the same transaction.

#include "sync/db/pgsession.h"
#include "sync/jobs/compare/comparison.h"
#include "sync/rules/rulestore.h"
#include "tests/sync/jobs/support/catalogueworld.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Sync;
using namespace Tests;

class TestRulePaths final : public QObject
{
    Q_OBJECT

    PrivatePostgres m_postgres;
    std::unique_ptr<CatalogueWorld> m_world;

    static ModelShop shop()
    {
        ModelShop shop;
        for (qint64 id = 1; id <= 3; ++id) {
            ModelProduct product;
            product.title = u"Pen"_s;
            product.vendor = u"Acme"_s;
            product.description = u"<p>Writes.</p>"_s;
            product.variants[id * 10] = {};
            shop[id] = product;
        }
        return shop;
    }
    void addRules() { QVERIFY(changeRules(m_world->session(), RestoreDefaultRules{}, m_world->who())); }
    QString staged(const QString &status)
    {
        return m_world->text(
            u"select coalesce(string_agg(shopify_product_id::text, ',' order by shopify_product_id), '')"
            " from staged_product_changes where status = '%1'"_s.arg(status));
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<CatalogueWorld>(m_postgres);
        QVERIFY(m_world->pull(shop()));
        m_world->approveAll();
        m_world->applyAll();
        addRules();
    }

    void aPullApprovesWhatIsAllowed()
    {
        ModelShop changed = shop();
        changed[1].description = u"<p>Writes well.</p>"_s;
        changed[2].title = u"Quill"_s;
        changed[3].description = u"<p>Writes blue.</p>"_s;
        m_world->execute(u"update products set description_html = 'ours' where shopify_product_id = 3"_s);
        const auto outcome = m_world->pull(changed);
        QVERIFY(outcome);
        QCOMPARE(outcome->staged, (StagedCounts{.staged = 2, .conflicts = 1, .approved = 1}));
        QCOMPARE(staged(u"approved"_s), u"1"_s);
        QCOMPARE(staged(u"pending"_s), u"2,3"_s);
        // The same pull again keeps the decision and makes no other.
        QVERIFY(m_world->pull(changed));
        QCOMPARE(staged(u"approved"_s), u"1"_s);
        QCOMPARE(m_world->number(u"select count(*) from audit_log where action = 'rule-approve'"_s), 1);
        const auto [applied, batch] = m_world->applyAll();
        QCOMPARE(applied.applied, 1);
        QCOMPARE(m_world->text(u"select description_html from products where shopify_product_id = 1"_s),
            u"<p>Writes well.</p>"_s);
    }

    void aPullThatIsUndoneDecidesNothing()
    {
        ModelShop changed = shop();
        changed[1].description = u"<p>Writes well.</p>"_s;
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!m_world->pullFile(bulkFile(changed), objectCount(changed), changed.size(), u"f1"_s, stop.get_token()));
        QCOMPARE(staged(u"approved"_s), QString());
        QCOMPARE(m_world->number(u"select count(*) from audit_log where action = 'rule-approve'"_s), 0);
    }

    void lookingForEditsApprovesWhatIsAllowed()
    {
        m_world->execute(u"update products set seo_title = 'Pens' where shopify_product_id = 1"_s);
        m_world->execute(u"update products set name = 'Quill' where shopify_product_id = 2"_s);
        const auto open = stageLocalEdits(m_world->session(), m_world->who());
        QVERIFY(open);
        QCOMPARE(*open, 2);
        QCOMPARE(staged(u"approved"_s), u"1"_s);
        QCOMPARE(staged(u"pending"_s), u"2"_s);
        // Only such as are approved at once: the run that staged them stays.
        m_world->execute(u"update products set seo_title = 'Red pens' where shopify_product_id = 3"_s);
        QVERIFY(stageLocalEdits(m_world->session(), m_world->who()));
        QCOMPARE(staged(u"approved"_s), u"1,3"_s);
    }
};

QTEST_GUILESS_MAIN(TestRulePaths)
#include "tst_rulepaths.moc"
