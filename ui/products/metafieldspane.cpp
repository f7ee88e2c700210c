#include "ui/products/metafieldspane.h"

#include "models/format/fields.h"
#include "models/products/editsession.h"
#include "models/products/facetsmodel.h"
#include "sync/api/facets.h"
#include "ui/style/flowlayout.h"
#include "ui/style/labels.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/textarea.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int fewestOfValue = 12;
constexpr int linesOfText = 4;
constexpr int textMargin = 7;

/// The types that can be typed; any other comes from Shopify.
constexpr QStringView offeredTypes[] = {u"single_line_text_field", u"multi_line_text_field", u"number_integer",
    u"number_decimal", u"boolean", u"date", u"color", u"url", u"list.single_line_text_field", u"json"};

} // namespace

MetafieldsPane::MetafieldsPane(Models::EditSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new Models::FacetsModel(session, this))
    , m_table(named(new TableView(this), u"metafieldsTable"_s, tr("Metafields")))
    , m_owner(named(new QComboBox(this), u"metafieldOwner"_s, tr("Whose metafield")))
    , m_name(named(new QLineEdit(this), u"metafieldName"_s, tr("Namespace and key")))
    , m_type(named(new QComboBox(this), u"metafieldType"_s, tr("Type")))
    , m_value(named(new QLineEdit(this), u"metafieldValue"_s, tr("Value")))
    , m_text(named(new TextArea(this), u"metafieldText"_s, tr("Value of several lines")))
    , m_add(button(tr("Add"), u"addMetafield"_s, ButtonKind::Normal, {}, this))
{
    setObjectName(u"metafieldsPane"_s);
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setEditTriggers(
        QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked | QAbstractItemView::AnyKeyPressed);
    m_table->horizontalHeader()->setSortIndicatorShown(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->setFlexible(Models::FacetsModel::ValueColumn, fewestOfValue);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_table, 1);
    layout->addWidget(buildAdding());
    connect(&session, &Models::EditSession::detailChanged, this, &MetafieldsPane::showOwners);
    connect(m_name, &QLineEdit::textChanged, this, &MetafieldsPane::showWhatCanBeAdded);
    connect(m_value, &QLineEdit::textChanged, this, &MetafieldsPane::showWhatCanBeAdded);
    connect(m_value, &QLineEdit::returnPressed, m_add, &QPushButton::click);
    connect(m_text, &QPlainTextEdit::textChanged, this, &MetafieldsPane::showWhatCanBeAdded);
    connect(m_text, &TextArea::editingFinished, this, [this] {
        if (m_text->hasFocus()) // or it was left, not ended with Ctrl+Return
            add();
    });
    connect(m_type, &QComboBox::currentIndexChanged, this, &MetafieldsPane::showValueEditor);
    connect(m_add, &QPushButton::clicked, this, &MetafieldsPane::add);
    showOwners();
}

QWidget *MetafieldsPane::buildAdding()
{
    m_name->setPlaceholderText(u"custom.colour"_s);
    m_value->setPlaceholderText(tr("Value"));
    m_text->setPlaceholderText(tr("Value; Ctrl+Enter adds it"));
    m_text->setFixedHeight(linesOfText * m_text->fontMetrics().lineSpacing() + 2 * textMargin);
    for (const QStringView type : offeredTypes)
        m_type->addItem(Models::metafieldTypeText(type.toString()), type.toString());
    auto *what = new QWidget(this);
    what->setLayout(new FlowLayout);
    for (QWidget *each : std::initializer_list<QWidget *>{m_owner, m_name, m_type})
        what->layout()->addWidget(each);
    auto *value = new QHBoxLayout;
    value->setSpacing(8);
    value->addWidget(m_value, 1);
    value->addWidget(m_text, 1);
    value->addWidget(m_add, 0, Qt::AlignBottom);
    auto *adding = new QWidget(this);
    auto *layout = new QVBoxLayout(adding);
    layout->setContentsMargins({});
    layout->addWidget(what);
    layout->addLayout(value);
    showValueEditor();
    return adding;
}

void MetafieldsPane::showValueEditor()
{
    const bool isLong = hasSeveralLines();
    // What was typed before the type was chosen goes along.
    if (isLong && m_text->isHidden())
        m_text->setPlainText(m_value->text());
    else if (!isLong && m_value->isHidden())
        m_value->setText(m_text->toPlainText().simplified());
    m_value->setVisible(!isLong);
    m_text->setVisible(isLong);
    showWhatCanBeAdded();
}

bool MetafieldsPane::hasSeveralLines() const
{
    return Models::isMultiLine(Sync::metafieldPath({u"a"_s, u"a"_s, m_type->currentData().toString()}));
}

QString MetafieldsPane::typedValue() const
{
    return hasSeveralLines() ? m_text->toPlainText() : m_value->text();
}

int MetafieldsPane::count() const
{
    return m_model->rowCount();
}

void MetafieldsPane::showOwners()
{
    const QVariant chosen = m_owner->currentData();
    m_owner->clear();
    m_owner->addItem(tr("Product"), QVariant::fromValue(qint64(0)));
    if (const auto &detail = m_session.detail(); detail && !m_session.isNew())
        for (const Sync::VariantDetail &variant : detail->variants)
            m_owner->addItem(variant.title, QVariant::fromValue(variant.id.value));
    m_owner->setCurrentIndex(std::max(0, m_owner->findData(chosen)));
    showWhatCanBeAdded();
}

void MetafieldsPane::showWhatCanBeAdded()
{
    const bool isNamed = m_name->text().indexOf(u'.') > 0 && !m_name->text().endsWith(u'.');
    m_add->setEnabled(m_session.canEdit() && !m_session.isNew() && isNamed && !typedValue().trimmed().isEmpty());
}

void MetafieldsPane::add()
{
    if (!m_add->isEnabled())
        return;
    const QString name = m_name->text().trimmed();
    const QString path
        = Sync::metafieldPath({name.section(u'.', 0, 0), name.section(u'.', 1), m_type->currentData().toString()});
    const Sync::VariantId variant{m_owner->currentData().toLongLong()};
    if (variant.isValid())
        m_session.setValue(variant, path, typedValue());
    else
        m_session.setValue(path, typedValue());
    m_name->clear();
    m_value->clear();
    m_text->clear();
    m_name->setFocus(Qt::OtherFocusReason);
}

} // namespace Ui

#include "moc_metafieldspane.cpp"
