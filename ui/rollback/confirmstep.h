#pragma once

#include "sync/api/rollback.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace Ui {

/// The sentence of what will happen, and the shop's name to be typed.
class ConfirmStep final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConfirmStep)

public:
    explicit ConfirmStep(QWidget *parent = nullptr);

    void ask(const Sync::RollbackPlan &plan, const Sync::RollbackRequest &request);
    bool isConfirmed() const;
    QLineEdit *nameEdit() { return m_name; }

Q_SIGNALS:
    void completeChanged();

private:
    QLabel *m_sentence;
    QLabel *m_prompt;
    QLineEdit *m_name;
    QString m_shop;
};

} // namespace Ui
