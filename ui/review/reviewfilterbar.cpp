#include "ui/review/reviewfilterbar.h"

#include "models/format/badge.h"
#include "models/format/fields.h"
#include "models/format/text.h"
#include "models/format/words.h"
#include "models/review/reviewcounts.h"
#include "sync/api/catalogue.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/filterrow.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/searchbox.h"

#include <QPushButton>
#include <QSignalBlocker>
#include <QTabBar>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

namespace Field = Sync::Field;
using Sync::ChangeType;
using Sync::ConflictSeverity;
using Sync::Direction;
using Sync::StagedStatus;

struct FilterField
{
    QStringView field;
    bool ofVariant;
};

constexpr std::array directions{Direction::Pull, Direction::Push};
constexpr std::array changeTypes{ChangeType::Create, ChangeType::Update, ChangeType::Delete, ChangeType::Restore};
constexpr std::array severities{ConflictSeverity::High, ConflictSeverity::Medium, ConflictSeverity::Low};
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
    , m_row(new FilterRow(
          {u"reviewSearch"_s, tr("Search changes")}, tr("Title or SKU  ( / )"), u"clearReviewFilter"_s, this))
    , m_direction(m_row->addChoice({u"reviewDirection"_s, tr("Direction")}))
    , m_type(m_row->addChoice({u"reviewKind"_s, tr("Kind of change")}))
    , m_field(m_row->addChoice({u"reviewField"_s, tr("Field")}))
    , m_severity(m_row->addChoice({u"reviewSeverity"_s, tr("Severity of the worst open conflict")}))
    , m_outcome(m_row->addChoice({u"reviewOutcome"_s, tr("Outcome")}))
    , m_batch(m_row->addRunButton(u"reviewRun"_s, tr("Only changes this run found; press to show all.")))
{
    for (const QString &text : {tr("To Review"), tr("Conflicts"), tr("Approved"), tr("Rejected"), tr("Done")})
        m_tabs->addTab(text);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    fillCombos();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_tabs);
    layout->addWidget(m_row);
    connect(m_tabs, &QTabBar::currentChanged, this, &ReviewFilterBar::read);
    connect(m_row, &FilterRow::changed, this, &ReviewFilterBar::read);
    connect(m_row, &FilterRow::rowsWanted, this, &ReviewFilterBar::rowsWanted);
    connect(m_row, &FilterRow::clearRequested, this, &ReviewFilterBar::clearFilter);
    connect(m_batch, &QPushButton::clicked, this, [this] {
        m_query.batch = {};
        m_query.status.reset();
        read();
    });
    m_query.status = StagedStatus::Pending;
    m_severity->setVisible(false);
    m_outcome->setVisible(false);
}

void ReviewFilterBar::fillCombos()
{
    fillChoices<Direction>(*m_direction, tr("Both Directions"), directions, Models::word);
    fillChoices<ChangeType>(*m_type, tr("All Kinds"), changeTypes, Models::word);
    fillChoices<ConflictSeverity>(*m_severity, tr("Every Severity"), severities,
        [](ConflictSeverity each) { return Models::conflictBadge(each).word; });
    m_field->addItem(tr("All Fields"));
    for (const FilterField &field : filterFields)
        m_field->addItem(Models::fieldLabel(field.field, field.ofVariant), field.field.toString());
    for (const StagedStatus status : {StagedStatus::Applied, StagedStatus::Failed, StagedStatus::Applying,
             StagedStatus::Superseded, StagedStatus::RolledBack})
        m_outcome->addItem(Models::word(status), int(status));
}

QLineEdit *ReviewFilterBar::searchBox() const
{
    return &m_row->search();
}

ReviewTab ReviewFilterBar::tab() const
{
    return ReviewTab(m_tabs->currentIndex());
}

void ReviewFilterBar::read()
{
    Sync::StagedQuery query;
    query.sort = m_query.sort;
    query.order = m_query.order;
    query.batch = m_query.batch;
    query.text = m_row->search().wanted();
    query.direction = chosen<Direction>(*m_direction);
    query.changeType = chosen<ChangeType>(*m_type);
    if (m_field->currentIndex() > 0)
        query.field = m_field->currentData().toString();
    switch (tab()) {
    case ReviewTab::Pending:
        query.status = StagedStatus::Pending;
        break;
    case ReviewTab::Conflicts:
        query.status = StagedStatus::Pending;
        query.conflictsOnly = true;
        query.severity = chosen<ConflictSeverity>(*m_severity);
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
    m_severity->setVisible(tab() == ReviewTab::Conflicts);
    m_outcome->setVisible(tab() == ReviewTab::Done);
    if (query == m_query)
        return;
    m_query = query;
    m_row->setFiltering(isFiltering());
    FilterRow::showRun(*m_batch, m_query.batch.value);
    Q_EMIT queryChanged(m_query);
}

void ReviewFilterBar::open(ReviewTab tab, const Sync::StagedQuery &filter)
{
    {
        const QSignalBlocker tabs(m_tabs);
        const QSignalBlocker fields(m_field);
        m_tabs->setCurrentIndex(int(tab));
        m_field->setCurrentIndex(filter.field.isEmpty() ? 0 : m_field->findData(filter.field));
    }
    m_row->search().setWanted(filter.text);
    choose(*m_direction, filter.direction);
    choose(*m_type, filter.changeType);
    choose(*m_severity, filter.severity);
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
    return m_query.direction || m_query.changeType || m_query.severity || !m_query.text.isEmpty()
        || !m_query.field.isEmpty() || m_query.batch.isValid();
}

void ReviewFilterBar::setCounts(const Models::ReviewCounts &counts)
{
    m_tabs->setTabText(int(ReviewTab::Pending), tabText(tr("To Review"), counts.pending()));
    m_tabs->setTabText(int(ReviewTab::Conflicts), tabText(tr("Conflicts"), counts.conflicts()));
    m_tabs->setTabText(int(ReviewTab::Approved), tabText(tr("Approved"), counts.approved()));
}

} // namespace Ui

#include "moc_reviewfilterbar.cpp"
