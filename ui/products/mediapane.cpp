#include "ui/products/mediapane.h"

#include "models/products/editsession.h"
#include "models/products/mediamodel.h"
#include "ui/style/flowlayout.h"
#include "ui/style/labels.h"
#include "ui/widgets/enabling.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/tableview.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int fewestOfAlt = 10;

} // namespace

MediaPane::MediaPane(Models::EditSession &session, QWidget *parent)
    : QWidget(parent)
    , m_model(new Models::MediaModel(session, this))
    , m_table(named(new TableView(this), u"mediaTable"_s, tr("Images and other media")))
    , m_up(button(tr("Move Up"), u"moveMediumUp"_s, ButtonKind::Normal, {}, this))
    , m_down(button(tr("Move Down"), u"moveMediumDown"_s, ButtonKind::Normal, {}, this))
    , m_remove(button(tr("Take Off"), u"removeMedium"_s, ButtonKind::Normal, {}, this))
    , m_address(named(new QLineEdit(this), u"mediumAddress"_s, tr("Web address of a picture")))
    , m_alt(named(new QLineEdit(this), u"mediumAlt"_s, tr("Alt text")))
    , m_add(button(tr("Add Image"), u"addMedium"_s, ButtonKind::Normal, {}, this))
{
    setObjectName(u"mediaPane"_s);
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setEditTriggers(
        QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked | QAbstractItemView::AnyKeyPressed);
    m_table->horizontalHeader()->setSortIndicatorShown(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->setFlexible(Models::MediaModel::AltColumn, fewestOfAlt);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_table, 1);
    layout->addWidget(buildChanging());
    layout->addWidget(buildAdding());
    connect(&session, &Models::EditSession::detailChanged, this, &MediaPane::showWhatCanBeDone);
    connect(m_model, &QAbstractItemModel::modelReset, this, &MediaPane::showWhatCanBeDone);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &MediaPane::showWhatCanBeDone);
    showWhatCanBeDone();
}

QWidget *MediaPane::buildChanging()
{
    auto *changing = new QWidget(this);
    auto *layout = new FlowLayout;
    changing->setLayout(layout);
    for (QWidget *each : std::initializer_list<QWidget *>{m_up, m_down, m_remove})
        layout->addWidget(each);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_remove, &QPushButton::clicked, this, &MediaPane::remove);
    const auto shortcut = [this](const QKeySequence &keys, QPushButton *pushed) {
        auto *pressed = new QShortcut(keys, m_table, nullptr, nullptr, Qt::WidgetShortcut);
        connect(pressed, &QShortcut::activated, pushed, &QPushButton::click);
        pushed->setToolTip(keys.toString(QKeySequence::NativeText));
    };
    shortcut(QKeySequence(Qt::ALT | Qt::Key_Up), m_up);
    shortcut(QKeySequence(Qt::ALT | Qt::Key_Down), m_down);
    shortcut(QKeySequence::Delete, m_remove);
    return changing;
}

QWidget *MediaPane::buildAdding()
{
    auto *adding = new QWidget(this);
    auto *layout = new QGridLayout(adding);
    layout->setContentsMargins({});
    m_address->setPlaceholderText(u"https://example.com/picture.jpg"_s);
    m_alt->setPlaceholderText(tr("What it shows"));
    layout->addWidget(m_address, 0, 0, 1, 2); // what is typed there is long
    layout->addWidget(m_alt, 1, 0);
    layout->addWidget(m_add, 1, 1);
    layout->setColumnStretch(0, 1);
    connect(m_address, &QLineEdit::textChanged, this, &MediaPane::showWhatCanBeDone);
    connect(m_address, &QLineEdit::returnPressed, m_add, &QPushButton::click);
    connect(m_alt, &QLineEdit::returnPressed, m_add, &QPushButton::click);
    connect(m_add, &QPushButton::clicked, this, &MediaPane::add);
    return adding;
}

int MediaPane::count() const
{
    return m_model->rowCount();
}

void MediaPane::showWhatCanBeDone()
{
    const int row = m_table->currentIndex().row();
    setEnabledOr(*m_up, m_model->canMove(row, -1), *m_table);
    setEnabledOr(*m_down, m_model->canMove(row, 1), *m_table);
    setEnabledOr(*m_remove, m_model->canMove(row, 0), *m_table);
    m_add->setEnabled(m_model->canAdd(m_address->text().trimmed()));
}

void MediaPane::move(int by)
{
    const QModelIndex moved = m_table->currentIndex();
    const int column = moved.column();
    const int row = moved.row() + by;
    m_model->move(moved.row(), by);
    m_table->setCurrentIndex(m_model->index(row, column));
}

void MediaPane::remove()
{
    const QModelIndex removed = m_table->currentIndex();
    const int column = removed.column();
    const int row = removed.row();
    m_model->remove(row);
    m_table->setCurrentIndex(m_model->index(std::min(row, count() - 1), column));
}

void MediaPane::add()
{
    if (!m_add->isEnabled())
        return;
    m_model->add(m_address->text().trimmed(), m_alt->text());
    m_address->clear();
    m_alt->clear();
    m_address->setFocus(Qt::OtherFocusReason);
}

} // namespace Ui

#include "moc_mediapane.cpp"
