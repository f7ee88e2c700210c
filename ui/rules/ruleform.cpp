#include "ui/rules/ruleform.h"

#include "models/rules/ruletext.h"
#include "ui/rules/fieldlist.h"
#include "ui/rules/limitrow.h"
#include "ui/rules/patternrow.h"
#include "ui/style/colours.h"
#include "ui/style/flowlayout.h"
#include "ui/style/labels.h"
#include "ui/widgets/naming.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using Sync::ChangeType;
using Sync::RulePart;

namespace Ui {
namespace {

/// Which fields a rule is about.
enum class About { Any, Only, AnyBut };

constexpr RulePart remarked[]
    = {RulePart::Name, RulePart::ChangeTypes, RulePart::Fields, RulePart::Limits, RulePart::MaxFields};

/// Where the remark on a part stands.
RulePart shownAt(RulePart part)
{
    if (part == RulePart::Conflict)
        return RulePart::ChangeTypes;
    return part == RulePart::ExceptFields ? RulePart::Fields : part;
}

QVBoxLayout *column(QWidget *widget)
{
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    return layout;
}

} // namespace

RuleForm::RuleForm(QWidget *parent)
    : QWidget(parent)
    , m_name(named(new QLineEdit, u"ruleName"_s, tr("Name of the rule")))
    , m_person(named(new QRadioButton(tr("A person decides")), u"rulePerson"_s, tr("A person decides")))
    , m_approve(named(new QRadioButton(tr("Approve automatically")), u"ruleApprove"_s, tr("Approve automatically")))
    , m_direction(named(new QComboBox, u"ruleDirection"_s, tr("Direction of the change")))
    , m_noConflict(
          named(new QCheckBox(tr("only without a conflict")), u"ruleNoConflict"_s, tr("Only without a conflict")))
    , m_entity(named(new QComboBox, u"ruleEntity"_s, tr("Whose fields")))
    , m_about(named(new QComboBox, u"ruleAbout"_s, tr("Which fields")))
    , m_fields(new FieldList)
    , m_pattern(new PatternRow)
    , m_kept(mutedLabel({}, TextSize::Small))
    , m_limitRows(new QVBoxLayout)
    , m_addLimit(button(tr("Add a Limit"), u"addLimit"_s))
    , m_limitsFields(named(new QCheckBox, u"ruleCountsFields"_s, tr("Count the fields")))
    , m_maxFields(named(new QSpinBox, u"ruleMaxFields"_s, tr("How many fields")))
    , m_always(mutedLabel(tr("Conflicts, deletions and emptied values always wait for a person."), TextSize::Small))
    , m_sentence(textLabel({}))
{
    for (const RulePart part : remarked) {
        QLabel *remark = textLabel({}, TextSize::Small);
        remark->setObjectName(u"ruleRemark%1"_s.arg(int(part)));
        remark->setProperty("role", u"bad"_s);
        remark->hide();
        m_remarks.insert(int(part), remark);
    }
    m_sentence->setObjectName(u"ruleSentence"_s);
    build();
}

void RuleForm::build()
{
    QVBoxLayout *layout = column(this);
    layout->setSpacing(10);
    auto *nameLabel = textLabel(tr("Name"), TextSize::Small);
    nameLabel->setBuddy(m_name);
    layout->addWidget(nameLabel);
    layout->addWidget(m_name);
    layout->addWidget(m_remarks.value(int(RulePart::Name)));
    auto *verdict = new QWidget;
    auto *verdictRow = new FlowLayout(FlowLayout::Side::Leading, 16);
    verdictRow->setContentsMargins(0, 0, 0, 0);
    verdictRow->insertWidget(0, m_person);
    verdictRow->insertWidget(1, m_approve);
    verdict->setLayout(verdictRow);
    layout->addWidget(verdict);
    layout->addWidget(kinds());
    layout->addWidget(m_remarks.value(int(RulePart::ChangeTypes)));
    layout->addWidget(fields());
    layout->addWidget(m_remarks.value(int(RulePart::Fields)));
    layout->addWidget(limits());
    layout->addWidget(m_remarks.value(int(RulePart::Limits)));
    layout->addWidget(m_remarks.value(int(RulePart::MaxFields)));
    layout->addWidget(Ui::rule(this));
    layout->addWidget(m_sentence);
    layout->addWidget(m_always);
    connect(m_name, &QLineEdit::textChanged, this, &RuleForm::edited);
    connect(m_approve, &QRadioButton::toggled, this, &RuleForm::followVerdict);
}

QWidget *RuleForm::kinds()
{
    auto *widget = new QWidget;
    auto *row = new FlowLayout(FlowLayout::Side::Leading, 12);
    row->setContentsMargins(0, 0, 0, 0);
    m_direction->addItem(tr("in either direction"), -1);
    m_direction->addItem(tr("coming from Shopify"), int(Sync::Direction::Pull));
    m_direction->addItem(tr("going to Shopify"), int(Sync::Direction::Push));
    const auto add = [this, row](ChangeType type, const QString &text, const QString &name) {
        auto *box = named(new QCheckBox(text), name, text);
        m_types.insert(int(type), box);
        row->insertWidget(row->count(), box);
        connect(box, &QCheckBox::toggled, this, &RuleForm::edited);
    };
    row->insertWidget(0, new QLabel(tr("on products that are")));
    add(ChangeType::Create, tr("new"), u"ruleCreate"_s);
    add(ChangeType::Update, tr("changed"), u"ruleUpdate"_s);
    add(ChangeType::Delete, tr("deleted"), u"ruleDelete"_s);
    add(ChangeType::Restore, tr("brought back"), u"ruleRestore"_s);
    row->insertWidget(row->count(), m_direction);
    row->insertWidget(row->count(), m_noConflict);
    connect(m_noConflict, &QCheckBox::toggled, this, &RuleForm::edited);
    widget->setLayout(row);
    connect(m_direction, &QComboBox::currentIndexChanged, this, &RuleForm::edited);
    return widget;
}

QWidget *RuleForm::fields()
{
    auto *widget = new QWidget;
    QVBoxLayout *layout = column(widget);
    m_entity->addItem(tr("of the product and its variants"), int(Sync::RuleEntity::Any));
    m_entity->addItem(tr("of the product alone"), int(Sync::RuleEntity::Product));
    m_entity->addItem(tr("of variants alone"), int(Sync::RuleEntity::Variant));
    m_entity->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto *whose = new QLabel(tr("&Whose fields"));
    whose->setBuddy(m_entity);
    m_about->addItem(tr("whatever changes in them"), int(About::Any));
    m_about->addItem(tr("where these fields change:"), int(About::Only));
    m_about->addItem(tr("where other fields than these change:"), int(About::AnyBut));
    m_about->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto *row = new FlowLayout(FlowLayout::Side::Leading, 8);
    row->setContentsMargins(0, 0, 0, 0);
    int place = 0;
    for (QWidget *each : std::initializer_list<QWidget *>{whose, m_entity, m_about})
        row->insertWidget(place++, each);
    auto *line = new QWidget;
    line->setLayout(row);
    layout->addWidget(line);
    layout->addWidget(m_fields);
    layout->addWidget(m_pattern);
    layout->addWidget(m_kept);
    connect(m_pattern, &PatternRow::addRequested, this, &RuleForm::addPattern);
    for (const QComboBox *box : {m_entity, m_about})
        connect(box, &QComboBox::currentIndexChanged, this, &RuleForm::edited);
    connect(m_fields, &QListWidget::itemChanged, this, &RuleForm::edited);
    return widget;
}

QWidget *RuleForm::limits()
{
    auto *widget = new QWidget;
    QVBoxLayout *layout = column(widget);
    m_limitRows->setSpacing(6);
    layout->addLayout(m_limitRows);
    auto *row = new FlowLayout(FlowLayout::Side::Leading, 8);
    row->setContentsMargins(0, 0, 0, 0);
    row->insertWidget(0, m_addLimit);
    row->insertWidget(1, m_limitsFields);
    row->insertWidget(2, m_maxFields);
    m_maxFields->setRange(1, Sync::mostRuleFields);
    auto *line = new QWidget;
    line->setLayout(row);
    layout->addWidget(line);
    connect(m_addLimit, &QPushButton::clicked, this, [this] {
        addLimit({Sync::limitedFields().constFirst(), {}, {}, u"20"_s})->findChild<QLineEdit *>()->setFocus();
        edited();
    });
    connect(m_limitsFields, &QCheckBox::toggled, this, &RuleForm::edited);
    connect(m_maxFields, &QSpinBox::valueChanged, this, &RuleForm::edited);
    return widget;
}

LimitRow *RuleForm::addLimit(const Sync::RuleLimit &limit)
{
    auto *row = new LimitRow(++m_limitNumber, this);
    row->setLimit(limit);
    // Or Tab would come to it after all else in the window.
    QWidget *before = m_limits.isEmpty() ? m_pattern->lastStop() : m_limits.constLast()->stops().constLast();
    for (QWidget *stop : row->stops()) {
        setTabOrder(before, stop);
        before = stop;
    }
    m_limits += row;
    m_limitRows->addWidget(row);
    connect(row, &LimitRow::changed, this, &RuleForm::edited);
    connect(row, &LimitRow::removeRequested, this, [this, row] {
        const qsizetype place = m_limits.indexOf(row);
        removeLimit(row);
        focusAfterRemoved(place);
        edited();
    });
    return row;
}

void RuleForm::focusAfterRemoved(qsizetype limit)
{
    if (m_limits.isEmpty())
        m_addLimit->setFocus();
    else
        m_limits.at(std::min(limit, m_limits.size() - 1))->stops().constLast()->setFocus();
}

void RuleForm::removeLimit(LimitRow *row)
{
    m_limits.removeOne(row);
    m_limitRows->removeWidget(row);
    row->hide();
    row->deleteLater();
}

/// One that is in the list already is only ticked.
void RuleForm::addPattern(const QString &pattern)
{
    m_fields->tick(pattern);
    edited();
}

void RuleForm::setRule(const Sync::ApprovalRule &rule)
{
    m_isFilling = true;
    m_rule = rule;
    m_pattern->clear();
    m_name->setText(rule.name);
    m_approve->setChecked(rule.approves);
    m_person->setChecked(!rule.approves);
    m_asksWithoutConflict = !rule.approves && rule.noConflict;
    m_noConflict->setChecked(rule.noConflict);
    m_entity->setCurrentIndex(m_entity->findData(int(rule.entity)));
    m_direction->setCurrentIndex(m_direction->findData(rule.direction ? int(*rule.direction) : -1));
    for (auto it = m_types.cbegin(); it != m_types.cend(); ++it)
        it.value()->setChecked(rule.changeTypes.isEmpty() || rule.changeTypes.contains(ChangeType(it.key())));
    const bool isAny = rule.fields.isEmpty() || rule.fields == QStringList{u"*"_s};
    const About about = !isAny ? About::Only : rule.exceptFields.isEmpty() ? About::Any : About::AnyBut;
    m_about->setCurrentIndex(m_about->findData(int(about)));
    m_fields->fill(about == About::Only ? rule.fields : rule.exceptFields);
    while (!m_limits.isEmpty())
        removeLimit(m_limits.constLast());
    m_limitNumber = 0;
    for (const Sync::RuleLimit &limit : rule.limits)
        addLimit(limit);
    m_limitsFields->setChecked(rule.maxFields.has_value());
    m_maxFields->setValue(rule.maxFields.value_or(3));
    m_filled = typed();
    m_isFilling = false;
    update();
}

/// What a rule that asks for a person says of conflicts is kept while it is tried as one that approves.
void RuleForm::followVerdict(bool approves)
{
    if (m_isFilling)
        return;
    if (approves)
        m_asksWithoutConflict = m_noConflict->isChecked();
    m_noConflict->setChecked(approves || m_asksWithoutConflict);
    edited();
}

void RuleForm::takeFields(Sync::ApprovalRule &rule) const
{
    const QStringList chosen = m_fields->ticked();
    const QStringList any
        = rule.approves && (rule.changeTypes.isEmpty() || rule.changeTypes.contains(ChangeType::Update))
        ? QStringList{u"*"_s}
        : QStringList();
    switch (About(m_about->currentData().toInt())) {
    case About::Any:
        rule.fields = any;
        rule.exceptFields.clear();
        break;
    case About::Only:
        rule.fields = chosen; // what is left out besides stays
        break;
    case About::AnyBut:
        rule.fields = any;
        rule.exceptFields = chosen;
        break;
    }
}

/// What the fields say.
Sync::ApprovalRule RuleForm::typed() const
{
    Sync::ApprovalRule rule = m_rule;
    rule.name = m_name->text().trimmed();
    rule.approves = m_approve->isChecked();
    rule.noConflict = m_noConflict->isChecked();
    rule.entity = Sync::RuleEntity(m_entity->currentData().toInt());
    const int direction = m_direction->currentData().toInt();
    rule.direction = direction < 0 ? std::nullopt : std::optional(Sync::Direction(direction));
    rule.changeTypes.clear();
    for (const ChangeType type : {ChangeType::Create, ChangeType::Update, ChangeType::Delete, ChangeType::Restore})
        if (m_types.value(int(type))->isChecked())
            rule.changeTypes += type;
    if (rule.changeTypes.size() == m_types.size())
        rule.changeTypes.clear(); // all, also such as a later version may know
    takeFields(rule);
    rule.limits.clear();
    for (const LimitRow *row : m_limits)
        rule.limits += row->limit();
    rule.maxFields = m_limitsFields->isChecked() ? std::optional(m_maxFields->value()) : std::nullopt;
    return rule;
}

Sync::ApprovalRule RuleForm::rule() const
{
    Sync::ApprovalRule rule = typed();
    const auto keep = [&](auto... part) {
        if (((rule.*part == m_filled.*part) && ...))
            ((rule.*part = m_rule.*part), ...);
    };
    using Rule = Sync::ApprovalRule;
    keep(&Rule::name);
    keep(&Rule::changeTypes);
    keep(&Rule::fields, &Rule::exceptFields);
    keep(&Rule::limits);
    keep(&Rule::maxFields);
    return rule;
}

bool RuleForm::hasKind() const
{
    return std::any_of(m_types.cbegin(), m_types.cend(), [](const QCheckBox *box) { return box->isChecked(); });
}

bool RuleForm::isValid() const
{
    return hasKind() && Sync::problemsOf(rule()).isEmpty();
}

void RuleForm::edited()
{
    if (m_isFilling)
        return;
    update();
    Q_EMIT changed();
}

void RuleForm::update()
{
    const Sync::ApprovalRule now = rule();
    m_fields->setVisible(About(m_about->currentData().toInt()) != About::Any);
    m_pattern->setVisible(!m_fields->isHidden());
    const bool keepsOthers = About(m_about->currentData().toInt()) == About::Only && !now.exceptFields.isEmpty();
    m_kept->setVisible(keepsOthers);
    QStringList kept;
    for (const QString &field : now.exceptFields)
        kept += Models::ruleFieldLabel(field);
    m_kept->setText(tr("Never about: %1").arg(kept.join(u", "_s)));
    m_limitsFields->setText(now.approves ? tr("at most this many fields:") : tr("more fields than:"));
    m_maxFields->setEnabled(m_limitsFields->isChecked());
    m_noConflict->setEnabled(!now.approves || !now.noConflict);
    m_noConflict->setToolTip(now.approves
            ? tr("A conflict is always decided by a person, so a rule that approves leaves conflicts out.")
            : tr("A conflict is a field that both sides changed to different values."));
    m_noConflict->setAccessibleDescription(m_noConflict->toolTip());
    for (LimitRow *row : std::as_const(m_limits))
        row->setApproves(now.approves);
    m_sentence->setText(Models::ruleSentence(now));
    for (QLabel *remark : std::as_const(m_remarks))
        remark->hide();
    if (!hasKind()) {
        m_remarks.value(int(RulePart::ChangeTypes))->setText(tr("Choose at least one kind of change."));
        m_remarks.value(int(RulePart::ChangeTypes))->show();
    }
    for (const Sync::RuleProblem &problem : Sync::problemsOf(now)) {
        QLabel *remark = m_remarks.value(int(shownAt(problem.part)));
        if (remark->isHidden()) // the first of a part is enough
            remark->setText(problem.sentence);
        remark->show();
    }
}

void RuleForm::refuseName(const QString &sentence)
{
    QLabel *remark = m_remarks.value(int(RulePart::Name));
    remark->setText(sentence);
    remark->show();
    m_name->setFocus();
}

void RuleForm::focusProblem()
{
    const auto problems = Sync::problemsOf(rule());
    QWidget *place = hasKind() ? static_cast<QWidget *>(m_name) : m_types.value(int(ChangeType::Create));
    if (hasKind() && !problems.isEmpty()) {
        switch (problems.first().part) {
        case RulePart::ChangeTypes:
            place = m_types.value(int(ChangeType::Create));
            break;
        case RulePart::Conflict:
            place = m_noConflict;
            break;
        case RulePart::Fields:
        case RulePart::ExceptFields:
            place = m_about;
            break;
        case RulePart::Limits:
            place = m_limits.isEmpty() ? static_cast<QWidget *>(m_about)
                                       : m_limits.constFirst()->findChild<QLineEdit *>();
            break;
        case RulePart::MaxFields:
            place = m_maxFields;
            break;
        default:
            break;
        }
    }
    place->setFocus();
}

} // namespace Ui

#include "moc_ruleform.cpp"
