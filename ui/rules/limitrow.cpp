#include "ui/rules/limitrow.h"

#include "models/format/text.h"
#include "models/rules/ruletext.h"
#include "ui/style/flowlayout.h"
#include "ui/style/labels.h"
#include "ui/widgets/naming.h"

#include <QComboBox>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace Ui {

LimitRow::LimitRow(int number, QWidget *parent)
    : QWidget(parent)
    , m_field(named(new QComboBox, u"limitField%1"_s.arg(number), tr("Field of limit %1").arg(number)))
    , m_movement(named(new QComboBox, u"limitMovement%1"_s.arg(number), tr("Which way, limit %1").arg(number)))
    , m_than(new QLabel)
    , m_limit(named(new QLineEdit, u"limitNumber%1"_s.arg(number), tr("How much, limit %1").arg(number)))
    , m_measure(named(new QComboBox, u"limitMeasure%1"_s.arg(number), tr("Percent or amount, limit %1").arg(number)))
    , m_remove(button(tr("Remove"), u"removeLimit%1"_s.arg(number), ButtonKind::Flat, {}, this))
{
    for (const QString &field : Sync::limitedFields())
        m_field->addItem(Models::ruleFieldLabel(field), field);
    m_movement->addItem(tr("goes up or down"), int(Sync::RuleMovement::Either));
    m_movement->addItem(tr("goes up"), int(Sync::RuleMovement::Up));
    m_movement->addItem(tr("goes down"), int(Sync::RuleMovement::Down));
    m_measure->addItem(tr("%"), int(Sync::RuleMeasure::Percent));
    m_measure->addItem(tr("in number"), int(Sync::RuleMeasure::Amount));
    m_limit->setMaximumWidth(m_limit->fontMetrics().averageCharWidth() * 12);
    m_limit->setAlignment(Qt::AlignTrailing);
    m_remove->setAccessibleName(tr("Remove limit %1").arg(number));
    auto *row = new FlowLayout(FlowLayout::Side::Leading, 6);
    row->setContentsMargins(0, 0, 0, 0);
    int place = 0;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_field, m_movement, m_than, m_limit, m_measure, m_remove})
        row->insertWidget(place++, widget);
    setLayout(row);
    for (const QComboBox *box : {m_field, m_movement, m_measure})
        connect(box, &QComboBox::currentIndexChanged, this, &LimitRow::changed);
    connect(m_limit, &QLineEdit::textChanged, this, &LimitRow::changed);
    connect(m_remove, &QPushButton::clicked, this, &LimitRow::removeRequested);
    setApproves(false);
}

void LimitRow::setLimit(const Sync::RuleLimit &limit)
{
    const QSignalBlocker quiet(this);
    // A field that this version cannot limit stays what it is and is refused in words.
    if (m_field->findData(limit.field) < 0)
        m_field->addItem(limit.field, limit.field);
    m_field->setCurrentIndex(m_field->findData(limit.field));
    m_movement->setCurrentIndex(m_movement->findData(int(limit.movement)));
    m_measure->setCurrentIndex(m_measure->findData(int(limit.measure)));
    m_limit->setText(Models::decimalForInput(limit.limit));
}

Sync::RuleLimit LimitRow::limit() const
{
    return {m_field->currentData().toString(), Sync::RuleMovement(m_movement->currentData().toInt()),
        Sync::RuleMeasure(m_measure->currentData().toInt()), Models::decimalFromInput(m_limit->text())};
}

QList<QWidget *> LimitRow::stops() const
{
    return {m_field, m_movement, m_limit, m_measure, m_remove};
}

void LimitRow::setApproves(bool approves)
{
    m_than->setText(approves ? tr("by at most") : tr("by more than"));
}

} // namespace Ui

#include "moc_limitrow.cpp"
