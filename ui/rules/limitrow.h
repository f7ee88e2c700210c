#pragma once

#include "sync/api/approvalrule.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

/// One limit of a rule, read from left to right as a sentence: “Price · goes up · by more than · 20 · %”.
class LimitRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LimitRow)

public:
    /// The number tells rows apart for tests and screen readers.
    explicit LimitRow(int number, QWidget *parent = nullptr);

    void setLimit(const Sync::RuleLimit &limit);
    Sync::RuleLimit limit() const;
    void setApproves(bool approves);
    /// Where Tab stops in it, in reading order.
    QList<QWidget *> stops() const;

Q_SIGNALS:
    void changed();
    void removeRequested();

private:
    QComboBox *m_field;
    QComboBox *m_movement;
    QLabel *m_than;
    QLineEdit *m_limit;
    QComboBox *m_measure;
    QPushButton *m_remove;
};

} // namespace Ui
