#pragma once

#include "sync/api/approvalrule.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;
class QVBoxLayout;

namespace Ui {

class FieldList;
class LimitRow;
class PatternRow;

/// One rule as a sentence of fields, with what is wrong beside each. Parts of a rule that nobody has touched in it stay
/// as they are, also where it would write them another way.
class RuleForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RuleForm)

public:
    explicit RuleForm(QWidget *parent = nullptr);

    /// Shows a rule; changed() is not emitted.
    void setRule(const Sync::ApprovalRule &rule);
    /// The rule as the form has it.
    Sync::ApprovalRule rule() const;
    /// Whether nothing is wrong with it as far as the form can tell.
    bool isValid() const;
    /// Puts the focus where something is wrong, or on the name.
    void focusProblem();
    /// A remark on the name that only the database could know.
    void refuseName(const QString &sentence);

Q_SIGNALS:
    void changed();

private:
    void build();
    QWidget *kinds();
    QWidget *fields();
    QWidget *limits();
    LimitRow *addLimit(const Sync::RuleLimit &limit);
    void removeLimit(LimitRow *row);
    void focusAfterRemoved(qsizetype limit);
    void addPattern(const QString &pattern);
    void takeFields(Sync::ApprovalRule &rule) const;
    Sync::ApprovalRule typed() const;
    void followVerdict(bool approves);
    bool hasKind() const;
    void edited();
    void update();

    Sync::ApprovalRule m_rule;
    Sync::ApprovalRule m_filled; ///< How the fields write it before anybody touched them.
    QLineEdit *m_name;
    QRadioButton *m_person;
    QRadioButton *m_approve;
    QComboBox *m_direction;
    QHash<int, QCheckBox *> m_types; ///< By ChangeType.
    QCheckBox *m_noConflict;
    QComboBox *m_entity;
    QComboBox *m_about;
    FieldList *m_fields;
    PatternRow *m_pattern;
    QLabel *m_kept;
    QVBoxLayout *m_limitRows;
    QList<LimitRow *> m_limits;
    QPushButton *m_addLimit;
    QCheckBox *m_limitsFields;
    QSpinBox *m_maxFields;
    QLabel *m_always;
    QLabel *m_sentence;
    QHash<int, QLabel *> m_remarks; ///< By RulePart.
    bool m_isFilling = false;
    bool m_asksWithoutConflict = false; ///< As chosen while a person decides.
    int m_limitNumber = 0;
};

} // namespace Ui
