#include "ui/review/reviewfilterbar.h"

#include "models/format/fields.h"
#include "models/format/text.h"
#include "models/format/words.h"
#include "models/review/reviewcounts.h"
#include "sync/api/catalogue.h"
#include "ui/style/labels.h"
#include "ui/widgets/naming.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTabBar>

#include <array>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Ui {
namespace {

namespace Field = Sync::Field;
using Sync::ChangeType;
using Sync::Direction;
using Sync::StagedStatus;

struct FilterField
{
    QStringView field;
    bool ofVariant;
};

constexpr std::array filterFields{FilterField{Field::title, false}, FilterField{Field::descriptionHtml, false},
    FilterField{Field::vendor, false}, FilterField{Field::productType, false}, FilterField{Field::status, false},
    FilterField{Field::tags, false}, FilterField{Field::price, true}, FilterField{Field::compareAtPrice, true},
    FilterField{Field::sku, true}, FilterField{Field::barcode, true}, FilterField{Field::cost, true},
    FilterField{Field::inventoryQuantity, true}};

QString tabText(const QString &text, std::optional<qint64> number)
{
    return number ? QString(text % u" (" % Models::count(*number) % u')') : text;
}

} // namespace

ReviewFilterBar::ReviewFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_tabs(named(new QTabBar(this), u"reviewTabs"_s, tr("Part of the review")))
    , m_search(named(new QLineEdit(this), u"reviewSearch"_s, tr("Search changes")))
    , m_direction(named(new QComboBox(this), u"reviewDirection"_s, tr("Direction")))
    , m_type(named(new QComboBox(this), u"reviewKind"_s, tr("Kind of change")))
    , m_field(named(new QComboBox(this), u"reviewField"_s, tr("Field")))
    , m_outcome(named(new QComboBox(this), u"reviewOutcome"_s, tr("Outcome")))
    , m_batch(button({}, u"reviewRun"_s, ButtonKind::Normal, {}, this))
    , m_clear(button(tr("Clear Filter"), u"clearReviewFilter"_s, ButtonKind::Normal, {}, this))
{
    for (const QString &text : {tr("To Review"), tr("Conflicts"), tr("Approved"), tr("Rejected"), tr("Done")})
        m_tabs->addTab(text);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_search->setPlaceholderText(tr("Title or SKU  ( / )"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(280);
    m_search->installEventFilter(this);
    m_typing.setSingleShot(true);
    m_typing.setInterval(200ms);
    buildCombos();
    auto *filters = new QHBoxLayout;
    filters->addWidget(m_search, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_direction, m_type, m_field, m_outcome, m_batch, m_clear})
        filters->addWidget(widget);
    filters->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_tabs);
    layout->addLayout(filters);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &ReviewFilterBar::read);
    connect(m_tabs, &QTabBar::currentChanged, this, &ReviewFilterBar::read);
    for (QComboBox *box : {m_direction, m_type, m_field, m_outcome})
        connect(box, &QComboBox::currentIndexChanged, this, &ReviewFilterBar::read);
    m_batch->setToolTip(tr("Only changes this run found; press to show all."));
    connect(m_batch, &QPushButton::clicked, this, [this] {
        m_query.batch = {};
        m_query.status.reset();
        read();
    });
    connect(m_clear, &QPushButton::clicked, this, &ReviewFilterBar::clearFilter);
    m_query.status = StagedStatus::Pending;
    m_clear->setVisible(false);
    m_batch->setVisible(false);
    m_outcome->setVisible(false);
}

void ReviewFilterBar::buildCombos()
{
    m_direction->addItem(tr("Both Directions"));
    for (const Direction direction : {Direction::Pull, Direction::Push})
        m_direction->addItem(Models::word(direction), int(direction));
    m_type->addItem(tr("All Kinds"));
    for (const ChangeType type : {ChangeType::Create, ChangeType::Update, ChangeType::Delete, ChangeType::Restore})
        m_type->addItem(Models::word(type), int(type));
    m_field->addItem(tr("All Fields"));
    for (const FilterField &field : filterFields)
        m_field->addItem(Models::fieldLabel(field.field, field.ofVariant), field.field.toString());
    for (const StagedStatus status : {StagedStatus::Applied, StagedStatus::Failed, StagedStatus::Applying,
             StagedStatus::Superseded, StagedStatus::RolledBack})
        m_outcome->addItem(Models::word(status), int(status));
}

ReviewTab ReviewFilterBar::tab() const
{
    return ReviewTab(m_tabs->currentIndex());
}

void ReviewFilterBar::read()
{
    m_typing.stop();
    const auto chosen = [](const QComboBox &box) {
        return box.currentIndex() <= 0 ? std::nullopt : std::optional(box.currentData());
    };
    Sync::StagedQuery query;
    query.sort = m_query.sort;
    query.order = m_query.order;
    query.batch = m_query.batch;
    query.text = m_search->text().trimmed();
    if (const auto direction = chosen(*m_direction))
        query.direction = Direction(direction->toInt());
    if (const auto type = chosen(*m_type))
        query.changeType = ChangeType(type->toInt());
    if (const auto field = chosen(*m_field))
        query.field = field->toString();
    switch (tab()) {
    case ReviewTab::Pending:
        query.status = StagedStatus::Pending;
        break;
    case ReviewTab::Conflicts:
        query.status = StagedStatus::Pending;
        query.conflictsOnly = true;
        break;
    case ReviewTab::Approved:
        query.status = StagedStatus::Approved;
        break;
    case ReviewTab::Rejected:
        query.status = StagedStatus::Rejected;
        break;
    case ReviewTab::Done:
        query.status = StagedStatus(m_outcome->currentData().toInt());
        break;
    }
    m_outcome->setVisible(tab() == ReviewTab::Done);
    if (query == m_query)
        return;
    m_query = query;
    m_clear->setVisible(isFiltering());
    showBatch();
    Q_EMIT queryChanged(m_query);
}

void ReviewFilterBar::showBatch()
{
    const QString run = tr("Run %1").arg(m_query.batch.value);
    m_batch->setText(QString(run % u"  \u2715"));
    m_batch->setAccessibleName(tr("Only %1; press to show all").arg(run));
    m_batch->setVisible(m_query.batch.isValid());
}

void ReviewFilterBar::open(ReviewTab tab, const Sync::StagedQuery &filter)
{
    {
        const QSignalBlocker tabs(m_tabs);
        const QSignalBlocker search(m_search);
        const QSignalBlocker direction(m_direction);
        const QSignalBlocker type(m_type);
        const QSignalBlocker field(m_field);
        m_tabs->setCurrentIndex(int(tab));
        m_search->setText(filter.text);
        m_direction->setCurrentIndex(filter.direction ? m_direction->findData(int(*filter.direction)) : 0);
        m_type->setCurrentIndex(filter.changeType ? m_type->findData(int(*filter.changeType)) : 0);
        m_field->setCurrentIndex(filter.field.isEmpty() ? 0 : m_field->findData(filter.field));
    }
    m_query.batch = filter.batch;
    // Whatever read() finds is then another query, also when only the run differs.
    m_query.status.reset();
    read();
}

void ReviewFilterBar::clearFilter()
{
    open(tab(), {});
}

bool ReviewFilterBar::isFiltering() const
{
    return m_query.direction || m_query.changeType || !m_query.text.isEmpty() || !m_query.field.isEmpty()
        || m_query.batch.isValid();
}

void ReviewFilterBar::setCounts(const Models::ReviewCounts &counts)
{
    m_tabs->setTabText(int(ReviewTab::Pending), tabText(tr("To Review"), counts.pending()));
    m_tabs->setTabText(int(ReviewTab::Conflicts), tabText(tr("Conflicts"), counts.conflicts()));
    m_tabs->setTabText(int(ReviewTab::Approved), tabText(tr("Approved"), counts.approved()));
}

bool ReviewFilterBar::eventFilter(QObject *watched, QEvent *event)
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

#include "moc_reviewfilterbar.cpp"
