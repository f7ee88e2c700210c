#include "ui/rules/patternrow.h"

#include "sync/api/approvalrule.h"
#include "ui/style/labels.h"
#include "ui/widgets/naming.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

/// What is wrong with a pattern by itself; empty when nothing is.
QString problemOf(const QString &pattern)
{
    Sync::ApprovalRule rule;
    rule.fields = {pattern};
    for (const Sync::RuleProblem &problem : Sync::problemsOf(rule))
        if (problem.part == Sync::RulePart::Fields)
            return problem.sentence;
    return {};
}

} // namespace

PatternRow::PatternRow(QWidget *parent)
    : QWidget(parent)
    , m_pattern(named(new QLineEdit(this), u"rulePattern"_s, tr("Metafield or pattern")))
    , m_add(button(tr("Add Field"), u"addRulePattern"_s, ButtonKind::Normal, {}, this))
    , m_remark(textLabel({}, TextSize::Small))
{
    m_pattern->setPlaceholderText(u"metafield:custom.*"_s);
    m_remark->setObjectName(u"rulePatternRemark"_s);
    m_remark->setProperty("role", u"bad"_s);
    auto *hint = mutedLabel(tr("A metafield, or several fields at once: * stands for any text."), TextSize::Small);
    hint->setBuddy(m_pattern);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_pattern, 1);
    row->addWidget(m_add);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(hint);
    layout->addLayout(row);
    layout->addWidget(m_remark);
    connect(m_pattern, &QLineEdit::textChanged, this, &PatternRow::showWhatCanBeDone);
    connect(m_pattern, &QLineEdit::returnPressed, this, &PatternRow::add);
    connect(m_add, &QPushButton::clicked, this, &PatternRow::add);
    showWhatCanBeDone();
}

void PatternRow::clear()
{
    m_pattern->clear();
}

QWidget *PatternRow::lastStop() const
{
    return m_add;
}

void PatternRow::showWhatCanBeDone()
{
    m_remark->hide();
    m_add->setEnabled(!m_pattern->text().trimmed().isEmpty());
}

void PatternRow::add()
{
    const QString pattern = m_pattern->text().trimmed();
    if (pattern.isEmpty())
        return;
    if (const QString problem = problemOf(pattern); !problem.isEmpty()) {
        m_remark->setText(problem);
        m_remark->show();
        m_pattern->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_pattern->clear();
    Q_EMIT addRequested(pattern);
}

} // namespace Ui

#include "moc_patternrow.cpp"
