#include "ui/products/variantspane.h"

#include "models/format/text.h"
#include "models/products/editsession.h"
#include "models/products/variantsmodel.h"
#include "ui/style/dialogs.h"
#include "ui/style/flowlayout.h"
#include "ui/style/labels.h"
#include "ui/widgets/enabling.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

VariantsPane::VariantsPane(Models::EditSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new Models::VariantsModel(session, this))
    , m_table(named(new TableView(this), u"variantsTable"_s, tr("Variants")))
    , m_hint(mutedLabel({}, TextSize::Body, this))
    , m_add(job(tr("&Add Variant\u2026"), tr("Add\u2026"), u"addVariant"_s, Qt::Key_Insert))
    , m_duplicate(job(tr("Dupl&icate\u2026"), tr("Duplicate\u2026"), u"duplicateVariant"_s, Qt::ALT | Qt::Key_Insert))
    , m_remove(job(tr("&Remove\u2026"), tr("Remove\u2026"), u"removeVariant"_s, QKeySequence::Delete))
    , m_up(job(tr("Move &Up"), tr("Up"), u"moveVariantUp"_s, Qt::ALT | Qt::Key_Up))
    , m_down(job(tr("Move &Down"), tr("Down"), u"moveVariantDown"_s, Qt::ALT | Qt::Key_Down))
{
    setObjectName(u"variantsPane"_s);
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setEditTriggers(
        QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked | QAbstractItemView::AnyKeyPressed);
    m_table->horizontalHeader()->setSortIndicatorShown(false);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_hint->setObjectName(u"variantsHint"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_table, 1);
    layout->addWidget(buildButtons());
    layout->addWidget(m_hint);
    connectJobs();
    bringOptionsForward();
    showWhatCanBeDone();
}

/// On the table alone: in the editor of a cell the same keys mean text.
QAction *VariantsPane::job(
    const QString &text, const QString &shortText, const QString &objectName, const QKeySequence &keys)
{
    auto *action = new QAction(text, this);
    action->setIconText(shortText);
    action->setObjectName(objectName);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(action);
    return action;
}

/// In few words, so that they have room in one row; the menu and the tool tips say them in full.
QWidget *VariantsPane::buildButtons()
{
    auto *jobs = new QWidget(this);
    auto *row = new FlowLayout;
    jobs->setLayout(row);
    for (QAction *action : {m_add, m_duplicate, m_remove, m_up, m_down}) {
        const QString text = QString(action->text()).remove(u'&');
        auto *press = button(action->iconText(), action->objectName() + u"Button"_s, ButtonKind::Normal, {}, this);
        press->setAccessibleName(text);
        press->setToolTip(tr("%1 (%2)").arg(text, action->shortcut().toString(QKeySequence::NativeText)));
        connect(press, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::enabledChanged, press,
            [this, press](bool isEnabled) { setEnabledOr(*press, isEnabled, *m_table); });
        row->addWidget(press);
    }
    return jobs;
}

void VariantsPane::bringOptionsForward()
{
    QHeaderView *header = m_table->horizontalHeader();
    for (int option = 0; option < int(m_model->options().size()); ++option)
        header->moveSection(header->visualIndex(m_model->optionColumn(option)), option + 1);
}

void VariantsPane::connectJobs()
{
    const auto move = [this](int by) { m_model->move(m_table->currentIndex().row(), by); };
    connect(m_add, &QAction::triggered, this, [this] { askWhatToAdd(VariantDialog::Start::Blank); });
    connect(m_duplicate, &QAction::triggered, this, [this] { askWhatToAdd(VariantDialog::Start::Copied); });
    connect(m_remove, &QAction::triggered, this, &VariantsPane::askToRemove);
    connect(m_up, &QAction::triggered, this, [move] { move(-1); });
    connect(m_down, &QAction::triggered, this, [move] { move(1); });
    for (QAction *moving : {m_up, m_down}) { // these mean no text, and the focus may be on a button
        moving->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(moving);
    }
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &VariantsPane::showWhatCanBeDone);
    connect(m_model, &QAbstractItemModel::columnsInserted, this, &VariantsPane::bringOptionsForward);
    connect(m_model, &QAbstractItemModel::layoutChanged, this, &VariantsPane::showWhatCanBeDone);
    connect(m_model, &QAbstractItemModel::modelReset, this, &VariantsPane::showWhatCanBeDone);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex &, int row) {
        // Qt takes the row before; what took its place is where the eyes are.
        if (row == std::exchange(m_removedRow, -1))
            m_table->setCurrentIndex(
                m_model->index(std::min(row, m_model->rowCount() - 1), std::max(0, m_table->currentIndex().column())));
        showWhatCanBeDone();
    });
    connect(&m_session, &Models::EditSession::detailChanged, this, &VariantsPane::showWhatCanBeDone);
    connect(&m_session, &Models::EditSession::draftsChanged, this, &VariantsPane::showWhatCanBeDone);
}

void VariantsPane::showWhatCanBeDone()
{
    m_table->setEnabled(m_session.canEdit());
    const int row = m_table->currentIndex().row();
    const auto whyNot = m_session.whyNoVariantCanBeAdded();
    const bool canAdd = m_session.canEdit() && !whyNot;
    m_add->setEnabled(canAdd && likeRow() >= 0);
    m_duplicate->setEnabled(canAdd && m_model->isStored(row));
    m_remove->setEnabled(m_session.canRemove(m_model->variantAt(row)));
    m_up->setEnabled(m_model->canMove(row, -1));
    m_down->setEnabled(m_model->canMove(row, 1));
    m_hint->setText(whyNot.value_or(QString()));
    m_hint->setVisible(whyNot && m_session.canEdit() && !m_session.isNew());
}

int VariantsPane::likeRow() const
{
    int row = m_table->currentIndex().row();
    if (m_model->isStored(row))
        return row;
    for (row = m_model->rowCount() - 1; row >= 0 && !m_model->isStored(row);)
        --row;
    return row;
}

void VariantsPane::askWhatToAdd(VariantDialog::Start start)
{
    const int row = likeRow();
    if (row < 0)
        return;
    auto *dialog = new VariantDialog(*m_model, row, start, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog, product = m_session.product(), like = m_model->variantAt(row)] {
            if (m_session.product() == product)
                add(like, dialog->values());
        });
    dialog->open();
}

void VariantsPane::add(Sync::VariantId like, const QHash<QString, QString> &values)
{
    const int column = std::max(0, m_table->currentIndex().column());
    const int before = m_model->rowCount();
    m_session.addVariant(like, values);
    if (m_model->rowCount() > before)
        m_table->setCurrentIndex(m_model->index(m_model->rowCount() - 1, column));
    m_table->setFocus(Qt::OtherFocusReason);
}

void VariantsPane::askToRemove()
{
    const int row = m_table->currentIndex().row();
    const Sync::VariantId variant = m_model->variantAt(row);
    if (!m_model->isStored(row)) {
        remove(variant); // it was never saved
        return;
    }
    const QString title = m_model->index(row, 0).data().toString();
    const QString there = m_model->isInShopify(row)
        ? tr("Shopify keeps it until you prepare your edits, approve the removal in Review, and send it.")
        : tr("Shopify never had it.");
    QMessageBox *box = makeQuestion(this, u"askRemoveVariant"_s, tr("Remove Variant"),
        tr("Remove “%1” from this product?").arg(Models::oneLine(title, 80)),
        QStringList{tr("Its stock and metafields go with it, and it cannot be brought back here."), there}.join(u' '));
    QPushButton *yes = addAnswer(*box, tr("&Remove"), u"removeVariantNow"_s, QMessageBox::DestructiveRole);
    addAnswer(*box, tr("Cancel"), u"keepVariant"_s, QMessageBox::RejectRole);
    connect(yes, &QPushButton::clicked, this, [this, variant, product = m_session.product()] {
        if (m_session.product() == product)
            remove(variant);
    });
    box->open();
}

void VariantsPane::remove(Sync::VariantId variant)
{
    m_removedRow = m_table->currentIndex().row();
    m_session.removeVariant(variant);
    m_table->setFocus(Qt::OtherFocusReason);
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
