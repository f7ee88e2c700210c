#include "ui/products/productform.h"

#include "models/format/fields.h"
#include "models/format/words.h"
#include "models/products/editsession.h"
#include "ui/style/labels.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/textarea.h"

#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

#include <array>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

namespace Field = Sync::Field;
using Sync::ProductStatus;

constexpr std::array statuses{
    ProductStatus::Active, ProductStatus::Draft, ProductStatus::Archived, ProductStatus::Unlisted};

/// The width in characters from which names stand beside their fields.
constexpr int besideFrom = 42;

bool isList(const QString &field)
{
    return Models::fieldKind(field) == Models::FieldKind::List;
}

QString toEditable(const QString &field, const QString &canonical)
{
    return isList(field) ? Models::listEntries(canonical).join(u", "_s) : canonical;
}

/// Of a text longer than its field the beginning is shown.
void setFromStart(QLineEdit &line, const QString &text)
{
    line.setText(text);
    if (!line.hasFocus())
        line.setCursorPosition(0);
}

QString toCanonical(const QString &field, const QString &typed)
{
    if (!isList(field))
        return typed;
    QStringList entries;
    for (const QString &entry : typed.split(u','))
        if (!entry.trimmed().isEmpty())
            entries += entry.trimmed();
    return Models::canonicalList(entries);
}

} // namespace

ProductForm::ProductForm(Models::EditSession &session, QWidget *parent)
    : QScrollArea(parent)
    , m_session(session)
{
    named(this, u"productForm"_s, tr("Product fields"));
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(this);
    auto *form = new QFormLayout(content);
    m_form = form;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    addLine(*form, Field::title);
    addLine(*form, Field::vendor);
    addLine(*form, Field::productType);
    addStatus(*form);
    addLine(*form, Field::tags);
    addLine(*form, Field::optionNames);
    addArea(*form, Field::descriptionHtml, 7, true);
    addLine(*form, Field::handle);
    addLine(*form, Field::seoTitle);
    addArea(*form, Field::seoDescription, 3, false);
    setWidget(content);
    connect(&session, &Models::EditSession::detailChanged, this, &ProductForm::refresh);
    connect(&session, &Models::EditSession::draftsChanged, this, &ProductForm::refresh);
    refresh();
}

ProductForm::Entry &ProductForm::addEntry(QFormLayout &form, QStringView field, QWidget *editor)
{
    const QString label = Models::fieldLabel(field, false);
    named(editor, u"field_"_s + field, label);
    Entry entry;
    entry.field = field.toString();
    entry.label = new QLabel(label, this);
    entry.label->setBuddy(editor);
    // Beside the first line of the editor, whatever its frame adds.
    if (qobject_cast<TextArea *>(editor))
        entry.label->setContentsMargins(0, 6, 0, 0);
    else
        entry.label->setMinimumHeight(editor->sizeHint().height());
    form.addRow(entry.label, editor);
    m_entries += entry;
    return m_entries.last();
}

void ProductForm::addLine(QFormLayout &form, QStringView field)
{
    auto *line = new QLineEdit(this);
    if (field == Field::tags)
        line->setPlaceholderText(tr("Separated by commas"));
    if (field == Field::optionNames)
        line->setPlaceholderText(tr("None, or names such as Colour, Size"));
    addEntry(form, field, line).line = line;
    line->installEventFilter(this);
    connect(line, &QLineEdit::editingFinished, this, [this, name = field.toString()] { commit(name); });
}

void ProductForm::addArea(QFormLayout &form, QStringView field, int lines, bool isSource)
{
    auto *area = new TextArea(this);
    if (isSource) {
        area->setFont(fixedFont());
        area->setToolTip(tr("The HTML source; it is never run here."));
    }
    area->setFixedHeight(area->fontMetrics().lineSpacing() * lines + 14);
    addEntry(form, field, area).area = area;
    connect(area, &TextArea::editingFinished, this, [this, name = field.toString()] { commit(name); });
    connect(area, &TextArea::revertRequested, this, [this, name = field.toString()] { revert(name); });
}

void ProductForm::addStatus(QFormLayout &form)
{
    auto *box = new QComboBox(this);
    for (const ProductStatus status : statuses)
        box->addItem(Models::word(status), toWord(status));
    // A wheel turned over the form must not change a product.
    box->setFocusPolicy(Qt::StrongFocus);
    box->installEventFilter(this);
    addEntry(form, Field::status, box).box = box;
    connect(box, &QComboBox::activated, this, [this] { commit(Field::status.toString()); });
}

ProductForm::Entry *ProductForm::entryOf(const QString &field)
{
    for (Entry &entry : m_entries)
        if (entry.field == field)
            return &entry;
    return nullptr;
}

void ProductForm::refresh()
{
    setEnabled(m_session.canEdit());
    for (Entry &entry : m_entries)
        showValue(entry);
}

void ProductForm::showValue(Entry &entry)
{
    const QString value = m_session.value(entry.field);
    const QString text
        = entry.field == Field::optionNames ? m_session.options().join(u", "_s) : toEditable(entry.field, value);
    const bool isDraft = m_session.isDraft(entry.field);
    const QString label = Models::fieldLabel(entry.field, false);
    entry.label->setText(isDraft ? label + u" \u25e4" : label);
    entry.label->setToolTip(isDraft ? tr("Not saved yet.") : QString());
    if (entry.box) {
        entry.box->setCurrentIndex(entry.box->findData(value));
    } else if (entry.line) {
        if (!(entry.line->hasFocus() && entry.line->text() != entry.shown) && entry.line->text() != text)
            setFromStart(*entry.line, text);
    } else if (!(entry.area->hasFocus() && entry.area->toPlainText() != entry.shown)
        && entry.area->toPlainText() != text) {
        entry.area->setPlainText(text);
    }
    entry.shown = text;
}

void ProductForm::commit(const QString &field)
{
    const Entry *entry = entryOf(field);
    if (!entry || !m_session.detail())
        return;
    if (entry->box) {
        m_session.setValue(field, entry->box->currentData().toString());
        return;
    }
    const QString typed = entry->line ? entry->line->text() : entry->area->toPlainText();
    if (typed == entry->shown)
        return;
    if (field == Field::optionNames) {
        m_session.setOptions(Models::listEntries(toCanonical(field, typed)));
        refresh(); // several variants cannot be without options
    } else {
        m_session.setValue(field, toCanonical(field, typed));
    }
}

void ProductForm::revert(const QString &field)
{
    Entry *entry = entryOf(field);
    if (!entry)
        return;
    if (entry->line)
        entry->line->setText(entry->shown);
    else if (entry->area)
        entry->area->setPlainText(entry->shown);
}

// Beside its name a field of a narrow form would show a word or two.
void ProductForm::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    const bool narrow = viewport()->width() < besideFrom * fontMetrics().averageCharWidth();
    m_form->setRowWrapPolicy(narrow ? QFormLayout::WrapAllRows : QFormLayout::WrapLongRows);
}

bool ProductForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Wheel && qobject_cast<QComboBox *>(watched)) {
        event->ignore();
        return true;
    }
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (isKey && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        for (const Entry &entry : std::as_const(m_entries)) {
            if (entry.line != watched || !entry.line || entry.line->text() == entry.shown)
                continue;
            event->accept();
            if (event->type() == QEvent::KeyPress)
                revert(entry.field);
            return true;
        }
    }
    return QScrollArea::eventFilter(watched, event);
}

void ProductForm::startEditing()
{
    if (m_entries.isEmpty() || !m_entries.first().line)
        return;
    m_entries.first().line->setFocus(Qt::ShortcutFocusReason);
    m_entries.first().line->selectAll();
}

} // namespace Ui

#include "moc_productform.cpp"
