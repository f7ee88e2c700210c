#include "ui/products/productjobs.h"

#include "models/format/text.h"
#include "ui/products/deletedproductsdialog.h"
#include "ui/style/dialogs.h"
#include "ui/style/noticebar.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

using Models::Tone;

namespace {

/// More ids would make a search text that a shop no longer takes.
constexpr qsizetype mostPulled = 250;

qint64 linkedOf(const QList<Sync::ProductRow> &rows)
{
    return std::count_if(
        rows.cbegin(), rows.cend(), [](const Sync::ProductRow &row) { return row.shopifyId.isValid(); });
}

/// What becomes of products that are deleted, and when Shopify hears of it.
QString meaningOf(qint64 all, qint64 linked)
{
    const QString back = ProductJobs::tr("Undo brings back what was deleted; later, Deleted Products does.");
    if (linked == 0)
        return ProductJobs::tr("Shopify does not have what you delete, so nothing changes there. %1").arg(back);
    const QString there = linked == all
        ? ProductJobs::tr("Nothing is deleted in Shopify yet.")
        : ProductJobs::tr("%1 of them are in Shopify, and nothing is deleted there yet.").arg(Models::count(linked));
    const QString when = ProductJobs::tr(
        "That happens only when you prepare your edits, approve the deletion in Review, and send it.");
    return QStringList{there, when, back}.join(u' ');
}

} // namespace

ProductJobs::ProductJobs(const Parts &parts)
    : QObject(&parts.page)
    , m_parts(parts)
{
    m_new = addJob(tr("New Product"), QKeySequence::New, &ProductJobs::newProductWanted);
    m_actions.removeOne(m_new);
    m_duplicate = addJob(tr("Duplicate Product"), Qt::CTRL | Qt::Key_D, &ProductJobs::duplicate);
    m_delete = addJob(tr("Delete Products\u2026"), Qt::Key_Delete, &ProductJobs::askToDelete);
    m_undo = addJob(tr("Undo"), QKeySequence::Undo, &ProductJobs::undo);
    addJob(tr("Deleted Products\u2026"), {}, &ProductJobs::showDeleted);
    addSeparator();
    m_pull = addJob(tr("Pull These from Shopify"), Qt::CTRL | Qt::SHIFT | Qt::Key_U, &ProductJobs::pullThese);
    addSeparator();
    // On the table only: in an editor the key takes letters away.
    m_parts.page.removeAction(m_delete);
    m_parts.table.addAction(m_delete);
    connect(&m_parts.session, &Models::EditSession::created, this, [this](const Sync::CreateReport &report) {
        made(report, tr("The product was made here. Shopify gets it when you send it."));
    });
    update();
}

QAction *ProductJobs::addJob(const QString &text, const QKeySequence &keys, void (ProductJobs::*run)())
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, run);
    m_parts.page.addAction(action);
    m_actions += action;
    return action;
}

void ProductJobs::addSeparator()
{
    auto *line = new QAction(this);
    line->setSeparator(true);
    m_actions += line;
}

void ProductJobs::setWaysOn(QAction *findEdits, QAction *openReview)
{
    m_findEdits = findEdits;
    m_openReview = openReview;
}

void ProductJobs::update()
{
    const qint64 count = m_parts.table.selectedRowCount();
    const bool any = count > 0;
    m_duplicate->setEnabled(m_parts.table.currentId() != 0);
    m_delete->setEnabled(any);
    m_delete->setText(
        count > 1 ? tr("Delete %1 Products\u2026").arg(Models::count(count)) : tr("Delete Product\u2026"));
    m_pull->setEnabled(any);
    m_pull->setText(
        count > 1 ? tr("Pull These %1 from Shopify").arg(Models::count(count)) : tr("Pull This from Shopify"));
    m_undo->setEnabled(m_lastDeed != Deed::None);
    m_undo->setText(m_lastDeed == Deed::Made ? tr("Undo Making the Product")
            : m_lastDeed == Deed::Deleted    ? tr("Undo Deletion")
                                             : tr("Undo"));
}

/// The selected rows, and nothing but a sentence when there are too many.
QList<qint64> ProductJobs::chosen(qsizetype most) const
{
    if (m_parts.table.selectedRowCount() > most) {
        m_parts.notice.showText(Tone::Attention,
            tr("%1 products are selected; at most %2 can be taken at once. Select fewer.")
                .arg(Models::count(m_parts.table.selectedRowCount()), Models::count(most)));
        return {};
    }
    return m_parts.table.selectedIds(most);
}

void ProductJobs::remember(Deed deed, const QList<Sync::ProductId> &products)
{
    m_lastDeed = deed;
    m_lastProducts = products;
    update();
}

void ProductJobs::made(const Sync::CreateReport &report, const QString &text)
{
    remember(Deed::Made, {report.product});
    m_parts.notice.showText(report.remarks.isEmpty() ? Tone::Good : Tone::Attention,
        QStringList(QStringList{text} + report.remarks).join(u' '), {m_undo, m_findEdits});
    Q_EMIT productMade(report.product);
}

void ProductJobs::duplicate()
{
    const Sync::ProductId source{m_parts.table.currentId()};
    if (!source.isValid())
        return;
    m_duplicate->setEnabled(false);
    Models::whenAnswered(
        m_parts.engine.duplicateProduct(source), this, [this](const Sync::Result<Sync::CreateReport> &answer) {
            update();
            if (answer)
                made(*answer, tr("A draft was made as a copy. Shopify gets it when you send it."));
            else
                m_parts.notice.showFailure(answer.failure());
        });
}

void ProductJobs::askToDelete()
{
    const QList<qint64> ids = chosen(Sync::mostProductsAtOnce);
    if (ids.isEmpty())
        return;
    // Asked of the reader: the question names what is there now, and only that version is deleted.
    Models::whenAnswered(
        m_parts.reader.productRows(ids), this, [this](const Sync::Result<QList<Sync::ProductRow>> &rows) {
            if (!rows)
                m_parts.notice.showFailure(rows.failure());
            else if (rows->isEmpty())
                m_parts.notice.showText(Tone::Attention, tr("Somebody else has deleted this already."));
            else
                confirmDelete(*rows);
        });
}

void ProductJobs::confirmDelete(const QList<Sync::ProductRow> &rows)
{
    const qsizetype count = rows.size();
    const QString title = rows.constFirst().title.isEmpty()
        ? tr("this product without a title")
        : tr("“%1”").arg(Models::oneLine(rows.constFirst().title, 80));
    QMessageBox *box = makeQuestion(&m_parts.page, u"askDeleteProducts"_s, tr("Delete Products"),
        count == 1 ? tr("Delete %1 from the catalogue?").arg(title)
                   : tr("Delete %1 products from the catalogue?").arg(Models::count(count)),
        meaningOf(count, linkedOf(rows)));
    QPushButton *yes = addAnswer(*box, count == 1 ? tr("&Delete") : tr("&Delete %1").arg(Models::count(count)),
        u"deleteProducts"_s, QMessageBox::DestructiveRole);
    addAnswer(*box, tr("Cancel"), u"keepProducts"_s, QMessageBox::RejectRole);
    QList<Sync::SeenProduct> seen;
    for (const Sync::ProductRow &row : rows)
        seen += Sync::SeenProduct{row.id, row.contentVersion};
    connect(yes, &QPushButton::clicked, this, [this, seen] { remove(seen); });
    box->open();
}

void ProductJobs::remove(const QList<Sync::SeenProduct> &products)
{
    Models::whenAnswered(
        m_parts.engine.deleteProducts(products), this, [this](const Sync::Result<Sync::ProductsReport> &answer) {
            if (answer)
                removed(*answer);
            else
                m_parts.notice.showFailure(answer.failure());
        });
}

void ProductJobs::removed(const Sync::ProductsReport &report)
{
    for (const Sync::ProductId product : report.done)
        m_parts.session.forget(product);
    QStringList sentences;
    if (!report.done.isEmpty()) {
        remember(Deed::Deleted, report.done);
        sentences += tr("%n product(s) deleted here.", nullptr, int(report.done.size()));
    }
    if (report.inShopify > 0)
        sentences += tr("Shopify keeps what it has until the deletion is approved and sent.");
    sentences += report.left;
    QList<QAction *> ways;
    if (!report.done.isEmpty())
        ways += m_undo;
    if (report.inShopify > 0)
        ways += m_findEdits;
    m_parts.notice.showText(report.left.isEmpty() ? Tone::Good : Tone::Attention, sentences.join(u' '), ways);
}

void ProductJobs::undo()
{
    if (m_lastDeed == Deed::Deleted)
        restore(m_lastProducts);
    else if (m_lastDeed == Deed::Made)
        takeBackMade();
}

// What was typed into the new product since goes with it, and comes back with it from Deleted Products.
void ProductJobs::takeBackMade()
{
    const QList<qint64> ids{m_lastProducts.value(0).value};
    Models::whenAnswered(
        m_parts.reader.productRows(ids), this, [this](const Sync::Result<QList<Sync::ProductRow>> &rows) {
            if (!rows) {
                m_parts.notice.showFailure(rows.failure());
                return;
            }
            remember(Deed::None, {});
            QList<Sync::SeenProduct> seen;
            for (const Sync::ProductRow &row : *rows)
                seen += Sync::SeenProduct{row.id, row.contentVersion};
            if (!seen.isEmpty())
                remove(seen);
        });
}

void ProductJobs::restore(const QList<Sync::ProductId> &products)
{
    Models::whenAnswered(
        m_parts.engine.restoreProducts(products), this, [this](const Sync::Result<Sync::ProductsReport> &answer) {
            if (answer)
                restored(*answer);
            else
                m_parts.notice.showFailure(answer.failure());
        });
}

void ProductJobs::restored(const Sync::ProductsReport &report)
{
    remember(Deed::None, {});
    QStringList sentences;
    if (!report.done.isEmpty())
        sentences += tr("%n product(s) brought back.", nullptr, int(report.done.size()));
    sentences += report.left;
    m_parts.notice.showText(report.left.isEmpty() ? Tone::Good : Tone::Attention, sentences.join(u' '));
    if (!report.done.isEmpty())
        Q_EMIT productMade(report.done.constFirst());
}

void ProductJobs::showDeleted()
{
    auto *dialog = new DeletedProductsDialog(m_parts.engine, m_parts.reader, &m_parts.page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DeletedProductsDialog::broughtBack, this, [this](const Sync::ProductsReport &report) {
        if (report.done.isEmpty())
            return;
        remember(Deed::None, {});
        Q_EMIT productMade(report.done.constFirst());
    });
    dialog->open();
}

void ProductJobs::pullThese()
{
    const QList<qint64> ids = chosen(mostPulled);
    if (ids.isEmpty())
        return;
    Models::whenAnswered(
        m_parts.reader.productRows(ids), this, [this](const Sync::Result<QList<Sync::ProductRow>> &rows) {
            if (rows)
                pullRows(*rows);
            else
                m_parts.notice.showFailure(rows.failure());
        });
}

void ProductJobs::pullRows(const QList<Sync::ProductRow> &rows)
{
    Sync::PullRequest request{.scope = Sync::PullScope::Selective};
    for (const Sync::ProductRow &row : rows)
        if (row.shopifyId.isValid())
            request.products += row.shopifyId;
    if (request.products.isEmpty()) {
        m_parts.notice.showText(
            Tone::Attention, tr("Shopify does not have what is selected; there is nothing to pull."));
        return;
    }
    m_pull->setEnabled(false);
    m_parts.notice.showText(Tone::Info,
        tr("Pulling %n product(s) from Shopify\u2026 Progress is on the Sync page.", nullptr,
            int(request.products.size())));
    const qint64 asked = request.products.size();
    Models::whenAnswered(
        m_parts.engine.run(request), this, [this, asked](const Sync::Result<Sync::BatchReport> &report) {
            update();
            if (!report) {
                m_parts.notice.showFailure(report.failure());
                return;
            }
            QStringList sentences{tr("%n product(s) read.", nullptr, int(report->total))};
            if (report->total < asked)
                sentences += tr("%n of them Shopify no longer has; pull everything to see what became of them.",
                    nullptr, int(asked - report->total));
            if (report->staged > 0)
                sentences
                    += tr("%n change(s) wait in Review; the catalogue was not changed.", nullptr, int(report->staged));
            if (report->approvedByRules > 0)
                sentences += tr("Approved by rules and waiting to be written to the catalogue: %1.")
                                 .arg(Models::count(report->approvedByRules));
            if (report->staged == 0 && report->approvedByRules == 0)
                sentences += tr("Nothing differs from what was known.");
            m_parts.notice.showText(report->total < asked ? Tone::Attention : Tone::Good, sentences.join(u' '),
                report->staged + report->approvedByRules > 0 ? QList<QAction *>{m_openReview} : QList<QAction *>());
        });
}

} // namespace Ui

#include "moc_productjobs.cpp"
