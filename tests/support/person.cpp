#include "tests/support/person.h"

#include "sync/db/pgsession.h"
#include "tests/support/keys.h"

#include <QAbstractButton>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace TestSupport {
namespace {

constexpr int patience = 30'000; ///< Milliseconds; far more than anything takes on a machine that does something else.

} // namespace

Person::Person(Sitting &sitting, const Sync::ConnectionSettings &database, DemoShop &shop)
    : m_sitting(sitting)
    , m_database(database)
    , m_shop(shop)
{ }

bool Person::waitFor(const QString &what, const std::function<bool()> &isSo)
{
    if (QTest::qWaitFor(isSo, patience))
        return true;
    const QWidget *focused = QApplication::focusWidget();
    m_why = u"waited in vain for %1 (page %2, focus %3, shop %4, result: %5, notices: %6)"_s.arg(what,
        m_sitting.window().currentPage(), focused ? focused->objectName() : u"nowhere"_s, link(u"linkShopify"_s),
        Sitting::text(u"resultSentence"_s), notices());
    return false;
}

bool Person::click(const QString &name, const QString &saying)
{
    const auto button = [&name] { return Sitting::visible<QAbstractButton>(name); };
    if (!waitFor(u"button %1 saying “%2”"_s.arg(name, saying),
            [&button, &saying] { return button() && button()->isEnabled() && button()->text().contains(saying); }))
        return false;
    QTest::mouseClick(button(), Qt::LeftButton);
    return true;
}

bool Person::backToWindow()
{
    Ui::MainWindow &window = m_sitting.window();
    if (!waitFor(u"the end of the dialog"_s, [] { return !QApplication::activeModalWidget(); }))
        return false;
    window.activateWindow();
    return waitFor(u"the window"_s, [&window] { return QApplication::activeWindow() == &window; });
}

bool Person::open(const QString &page)
{
    return click(u"rail-"_s + page)
        && waitFor(u"page "_s + page, [this, &page] { return m_sitting.window().currentPage() == page; });
}

Ui::TableView *Person::table(const QString &name)
{
    return Sitting::visible<Ui::TableView>(name);
}

bool Person::seesRows(const QString &name, int rows)
{
    return waitFor(u"%1 rows in %2"_s.arg(rows).arg(name), [this, &name, rows] {
        return (rows == 0 && !table(name)) || (table(name) && table(name)->model()->rowCount() == rows);
    });
}

QString Person::cell(const QString &name, int row, int column)
{
    const auto text = [this, &name, row, column] {
        return table(name) ? table(name)->model()->index(row, column).data().toString() : QString();
    };
    const bool isThere
        = waitFor(u"row %1 of %2"_s.arg(row).arg(name), [&text] { return !text().isEmpty() && text() != u"\u2026"; });
    return isThere ? text() : QString();
}

bool Person::walkTo(const QString &name, const QString &text)
{
    if (!waitFor(u"rows of "_s + name, [this, &name] { return table(name) && table(name)->model()->rowCount() > 0; }))
        return false;
    Ui::TableView *const there = table(name);
    there->setFocus();
    QTest::keyClick(there, Qt::Key_Home, Qt::ControlModifier);
    const auto cell = [there](int column) { return there->currentIndex().siblingAtColumn(column).data().toString(); };
    for (int row = 0; row < there->model()->rowCount(); ++row) {
        // A row on its way shows an ellipsis.
        if (!waitFor(u"row %1 of %2"_s.arg(row).arg(name), [&cell] { return cell(0) != u"\u2026"; }))
            return false;
        for (int column = 0; column < there->model()->columnCount(); ++column)
            if (cell(column).contains(text))
                return true;
        QTest::keyClick(there, Qt::Key_Down);
    }
    m_why = u"no row of %1 contains “%2”"_s.arg(name, text);
    return false;
}

void Person::overwrite(const QString &text)
{
    Keys::press(Qt::Key_A, Qt::ControlModifier);
    Keys::type(text);
}

bool Person::seesRunsEnd(const QString &kind, int howMany)
{
    const QString ended
        = u"SELECT count(*)::text FROM sync_batches WHERE kind = '%1' AND finished_at IS NOT NULL"_s.arg(kind);
    return waitFor(u"%1 ended runs of kind %2"_s.arg(howMany).arg(kind), [this, &ended, howMany] {
        return !Sitting::visible(u"runChip"_s) && value(ended) == QString::number(howMany);
    });
}

QString Person::link(const QString &name) const
{
    const QWidget *button = Sitting::visible(name);
    return button ? button->accessibleName() + u' ' + button->toolTip() : QString();
}

QString Person::notices() const
{
    QStringList said;
    const QWidgetList all = QApplication::allWidgets();
    for (const QWidget *widget : all)
        if (const auto *label = qobject_cast<const QLabel *>(widget);
            label && label->isVisible() && label->objectName() == u"noticeText"_s)
            said += label->text();
    return said.join(u' ');
}

bool Person::fillCatalogue(int products)
{
    const QString all = QString::number(products);
    return waitFor(u"the shop"_s, [this] { return link(u"linkShopify"_s).contains(u"connected"_s); })
        && click(u"overviewPull"_s) && click(u"nextStep"_s, u"Review %1 Changes"_s.arg(all))
        && click(u"approveShown"_s, all) && click(u"writeApproved"_s, all) && seesRunsEnd(u"apply"_s, 1);
}

bool Person::editTitle(const QString &from, const QString &to)
{
    if (!walkTo(u"productsTable"_s, from))
        return false;
    const auto editor = [] { return Sitting::visible<QLineEdit>(u"field_title"_s); };
    if (!waitFor(u"the form of "_s + from, [&editor, &from] { return editor() && editor()->text() == from; }))
        return false;
    Keys::press(Qt::Key_F2);
    if (!waitFor(u"the focus in the title"_s, [&editor] { return editor()->hasFocus(); }))
        return false;
    overwrite(to);
    Keys::press(Qt::Key_Return);
    return true;
}

QString Person::value(const QString &query) const
{
    const auto session = Sync::PgSession::open(m_database);
    const auto rows = session ? (*session)->executeText(query) : Sync::Result<Sync::PgRows>(session.failure());
    if (!rows)
        return rows.failure().detail;
    return rows->size() > 0 ? rows->first().text(0) : QString();
}

QStringList Person::objects(const QString &query) const
{
    const auto session = Sync::PgSession::open(m_database);
    const auto rows = session ? (*session)->executeText(query) : Sync::Result<Sync::PgRows>(session.failure());
    if (!rows)
        return {rows.failure().detail};
    QStringList all;
    for (const Sync::PgRow row : *rows)
        all += QString::fromUtf8(
            QJsonDocument::fromJson(row.text(0).toUtf8()).toJson(QJsonDocument::JsonFormat::Compact));
    return all;
}

QStringList Person::catalogue() const
{
    return objects(u"(SELECT to_jsonb(p) - 'content_version' - 'updated_at' - 'updated_by' - 'shopify_synced_at' "
                   "FROM products p ORDER BY id) UNION ALL "
                   "(SELECT to_jsonb(v) - 'updated_at' - 'updated_by' FROM product_variants v ORDER BY id)"_s);
}

QStringList Person::mirror() const
{
    return objects(u"(SELECT to_jsonb(p) - 'line_hash' - 'updated_at' FROM shopify_products p ORDER BY id) UNION ALL "
                   "(SELECT to_jsonb(v) - 'line_hash' FROM shopify_variants v ORDER BY id)"_s);
}

QStringList Person::differences(const QStringList &now, const QStringList &before)
{
    if (now.size() != before.size())
        return {u"%1 rows, were %2"_s.arg(now.size()).arg(before.size())};
    QStringList all;
    for (qsizetype row = 0; row < now.size(); ++row) {
        const QJsonObject newer = QJsonDocument::fromJson(now.at(row).toUtf8()).object();
        const QJsonObject older = QJsonDocument::fromJson(before.at(row).toUtf8()).object();
        for (const QString &field : newer.keys())
            if (newer.value(field) != older.value(field))
                all += u"%1: %2, was %3"_s.arg(
                    field, newer.value(field).toVariant().toString(), older.value(field).toVariant().toString());
    }
    return all;
}

QJsonObject Person::shop()
{
    QStringList ids;
    for (const QString &id : value(u"SELECT string_agg(id::text, ',') FROM shopify_products"_s).split(u','))
        ids += u"gid://shopify/Product/"_s + id;
    QJsonObject all = m_shop.snapshot(ids).value("products"_L1).toObject();
    for (auto product = all.begin(); product != all.end(); ++product) {
        QJsonObject fields = product->toObject();
        fields.remove("updatedAt"_L1);
        *product = fields;
    }
    return all;
}

} // namespace TestSupport
