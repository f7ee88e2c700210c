#include "ui/settings/safetysection.h"

#include "models/format/words.h"
#include "models/progress/environment.h"
#include "ui/settings/fields.h"
#include "ui/style/labels.h"

#include <QComboBox>
#include <QFormLayout>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

/// A number field with the bounds the settings table has for it.
QSpinBox *numberField(Sync::SettingKey key, const QString &objectName, const QString &accessibleName)
{
    const Sync::Setting &setting = Sync::setting(key);
    auto *field = new QSpinBox;
    field->setObjectName(objectName);
    field->setAccessibleName(accessibleName);
    field->setRange(setting.lowest, setting.highest);
    field->setToolTip(Sync::purposeOf(setting));
    return field;
}

} // namespace

SafetySection::SafetySection(Models::ConnectionForm &form, QWidget *parent)
    : QFrame(parent)
    , m_form(form)
    , m_level(new QComboBox)
    , m_levelMeaning(remarkLabel(u"safeLevelMeaning"_s))
    , m_version(lineEdit(u"apiVersion"_s, tr("Version of Shopify's interface")))
    , m_workers(numberField(Sync::SettingKey::ParallelWorkers, u"parallelWorkers"_s, tr("Requests at once")))
    , m_batch(numberField(Sync::SettingKey::BatchSize, u"batchSize"_s, tr("Products in a transaction")))
    , m_bulkFrom(numberField(Sync::SettingKey::BulkFrom, u"bulkFrom"_s, tr("Bulk runs from so many changes on")))
{
    setProperty("role", u"card"_s);
    build();
    connect(m_level, &QComboBox::currentIndexChanged, &m_form, [this] {
        if (m_level->currentIndex() >= 0) // the demo's own level is not among them
            m_form.setSafeLevel(Sync::SafeLevel(m_level->currentData().toInt()));
    });
    connect(m_version, &QLineEdit::textChanged, &m_form, &Models::ConnectionForm::setApiVersion);
    connect(m_workers, &QSpinBox::valueChanged, &m_form, &Models::ConnectionForm::setParallelWorkers);
    connect(m_batch, &QSpinBox::valueChanged, &m_form, &Models::ConnectionForm::setBatchSize);
    connect(m_bulkFrom, &QSpinBox::valueChanged, &m_form, &Models::ConnectionForm::setBulkFrom);
    connect(&m_form, &Models::ConnectionForm::loaded, this, &SafetySection::fill);
    connect(&m_form, &Models::ConnectionForm::changed, this, &SafetySection::update);
    fill();
    update();
}

void SafetySection::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(10);
    layout->addWidget(textLabel(tr("Safety and Speed"), TextSize::Section));
    m_level->setObjectName(u"safeLevelChoice"_s);
    m_level->setAccessibleName(tr("Safe level"));
    for (const Sync::SafeLevel level : {Sync::SafeLevel::Careful, Sync::SafeLevel::Locked, Sync::SafeLevel::ReadOnly})
        m_level->addItem(Models::word(level), int(level));
    m_version->setToolTip(Sync::purposeOf(Sync::setting(Sync::SettingKey::ApiVersion)));
    QFormLayout *form = cardForm();
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->addRow(tr("Safe level:"), m_level);
    form->addRow(QString(), m_levelMeaning);
    form->addRow(tr("Interface version:"), m_version);
    form->addRow(tr("Requests at once:"), m_workers);
    form->addRow(tr("Products in a transaction:"), m_batch);
    m_bulkFrom->setSpecialValueText(tr("Never"));
    m_bulkFrom->setSuffix(tr(" changes on"));
    form->addRow(tr("Bulk runs from:"), m_bulkFrom);
    layout->addLayout(form);
}

void SafetySection::fill()
{
    const Sync::Profile &profile = m_form.profile();
    m_level->setCurrentIndex(m_level->findData(int(profile.safeLevel)));
    showText(m_version, profile.apiVersion);
    m_workers->setValue(profile.parallelWorkers);
    m_batch->setValue(profile.batchSize);
    m_bulkFrom->setValue(profile.bulkFrom);
}

void SafetySection::update()
{
    showRemark(m_levelMeaning, Models::safeLevelMeaning(m_form.profile().safeLevel));
}

} // namespace Ui
