#include "ui/products/deletedproductsdialog.h"

#include "models/format/text.h"
#include "ui/style/labels.h"
#include "ui/style/noticebar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

DeletedProductsDialog::DeletedProductsDialog(Sync::Engine &engine, Sync::Reader &reader, QWidget *parent)
    : QDialog(parent)
    , m_engine(engine)
    , m_model(reader)
    , m_table(makeTable(m_model, u"deletedProducts"_s, tr("Deleted products"), this))
    , m_empty(new EmptyState(this))
    , m_notice(new NoticeBar(this))
    , m_bringBack(button(tr("Bring Back"), u"bringBack"_s, ButtonKind::Primary, u"undo"_s, this))
    , m_stack(new QStackedLayout)
    , m_retry(new QAction(tr("Try Again"), this))
{
    setObjectName(u"deletedProductsDialog"_s);
    setWindowTitle(tr("Deleted Products"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(textLabel(tr("Deleted Products"), TextSize::Section, this));
    layout->addWidget(mutedLabel(tr("Each comes back as it was, variants and all. One whose deletion was sent to "
                                    "Shopify comes back by rolling back that run in History."),
        TextSize::Body, this));
    layout->addWidget(m_notice);
    setColumnWidths(*m_table, {34, 14, 16, 14, 14});
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    layout->addLayout(m_stack, 1);
    auto *close = button(tr("Close"), u"closeDeleted"_s, ButtonKind::Normal, {}, this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(m_bringBack);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_bringBack, &QPushButton::clicked, this, &DeletedProductsDialog::bringBack);
    connect(m_table, &QTableView::activated, this, &DeletedProductsDialog::bringBack);
    connect(m_table, &TableView::selectionCountChanged, this, &DeletedProductsDialog::update);
    connect(m_retry, &QAction::triggered, &m_model, &Models::DeletedProductsModel::refresh);
    connect(&m_model, &Models::DeletedProductsModel::loadStateChanged, this, [this] {
        if (m_model.loadState() == Models::LoadState::Failed)
            m_notice->showFailure(m_model.failure(), {}, {m_retry});
        update();
    });
    resize(760, 460);
    update();
    m_table->setFocus();
}

QList<Sync::ProductId> DeletedProductsDialog::chosen() const
{
    QList<Sync::ProductId> products;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        products += m_model.productAt(row.row());
    return products;
}

void DeletedProductsDialog::update()
{
    using Models::LoadState;
    const qsizetype count = chosen().size();
    m_bringBack->setEnabled(count > 0 && !m_isBusy);
    m_bringBack->setText(count > 1 ? tr("Bring Back %1").arg(Models::count(count)) : tr("Bring Back"));
    m_bringBack->setAccessibleName(m_bringBack->text());
    if (m_model.loadState() == LoadState::Ready && m_model.rowCount() == 0)
        m_empty->setContent(tr("Nothing Was Deleted"), tr("A product that you delete here waits in this list."));
    else if (m_model.loadState() == LoadState::Failed)
        m_empty->setContent(tr("Not Read"), tr("The deleted products could not be read."));
    else
        m_empty->setContent(tr("Loading\u2026"), {});
    m_stack->setCurrentIndex(m_model.rowCount() > 0 ? 0 : 1);
}

void DeletedProductsDialog::bringBack()
{
    const QList<Sync::ProductId> products = chosen();
    if (products.isEmpty() || m_isBusy)
        return;
    m_isBusy = true;
    m_notice->clear();
    update();
    Models::whenAnswered(
        m_engine.restoreProducts(products), this, [this](const Sync::Result<Sync::ProductsReport> &answer) {
            m_isBusy = false;
            if (!answer) {
                m_notice->showFailure(answer.failure());
            } else {
                const QString done = tr("%n product(s) brought back.", nullptr, int(answer->done.size()));
                m_notice->showText(answer->left.isEmpty() ? Models::Tone::Good : Models::Tone::Attention,
                    answer->left.isEmpty() ? done : QString(done % u' ' % answer->left.join(u' ')));
                m_model.refresh();
                Q_EMIT broughtBack(*answer);
            }
            update();
        });
}

} // namespace Ui

#include "moc_deletedproductsdialog.cpp"
