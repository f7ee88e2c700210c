#include "ui/settings/breakersection.h"

#include "ui/settings/fields.h"
#include "ui/style/labels.h"

#include <QFormLayout>
#include <QSpinBox>
#include <QVBoxLayout>

#include <iterator>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

struct LimitWords
{
    QString label;
    QString unit;
};

LimitWords wordsFor(Sync::SettingKey key)
{
    switch (key) {
    case Sync::SettingKey::MostProducts:
        return {BreakerSection::tr("Products at once:"), {}};
    case Sync::SettingKey::MostCatalogueShare:
        return {BreakerSection::tr("Share of the catalogue:"), u" %"_s};
    case Sync::SettingKey::MostPriceMove:
        return {BreakerSection::tr("A price moves by:"), u" %"_s};
    case Sync::SettingKey::MostRemovals:
        return {BreakerSection::tr("Deleted or archived:"), {}};
    default:
        return {BreakerSection::tr("Failed of what was sent:"), u" %"_s};
    }
}

} // namespace

BreakerSection::BreakerSection(Models::ConnectionForm &form, QWidget *parent)
    : QFrame(parent)
    , m_form(form)
{
    setProperty("role", u"card"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(10);
    layout->addWidget(textLabel(tr("Circuit Breaker"), TextSize::Section));
    layout->addWidget(mutedLabel(tr("Beyond these a send waits for a person, whoever approved it.")));
    QFormLayout *rows = cardForm();
    rows->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    for (const auto &[key, limit] : Sync::breakerSettings) {
        const Sync::Setting &setting = Sync::setting(key);
        const LimitWords words = wordsFor(key);
        auto *field = new QSpinBox;
        field->setObjectName(setting.name.toString().replace(u'.', u'-'));
        field->setAccessibleName(QString(words.label).remove(u':'));
        field->setRange(setting.lowest, setting.highest);
        field->setSuffix(words.unit);
        field->setToolTip(Sync::purposeOf(setting));
        connect(field, &QSpinBox::valueChanged, &m_form,
            [this, limit = limit](int number) { m_form.setBreaker(limit, number); });
        rows->addRow(words.label, field);
        m_limits += field;
    }
    layout->addLayout(rows);
    connect(&m_form, &Models::ConnectionForm::loaded, this, &BreakerSection::fill);
    fill();
}

void BreakerSection::fill()
{
    // Read before the first field is filled, which tells the form of it.
    const Sync::BreakerNumbers numbers = m_form.profile().breaker;
    for (std::size_t i = 0; i < std::size(Sync::breakerSettings); ++i)
        m_limits.at(qsizetype(i))->setValue(numbers.*Sync::breakerSettings[i].second);
}

} // namespace Ui
