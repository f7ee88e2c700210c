#include "ui/products/variantdialog.h"

#include "models/format/fields.h"
#include "models/format/text.h"
#include "models/products/variantsmodel.h"
#include "sync/api/options.h"
#include "ui/style/dialogs.h"
#include "ui/style/labels.h"
#include "ui/widgets/naming.h"

#include <QAccessible>
#include <QCompleter>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

namespace Field = Sync::Field;

constexpr int characters = 52;

} // namespace

VariantDialog::VariantDialog(const Models::VariantsModel &model, int row, Start start, QWidget *parent)
    : QDialog(parent)
    , m_model(model)
    , m_price(named(new QLineEdit(this), u"variantPrice"_s, Models::fieldLabel(Field::price, true)))
    , m_sku(named(new QLineEdit(this), u"variantSku"_s, Models::fieldLabel(Field::sku, true)))
    , m_hindrance(mutedLabel({}, TextSize::Body, this))
    , m_add(button(tr("&Add Variant"), u"addVariantNow"_s, ButtonKind::Primary, {}, this))
{
    setObjectName(u"variantDialog"_s);
    setWindowTitle(start == Start::Copied ? tr("Duplicate Variant") : tr("Add Variant"));
    m_hindrance->setObjectName(u"variantHindrance"_s);
    for (int place = 0; place < model.options().size(); ++place) {
        auto *line = named(
            new QLineEdit(this), u"variantOption%1"_s.arg(place + 1), Models::oneLine(model.options().at(place)));
        auto *known = new QCompleter(model.optionValues(place), line);
        known->setCaseSensitivity(Qt::CaseInsensitive);
        line->setCompleter(known);
        m_options += line;
    }
    build(model.data(model.index(row, 0), Qt::DisplayRole).toString());
    fill(row, start);
    for (const QLineEdit *line : std::as_const(m_options))
        connect(line, &QLineEdit::textChanged, this, &VariantDialog::update);
    update();
    fitDialog(*this, characters);
    if (!m_options.isEmpty()) {
        m_options.first()->setFocus();
        m_options.first()->selectAll();
    }
}

void VariantDialog::build(const QString &like)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(textLabel(windowTitle(), TextSize::Section, this));
    layout->addWidget(mutedLabel(
        tr("All else is as with “%1”, but for barcode and stock, which belong to the goods themselves.").arg(like),
        TextSize::Body, this));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(10);
    QList<QLineEdit *> lines = m_options;
    lines += {m_price, m_sku};
    for (QLineEdit *line : std::as_const(lines)) {
        // An option may be called anything: what looks like a mnemonic in its name is none.
        const QString name = m_options.contains(line) ? QString(line->accessibleName()).replace(u'&', u"&&"_s)
                                                      : QString(u'&' + line->accessibleName());
        form->addRow(name + u':', line);
        form->labelForField(line)->setMinimumHeight(line->sizeHint().height());
        static_cast<QLabel *>(form->labelForField(line))->setTextFormat(Qt::PlainText);
    }
    layout->addLayout(form);
    layout->addWidget(m_hindrance);
    auto *cancel = button(tr("Cancel"), u"cancelVariant"_s, ButtonKind::Normal, {}, this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_add);
    layout->addLayout(buttons);
    m_add->setDefault(true);
    // As it is read, not as it was made.
    QList<QWidget *> stops(lines.cbegin(), lines.cend());
    stops += {cancel, m_add};
    for (qsizetype i = 1; i < stops.size(); ++i)
        setTabOrder(stops.at(i - 1), stops.at(i));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &QDialog::accept);
}

void VariantDialog::fill(int row, Start start)
{
    if (start == Start::Copied)
        for (qsizetype place = 0; place < m_options.size(); ++place)
            m_options.at(place)->setText(m_model.value(row, Sync::optionFields.at(size_t(place))));
    m_price->setText(Models::decimalForInput(m_model.value(row, Field::price)));
}

QStringList VariantDialog::optionValues() const
{
    QStringList values;
    for (const QLineEdit *line : m_options)
        values += line->text().trimmed();
    return values;
}

void VariantDialog::update()
{
    const QStringList values = optionValues();
    const auto hindrance = m_model.whyNotOptionValues(values);
    m_hindrance->setText(hindrance.value_or(tr("It comes behind the others and is saved at once.")));
    m_add->setEnabled(!hindrance);
    // What is still to be typed is no mistake.
    const QString role = hindrance && !values.contains(QString()) ? u"bad"_s : u"muted"_s;
    if (m_hindrance->property("role").toString() == role)
        return;
    m_hindrance->setProperty("role", role);
    m_hindrance->style()->unpolish(m_hindrance);
    m_hindrance->style()->polish(m_hindrance);
    if (hindrance) {
        QAccessibleEvent told(m_hindrance, QAccessible::Alert);
        QAccessible::updateAccessibility(&told);
    }
}

QHash<QString, QString> VariantDialog::values() const
{
    QHash<QString, QString> values;
    const QStringList options = optionValues();
    for (qsizetype place = 0; place < options.size(); ++place)
        values.insert(Sync::optionFields.at(size_t(place)).toString(), options.at(place));
    values.insert(Field::price.toString(), Models::decimalFromInput(m_price->text()));
    if (const QString sku = m_sku->text().trimmed(); !sku.isEmpty())
        values.insert(Field::sku.toString(), sku);
    return values;
}

} // namespace Ui

#include "moc_variantdialog.cpp"
