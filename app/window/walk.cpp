#include "app/window/walk.h"

#include "sync/async/signalwait.h"
#include "ui/shell/mainwindow.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTableView>

#include <QCoroFuture>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace App {

namespace {

void press(QWidget *widget, int key, const QString &text = {})
{
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, Qt::NoModifier, text);
        QApplication::sendEvent(widget, &event);
    }
}

void type(QWidget *widget, const QString &text)
{
    for (const QChar character : text)
        press(widget, Qt::Key_unknown, character);
}

} // namespace

Walk::Walk(Ui::MainWindow &window, Sync::Engine &engine, Sync::Reader &reader, QString folder)
    : m_window(window)
    , m_engine(engine)
    , m_reader(reader)
    , m_folder(std::move(folder))
{
    connect(&m_engine, &Sync::Engine::batchFinished, this, [this](const Sync::BatchReport &report) {
        ++m_batchesEnded;
        m_lastReport = report;
    });
    connect(&m_engine, &Sync::Engine::stateChanged, this,
        [this](const Sync::DeskState &desk) { m_shopName = desk.shopName; });
    connect(&m_engine, &Sync::Engine::progressed, this, [this](const Sync::ProgressSnapshot &progress) {
        m_sawProgress = m_sawProgress || (progress.done > 0 && progress.phase != Sync::Phase::Finished);
    });
}

Walk::~Walk()
{
    m_stop.request_stop();
}

void Walk::start()
{
    if (!QDir().mkpath(m_folder)) {
        say(tr("The folder %1 cannot be made.").arg(m_folder));
        Q_EMIT finished(1);
        return;
    }
    m_window.resize(1280, 800);
    walk().then([this](bool whole) { Q_EMIT finished(whole && !m_pictureLost ? 0 : 1); });
}

void Walk::say(const QString &text) const
{
    std::fprintf(stderr, "%s\n", qPrintable(text));
}

QWidget *Walk::visible(const QString &objectName) const
{
    const QWidgetList all = QApplication::allWidgets();
    for (QWidget *widget : all)
        if (widget->objectName() == objectName && widget->isVisible())
            return widget;
    return nullptr;
}

void Walk::save(const QString &name, QWidget *widget)
{
    const QString path = u"%1/%2-%3.png"_s.arg(m_folder).arg(++m_picture, 2, 10, QChar(u'0')).arg(name);
    const bool saved = (widget ? widget : &m_window)->grab().save(path);
    m_pictureLost = m_pictureLost || !saved;
    say(saved ? path : tr("%1 cannot be written.").arg(path));
}

QCoro::Task<void> Walk::settle(int milliseconds)
{
    QTimer timer;
    timer.start(milliseconds);
    co_await Sync::SignalWait(&timer, &QTimer::timeout, m_stop.get_token());
}

QCoro::Task<bool> Walk::until(QString what, Condition condition, int withinSeconds)
{
    QElapsedTimer elapsed;
    elapsed.start();
    while (m_pictureLost || !condition()) {
        if (m_pictureLost)
            co_return false;
        if (elapsed.elapsed() > withinSeconds * 1000 || m_stop.stop_requested()) {
            say(tr("Waited in vain for: %1.").arg(what));
            save(u"stuck"_s);
            co_return false;
        }
        co_await settle(30);
    }
    co_return true;
}

QCoro::Task<bool> Walk::click(QString button)
{
    const auto found = [this, button] { return qobject_cast<QAbstractButton *>(visible(button)); };
    bool went = co_await until(u"button %1"_s.arg(button), [found] { return found() && found()->isEnabled(); });
    if (!went)
        co_return false;
    found()->click();
    co_return true;
}

QCoro::Task<bool> Walk::batchEnds(QString what)
{
    const int before = m_batchesEnded;
    bool went = co_await until(
        what, [this, before] { return m_batchesEnded > before; }, 300);
    if (!went)
        co_return false;
    say(tr("%1: %2 of %3 succeeded, %4 failed.")
            .arg(what)
            .arg(m_lastReport.succeeded)
            .arg(m_lastReport.total)
            .arg(m_lastReport.failed));
    co_return m_lastReport.status == Sync::BatchStatus::Completed;
}

QCoro::Task<bool> Walk::walk()
{
    co_await settle();
    save(u"overview-empty"_s);
    bool went = co_await pull();
    if (!went)
        co_return false;
    went = co_await reviewAndWrite();
    if (!went)
        co_return false;
    went = co_await editProducts();
    if (!went)
        co_return false;
    went = co_await send();
    if (!went)
        co_return false;
    went = co_await rollBack();
    if (!went)
        co_return false;
    went = co_await everythingIsBack();
    if (!went)
        co_return false;
    co_return co_await diagnose();
}

QCoro::Task<bool> Walk::pull()
{
    m_window.openPage(u"sync"_s, {{u"choice"_s, u"full"_s}});
    co_await settle();
    const int before = m_batchesEnded;
    m_sawProgress = false;
    bool went = co_await click(u"startRun"_s);
    if (!went)
        co_return false;
    went = co_await until(u"live progress"_s, [this, before] { return m_sawProgress || m_batchesEnded > before; });
    if (!went)
        co_return false;
    co_await settle(150);
    save(u"sync-running"_s);
    went = co_await until(
        u"the pull"_s, [this, before] { return m_batchesEnded > before; }, 300);
    if (!went)
        co_return false;
    say(tr("Pulled %1 products, %2 changes staged.").arg(m_lastReport.total).arg(m_lastReport.staged));
    co_await settle();
    save(u"sync-done"_s);
    m_window.openPage(u"overview"_s);
    co_await settle(800);
    save(u"overview-full"_s);
    co_return m_lastReport.status == Sync::BatchStatus::Completed;
}

QCoro::Task<bool> Walk::reviewAndWrite()
{
    m_window.openPage(u"review"_s, {{u"tab"_s, u"pending"_s}});
    auto *table = m_window.findChild<QTableView *>(u"stagedTable"_s);
    bool went
        = co_await until(u"staged changes on screen"_s, [table] { return table && table->model()->rowCount() > 0; });
    if (!went)
        co_return false;
    table->setCurrentIndex(table->model()->index(0, 0));
    co_await settle(800);
    save(u"review"_s);
    went = co_await click(u"approveShown"_s);
    if (!went)
        co_return false;
    went = co_await until(
        u"all approved"_s, [table] { return table->model()->rowCount() == 0; }, 120);
    if (!went)
        co_return false;
    went = co_await click(u"writeApproved"_s);
    if (!went)
        co_return false;
    went = co_await batchEnds(tr("Writing to the catalogue"));
    if (!went)
        co_return false;
    co_await settle(800);
    save(u"review-written"_s);
    co_return true;
}

QCoro::Task<bool> Walk::editProducts()
{
    m_window.openPage(u"products"_s);
    auto *table = m_window.findChild<QTableView *>(u"productsTable"_s);
    bool went = co_await until(u"products on screen"_s, [table] { return table && table->model()->rowCount() > 3; });
    if (!went)
        co_return false;
    for (int row = 0; row < 3; ++row) {
        table->setCurrentIndex(table->model()->index(row, 0));
        const auto title = [this] { return qobject_cast<QLineEdit *>(visible(u"field_title"_s)); };
        went = co_await until(
            u"the product's form"_s, [&] { return title() && title()->isEnabled() && !title()->text().isEmpty(); });
        if (!went)
            co_return false;
        co_await settle();
        title()->setFocus();
        title()->selectAll();
        type(title(), u"Practice Edit %1"_s.arg(row + 1));
        press(title(), Qt::Key_Return);
        co_await settle(600);
        if (row == 0)
            save(u"products-editing"_s);
    }
    co_return true;
}

QCoro::Task<bool> Walk::send()
{
    m_window.openPage(u"review"_s, {{u"tab"_s, u"pending"_s}});
    auto *table = m_window.findChild<QTableView *>(u"stagedTable"_s);
    bool went = co_await click(u"findLocalEdits"_s);
    if (!went)
        co_return false;
    went = co_await until(u"the local edits"_s, [table] { return table->model()->rowCount() == 3; });
    if (!went)
        co_return false;
    table->setCurrentIndex(table->model()->index(0, 0));
    co_await settle(800);
    save(u"review-edits"_s);
    went = co_await click(u"approveShown"_s);
    if (!went)
        co_return false;
    went = co_await click(u"sendApproved"_s);
    if (!went)
        co_return false;
    went = co_await until(u"the send dialog"_s, [this] { return visible(u"sendDialog"_s) != nullptr; });
    if (!went)
        co_return false;
    co_await settle(800);
    save(u"send-dialog"_s, visible(u"sendDialog"_s));
    went = co_await click(u"sendAll"_s);
    if (!went)
        co_return false;
    went = co_await batchEnds(tr("Sending to Shopify"));
    if (!went)
        co_return false;
    m_window.openPage(u"history"_s);
    co_await settle(1000);
    save(u"history"_s);
    co_return true;
}

QCoro::Task<bool> Walk::rollBack()
{
    const Sync::BatchId sent = m_lastReport.batch;
    m_window.actions().action(Ui::ActionId::RollBack)->trigger();
    bool went = co_await until(u"the rollback wizard"_s, [this] { return visible(u"rollbackWizard"_s) != nullptr; });
    if (!went)
        co_return false;
    auto *wizard = qobject_cast<QDialog *>(visible(u"rollbackWizard"_s));
    auto *batches = wizard->findChild<QTableView *>(u"rollbackBatches"_s);
    went = co_await until(u"the batches"_s, [batches] { return batches->model()->rowCount() > 0; });
    if (!went)
        co_return false;
    batches->setCurrentIndex(batches->model()->index(0, 0));
    co_await settle(800);
    save(u"rollback-scope"_s, wizard);
    went = co_await click(u"rollbackNext"_s);
    if (!went)
        co_return false;
    const auto next = [wizard] { return wizard->findChild<QAbstractButton *>(u"rollbackNext"_s); };
    went = co_await until(u"the preview of the rollback"_s, [next] { return next()->isEnabled(); });
    if (!went)
        co_return false;
    co_await settle(400);
    save(u"rollback-preview"_s, wizard);
    next()->click();
    auto *name = wizard->findChild<QLineEdit *>(u"rollbackShopName"_s);
    went = co_await until(u"the confirmation"_s, [name] { return name->isVisible(); });
    if (!went)
        co_return false;
    type(name, m_shopName);
    co_await settle(300);
    save(u"rollback-confirm"_s, wizard);
    const int before = m_batchesEnded;
    went = co_await click(u"rollbackNext"_s);
    if (!went)
        co_return false;
    went = co_await until(
        u"the rollback"_s, [this, before] { return m_batchesEnded > before; }, 120);
    if (!went)
        co_return false;
    say(tr("Rolled back run %1: %2 of %3 products.")
            .arg(sent.value)
            .arg(m_lastReport.succeeded)
            .arg(m_lastReport.total));
    co_await settle(600);
    save(u"rollback-report"_s, wizard);
    wizard->reject();
    co_return m_lastReport.status == Sync::BatchStatus::Completed;
}

QCoro::Task<bool> Walk::diagnose()
{
    m_window.openPage(u"diagnostics"_s);
    m_window.actions().action(Ui::ActionId::RunChecks)->trigger();
    co_await settle();
    bool went = co_await until(
        u"the checks"_s, [this] { return visible(u"runChecks"_s) && visible(u"runChecks"_s)->isEnabled(); });
    if (!went)
        co_return false;
    save(u"diagnostics"_s);
    m_window.openPage(u"logs"_s);
    co_await settle(600);
    save(u"logs"_s);
    m_window.openPage(u"overview"_s);
    co_await settle(800);
    save(u"overview-after"_s);
    co_return true;
}

QCoro::Task<bool> Walk::everythingIsBack()
{
    const QFuture<Sync::Result<Sync::OverviewCounts>> asked = m_reader.overview();
    co_await qCoro(asked).waitForFinished();
    const Sync::Result<Sync::OverviewCounts> counts = asked.result();
    if (!counts) {
        say(counts.failure().text());
        co_return false;
    }
    say(tr("%1 of %2 products are in sync, %3 are edited.")
            .arg(counts->inSync)
            .arg(counts->products)
            .arg(counts->modified));
    co_return counts->products > 0 && counts->inSync == counts->products && counts->modified == 0;
}

} // namespace App
