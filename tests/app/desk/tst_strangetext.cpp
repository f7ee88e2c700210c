#include "tests/support/deskscene.h"

#include <QAbstractButton>
#include <QLabel>
#include <QTableView>
#include <QTest>
#include <QToolTip>

using namespace Qt::StringLiterals;
using Fakes::DeskScene;

namespace {

// Markup, a mnemonic's sign and letters from right to left, with no letter from left to right outside the markup.
const QString strange = u"<img src='file:///etc/hostname'/><h1>עט & כחול</h1>"_s;

bool hasRightToLeft(const QString &text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.direction() == QChar::DirR; });
}

/// The same name in a sentence of ours would pull our words along, unless it is isolated.
bool isKeptApart(QString text)
{
    text.remove(u'\u2068' + strange + u'\u2069');
    if (!hasRightToLeft(text))
        return true;
    text.remove(strange);
    // Elided and shortened names are still names.
    for (qsizetype cut = strange.size(); cut > 10; --cut)
        for (const QString &piece :
            {QString(u'\u2068' + strange.left(cut) + u"…\u2069"), QString(strange.left(cut) + u"…")})
            text.remove(piece);
    return !hasRightToLeft(text) && std::none_of(text.cbegin(), text.cend(), [](QChar c) { return c.isLetter(); });
}

} // namespace

/// Text from the shop, staff and servers that looks like markup or runs from right to left, all through the window.
class TestStrangeText final : public QObject
{
    Q_OBJECT

    static void fill(DeskScene &scene)
    {
        for (Sync::ProductRow &row : scene.reader.products) {
            row.title = strange;
            row.sku = strange;
            row.vendor = strange;
            if (!row.syncError.isEmpty())
                row.syncError = u"Shopify refused this change: \u2068"_s + strange + u'\u2069';
        }
        for (Sync::ProductDetail &detail : scene.reader.details) {
            detail.row.title = strange;
            detail.row.sku = strange;
            detail.tags = {strange};
            for (Sync::VariantDetail &variant : detail.variants)
                variant.title = variant.sku = strange;
        }
        for (Sync::StagedDetail &detail : scene.reader.staged) {
            detail.row.title = detail.row.sku = strange;
            if (!detail.row.decidedBy.isEmpty())
                detail.row.decidedBy = detail.row.decisionReason = strange;
            for (Sync::FieldChange &field : detail.fields) {
                field.variantTitle = field.variant.isValid() ? strange : QString();
                field.base = field.local = field.remote = strange;
                field.remote = u"א"_s + strange;
            }
        }
        for (Sync::BatchRow &batch : scene.reader.batches)
            batch.startedBy = batch.desk = strange;
        for (Sync::HistoryRow &line : scene.reader.history) {
            line.title = strange;
            if (!line.message.isEmpty())
                line.message = strange;
        }
        for (Sync::RollbackItem &item : scene.engine.plan.items)
            item.title = item.variantTitle = strange;
        scene.engine.plan.shopName = strange;
        for (Sync::CheckResult &check : scene.engine.checks)
            check.evidence = {strange};
        Sync::DeskState desk = Fakes::FakeEngine::healthyDesk();
        desk.shopName = strange;
        desk.maintenance = {true, strange, strange, QDateTime::currentDateTimeUtc().addSecs(3000)};
        scene.engine.tell(desk);
        Q_EMIT scene.reader.catalogueChanged();
    }

    static void checkAll(const QString &where)
    {
        int shown = 0;
        const QWidgetList all = QApplication::allWidgets();
        for (const QWidget *widget : all) {
            if (!widget->isVisible())
                continue;
            const QByteArray who
                = (where + u' ' + QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName())
                      .toUtf8();
            if (const auto *label = qobject_cast<const QLabel *>(widget); label && hasRightToLeft(label->text())) {
                ++shown;
                QVERIFY2(
                    label->textFormat() == Qt::PlainText, QByteArray(who + ": " + label->text().toUtf8()).constData());
                QVERIFY2(isKeptApart(label->text()), QByteArray(who + ": " + label->text().toUtf8()).constData());
            }
            if (const auto *button = qobject_cast<const QAbstractButton *>(widget);
                button && hasRightToLeft(button->text()))
                QVERIFY2(
                    !QString(button->text()).remove(u"&&"_s).contains(u'&'), who.constData()); // no mnemonic of theirs
        }
        QVERIFY2(shown > 0, qPrintable(where));
    }

private Q_SLOTS:
    void everyPageShowsItAsItIs_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("table");
        QTest::newRow("overview") << u"overview"_s << QString();
        QTest::newRow("products") << u"products"_s << u"productsTable"_s;
        QTest::newRow("review") << u"review"_s << u"stagedTable"_s;
        QTest::newRow("history") << u"history"_s << u"batchesTable"_s;
        QTest::newRow("diagnostics") << u"diagnostics"_s << QString();
    }

    void everyPageShowsItAsItIs()
    {
        QFETCH(QString, page);
        QFETCH(QString, table);
        DeskScene scene(*qApp, DeskScene::State::Full);
        fill(scene);
        scene.window().resize(1280, 800);
        scene.window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&scene.window()));
        scene.window().openPage(page);
        if (!table.isEmpty()) {
            auto *view = scene.window().findChild<QTableView *>(table);
            QVERIFY(view);
            QTRY_VERIFY(view->model()->rowCount() > 0);
            view->setCurrentIndex(view->model()->index(0, 0));
            QTest::qWait(100);
            for (int row = 0; row < std::min(12, view->model()->rowCount()); ++row) {
                view->setCurrentIndex(view->model()->index(row, 0));
                QTest::qWait(20);
                checkAll(page + u" row %1"_s.arg(row));
                if (QTest::currentTestFailed())
                    return;
            }
        }
        checkAll(page);
    }

    void theRollbackWizardShowsItAsItIs()
    {
        DeskScene scene(*qApp, DeskScene::State::Full);
        fill(scene);
        scene.window().show();
        scene.desk->openRollback({57});
        const auto next = [] {
            const QWidgetList all = QApplication::allWidgets();
            for (QWidget *widget : all)
                if (widget->objectName() == u"rollbackNext" && widget->isVisible())
                    return qobject_cast<QAbstractButton *>(widget);
            return static_cast<QAbstractButton *>(nullptr);
        };
        QTRY_VERIFY(next() && next()->isEnabled());
        checkAll(u"rollback preview"_s);
        next()->click();
        checkAll(u"rollback confirmation"_s);
    }

    void failuresAndToastsShowItAsItIs()
    {
        DeskScene scene(*qApp, DeskScene::State::Full);
        fill(scene);
        scene.window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&scene.window()));
        scene.window().tell(u"a"_s, Models::Tone::Bad, strange);
        scene.window().tell(u"b"_s, Models::Tone::Good, strange);
        checkAll(u"notices"_s);
    }

    void aToolTipIsText()
    {
        DeskScene scene(*qApp, DeskScene::State::Empty);
        scene.window().show();
        QToolTip::showText({10, 10}, strange, &scene.window());
        const QLabel *tip = nullptr;
        const QWidgetList all = QApplication::topLevelWidgets();
        for (const QWidget *widget : all)
            if (widget->inherits("QTipLabel"))
                tip = qobject_cast<const QLabel *>(widget);
        QVERIFY(tip);
        QCOMPARE(tip->text(), strange);
        QCOMPARE(tip->textFormat(), Qt::PlainText);
        QToolTip::hideText();
    }
};

QTEST_MAIN(TestStrangeText)
#include "tst_strangetext.moc"
