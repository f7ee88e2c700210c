#include "ui/products/productfilterbar.h"

#include "models/format/text.h"
#include "models/format/words.h"
#include "ui/widgets/naming.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <array>

using namespace std::chrono_literals;
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

template <typename Enum>
std::optional<Enum> chosen(const QComboBox &box)
{
    return box.currentIndex() <= 0 ? std::nullopt : std::optional(Enum(box.currentData().toInt()));
}

template <typename Enum>
void choose(QComboBox &box, std::optional<Enum> value)
{
    const QSignalBlocker blocker(box);
    box.setCurrentIndex(value ? box.findData(int(*value)) : 0);
}

} // namespace

ProductFilterBar::ProductFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_search(named(new QLineEdit(this), u"productSearch"_s, tr("Search products")))
    , m_state(named(new QComboBox(this), u"productState"_s, tr("State")))
    , m_status(named(new QComboBox(this), u"productStatus"_s, tr("Status")))
    , m_vendor(named(new QComboBox(this), u"productVendor"_s, tr("Vendor")))
    , m_batch(named(new QPushButton(this), u"productRun"_s, tr("Run")))
    , m_clear(named(new QPushButton(tr("Clear Filter"), this), u"clearProductFilter"_s, tr("Clear Filter")))
{
    m_search->setPlaceholderText(tr("SKU or part of the title  ( / )"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(180);
    m_search->setMaximumWidth(340);
    m_search->installEventFilter(this);
    m_typing.setSingleShot(true);
    m_typing.setInterval(200ms);
    buildCombos();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_search, 2);
    for (QWidget *widget : {static_cast<QWidget *>(m_state), static_cast<QWidget *>(m_status),
             static_cast<QWidget *>(m_vendor), static_cast<QWidget *>(m_batch), static_cast<QWidget *>(m_clear)})
        layout->addWidget(widget);
    layout->addStretch(1);
    m_batch->setToolTip(tr("Only products this run touched; press to show all."));
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &ProductFilterBar::read);
    for (QComboBox *box : {m_state, m_status, m_vendor})
        connect(box, &QComboBox::currentIndexChanged, this, &ProductFilterBar::read);
    connect(m_clear, &QPushButton::clicked, this, &ProductFilterBar::clearFilter);
    connect(m_batch, &QPushButton::clicked, this, [this] {
        m_query.touchedByBatch = {};
        show(m_query);
        Q_EMIT queryChanged(m_query);
    });
    show(m_query);
}

void ProductFilterBar::buildCombos()
{
    m_state->addItem(tr("All States"));
    for (const SyncStatus status : syncStates)
        m_state->addItem(Models::word(status), int(status));
    m_status->addItem(tr("All Statuses"));
    for (const ProductStatus status : statuses)
        m_status->addItem(Models::word(status), int(status));
    m_vendor->addItem(tr("All Vendors"));
    for (QComboBox *box : {m_state, m_status, m_vendor})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_vendor->setMaximumWidth(200);
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
    show(m_query);
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
    m_typing.stop();
    Sync::ProductQuery query = m_query;
    query.text = m_search->text().trimmed();
    query.syncStatus = chosen<SyncStatus>(*m_state);
    query.status = chosen<ProductStatus>(*m_status);
    query.vendor = m_vendor->currentIndex() <= 0 ? QString() : m_vendor->currentData().toString();
    if (query == m_query)
        return;
    m_query = query;
    m_clear->setVisible(isFiltering());
    Q_EMIT queryChanged(m_query);
}

void ProductFilterBar::setQuery(const Sync::ProductQuery &query)
{
    m_query = query;
    show(query);
}

void ProductFilterBar::show(const Sync::ProductQuery &query)
{
    if (m_search->text().trimmed() != query.text) {
        const QSignalBlocker blocker(m_search);
        m_search->setText(query.text);
    }
    m_typing.stop();
    choose(*m_state, query.syncStatus);
    choose(*m_status, query.status);
    const QSignalBlocker blocker(m_vendor);
    if (!query.vendor.isEmpty() && m_vendor->findData(query.vendor) < 0)
        m_vendor->addItem(Models::oneLine(query.vendor, 60), query.vendor);
    m_vendor->setCurrentIndex(query.vendor.isEmpty() ? 0 : m_vendor->findData(query.vendor));
    m_batch->setText(tr("Run %1  \u2715").arg(query.touchedByBatch.value));
    m_batch->setVisible(query.touchedByBatch.isValid());
    m_clear->setVisible(isFiltering());
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

bool ProductFilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            read();
            Q_EMIT rowsWanted();
            return true;
        }
        if (key == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            read();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Ui

#include "moc_productfilterbar.cpp"
