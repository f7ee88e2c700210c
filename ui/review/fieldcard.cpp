#include "ui/review/fieldcard.h"

#include "models/format/fields.h"
#include "models/format/text.h"
#include "models/format/words.h"
#include "models/review/fieldchangesmodel.h"
#include "models/review/fielddiff.h"
#include "sync/api/isolated.h"
#include "ui/review/diffview.h"
#include "ui/style/flowlayout.h"
#include "ui/style/labels.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/textarea.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

using Models::FieldKind;
using Sync::FieldChange;
using Sync::FieldDecision;

// Lists are written as people write them; everything else as it is stored.
QString toEditable(const FieldChange &field, const QString &canonical)
{
    switch (Models::fieldKind(field.field)) {
    case FieldKind::List:
        return Models::listEntries(canonical).join(u", "_s);
    case FieldKind::Money:
        return Models::decimalForInput(canonical);
    default:
        return canonical;
    }
}

QString toCanonical(const FieldChange &field, const QString &typed)
{
    switch (Models::fieldKind(field.field)) {
    case FieldKind::List: {
        QStringList entries;
        for (const QString &entry : typed.split(u','))
            if (!entry.trimmed().isEmpty())
                entries += entry.trimmed();
        return Models::canonicalList(entries);
    }
    case FieldKind::Money:
    case FieldKind::Number:
        return Models::decimalFromInput(typed);
    default:
        return typed;
    }
}

QString conflictText(const FieldChange &field)
{
    QString text = FieldCard::tr("Both sides changed this field since they last agreed. Choose which value stays.");
    if (field.field.isEmpty())
        text = field.local && field.remote
            ? FieldCard::tr("Both sides added this variant, with different values. Choose whose values stand.")
            : FieldCard::tr("One side removed this variant while the other edited it. The edit stays unless you choose "
                            "otherwise.");
    if (field.severity != Sync::ConflictSeverity::High)
        return text;
    return text % u' ' % FieldCard::tr("Choose with care: a wrong answer here costs a customer money, or you a sale.");
}

} // namespace

FieldCard::FieldCard(QWidget *parent)
    : QFrame(parent)
    , m_name(textLabel({}, TextSize::Section, this))
    , m_delta(mutedLabel({}, TextSize::Body, this))
    , m_base(named(new DiffView(this), u"baseValue"_s, tr("Base")))
    , m_here(named(new DiffView(this), u"hereValue"_s, tr("Here")))
    , m_shopify(named(new DiffView(this), u"shopifyValue"_s, tr("Shopify")))
    , m_result(mutedLabel({}, TextSize::Body, this))
    , m_foot(new QStackedWidget(this))
    , m_approve(button(tr("Approve (A)"), u"approveField"_s, ButtonKind::Primary, {}, this))
    , m_reject(button(tr("Reject (R)"), u"rejectField"_s, ButtonKind::Normal, {}, this))
    , m_edit(button(tr("Edit (E)"), u"editField"_s, ButtonKind::Normal, {}, this))
    , m_ours(button({}, u"keepOurs"_s, ButtonKind::Normal, {}, this))
    , m_theirs(button({}, u"takeTheirs"_s, ButtonKind::Normal, {}, this))
    , m_reopen(button(tr("Decide Again"), u"reopenField"_s, ButtonKind::Normal, {}, this))
    , m_area(named(new TextArea(this), u"fieldValueEditor"_s, tr("Your value")))
{
    setObjectName(u"fieldCard"_s);
    setProperty("role", u"card"_s);
    auto *head = new QHBoxLayout;
    head->addWidget(m_name);
    head->addStretch();
    head->addWidget(m_delta);
    m_delta->setWordWrap(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 12);
    layout->addLayout(head);
    layout->addWidget(buildValues(), 1);
    layout->addWidget(m_result);
    m_foot->addWidget(buildButtons());
    m_foot->addWidget(buildEditor());
    m_foot->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    // A stacked widget is as high as its highest page, shown or not.
    const auto fit = [this](int shown) {
        for (int page = 0; page < m_foot->count(); ++page)
            m_foot->widget(page)->setSizePolicy(
                QSizePolicy::Preferred, page == shown ? QSizePolicy::Preferred : QSizePolicy::Ignored);
        m_foot->updateGeometry();
    };
    connect(m_foot, &QStackedWidget::currentChanged, this, fit);
    fit(0);
    layout->addWidget(m_foot);
    const std::pair<QPushButton *, FieldAct> acts[] = {{m_approve, FieldAct::Approve}, {m_reject, FieldAct::Reject},
        {m_ours, FieldAct::KeepOurs}, {m_theirs, FieldAct::TakeTheirs}, {m_reopen, FieldAct::Reopen}};
    for (const auto &[pressed, act] : acts)
        connect(pressed, &QPushButton::clicked, this, [this, wanted = act] { Q_EMIT actRequested(wanted); });
    connect(m_edit, &QPushButton::clicked, this, &FieldCard::startEditing);
    setVisible(false);
}

QWidget *FieldCard::buildValues()
{
    auto *values = new QWidget(this);
    auto *row = new QHBoxLayout(values);
    row->setContentsMargins({});
    const std::pair<QString, DiffView *> columns[]
        = {{tr("Base"), m_base}, {tr("Here"), m_here}, {tr("Shopify"), m_shopify}};
    // Each in a box of its own, which is hidden as a whole.
    for (const auto &[title, view] : columns) {
        auto *box = new QWidget(values);
        auto *column = new QVBoxLayout(box);
        column->setContentsMargins({});
        view->setMinimumHeight(56);
        column->addWidget(mutedLabel(title, TextSize::Small));
        column->addWidget(view, 1);
        row->addWidget(box, 1);
    }
    return values;
}

QWidget *FieldCard::buildButtons()
{
    auto *buttons = new QWidget(this);
    auto *layout = new FlowLayout;
    buttons->setLayout(layout);
    for (QPushButton *each : {m_approve, m_reject, m_ours, m_theirs, m_edit, m_reopen})
        layout->addWidget(each);
    return buttons;
}

QWidget *FieldCard::buildEditor()
{
    auto *editor = new QWidget(this);
    auto *layout = new QHBoxLayout(editor);
    layout->setContentsMargins({});
    m_area->setFixedHeight(m_area->fontMetrics().lineSpacing() * 3 + 14);
    m_area->installEventFilter(this);
    QPushButton *use = button(tr("Use This Value"), u"useValue"_s, ButtonKind::Primary, {}, editor);
    QPushButton *cancel = button(tr("Cancel"), u"cancelValue"_s, ButtonKind::Normal, {}, editor);
    layout->addWidget(m_area, 1);
    layout->addWidget(use, 0, Qt::AlignTop);
    layout->addWidget(cancel, 0, Qt::AlignTop);
    connect(use, &QPushButton::clicked, this, &FieldCard::finishEditing);
    const auto leave = [this] {
        m_foot->setCurrentIndex(0);
        Q_EMIT editingCancelled();
    };
    connect(cancel, &QPushButton::clicked, this, leave);
    connect(m_area, &TextArea::revertRequested, this, leave);
    return editor;
}

void FieldCard::setField(const std::optional<FieldChange> &field, const Sync::StagedRow &row)
{
    const bool isSame = field && m_field && field->id == m_field->id && row.id == m_row.id;
    m_field = field;
    m_row = row;
    setVisible(field.has_value());
    if (!field)
        return;
    if (!isSame)
        m_foot->setCurrentIndex(0);
    showValues();
    showButtons();
}

void FieldCard::showValues()
{
    const FieldChange &field = *m_field;
    const bool isSource = Models::fieldKind(field.field) == FieldKind::Html;
    m_name->setText(Models::fieldName(field));
    for (DiffView *view : {m_base, m_here, m_shopify})
        view->setSource(isSource);
    const bool isWhole = m_row.changeType != Sync::ChangeType::Update;
    const auto shown = [&field, isWhole](const std::optional<QString> &value) {
        return isWhole ? QList<Models::DiffPart>{{Models::DiffKind::Same, Models::valueText(field, value)}}
                       : Models::sideParts(field, value);
    };
    m_base->setParts(QList<Models::DiffPart>{{Models::DiffKind::Same, Models::valueText(field, field.base)}});
    m_here->setParts(shown(field.local));
    m_shopify->setParts(shown(field.remote));
    // Of a product that comes or goes as a whole only the sides that have it.
    m_base->parentWidget()->setVisible(!isWhole);
    m_here->parentWidget()->setVisible(!isWhole || field.local.has_value());
    m_shopify->parentWidget()->setVisible(!isWhole || field.remote.has_value());
    const auto &now = Models::valueNow(field, m_row.direction);
    const auto &proposed = Models::valueProposed(field, m_row.direction);
    const bool isMoney = Models::fieldKind(field.field) == FieldKind::Money;
    m_delta->setText(isMoney && now && proposed ? Models::moneyDelta(*now, *proposed) : QString());
    QString result;
    if (field.decision == FieldDecision::Edited && field.edited)
        result = tr("Decided: your value, %1")
                     .arg(Sync::isolated(Models::oneLine(Models::valueText(field, field.edited), 120)));
    else if (field.isConflict && field.field.isEmpty() && field.decision != FieldDecision::Undecided)
        result = tr("Decided: %1. %2").arg(Models::word(field.decision), conflictText(field));
    else if (field.decision != FieldDecision::Undecided)
        result = tr("Decided: %1").arg(Models::word(field.decision));
    else if (const FieldDecision decision = Models::decisionOf(field, m_row.status);
             decision != FieldDecision::Undecided)
        result = decision == FieldDecision::Reject ? tr("Rejected with the product") : tr("Approved with the product");
    else if (field.merged)
        result = tr("Both sides changed this list. Approving keeps what either added and drops what either removed: %1")
                     .arg(Sync::isolated(Models::oneLine(Models::valueText(field, field.merged), 300)));
    else if (field.isConflict)
        result = conflictText(field);
    if (!field.decidedBy.isEmpty())
        result += u' ' + tr("(%1, %2)").arg(Sync::isolated(field.decidedBy), Models::localTime(field.decidedAt));
    const bool mayBeSent = m_row.direction == Sync::Direction::Push || field.isConflict;
    if (mayBeSent && !field.unwritable.isEmpty())
        result = result.isEmpty() ? field.unwritable : QString(field.unwritable + u'\n' + result);
    if (mayBeSent && !field.hint.isEmpty())
        result = result.isEmpty() ? field.hint : QString(field.hint + u'\n' + result);
    if (!field.leavesOut.isEmpty())
        result = tr("Some of this variant is not sent with it. %1").arg(field.leavesOut)
            + (result.isEmpty() ? QString() : QString(u'\n' + result));
    m_result->setText(result);
    m_result->setVisible(!result.isEmpty());
}

bool FieldCard::isDecidable() const
{
    return m_field && m_field->id.isValid() && m_row.status == Sync::StagedStatus::Pending;
}

bool FieldCard::isUnsendable() const
{
    return m_row.direction == Sync::Direction::Push && !m_field->unwritable.isEmpty();
}

bool FieldCard::canAct(FieldAct act) const
{
    if (!isDecidable())
        return false;
    switch (act) {
    case FieldAct::Approve:
        return !m_field->isConflict && !isUnsendable();
    case FieldAct::Reject:
        return !m_field->isConflict;
    case FieldAct::KeepOurs:
    case FieldAct::TakeTheirs:
        return m_field->isConflict;
    case FieldAct::Reopen:
        return m_field->decision != FieldDecision::Undecided;
    }
    return false;
}

// A whole variant added or removed has no value to write.
bool FieldCard::canEdit() const
{
    return isDecidable() && !m_field->field.isEmpty();
}

void FieldCard::showButtons()
{
    // It stands there disabled where only Shopify forbids it.
    m_approve->setVisible(canAct(FieldAct::Reject));
    m_approve->setEnabled(canAct(FieldAct::Approve));
    const QString why = isUnsendable() ? m_field->unwritable : QString();
    m_approve->setToolTip(why);
    m_approve->setAccessibleDescription(why);
    m_reject->setVisible(canAct(FieldAct::Reject));
    m_reopen->setVisible(canAct(FieldAct::Reopen));
    m_edit->setVisible(canEdit());
    m_edit->setText(m_field->isConflict ? tr("Write Another\u2026 (3)") : tr("Edit (E)"));
    m_edit->setAccessibleName(m_field->isConflict ? tr("Write another value") : tr("Edit the value"));
    for (QPushButton *choice : {m_ours, m_theirs}) {
        const bool ours = choice == m_ours;
        const QString label = ours ? Models::keepOursLabel(*m_field) : Models::takeTheirsLabel(*m_field);
        choice->setVisible(canAct(FieldAct::KeepOurs));
        // An ampersand in a value is no mnemonic.
        choice->setText(QString(label).replace(u'&', u"&&"_s) % (ours ? u"  (1)" : u"  (2)"));
        choice->setAccessibleName(label);
    }
    if (!canEdit())
        m_foot->setCurrentIndex(0);
    m_foot->setVisible(isDecidable());
    keepHigh();
}

// A splitter does not ask how high its parts are at their width.
void FieldCard::keepHigh()
{
    setMinimumHeight(layout()->totalMinimumHeightForWidth(width()));
}

void FieldCard::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        keepHigh();
}

void FieldCard::startEditing()
{
    if (!canEdit())
        return;
    const auto &proposed = Models::valueProposed(*m_field, m_row.direction);
    openEditor(proposed.value_or(QString()));
}

bool FieldCard::resumeEditing(Sync::FieldChangeId field, const QString &value)
{
    if (!canEdit() || m_field->id != field)
        return false;
    openEditor(value);
    return true;
}

void FieldCard::openEditor(const QString &canonical)
{
    m_area->setPlainText(toEditable(*m_field, canonical));
    m_foot->setCurrentIndex(1);
    m_area->selectAll();
    m_area->setFocus(Qt::ShortcutFocusReason);
}

void FieldCard::finishEditing()
{
    if (m_foot->currentIndex() != 1 || !canEdit())
        return;
    m_foot->setCurrentIndex(0);
    Q_EMIT valueWritten(toCanonical(*m_field, m_area->toPlainText()));
}

// Return writes the value, except where lines matter; Ctrl+Return always does.
bool FieldCard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_area && event->type() == QEvent::KeyPress && m_field) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const FieldKind kind = Models::fieldKind(m_field->field);
        const bool hasLines = kind == FieldKind::Html || kind == FieldKind::LongText;
        const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isReturn && (!hasLines || key->modifiers() & Qt::ControlModifier)) {
            finishEditing();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace Ui

#include "moc_fieldcard.cpp"
