#include "ui/products/variantspane.h"

#include "models/products/editsession.h"
#include "models/products/variantsmodel.h"
#include "ui/style/flowlayout.h"
#include "ui/style/labels.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

VariantsPane::VariantsPane(Models::EditSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new Models::VariantsModel(session, this))
    , m_table(named(new TableView(this), u"variantsTable"_s, tr("Variants")))
    , m_up(moving(tr("Move Up"), u"moveVariantUp"_s, Qt::ALT | Qt::Key_Up, -1))
    , m_down(moving(tr("Move Down"), u"moveVariantDown"_s, Qt::ALT | Qt::Key_Down, 1))
{
    setObjectName(u"variantsPane"_s);
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setEditTriggers(
        QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked | QAbstractItemView::AnyKeyPressed);
    m_table->horizontalHeader()->setSortIndicatorShown(false);
    auto *moves = new QWidget(this);
    auto *row = new FlowLayout;
    moves->setLayout(row);
    for (QAction *action : {m_up, m_down}) {
        auto *press = button(action->text(), action->objectName() + u"Button"_s, ButtonKind::Normal, {}, this);
        press->setToolTip(tr("%1 (%2)").arg(action->text(), action->shortcut().toString(QKeySequence::NativeText)));
        connect(press, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::enabledChanged, press, &QWidget::setEnabled);
        row->addWidget(press);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_table, 1);
    layout->addWidget(moves);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &VariantsPane::showMoves);
    connect(m_model, &QAbstractItemModel::layoutChanged, this, &VariantsPane::showMoves);
    connect(m_model, &QAbstractItemModel::modelReset, this, &VariantsPane::showMoves);
    connect(&session, &Models::EditSession::draftsChanged, this, &VariantsPane::showMoves);
    showMoves();
}

QAction *VariantsPane::moving(const QString &text, const QString &objectName, const QKeySequence &keys, int by)
{
    auto *action = new QAction(text, this);
    action->setObjectName(objectName);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, [this, by] { m_model->move(m_table->currentIndex().row(), by); });
    addAction(action);
    return action;
}

void VariantsPane::showMoves()
{
    m_table->setEnabled(m_session.canEdit());
    const int row = m_table->currentIndex().row();
    m_up->setEnabled(m_model->canMove(row, -1));
    m_down->setEnabled(m_model->canMove(row, 1));
}

void VariantsPane::startEditing()
{
    m_table->setFocus(Qt::ShortcutFocusReason);
    QModelIndex index = m_table->currentIndex();
    if (!index.isValid() || !(index.flags() & Qt::ItemIsEditable))
        index = m_model->index(std::max(0, index.row()), 1);
    if (!index.isValid())
        return;
    m_table->setCurrentIndex(index);
    m_table->edit(index);
}

} // namespace Ui

#include "moc_variantspane.cpp"
