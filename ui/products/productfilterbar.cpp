#include "ui/products/productfilterbar.h"

#include "models/format/text.h"
#include "models/format/words.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/filterrow.h"
#include "ui/widgets/searchbox.h"

#include <QAbstractItemView>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>

#include <array>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

using Sync::OverviewCounts;
using Sync::ProductStatus;
using Sync::SyncStatus;

constexpr std::array syncStates{SyncStatus::Synced, SyncStatus::Modified, SyncStatus::Pending, SyncStatus::Conflict,
    SyncStatus::Error, SyncStatus::NeverLinked, SyncStatus::Unverified, SyncStatus::Syncing};
constexpr std::array statuses{
    ProductStatus::Active, ProductStatus::Draft, ProductStatus::Archived, ProductStatus::Unlisted};

std::optional<qint64> countOf(const OverviewCounts &counts, SyncStatus status)
{
    switch (status) {
    case SyncStatus::Synced:
        return counts.inSync;
    case SyncStatus::Modified:
        return counts.modified;
    case SyncStatus::Conflict:
        return counts.conflicts;
    case SyncStatus::Error:
        return counts.failed;
    default:
        return std::nullopt;
    }
}

} // namespace

ProductFilterBar::ProductFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_row(new FilterRow({u"productSearch"_s, tr("Search products")}, tr("SKU or part of the title  ( / )"),
          u"clearProductFilter"_s, this))
    , m_state(m_row->addChoice({u"productState"_s, tr("State")}))
    , m_status(m_row->addChoice({u"productStatus"_s, tr("Status")}))
    , m_vendor(m_row->addChoice({u"productVendor"_s, tr("Vendor")}))
    , m_batch(m_row->addRunButton(u"productRun"_s, tr("Only products this run touched; press to show all.")))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_row);
    fillChoices<SyncStatus>(*m_state, tr("All States"), syncStates, Models::word);
    fillChoices<ProductStatus>(*m_status, tr("All Statuses"), statuses, Models::word);
    m_vendor->addItem(tr("All Vendors"));
    m_vendor->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_vendor->setMaximumWidth(200);
    connect(m_row, &FilterRow::changed, this, &ProductFilterBar::read);
    connect(m_row, &FilterRow::clearRequested, this, &ProductFilterBar::clearFilter);
    connect(m_row, &FilterRow::rowsWanted, this, &ProductFilterBar::rowsWanted);
    connect(m_batch, &QPushButton::clicked, this, [this] {
        m_query.touchedByBatch = {};
        show(m_query);
        Q_EMIT queryChanged(m_query);
    });
    show(m_query);
}

QLineEdit *ProductFilterBar::searchBox() const
{
    return &m_row->search();
}

void ProductFilterBar::setVendors(const QStringList &vendors)
{
    // An open list must not change under the pointer.
    if (vendors == m_vendors || m_vendor->view()->isVisible())
        return;
    m_vendors = vendors;
    const QSignalBlocker blocker(m_vendor);
    while (m_vendor->count() > 1)
        m_vendor->removeItem(1);
    for (const QString &vendor : vendors)
        if (!vendor.isEmpty())
            m_vendor->addItem(Models::oneLine(vendor, 60), vendor);
    showVendor(m_query.vendor);
}

void ProductFilterBar::setCounts(const OverviewCounts &counts)
{
    for (int i = 1; i < m_state->count(); ++i) {
        const auto status = SyncStatus(m_state->itemData(i).toInt());
        const std::optional<qint64> number = countOf(counts, status);
        m_state->setItemText(
            i, number ? tr("%1 (%2)").arg(Models::word(status), Models::count(*number)) : Models::word(status));
    }
}

void ProductFilterBar::read()
{
    Sync::ProductQuery query = m_query;
    query.text = m_row->search().wanted();
    query.syncStatus = chosen<SyncStatus>(*m_state);
    query.status = chosen<ProductStatus>(*m_status);
    query.vendor = m_vendor->currentIndex() <= 0 ? QString() : m_vendor->currentData().toString();
    if (query == m_query)
        return;
    m_query = query;
    m_row->setFiltering(isFiltering());
    Q_EMIT queryChanged(m_query);
}

void ProductFilterBar::setQuery(const Sync::ProductQuery &query)
{
    m_query = query;
    show(query);
}

void ProductFilterBar::show(const Sync::ProductQuery &query)
{
    m_row->search().setWanted(query.text);
    choose(*m_state, query.syncStatus);
    choose(*m_status, query.status);
    showVendor(query.vendor);
    FilterRow::showRun(*m_batch, query.touchedByBatch.value);
    m_row->setFiltering(isFiltering());
}

void ProductFilterBar::showVendor(const QString &vendor)
{
    const QSignalBlocker blocker(m_vendor);
    if (!vendor.isEmpty() && m_vendor->findData(vendor) < 0)
        m_vendor->addItem(Models::oneLine(vendor, 60), vendor);
    m_vendor->setCurrentIndex(vendor.isEmpty() ? 0 : m_vendor->findData(vendor));
}

void ProductFilterBar::clearFilter()
{
    Sync::ProductQuery query;
    query.sort = m_query.sort;
    query.order = m_query.order;
    if (query == m_query)
        return;
    setQuery(query);
    Q_EMIT queryChanged(m_query);
}

bool ProductFilterBar::isFiltering() const
{
    Sync::ProductQuery all;
    all.sort = m_query.sort;
    all.order = m_query.order;
    return m_query != all;
}

QString ProductFilterBar::description() const
{
    QStringList parts;
    if (!m_query.text.isEmpty())
        parts += u'\u201c' % m_query.text % u'\u201d';
    if (m_query.syncStatus)
        parts += Models::word(*m_query.syncStatus);
    if (m_query.status)
        parts += Models::word(*m_query.status);
    for (const QString &text : {m_query.vendor, m_query.productType})
        if (!text.isEmpty())
            parts += text;
    if (m_query.touchedByBatch.isValid())
        parts += tr("run %1").arg(m_query.touchedByBatch.value);
    return parts.join(u" \u00b7 "_s);
}

} // namespace Ui

#include "moc_productfilterbar.cpp"
