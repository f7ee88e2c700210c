#include "ui/rollback/narrowing.h"

#include "models/format/fields.h"
#include "models/format/text.h"
#include "models/paging/answer.h"
#include "sync/api/isolated.h"
#include "ui/style/labels.h"
#include "ui/widgets/columnroom.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/tableview.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QListWidget>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr qsizetype mostChosen = 50'000;
constexpr int productColumn = 1;
constexpr int fewestOfProduct = 20;

QString fieldName(const Sync::FieldPath &path)
{
    const QString label = Models::fieldLabel(path.field, path.ofVariants);
    return path.ofVariants ? Narrowing::tr("Variants: %1").arg(label) : label;
}

} // namespace

Narrowing::Narrowing(Sync::Reader &reader, QWidget *parent)
    : QWidget(parent)
    , m_reader(reader)
    , m_lines(reader)
    , m_someProducts(new QCheckBox(tr("Only some of its products")))
    , m_someFields(new QCheckBox(tr("Only some fields")))
    , m_search(new SearchBox)
    , m_all(button(tr("Choose All Shown"), u"chooseShown"_s))
    , m_table(makeTable(m_lines, u"rollbackLines"_s, tr("Products of the run")))
    , m_count(mutedLabel({}, TextSize::Small))
    , m_fields(new QListWidget)
{
    m_someProducts->setObjectName(u"someProducts"_s);
    m_someProducts->setAccessibleName(m_someProducts->text());
    m_someFields->setObjectName(u"someFields"_s);
    m_someFields->setAccessibleName(m_someFields->text());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(16);
    auto *left = new QVBoxLayout;
    left->addWidget(m_someProducts);
    m_products = buildProducts();
    left->addWidget(m_products, 1);
    left->addStretch();
    auto *right = new QVBoxLayout;
    right->addWidget(m_someFields);
    right->addWidget(buildFields(), 1);
    right->addStretch();
    layout->addLayout(left, 3);
    layout->addLayout(right, 1);
    connect(m_someProducts, &QCheckBox::toggled, this, &Narrowing::update);
    connect(m_someFields, &QCheckBox::toggled, this, &Narrowing::update);
    connect(m_table, &TableView::selectionCountChanged, this, &Narrowing::readChosen);
    connect(m_all, &QPushButton::clicked, m_table, &QTableView::selectAll);
    connect(m_fields, &QListWidget::itemChanged, this, &Narrowing::changed);
    connect(m_search, &SearchBox::rowsWanted, m_table, &TableView::takeFocus);
    connect(m_search, &SearchBox::searched, this, [this] {
        Sync::HistoryQuery query = m_lines.query();
        query.text = m_search->wanted();
        m_lines.setQuery(query);
    });
    update();
}

QWidget *Narrowing::buildProducts()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins({});
    m_search->setObjectName(u"narrowSearch"_s);
    m_search->setPlaceholderText(tr("Product or message"));
    m_search->setAccessibleName(tr("Search the run’s products"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_search, 1);
    row->addWidget(m_all);
    column->addLayout(row);
    m_table->setMinimumHeight(6 * fontMetrics().height());
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->setFlexible(productColumn, fewestOfProduct);
    ColumnRoom::of(*m_table->horizontalHeader())->setPuttingAside(true);
    column->addWidget(m_table, 1);
    m_count->setObjectName(u"narrowCount"_s);
    column->addWidget(m_count);
    return box;
}

QWidget *Narrowing::buildFields()
{
    m_fields->setObjectName(u"narrowFields"_s);
    m_fields->setAccessibleName(tr("Fields to roll back"));
    for (const QString &name : Sync::FieldPath::names()) {
        auto *item = new QListWidgetItem(fieldName(*Sync::FieldPath::fromText(name)), m_fields);
        item->setData(Qt::UserRole, name);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    m_fields->setSpacing(2); // or the boxes would touch
    m_fields->setMinimumWidth(m_fields->sizeHintForColumn(0) + m_fields->verticalScrollBar()->sizeHint().width() + 8);
    return m_fields;
}

void Narrowing::setBatch(Sync::BatchId batch)
{
    if (batch == m_batch)
        return;
    m_batch = batch;
    m_someProducts->setChecked(false);
    m_lines.setBatch(batch);
    m_lines.load();
    setChosen({});
}

void Narrowing::choose(const Sync::HistoryRow &line)
{
    setBatch(line.batch);
    m_someProducts->setChecked(true);
    m_table->selectId(line.id);
    setChosen({line});
}

void Narrowing::askForFields()
{
    m_someFields->setChecked(true);
    m_fields->setCurrentRow(0);
    m_fields->setFocus(Qt::OtherFocusReason);
}

/// The table holds only rows that were looked at; of a long selection the rest is read.
void Narrowing::readChosen()
{
    Models::whenAnswered(m_reader.historyRows(m_table->selectedIds(mostChosen)), this,
        [this, generation = ++m_generation](const Sync::Result<QList<Sync::HistoryRow>> &lines) {
            if (generation == m_generation && lines)
                setChosen(*lines);
        });
}

void Narrowing::setChosen(const QList<Sync::HistoryRow> &lines)
{
    m_chosen.clear();
    m_chosenInShopify.clear();
    for (const Sync::HistoryRow &line : lines) {
        // Of one that is in the catalogue, Shopify's id may have changed since.
        if (line.product.isValid())
            m_chosen += line.product;
        else if (line.shopifyProduct.isValid())
            m_chosenInShopify += line.shopifyProduct;
    }
    if (lines.size() == 1)
        m_count->setText(tr("Chosen: %1").arg(Sync::isolated(Models::oneLine(lines.first().title))));
    else
        m_count->setText(lines.isEmpty() ? tr("Choose products in the list.")
                                         : tr("%1 products chosen.").arg(Models::count(lines.size())));
    update();
}

void Narrowing::update()
{
    m_products->setVisible(m_someProducts->isChecked());
    m_fields->setVisible(m_someFields->isChecked());
    Q_EMIT changed();
}

void Narrowing::narrow(Sync::RollbackRequest &request) const
{
    if (m_someProducts->isChecked()) {
        request.products = m_chosen;
        request.shopifyProducts = m_chosenInShopify;
    }
    if (!m_someFields->isChecked())
        return;
    for (int row = 0; row < m_fields->count(); ++row)
        if (m_fields->item(row)->checkState() == Qt::Checked)
            request.fields += *Sync::FieldPath::fromText(m_fields->item(row)->data(Qt::UserRole).toString());
}

bool Narrowing::isComplete() const
{
    Sync::RollbackRequest chosen;
    narrow(chosen);
    const bool products
        = !m_someProducts->isChecked() || !chosen.products.isEmpty() || !chosen.shopifyProducts.isEmpty();
    return products && (!m_someFields->isChecked() || !chosen.fields.isEmpty());
}

} // namespace Ui
