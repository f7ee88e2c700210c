#include "ui/products/placementpane.h"

#include "models/format/shopwords.h"
#include "models/products/editsession.h"
#include "models/products/placementmodel.h"
#include "models/products/shopnameswatch.h"
#include "sync/api/facets.h"
#include "ui/style/flowlayout.h"
#include "ui/style/labels.h"
#include "ui/widgets/elidingcombo.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/tableview.h"

#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int fewestOfName = 14;
constexpr int shownCharacters = 24; ///< Of a choice; the list shows them whole.

/// A list to choose from that its longest entry does not make wider than the pane.
QComboBox *choice(const QString &objectName, const QString &spokenName, Qt::TextElideMode elide, QWidget *parent)
{
    auto *combo = named(new ElidingCombo(elide, parent), objectName, spokenName);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(shownCharacters);
    combo->setFocusPolicy(Qt::StrongFocus);
    return combo;
}

} // namespace

PlacementPane::PlacementPane(Models::EditSession &session, Sync::Reader &reader, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new Models::PlacementModel(session, this))
    , m_category(choice(u"productCategory"_s, tr("Category"), Qt::ElideLeft, this))
    , m_table(named(new TableView(this), u"placementTable"_s, tr("Collections and sales channels")))
    , m_choice(choice(u"placementChoice"_s, tr("Collection or sales channel to put it in"), Qt::ElideRight, this))
    , m_putIn(button(tr("Put In"), u"putIn"_s, ButtonKind::Normal, {}, this))
    , m_takeOut(button(tr("Take Out"), u"takeOut"_s, ButtonKind::Normal, {}, this))
{
    setObjectName(u"placementPane"_s);
    m_table->setModel(m_model);
    m_table->horizontalHeader()->setSortIndicatorShown(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->setFlexible(Models::PlacementModel::NameColumn, fewestOfName);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(buildCategory());
    layout->addWidget(m_table, 1);
    layout->addWidget(buildChoosing());
    auto *names = new Models::ShopNamesWatch(reader, this);
    connect(names, &Models::ShopNamesWatch::changed, m_model, &Models::PlacementModel::showNames);
    connect(names, &Models::ShopNamesWatch::changed, this, &PlacementPane::showDetail);
    connect(&session, &Models::EditSession::detailChanged, this, &PlacementPane::showDetail);
    connect(&session, &Models::EditSession::draftsChanged, this, &PlacementPane::showDetail);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PlacementPane::showWhatCanBeDone);
    connect(m_model, &QAbstractItemModel::modelReset, this, &PlacementPane::showWhatCanBeDone);
    connect(m_category, &QComboBox::activated, this, &PlacementPane::chooseCategory);
    // A wheel turned over the pane must not change a product.
    m_category->installEventFilter(this);
    connect(m_putIn, &QPushButton::clicked, this, &PlacementPane::putIn);
    connect(m_takeOut, &QPushButton::clicked, this, &PlacementPane::takeOut);
    showDetail();
}

QWidget *PlacementPane::buildCategory()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 6, 0, 2);
    auto *label = new QLabel(tr("&Category"), row);
    label->setBuddy(m_category);
    layout->addWidget(label);
    layout->addWidget(m_category, 1);
    return row;
}

QWidget *PlacementPane::buildChoosing()
{
    auto *row = new QWidget(this);
    auto *layout = new FlowLayout;
    row->setLayout(layout);
    for (QWidget *each : std::initializer_list<QWidget *>{m_choice, m_putIn, m_takeOut})
        layout->addWidget(each);
    return row;
}

int PlacementPane::count() const
{
    return m_model->rowCount();
}

void PlacementPane::showDetail()
{
    showCategories();
    showChoices();
    showWhatCanBeDone();
}

/// The categories the shop's products have: Shopify knows ten thousand more.
void PlacementPane::showCategories()
{
    const QString held = m_session.detail() ? m_session.value(Sync::categoryPath.toString()) : QString();
    const QMap<QString, QString> &known = Models::shopWords().categories;
    QList<std::pair<QString, QString>> entries;
    for (auto category = known.cbegin(); category != known.cend(); ++category)
        entries += {category.value(), category.key()};
    if (!held.isEmpty() && !known.contains(held))
        entries += {held, held};
    std::sort(entries.begin(), entries.end());
    const QSignalBlocker quiet(m_category);
    m_category->clear();
    m_category->addItem(tr("No category"), QString());
    for (const auto &[name, id] : std::as_const(entries)) {
        m_category->addItem(name, id);
        m_category->setItemData(m_category->count() - 1, name, Qt::ToolTipRole);
    }
    m_category->setCurrentIndex(m_category->findData(held));
}

void PlacementPane::showChoices()
{
    const QString chosen = m_choice->currentData().toString();
    m_choice->clear();
    if (m_session.detail())
        for (const Models::PlacementModel::Choice &each : m_model->choices())
            m_choice->addItem(each.text, each.field);
    m_choice->setPlaceholderText(tr("In all there are"));
    m_choice->setCurrentIndex(std::max(m_choice->count() > 0 ? 0 : -1, m_choice->findData(chosen)));
}

void PlacementPane::showWhatCanBeDone()
{
    const bool canEdit = m_session.canEdit() && !m_session.isNew();
    m_category->setEnabled(canEdit);
    m_choice->setEnabled(canEdit && m_choice->count() > 0);
    m_putIn->setEnabled(canEdit && m_choice->currentIndex() >= 0);
    m_takeOut->setEnabled(canEdit && m_model->canTakeOut(m_table->selectionModel()->selectedIndexes()));
}

bool PlacementPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel || watched != m_category)
        return QWidget::eventFilter(watched, event);
    event->ignore();
    return true;
}

void PlacementPane::chooseCategory(int index)
{
    m_session.setValue(Sync::categoryPath.toString(), m_category->itemData(index).toString());
}

void PlacementPane::putIn()
{
    m_model->putIn(m_choice->currentData().toString());
}

void PlacementPane::takeOut()
{
    m_model->takeOut(m_table->selectionModel()->selectedIndexes());
}

} // namespace Ui

#include "moc_placementpane.cpp"
